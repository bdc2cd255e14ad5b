/* choices_sheet: reads the sheet choices: the lists and their choices. */
#include "column_names.h"
#include "compiler.h"

#include <string.h>

struct choice_list *
choices_find(const struct compiler *compiler, const char *name)
{
    const struct name_entry *row =
        name_index_find(&compiler->list_names, NULL, name, strlen(name), NULL);
    return !row ? NULL : *(struct choice_list *const *)row->value;
}

const struct choice_item *
choices_find_item(const struct compiler *compiler, const struct choice_list *list,
                  const char *name, size_t size)
{
    const struct name_entry *found =
        name_index_find(&compiler->choice_names, list, name, size, NULL);
    if (found) {
        return found->value;
    }
    bool is_other = list->other && strlen(list->other->name) == size &&
                    memcmp(list->other->name, name, size) == 0;
    return is_other ? list->other : NULL;
}

/* Sorts all rows by the name of their list, before any row is read. */
static bool
name_lists(struct compiler *compiler)
{
    const struct table *table = &compiler->choices;
    compiler->row_lists =
        arena_take(&compiler->arena, table->row_count, sizeof(void *));
    if (!compiler->row_lists) {
        return false;
    }
    for (size_t row = table->first_row; row < table->row_count; row++) {
        const char *name =
            compiler_clean(compiler, table, table_cell(table, row, "list_name"));
        if (!name || (name[0] != '\0' &&
                      !name_index_add(&compiler->list_names, &compiler->arena, NULL,
                                      name, &compiler->row_lists[row]))) {
            return false;
        }
    }
    name_index_sort(&compiler->list_names);
    return true;
}

static struct choice_list *
find_or_add(struct compiler *compiler, const char *name, size_t row)
{
    struct choice_list *list = choices_find(compiler, name);
    if (list) {
        return list;
    }
    list = arena_take(&compiler->arena, 1, sizeof *list);
    if (!list) {
        return NULL;
    }
    list->name = name;
    list->row = row;
    compiler->row_lists[row] = list; /* its first row, by which it is found */
    if (!compiler->lists) {
        compiler->lists = list;
    } else {
        compiler->last_list->next = list;
    }
    compiler->last_list = list;
    return list;
}

static void
check_name(struct compiler *compiler, const struct choice_list *list,
           const struct choice_item *choice)
{
    struct cell_place place = table_place(&compiler->choices, choice->row, "name");
    if (!table_has(&compiler->choices, "name")) {
        return; /* told once for all */
    }
    if (choice->name[0] == '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write the code that is stored for it.",
                        "this choice of the list \"%s\" has no name.", list->name);
    } else if (strpbrk(choice->name, "\t\n")) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_ERROR, place, "Write it in one line.",
            "the choice name \"%s\" has a line break or a tab in it.", choice->name);
    }
}

/* Sorts all choices by list and name, and tells those that stand in a list twice. */
static bool
index_names(struct compiler *compiler)
{
    for (const struct choice_list *list = compiler->lists; list; list = list->next) {
        for (const struct choice_item *at = list->first; at; at = at->next) {
            if (at->name[0] != '\0' &&
                !name_index_add(&compiler->choice_names, &compiler->arena, list,
                                at->name, at)) {
                return false;
            }
        }
    }
    name_index_sort(&compiler->choice_names);
    const struct name_entry *first = NULL;
    for (size_t i = 0; i < compiler->choice_names.count; i++) {
        const struct name_entry *at = &compiler->choice_names.list[i];
        const struct choice_list *list = at->owner;
        const struct choice_item *choice = at->value;
        if (!first || first->owner != at->owner || strcmp(first->name, at->name) != 0) {
            first = at;
        } else if (!compiler->settings.allow_choice_duplicates) {
            diagnostics_add(
                compiler->diagnostics, SEVERITY_ERROR,
                table_place(&compiler->choices, choice->row, "name"),
                "Give each choice of a list a name of its own; if they are meant to be "
                "one, write yes in the column allow_choice_duplicates of the sheet "
                "settings.",
                "the choice \"%s\" is in the list \"%s\" twice (row %zu).", at->name,
                list->name, ((const struct choice_item *)first->value)->row + 1);
        }
    }
    return true;
}

