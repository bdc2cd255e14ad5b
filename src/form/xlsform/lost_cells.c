/* lost_cells: tells the cells that show an error value, such as #REF!, and that the
 * form needs. */
#include "compiler.h"

#include <string.h>

#define SEARCHES_MAX 20 /* how many columns are looked for in the expressions */

/* Columns that XLSForm knows, but that a kiosk does not use. */
static bool
is_unused(const char *name)
{
    static const char *const names[] = {"video",
                                        "intent",
                                        "autoplay",
                                        "hxl",
                                        "save_to",
                                        "noapperrorstring",
                                        "public_key",
                                        "submission_url",
                                        "auto_send",
                                        "auto_delete",
                                        "instance_xmlns",
                                        "instance_id",
                                        "add_none_option",
                                        "client_editable",
                                        "prefix",
                                        "delimiter",
                                        "flat"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return strncmp(name, "sms_", 4) == 0;
}

static bool
is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

static bool
has_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += size) {
        if ((at == text || !is_name_byte(at[-1])) && !is_name_byte(at[size])) {
            return true;
        }
    }
    return false;
}

/* Whether some cell of the survey names this column of the sheet choices. */
static bool
is_asked_for(const struct compiler *compiler, const char *name)
{
    const struct table *table = &compiler->survey;
    for (size_t row = table->first_row; row < table->row_count; row++) {
        size_t column = 0;
        while ((column = sheet_next_column(table->sheet, row, column)) <
               table->column_count) {
            if (table->columns[column].is_known &&
                has_word(sheet_text(table->sheet, row, column), name)) {
                return true;
            }
            column++;
        }
    }
    return false;
}

/* Remembers which columns of a sheet are needed, so that each is looked for only once.
 */
struct search {
    const struct table *table;
    signed char *needed; /* of each column: 1, -1, or 0 when it was not looked for */
    size_t searches;
};

static bool
is_needed_column(struct compiler *compiler, struct search *search, size_t index)
{
    const struct table_column *column = &search->table->columns[index];
    if (column->is_known) {
        return !is_unused(column->key.name);
    }
    if (column->part != PART_NONE) {
        return true;
    }
    if (search->table != &compiler->choices || !is_valid_name(column->written)) {
        return false;
    }
    if (search->needed[index] == 0) {
        search->needed[index] = search->searches++ >= SEARCHES_MAX ||
                                        is_asked_for(compiler, column->written)
                                    ? 1
                                    : -1;
    }
    return search->needed[index] > 0;
}

static bool
is_needed(struct compiler *compiler, struct search *search,
          const struct cell_error *error)
{
    const struct table *table = search->table;
    if (error->row < table->first_row) {
        return true; /* a heading: nobody can tell what stands below it */
    }
    if (error->column >= table->column_count ||
        (table == &compiler->setting && error->row != table->first_row) ||
        (table == &compiler->survey &&
         is_yes(table_cell(table, error->row, "disabled")))) {
        return false;
    }
    return is_needed_column(compiler, search, error->column);
}

/* Remembers which other faults would only be a consequence of this cell. */
static void
note_loss(struct compiler *compiler, const struct table *table,
          const struct cell_error *error)
{
    bool is_heading = error->row < table->first_row;
    const char *name = is_heading ? "" : table->columns[error->column].key.name;
    bool is_code = is_heading || strcmp(name, "name") == 0;
    if (table == &compiler->survey) {
        compiler->lost_types =
            compiler->lost_types || is_heading || strcmp(name, "type") == 0;
        compiler->lost_names = compiler->lost_names || is_code || compiler->lost_types;
    }
    if (table == &compiler->choices && (is_code || strcmp(name, "list_name") == 0)) {
        compiler->lost_choices = true;
    }
}

bool
lost_cells_tell(struct compiler *compiler, const struct table *table)
{
    struct search search = {.table = table};
    if (!table->sheet || workbook_error_count(compiler->workbook) == 0) {
        return true;
    }
    search.needed = arena_take(&compiler->arena, table->column_count + 1, 1);
    if (!search.needed) {
        return compiler_no_memory(compiler);
    }
    for (size_t i = 0; i < workbook_error_count(compiler->workbook); i++) {
        const struct cell_error *error = workbook_error(compiler->workbook, i);
        struct cell_place place = {table->name, error->row + 1, error->column + 1};
        if (error->sheet != table->sheet || !is_needed(compiler, &search, error)) {
            continue;
        }
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR, place,
                        "Mend the formula, or write what it should give",
                        "the spreadsheet shows an error here: %s", error->text);
        diagnostics_hush(compiler->diagnostics, place);
        note_loss(compiler, table, error);
        compiler->lost_count++;
    }
    return true;
}
