/* itemset: loads the choices of a select, from its items or from its itemset. */
#include "itemset_path.h"
#include "loader.h"
#include "term.h"
#include "townline/characters.h"

#include <string.h>

/* Adds the code of a choice. A code with spaces is refused unless only one can be
 * chosen, since spaces divide the codes in an answer. */
static bool
add_code(struct loader *loader, const struct xml_node *xml,
         struct control_detail *detail, const char *code)
{
    const char *spaces = detail->takes_one ? "\t\r\n" : " \t\r\n";
    if (code[0] == '\0' || strpbrk(code, spaces) || !characters_are_clean(code)) {
        return loader_refuse(loader, xml,
                             "the choice name \"%.40s\" is empty or has spaces in it",
                             code);
    }
    if (detail->code_count == DESCRIPTOR_MAX_CHOICES) {
        return loader_refuse(loader, xml, "it has more than %d choices",
                             DESCRIPTOR_MAX_CHOICES);
    }
    detail->codes[detail->code_count++] = code;
    return true;
}

static bool
has_code(const struct control_detail *detail, const char *code)
{
    for (size_t i = 0; i < detail->code_count; i++) {
        if (strcmp(detail->codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

/* Finds the node in an item that the itemset's <value ref> names, such as "name". */
static const struct form_node *
follow(const struct form_node *node, const struct step *steps)
{
    for (; node && steps != NULL; steps = steps->next) {
        node = node_child(node, steps->name);
    }
    return node;
}

static bool
add_items(struct loader *loader, const struct xml_node *xml,
          struct control_detail *detail, struct form_node *node,
          const struct step *step)
{
    const struct step *value_steps = detail->item_value->path->steps;
    if (!step) {
        const struct form_node *value = follow(node, value_steps);
        if (!value) {
            return loader_refuse(loader, xml, "a choice of its list has no name");
        }
        detail->offered_count++;
        if (has_code(detail, value->value)) {
            return true; /* a filtered list may have the same code in several rows */
        }
        if (detail->code_count < DESCRIPTOR_MAX_CHOICES) {
            detail->items[detail->code_count] = node;
        }
        return add_code(loader, xml, detail, value->value);
    }
    for (struct form_node *child = node->first; child; child = child->next) {
        if (strcmp(child->name, step->name) == 0 &&
            !add_items(loader, xml, detail, child, step->next)) {
            return false;
        }
    }
    return true;
}

static size_t
count_nodes(const struct form_node *node)
{
    size_t count = 1;
    for (const struct form_node *child = node->first; child; child = child->next) {
        count += count_nodes(child);
    }
    return count;
}

static bool
load_itemset(struct loader *loader, const struct xml_node *xml,
             struct control_detail *detail)
{
    struct arena *arena = &loader->form->arena;
    const struct xml_node *value = xml_child(xml, "value");
    const struct xml_node *label = xml_child(xml, "label");
    if (!loader_term(loader, xml, "nodeset", &detail->itemset) ||
        (value && !loader_term(loader, value, "ref", &detail->item_value)) ||
        (label && !loader_term(loader, label, "ref", &detail->item_label))) {
        return false;
    }
    if (!detail->itemset || !detail->item_value ||
        detail->item_value->kind != TERM_PATH ||
        detail->item_value->path->start != START_CONTEXT ||
        !steps_are_names(detail->item_value->path->steps)) {
        return loader_refuse(loader, xml,
                             "its nodeset or the name of its choices is "
                             "missing");
    }
    const struct path *path = itemset_path(detail->itemset);
    const struct list *list = !path ? NULL : itemset_list(loader->form, path);
    if (!list) {
        return loader_refuse(loader, xml,
                             "choices have to come from a list in the form, as in "
                             "instance('towns')/root/item");
    }
    detail->is_filtered = !itemset_is_whole(path);
    size_t most = count_nodes(list->top);
    if (most > DESCRIPTOR_MAX_CHOICES) {
        most = DESCRIPTOR_MAX_CHOICES;
    }
    detail->codes = arena_take(arena, most, sizeof *detail->codes);
    detail->items = arena_take(arena, most, sizeof(struct form_node *));
    if (!detail->codes || !detail->items) {
        return loader_no_memory(loader);
    }
    return add_items(loader, xml, detail, list->top, path->steps);
}

static bool
load_items(struct loader *loader, const struct xml_node *node,
           struct control_detail *detail)
{
    struct arena *arena = &loader->form->arena;
    size_t count = 0;
    for (const struct xml_node *at = xml_child(node, "item"); at;
         at = xml_next(at, "item")) {
        count++;
    }
    detail->choices = arena_take(arena, count, sizeof *detail->choices);
    detail->codes = arena_take(arena, count, sizeof *detail->codes);
    if (!detail->choices || !detail->codes) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = xml_child(node, "item"); at;
         at = xml_next(at, "item")) {
        const struct xml_node *value = xml_child(at, "value");
        const struct xml_node *label = xml_child(at, "label");
        struct choice *choice = &detail->choices[detail->choice_count++];
        choice->code = !value ? "" : xml_text(value, arena);
        if (!choice->code) {
            return loader_no_memory(loader);
        }
        if (has_code(detail, choice->code)) {
            return loader_refuse(loader, at, "the choice name \"%.40s\" is there twice",
                                 choice->code);
        }
        if (!add_code(loader, at, detail, choice->code) ||
            (label && !label_load(loader, label, &choice->label))) {
            return false;
        }
    }
    return true;
}

bool
itemset_load(struct loader *loader, const struct xml_node *node,
             struct control_detail *detail)
{
    const struct xml_node *itemset = xml_child(node, "itemset");
    detail->takes_one = xml_is(node, "select1");
    bool ok = !itemset ? load_items(loader, node, detail)
                       : load_itemset(loader, itemset, detail);
    if (ok && detail->code_count == 0) {
        return loader_refuse(loader, node, "it has no choices");
    }
    return ok;
}