static bool
load_texts(struct compiler *compiler, struct choice_item *choice)
{
    const struct table *table = &compiler->choices;
    const struct {
        struct column_key key;
        struct text *text;
    } texts[] = {
        {{"label", false}, &choice->label},         {{"label", true}, &choice->say},
        {{"image", false}, &choice->image},         {{"audio", false}, &choice->audio},
        {{"big-image", false}, &choice->big_image},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!compiler_text(compiler, table, choice->row, texts[i].key, texts[i].text)) {
            return false;
        }
    }
    compiler_check_media(compiler, &choice->image);
    compiler_check_media(compiler, &choice->big_image);
    compiler_check_media(compiler, &choice->audio);
    recordings_check(compiler, &choice->audio);
    spoken_cells_tell(compiler, table, &choice->label, &choice->say, &choice->audio);
    return true;
}

static bool
load_row(struct compiler *compiler, size_t row)
{
    const struct table *table = &compiler->choices;
    const char *list_name =
        compiler_clean(compiler, table, table_cell(table, row, "list_name"));
    const char *name = compiler_clean(compiler, table, table_cell(table, row, "name"));
    if (!list_name || !name) {
        return compiler_no_memory(compiler);
    }
    if (list_name[0] == '\0') {
        if (name[0] != '\0' && table_has(table, "list_name")) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            table_place(table, row, "list_name"),
                            "Write the list's name in the column list_name.",
                            "the choice \"%s\" belongs to no list and is left out.",
                            name);
        }
        return true;
    }
    struct choice_list *list = find_or_add(compiler, list_name, row);
    struct choice_item *choice = arena_take(&compiler->arena, 1, sizeof *choice);
    if (!list || !choice) {
        return compiler_no_memory(compiler);
    }
    choice->name = name;
    choice->row = row;
    check_name(compiler, list, choice);
    if (!load_texts(compiler, choice)) {
        return false;
    }
    if (name[0] != '\0' && text_is_empty(&choice->label) &&
        text_is_empty(&choice->image) && !compiler->lost_labels) {
        diagnostics_add(
            compiler->diagnostics, SEVERITY_WARNING,
            compiler_label_place(compiler, table, row), "Write what residents read.",
            "the choice \"%s\" of the list \"%s\" has no label.", name, list_name);
    }
    list->has_itext = list->has_itext || choice->label.is_translated ||
                      choice->say.words || choice->image.words ||
                      choice->big_image.words || choice->audio.words ||
                      has_output(text_in(&choice->label, 0));
    if (!list->first) {
        list->first = choice;
    } else {
        list->last->next = choice;
    }
    list->last = choice;
    list->count++;
    return true;
}

/* Checks the headings. A column with a name of its own goes into the form, because a
 * choice_filter may ask for it. */
static void
check_columns(struct compiler *compiler)
{
    const struct table *table = &compiler->choices;
    static const char *const needed[] = {"list_name", "name"};
    bool has_rows = table->sheet && table->first_row < table->row_count;
    if (has_rows && !compiler->lost_choices && !table_has(table, "list_name") &&
        !table_has(table, "name") &&
        !headings_check(compiler, table, "list_name", "name")) {
        compiler->lost_choices = true;
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        bool is_missing = has_rows && !table_has(table, needed[i]);
        if (is_missing && !compiler->lost_choices) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            (struct cell_place){table->name, 1, 0}, "",
                            "the sheet has no column \"%s\".", needed[i]);
        }
    }
    if (has_rows && !(table_has(table, "list_name") && table_has(table, "name"))) {
        compiler->lost_choices = true;
        compiler->lost_count++;
    }
    for (size_t i = 0; i < table->column_count && !compiler->lost_choices; i++) {
        const struct table_column *column = &table->columns[i];
        struct cell_place place = {table->name, (unsigned)table->first_row,
                                   (unsigned)i + 1};
        if (strcmp(column->key.name, "video") == 0) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place, "",
                            "a kiosk shows no videos; the column is left out.");
        }
        if (!column->is_known && column->written[0] != '\0' &&
            !is_valid_name(column->written)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place,
                            "Write its name without spaces and signs if a "
                            "choice_filter needs it.",
                            "the column \"%s\" is left out.", column->written);
        }
    }
}

bool
choices_load(struct compiler *compiler)
{
    const struct table *table = &compiler->choices;
    columns_check(compiler, table, &choices_columns);
    check_columns(compiler);
    if (!table->sheet) {
        return true;
    }
    if (!name_lists(compiler)) {
        return compiler_no_memory(compiler);
    }
    for (size_t row = table->first_row; row < table->row_count; row++) {
        if (!table_row_is_empty(table, row) && !load_row(compiler, row)) {
            return false;
        }
    }
    return index_names(compiler) || compiler_no_memory(compiler);
}
