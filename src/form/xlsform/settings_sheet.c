/* settings_sheet: reads the sheet settings, of which one row counts. */
#include "column_names.h"
#include "compiler.h"

#include <string.h>

static void
tell_ignored(struct compiler *compiler, const char *column, const char *why)
{
    const struct table *table = &compiler->setting;
    if (table_cell(table, table->first_row, column)[0] != '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_NOTE,
                        table_place(table, table->first_row, column), "", "%s", why);
    }
}

/* Of several rows one counts; words in another may be what was meant. */
static void
tell_further_rows(struct compiler *compiler)
{
    const struct table *table = &compiler->setting;
    for (size_t row = table->first_row + 1; row < table->row_count; row++) {
        if (!table_row_is_empty(table, row)) {
            diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                            (struct cell_place){table->name, (unsigned)row + 1, 0},
                            "Take this row out.",
                            "the sheet settings has one row; row %u counts.",
                            (unsigned)table->first_row + 1);
            return;
        }
    }
}

static const char *
setting(struct compiler *compiler, const char *name)
{
    const char *text =
        table_cell(&compiler->setting, compiler->setting.first_row, name);
    const char *clean = compiler_clean(compiler, &compiler->setting, text);
    return clean ? clean : "";
}

/* Checks the id of the form. Those who collect the answers use it in names of files and
 * in addresses, so some signs cannot stand in it. */
static void
check_id(struct compiler *compiler)
{
    const char *id = compiler->settings.id;
    const struct table *table = &compiler->setting;
    if (id[0] == '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){"settings", 0, 0},
                        "Give it one in the column form_id of the sheet settings.",
                        "the form has no id.");
    } else if (strpbrk(id, "<>&\"'")) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(table, table->first_row, "form_id"),
                        "Use letters, digits, - and _.",
                        "the form's id \"%s\" has signs that no id may have.", id);
    }
}

bool
settings_sheet_load(struct compiler *compiler)
{
    struct settings *settings = &compiler->settings;
    struct table *table = &compiler->setting;
    if (!table_open(table, compiler->workbook, "settings", &settings_columns,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    columns_check(compiler, table, &settings_columns);
    while (table->first_row + 1 < table->row_count &&
           table_row_is_empty(table, table->first_row)) {
        table->first_row++;
    }
    if (!lost_cells_tell(compiler, table)) {
        return false;
    }
    if (key_column_check(compiler, table, &settings_columns)) {
        tell_further_rows(compiler);
    }
    settings->title = setting(compiler, "form_title");
    settings->id = setting(compiler, "form_id");
    if (settings->id[0] == '\0') {
        settings->id = setting(compiler, "id_string"); /* its old name */
    }
    settings->version = setting(compiler, "version");
    settings->default_language = setting(compiler, "default_language");
    settings->style = setting(compiler, "style");
    settings->namespaces = setting(compiler, "namespaces");
    attributes_check(compiler, table);
    settings->instance_name =
        compiler_formula(compiler, table, table->first_row, "instance_name");
    settings->allow_choice_duplicates =
        is_yes(setting(compiler, "allow_choice_duplicates"));
    settings->keeps_spaces = is_no(setting(compiler, "clean_text_values"));
    settings->leaves_out_the_id = is_yes(setting(compiler, "omit_instanceid"));
    if (settings->leaves_out_the_id && setting(compiler, "public_key")[0] != '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(table, table->first_row, "omit_instanceid"),
                        "Take one of them out.",
                        "the instanceID cannot be left out beside a public_key.");
    }
    if (settings->id[0] == '\0') {
        settings->id = !compiler->options || !compiler->options->name
                           ? ""
                           : compiler->options->name;
    }
    check_id(compiler);
    if (settings->title[0] == '\0') {
        settings->title = settings->id;
    }
    tell_ignored(compiler, "public_key",
                 "public_key is not used: a kiosk seals answers with the keys of its "
                 "pack.");
    tell_ignored(compiler, "submission_url",
                 "submission_url is not used: a kiosk has no network.");
    tell_ignored(compiler, "instance_xmlns",
                 "instance_xmlns is not used: answers are in the namespace of the "
                 "form.");
    tell_ignored(compiler, "auto_send",
                 "auto_send is not used: a kiosk has no network.");
    return true;
}

bool
settings_name_root(struct compiler *compiler)
{
    const struct table *table = &compiler->setting;
    const char *name = table_cell(table, table->first_row, "name");
    if (name[0] != '\0' && !is_valid_name(name)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        table_place(table, table->first_row, "name"),
                        "Leave it empty: what residents see is the form_title.",
                        "\"%s\" is no name that a form can use.", name);
        name = "";
    }
    compiler->root.name = name[0] == '\0' ? "data" : name;
    char *path = arena_take(&compiler->arena, 1, strlen(compiler->root.name) + 2);
    if (!path) {
        return compiler_no_memory(compiler);
    }
    path[0] = '/';
    memcpy(path + 1, compiler->root.name, strlen(compiler->root.name));
    compiler->root.path = path;
    return true;
}
