/* list: loads the secondary instances of a form, which hold lists for choices. */
#include "loader.h"

#include <string.h>

/* Recurses as deep as the XML is nested, which is limited. */
static struct form_node *
load_node(struct loader *loader, const struct xml_node *xml)
{
    struct form_node *node = arena_take(&loader->form->arena, 1, sizeof *node);
    if (!node) {
        return NULL;
    }
    node->name = xml->name;
    node->value = "";
    const struct xml_node *child = xml_child(xml, NULL);
    if (!child) {
        node->value = xml_text(xml, &loader->form->arena);
    }
    for (; child; child = xml_next(child, NULL)) {
        struct form_node *below = load_node(loader, child);
        if (!below) {
            return NULL;
        }
        node_add(node, below);
    }
    return node->value ? node : NULL;
}

static bool
load_list(struct loader *loader, const struct xml_node *xml)
{
    struct form *form = loader->form;
    const char *id = xml_attribute(xml, "id");
    if (!id || id[0] == '\0') {
        return loader_refuse(loader, xml, "a list needs an id");
    }
    if (xml_attribute(xml, "src")) {
        return loader_refuse(loader, xml,
                             "the list \"%.80s\" lies in a file outside of the form; "
                             "put its choices into the form",
                             id);
    }
    if (form_find_list(form, id)) {
        return loader_refuse(loader, xml, "the list \"%.80s\" is there twice", id);
    }
    struct list *list = &form->lists[form->list_count++];
    list->id = id;
    list->xml = xml;
    list->top = load_node(loader, xml);
    return list->top || loader_no_memory(loader);
}

bool
list_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct xml_node *primary = xml_child(loader->model, "instance");
    if (!primary) {
        return loader_refuse(loader, loader->model, "the form has no <instance>");
    }
    size_t count = 0;
    for (const struct xml_node *at = xml_next(primary, "instance"); at;
         at = xml_next(at, "instance")) {
        count++;
    }
    if (count > FORM_MAX_LISTS) {
        return loader_refuse(loader, primary, "the form has more than %d lists",
                             FORM_MAX_LISTS);
    }
    form->lists = arena_take(&form->arena, count, sizeof *form->lists);
    if (!form->lists) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = xml_next(primary, "instance"); at;
         at = xml_next(at, "instance")) {
        if (!load_list(loader, at)) {
            return false;
        }
    }
    return true;
}
