/* kiosk_words_sheet: the kiosk's own words in languages that it does not have. They go
 * into the instance "townline", one element a word and language
 * (load/kiosk_words_load.c shows it), not into the itext: no other client needs them.
 */
#include "extra_sheets.h"

#include "../base/language.h"
#include "tag.h"
#include "townline/kiosk_words.h"

#include <string.h>

static const char *const word_names[] = {"name", "label", NULL};
static const struct column_rules word_columns = {.names = word_names, .key = "name"};

/* The list that `townline pack words` writes has the English words beside the others:
 * where the survey is not in English they are for the reader alone. */
static void
pass_over_english(struct compiler *compiler, struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct table_column *column = &table->columns[i];
        struct language_name read;
        if (column->language_name[0] == '\0' ||
            languages_find(&compiler->languages, column->language_name) >= 0) {
            continue;
        }
        language_read(column->language_name, &read);
        if (strcmp(read.code, "en") != 0) {
            continue;
        }
        column->language_name = "";
        column->key.name = ""; /* what no row is asked for */
    }
}

static void
write_word(struct tags *tags, const char *name, const char *language,
           const char *const words[2])
{
    tag_open(tags, "word");
    tag_element(tags, "name", name);
    tag_element(tags, "language", language);
    tag_element(tags, "label", words[0]);
    if (words[1][0] != '\0') {
        tag_element(tags, "say", words[1]);
    }
    tag_close(tags);
}

static bool
write_row(struct compiler *compiler, struct tags *tags, const struct extra_row *row,
          const struct kiosk_word *word)
{
    static const struct column_key keys[2] = {{"label", false}, {"label", true}};
    struct text texts[2];
    for (size_t i = 0; i < 2; i++) {
        if (!compiler_text(compiler, row->table, row->row, keys[i], &texts[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < compiler->languages.count; i++) {
        struct error err;
        const char *const words[2] = {text_in(&texts[0], i), text_in(&texts[1], i)};
        if (words[0][0] == '\0' || strcmp(words[0], "-") == 0) {
            continue;
        }
        if (kiosk_word_check(word->english, words[0], &err)) {
            write_word(tags, word->name, compiler->languages.names[i], words);
        } else {
            diagnostics_add(
                compiler->diagnostics, SEVERITY_ERROR, text_place(&texts[0], i),
                "Keep what stands in { } and after % as it is.", "%s.", err.text);
        }
    }
    return true;
}

static bool
read_row(struct compiler *compiler, struct tags *tags, struct rows *rows, size_t at)
{
    struct extra_row *row = &rows->list[rows->count];
    const char *name = table_cell(&rows->table, at, "name");
    int word = kiosk_word_find(name);
    if (word < 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING,
                        table_place(&rows->table, at, "name"),
                        "The names are those that townline pack words writes.",
                        "\"%s\" is none of the kiosk's words; this row is not used.",
                        name);
        return true;
    }
    *row = (struct extra_row){.name = name, .table = &rows->table, .row = at};
    rows->count++;
    return (name_index_add(&rows->names, &compiler->arena, NULL, name, row) ||
            compiler_no_memory(compiler)) &&
           write_row(compiler, tags, row, &kiosk_word_list[word]);
}

bool
kiosk_words_write(struct compiler *compiler, struct tags *tags, struct rows *rows)
{
    struct table *table = &rows->table;
    if (!table_open(table, compiler->workbook, KIOSK_WORDS_SHEET, &word_columns,
                    &compiler->arena)) {
        return compiler_no_memory(compiler);
    }
    if (!table->sheet) {
        return true;
    }
    pass_over_english(compiler, table);
    languages_bind(compiler, table);
    columns_check(compiler, table, &word_columns);
    if (!lost_cells_tell(compiler, table)) {
        return false;
    }
    if (!key_column_check(compiler, table, &word_columns)) {
        return true;
    }
    rows->list = arena_take(&compiler->arena, table->row_count, sizeof *rows->list);
    if (!rows->list && table->row_count > 0) {
        return compiler_no_memory(compiler);
    }
    for (size_t i = table->first_row; i < table->row_count; i++) {
        if (!table_row_is_empty(table, i) && !read_row(compiler, tags, rows, i)) {
            return false;
        }
    }
    name_index_sort(&rows->names);
    rows_check_names(compiler, rows);
    return true;
}
