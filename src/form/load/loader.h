/*
 * loader: the steps of loading a form. Each is in the file of its name, and form_load.c
 * runs them in this order. Each refuses what it does not know, and says on which line
 * it stands.
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
/* In repeat.c: the path in the ref or nodeset of a control; NULL when it has none. */
const char *control_reference(const struct xml_node *xml);
/* The field that a control is bound to; NULL when there is none. `around` is the field
 * of the control that it lies in. */
struct field *control_bound_field(const struct form *form, const struct field *around,
                                  const struct xml_node *xml);
/* Whether the group lies in the repeat `around`. A group that only encloses a repeat is
 * often bound to the repeat's own node; still it stands outside of the instances. */
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

/* Sets the error with the node's line, and returns false. */
bool loader_refuse(struct loader *loader, const struct xml_node *node,
                   const char *format, ...) __attribute__((format(printf, 3, 4)));
bool loader_no_memory(struct loader *loader);

/* Parses the expression in an attribute of the node; *out is NULL when there is no such
 * attribute. */
bool loader_term(struct loader *loader, const struct xml_node *node, const char *name,
                 const struct term **out);
bool loader_parse(struct loader *loader, const struct xml_node *node, const char *name,
                  const char *text, const struct term **out);
/* Load the words of a <label>, <hint> or <value>: those that its ref names, or those in
 * it. */
bool label_load(struct loader *loader, const struct xml_node *node, struct label *out);
bool words_load(struct loader *loader, const struct xml_node *node, struct words *out);
/* Loads a message from an attribute: jr:itext('id'), or the words themselves. */
bool label_load_message(struct loader *loader, const struct xml_node *node,
                        const char *name, struct label *out);
/* The file name in "jr://images/NAME". A name that leads out of the pack's folder is
 * refused. */
bool media_name(struct loader *loader, const struct xml_node *node, const char *text,
                const char **out);

/* In itemset.c: loads the choices of a select. */
bool itemset_load(struct loader *loader, const struct xml_node *node,
                  struct control_detail *detail);

#endif
