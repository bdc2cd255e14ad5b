/* choices_sheet: the lists of choices. */
#include "column_names.h"
#include "compiler.h"

#include <string.h>

struct choice_list *
choices_find(const struct compiler *compiler, const char *name)
{
    struct choice_list *list = compiler->lists;
    while (list != NULL && strcmp(list->name, name) != 0)
        list = list->next;
    return list;
}

static struct choice_list *
find_or_add(struct compiler *compiler, const char *name, size_t row)
{
    struct choice_list *list = choices_find(compiler, name);
    if (list != NULL)
        return list;
    list = arena_take(&compiler->arena, 1, sizeof *list);
    if (list == NULL)
        return NULL;
    list->name = name;
    list->row = row;
    if (compiler->lists == NULL)
        compiler->lists = list;
    else
        compiler->last_list->next = list;
    compiler->last_list = list;
    return list;
}

static void
check_name(struct compiler *compiler, const struct choice_list *list,
           const struct choice_item *choice)
{
    struct cell_place place = table_place(&compiler->choices, choice->row, "name");
    if (!table_has(&compiler->choices, "name"))
        return; /* told once for all */
    if (choice->name[0] == '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Write the code that is stored for it.",
                        "this choice of the list \"%s\" has no name.", list->name);
        return;
    }
    if (strpbrk(choice->name, "\t\n") != NULL)
        diagnostics_add(
            compiler->diagnostics, SEVERITY_ERROR, place, "Write it in one line.",
            "the choice name \"%s\" has a line break or a tab in it.", choice->name);
    for (const struct choice_item *at = list->first; at != NULL; at = at->next) {
        if (strcmp(at->name, choice->name) != 0)
            continue;
        if (!compiler->settings.allow_choice_duplicates)
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                            "Give each choice of a list a name of its own.",
                            "the choice \"%s\" is in the list \"%s\" twice (row %zu).",
                            choice->name, list->name, at->row + 1);
        return;
    }
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
        if (!compiler_text(compiler, table, choice->row, texts[i].key, texts[i].text))
            return false;
    }
    compiler_check_media(compiler, &choice->image);
    compiler_check_media(compiler, &choice->big_image);
    compiler_check_media(compiler, &choice->audio);
    return true;
}

static bool
load_row(struct compiler *compiler, size_t row)
{
    const struct table *table = &compiler->choices;
    const char *list_name =
        compiler_clean(compiler, table, table_cell(table, row, "list_name"));
    const char *name = compiler_clean(compiler, table, table_cell(table, row, "name"));
    if (list_name == NULL || name == NULL)
        return compiler_no_memory(compiler);
    if (list_name[0] == '\0') {
        if (name[0] != '\0')
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            table_place(table, row, "list_name"),
                            "Write the list's name in the column list_name.",
                            "the choice \"%s\" belongs to no list and is left out.",
                            name);
        return true;
    }
    struct choice_list *list = find_or_add(compiler, list_name, row);
    struct choice_item *choice = arena_take(&compiler->arena, 1, sizeof *choice);
    if (list == NULL || choice == NULL)
        return compiler_no_memory(compiler);
    choice->name = name;
    choice->row = row;
    check_name(compiler, list, choice);
    if (!load_texts(compiler, choice))
        return false;
    if (text_is_empty(&choice->label) && text_is_empty(&choice->image))
        diagnostics_add(
            compiler->diagnostics, SEVERITY_WARNING,
            compiler_label_place(compiler, table, row), "Write what residents read.",
            "the choice \"%s\" of the list \"%s\" has no label.", name, list_name);
    list->has_itext = list->has_itext || choice->label.is_translated ||
                      choice->say.words != NULL || choice->image.words != NULL ||
                      choice->big_image.words != NULL || choice->audio.words != NULL ||
                      has_output(text_in(&choice->label, 0));
    if (list->first == NULL)
        list->first = choice;
    else
        list->last->next = choice;
    list->last = choice;
    list->count++;
    return true;
}

/* Columns that are not ours can be asked for in a choice_filter, so each becomes an
 * element of that name. */
static void
check_columns(struct compiler *compiler)
{
    const struct table *table = &compiler->choices;
    static const char *const needed[] = {"list_name", "name"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (table->sheet != NULL && !table_has(table, needed[i]))
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            (struct cell_place){table->name, 1, 0}, "",
                            "the sheet has no column \"%s\".", needed[i]);
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const struct column *column = &table->columns[i];
        struct cell_place place = {table->name, (unsigned)table->first_row,
                                   (unsigned)i + 1};
        if (strcmp(column->key.name, "video") == 0)
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place, "",
                            "a kiosk shows no videos; the column is left out.");
        if (!column->is_known && column->written[0] != '\0' &&
            !is_valid_name(column->written))
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place,
                            "Write its name without spaces and signs if a "
                            "choice_filter needs it.",
                            "the column \"%s\" is left out.", column->written);
    }
}

bool
choices_load(struct compiler *compiler)
{
    const struct table *table = &compiler->choices;
    columns_check(compiler, table, &choices_columns);
    check_columns(compiler);
    for (size_t row = table->first_row; row < table->row_count; row++) {
        if (!table_row_is_empty(table, row) && !load_row(compiler, row))
            return false;
    }
    return true;
}
