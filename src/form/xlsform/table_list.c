/* table_list: makes a table of a group with the appearance table-list. The group
 * becomes a field-list, and all its selects have the same list. A note shows the label
 * of the group. A select with the appearance "label", which nobody answers, is the
 * heading of the columns. The selects below are shown without labels. */
#include "compiler.h"

#include <stdio.h>
#include <string.h>

/* The appearance with "field-list" in place of "table-list". */
static const char *
other_words(struct compiler *compiler, const char *appearance)
{
    static const char instead[] = "field-list", word[] = "table-list";
    char *out = arena_take(&compiler->arena, 1, strlen(appearance) + sizeof instead);
    if (!out) {
        return NULL;
    }
    size_t size = strlen(instead);
    memcpy(out, instead, size);
    for (const char *at = appearance; *(at += strspn(at, " ")) != '\0';) {
        size_t length = strcspn(at, " ");
        if (length != strlen(word) || memcmp(at, word, length) != 0) {
            out[size++] = ' ';
            memcpy(out + size, at, length);
            size += length;
        }
        at += length;
    }
    return out;
}

static struct element *
add_made(struct compiler *compiler, struct element *parent, const char *begin,
         unsigned row)
{
    size_t size = strlen(begin) + 12;
    char *name = arena_take(&compiler->arena, 1, size);
    if (!name) {
        compiler_no_memory(compiler);
        return NULL;
    }
    snprintf(name, size, "%s%u", begin, row);
    struct element *element =
        element_add(compiler, parent, ELEMENT_QUESTION, name, row);
    if (element) {
        element->is_made = true;
    }
    return element;
}

bool
table_list_begin(struct compiler *compiler, struct element *group)
{
    static const struct text none = {0};
    const char *appearance = other_words(compiler, group->appearance.text);
    if (!appearance) {
        return compiler_no_memory(compiler);
    }
    group->appearance.text = appearance;
    if (text_is_empty(&group->label) && text_is_empty(&group->hint)) {
        return true;
    }
    struct element *note =
        add_made(compiler, group, "generated_table_list_label_", group->row);
    if (!note) {
        return false;
    }
    note->type = &survey_type_note;
    note->label = group->label;
    note->say = group->say;
    note->hint = group->hint;
    note->say_hint = group->say_hint;
    group->label = group->say = group->hint = group->say_hint = none;
    return true;
}

static bool
add_heading(struct compiler *compiler, struct element *parent,
            const struct type_cell *type, struct choice_list *list, unsigned row)
{
    struct element *heading =
        add_made(compiler, parent, "reserved_name_for_field_list_labels_", row);
    if (!heading) {
        return false;
    }
    heading->type = type->type;
    heading->list = list;
    heading->appearance.text = "label";
    list->is_used = true;
    return true;
}

bool
table_list_add(struct compiler *compiler, const struct choice_list **shared,
               struct element *parent, const struct type_cell *type, size_t row)
{
    struct choice_list *list = choices_find(compiler, type->list);
    const struct table *table = &compiler->survey;
    if (!list || *shared == list) {
        return true; /* it is told where the question is read */
    }
    if (*shared) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(table, row, "type"),
                        "Put it into a group of its own.",
                        "the questions of a table-list share one list, and this one "
                        "has \"%s\", not \"%s\".",
                        list->name, (*shared)->name);
        return true;
    }
    if (table_cell(table, row, "choice_filter")[0] != '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(table, row, "choice_filter"),
                        "Take it out, or write field-list.",
                        "a table-list cannot be used with a choice_filter.");
    }
    *shared = list;
    return add_heading(compiler, parent, type, list, (unsigned)row + 1);
}
