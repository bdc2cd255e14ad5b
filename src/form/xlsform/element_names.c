/* element_names: finds questions, groups and repeats by their names, and tells names
 * that are used twice. */
#include "compiler.h"

#include <stdint.h>
#include <string.h>

bool
elements_index(struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (at->name[0] != '\0' &&
            (!name_index_add(&compiler->elements, &compiler->arena, NULL, at->name,
                             at) ||
             !name_index_add(&compiler->paths, &compiler->arena, NULL, at->path, at))) {
            return compiler_no_memory(compiler);
        }
    }
    name_index_sort(&compiler->elements);
    name_index_sort(&compiler->paths);
    return true;
}

const struct element *
elements_find(const struct compiler *compiler, const char *name, size_t size,
              size_t *count_out)
{
    const struct name_entry *found =
        name_index_find(&compiler->elements, NULL, name, size, count_out);
    return found ? found->value : NULL;
}

static bool
add_references(struct compiler *compiler, const char *text)
{
    for (const char *close; (text = strstr(text, "${")); text = close) {
        text += 2 + strspn(text + 2, " ");
        close = strchr(text, '}');
        if (!close) {
            break;
        }
        size_t size = (size_t)(close - text);
        while (size > 0 && text[size - 1] == ' ') {
            size--;
        }
        const char *name = arena_text(&compiler->arena, text, size);
        if (!name || !name_index_add(&compiler->references, &compiler->arena, NULL,
                                     name, NULL)) {
            return false;
        }
    }
    return true;
}

/* Lists every ${name} that is written on the survey, the choices or the settings. */
static bool
index_references(struct compiler *compiler)
{
    const struct table *tables[] = {&compiler->survey, &compiler->choices,
                                    &compiler->setting};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct sheet *sheet = tables[i]->sheet;
        for (size_t row = 0; sheet && row < sheet->row_count; row++) {
            for (size_t at = 0; (at = sheet_next_column(sheet, row, at)) < SIZE_MAX;
                 at++) {
                if (!add_references(compiler, sheet_text(sheet, row, at))) {
                    return false;
                }
            }
        }
    }
    name_index_sort(&compiler->references);
    compiler->has_references = true;
    return true;
}

bool
references_find(struct compiler *compiler, const char *name, bool *is_there)
{
    if (!compiler->has_references && !index_references(compiler)) {
        return false;
    }
    *is_there =
        name_index_find(&compiler->references, NULL, name, strlen(name), NULL) != NULL;
    return true;
}

static char *
small_letters(struct compiler *compiler, const char *name)
{
    char *small = arena_text(&compiler->arena, name, strlen(name));
    for (char *at = small; at && *at != '\0'; at++) {
        if (*at >= 'A' && *at <= 'Z') {
            *at = (char)(*at - 'A' + 'a');
        }
    }
    return small;
}

static void
tell_twice(struct compiler *compiler, struct element *first, struct element *second)
{
    struct cell_place place = table_place(&compiler->survey, second->row - 1, "name");
    if (strcmp(first->name, second->name) == 0) {
        first->is_twice = second->is_twice = true;
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Choose another name for one of them.",
                        "the name \"%s\" is used twice in the same group (row %u).",
                        second->name, first->row);
    } else {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place,
                        "Choose names that differ by more.",
                        "the names \"%s\" and \"%s\" (row %u) differ in capital "
                        "letters alone.",
                        second->name, first->name, first->row);
    }
}

/* Two repeats may not share a name even in different groups: other programs store the
 * answers of a repeat in a table of its name. */
static void
tell_repeat_twice(struct compiler *compiler, struct element *first,
                  struct element *second)
{
    if (first->parent != second->parent) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(&compiler->survey, second->row - 1, "name"),
                        "Choose another name for one of them.",
                        "two repeats are named \"%s\" (row %u).", second->name,
                        first->row);
    }
}

/* Calls `tell` for each entry with the same name and owner as an entry before it. */
static void
tell_equals(struct compiler *compiler, const struct name_index *index,
            void (*tell)(struct compiler *compiler, struct element *first,
                         struct element *second))
{
    const struct name_entry *first = NULL;
    for (size_t i = 0; i < index->count; i++) {
        const struct name_entry *at = &index->list[i];
        if (first && first->owner == at->owner && strcmp(first->name, at->name) == 0) {
            tell(compiler, (struct element *)first->value, (struct element *)at->value);
        } else {
            first = at;
        }
    }
}

bool
names_check(struct compiler *compiler)
{
    struct name_index siblings = {NULL, 0, 0}, repeats = {NULL, 0, 0};
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        const char *small = small_letters(compiler, at->name);
        if (!small ||
            (small[0] != '\0' &&
             !name_index_add(&siblings, &compiler->arena, at->parent, small, at)) ||
            (at->kind == ELEMENT_REPEAT &&
             !name_index_add(&repeats, &compiler->arena, NULL, at->name, at))) {
            return compiler_no_memory(compiler);
        }
    }
    name_index_sort(&siblings);
    name_index_sort(&repeats);
    tell_equals(compiler, &siblings, tell_twice);
    tell_equals(compiler, &repeats, tell_repeat_twice);
    return true;
}
