/*
 * loader: the steps of loading a form, each in the file of its name; form_load.c runs
 * them in this order. Each refuses what it does not know and says on which line.
 */
#ifndef TOWNLINE_LOADER_H
#define TOWNLINE_LOADER_H

#include "form_model.h"

struct loader {
    struct form *form;
    const struct xml_node *model, *body;
    struct error *err;
};

bool itext_load(struct loader *loader);
bool list_load(struct loader *loader);
bool field_load(struct loader *loader);
bool bind_load(struct loader *loader);
bool control_load(struct loader *loader);
/* repeat: the path in a control's ref or nodeset; NULL when it has none. */
const char *control_reference(const struct xml_node *xml);
/* The node that a control is bound to, where `around` is that of the control it lies
 * in; NULL when there is none. */
struct field *control_bound_field(const struct form *form, const struct field *around,
                                  const struct xml_node *xml);
/* A group around a repeat is mostly bound to the repeat's own node; it stands outside
 * of the instances all the same. */
bool repeat_is_inside(const struct form *form, const struct field *around,
                      const struct xml_node *group);
bool repeat_load(struct loader *loader, const struct xml_node *xml,
                 struct field *field);
bool keyed_load(struct loader *loader);
bool setvalue_load(struct loader *loader);
bool order_load(struct loader *loader);
bool describe_load(struct loader *loader);
bool service_load(struct loader *loader);
bool kiosk_words_load(struct loader *loader);

/* All return false. */
bool loader_refuse(struct loader *loader, const struct xml_node *node,
                   const char *format, ...) __attribute__((format(printf, 3, 4)));
bool loader_no_memory(struct loader *loader);

/* Parses an expression that stands in an attribute of the node; NULL when the attribute
 * is not there. `space` as in xml.h. */
bool loader_term(struct loader *loader, const struct xml_node *node, const char *name,
                 const struct term **out);
bool loader_parse(struct loader *loader, const struct xml_node *node, const char *name,
                  const char *text, const struct term **out);
/* The words of a <label>, <hint> or <value>: its ref, or what stands in it. */
bool label_load(struct loader *loader, const struct xml_node *node, struct label *out);
bool words_load(struct loader *loader, const struct xml_node *node, struct words *out);
/* A message in an attribute: jr:itext('id') or the words themselves. */
bool label_load_message(struct loader *loader, const struct xml_node *node,
                        const char *name, struct label *out);
/* A file name of the pack from "jr://images/NAME"; refuses one that leaves its folder.
 */
bool media_name(struct loader *loader, const struct xml_node *node, const char *text,
                const char **out);

/* itemset.c: the choices of a select, from its items or its itemset. */
bool itemset_load(struct loader *loader, const struct xml_node *node,
                  struct control_detail *detail);

#endif
