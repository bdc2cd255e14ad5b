/* column_checks: finds headings that stand twice, that are misspelt, or that stand too
 * far down. */
#include "compiler.h"

#include <string.h>
#include <strings.h>

#define MISSPELT_MAX                                                                   \
    100 /* how many unknown columns are compared with the known ones                   \
         */
#define HEADINGS_WITHIN 20
#define GUESSES_MAX ((size_t)100000)

/* How many letters have to be changed, added, left out or swapped to turn one word into
 * the other. When that is more than `most`, or a word is long, the result is only some
 * number above `most`. */
static size_t
distance(const char *a, const char *b, size_t most)
{
    enum { LONGEST = 40 };
    size_t rows[3][LONGEST + 1];
    size_t a_size = strlen(a), b_size = strlen(b);
    if (a_size > LONGEST || b_size > LONGEST ||
        (a_size > b_size ? a_size - b_size : b_size - a_size) > most) {
        return most + 1;
    }
    for (size_t j = 0; j <= b_size; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        /* Only entries near the diagonal can be `most` or less. The two beside them are
         * set, because the next rows read them. */
        size_t from = i > most ? i - most : 1;
        size_t to = i + most < b_size ? i + most : b_size;
        row[from - 1] = most + 1;
        row[0] = i;
        if (to < b_size) {
            row[to + 1] = most + 1;
        }
        for (size_t j = from; j <= to; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best) {
                best = above[j] + 1;
            }
            if (row[j - 1] + 1 < best) {
                best = row[j - 1] + 1;
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                two[j - 2] + 1 < best) {
                best = two[j - 2] + 1;
            }
            row[j] = best;
        }
    }
    return rows[a_size % 3][b_size];
}

bool
compiler_may_guess(struct compiler *compiler, size_t count)
{
    if (count > GUESSES_MAX - compiler->guesses) {
        return false;
    }
    compiler->guesses += count;
    return true;
}

bool
is_like(const char *a, const char *b)
{
    size_t size = strlen(a);
    size_t most = size > 6 ? 2 : size > 2 ? 1 : 0;
    return strcasecmp(a, b) == 0 || distance(a, b, most) <= most;
}

static struct cell_place
header_place(const struct table *table, size_t column)
{
    return (struct cell_place){table->name, (unsigned)table->first_row,
                               (unsigned)column + 1};
}

static void
check_twice(struct compiler *compiler, const struct table *table, size_t index)
{
    const struct table_column *column = &table->columns[index];
    for (size_t i = 0; i < index; i++) {
        const struct table_column *other = &table->columns[i];
        if (other->key.is_said != column->key.is_said ||
            other->language != column->language ||
            strcmp(other->key.name, column->key.name) != 0) {
            continue;
        }
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        header_place(table, index), "Keep one of them.",
                        "the columns \"%s\" and \"%s\" are the same.", other->written,
                        column->written);
        return;
    }
}

static const char *
misspelt(const struct table_column *column, const struct column_rules *rules)
{
    char head[40];
    size_t size = strcspn(column->written, ":");
    if (size == 0 || size >= sizeof head) {
        return NULL;
    }
    for (size_t i = 0; i < size; i++) {
        char c = column->written[i];
        head[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' ? '_' : c;
    }
    head[size] = '\0';
    for (const char *const *name = rules->names; *name; name++) {
        if (strcmp(head, *name) != 0 && is_like(head, *name)) {
            return *name;
        }
    }
    return NULL;
}

/* The language of a heading: what stands behind its first "::". */
static const char *
language_part(const char *written)
{
    const char *colons = strstr(written, "::");
    return !colons ? "" : colons + 2 + strspn(colons + 2, " ");
}

/* Whether the table already has the column `name` in the language of this heading. */
static bool
has_in_language(const struct table *table, const char *name, const char *written)
{
    const char *language = language_part(written);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (!column->key.is_said && strcmp(column->key.name, name) == 0 &&
            strcasecmp(column->language_name, language) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the form cannot do without this column. When it is misspelt, every row would
 * seem to be wrong, so these follow-on faults are not told. */
static bool
is_needed(struct compiler *compiler, const struct table *table,
          const struct column_rules *rules, const char *name)
{
    if (rules->key && strcmp(name, rules->key) == 0) {
        return true; /* key_column_check() tells nothing more */
    }
    bool is_survey = table == &compiler->survey,
         is_choices = table == &compiler->choices;
    if ((is_survey || is_choices) && strcmp(name, "label") == 0) {
        compiler->lost_labels = true;
    } else if (is_survey && strcmp(name, "type") == 0) {
        compiler->lost_types = compiler->lost_names = true;
    } else if (is_survey && strcmp(name, "name") == 0) {
        compiler->lost_names = true;
    } else if (is_choices &&
               (strcmp(name, "name") == 0 || strcmp(name, "list_name") == 0)) {
        compiler->lost_choices = true;
    } else {
        return false;
    }
    compiler->lost_count++;
    return true;
}

void
columns_check(struct compiler *compiler, const struct table *table,
              const struct column_rules *rules)
{
    size_t checked = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        if (column->written[0] == '\0') {
            continue;
        }
        check_twice(compiler, table, i);
        const char *meant = column->is_known || checked++ > MISSPELT_MAX
                                ? NULL
                                : misspelt(column, rules);
        if (!meant || has_in_language(table, meant, column->written)) {
            continue;
        }
        diagnostics_add(compiler->diagnostics,
                        is_needed(compiler, table, rules, meant) ? SEVERITY_ERROR
                                                                 : SEVERITY_WARNING,
                        header_place(table, i), "",
                        "the column \"%s\" is not known; was \"%s\" meant?",
                        column->written, meant);
    }
}

static bool
is_heading(const char *written, const char *name)
{
    for (; *name != '\0'; name++, written++) {
        char c =
            *written >= 'A' && *written <= 'Z' ? (char)(*written | 0x20) : *written;
        if (c != *name && !(*name == '_' && c == ' ')) {
            return false;
        }
    }
    return *written == '\0' || *written == ':';
}

static bool
is_one_of(const char *written, const char *const *names)
{
    while (*names && !is_heading(written, *names)) {
        names++;
    }
    return *names != NULL;
}

/* The row below the first in which the headings of this sheet stand: one of the key
 * column or, where the sheet has none, of any. 0: there is no such row. */
static unsigned
headings_row(const struct table *table, const struct column_rules *rules)
{
    const char *const key[] = {rules->key, NULL};
    for (size_t row = table->first_row;
         row < table->row_count && row < table->first_row + HEADINGS_WITHIN; row++) {
        for (size_t at = 0;
             (at = sheet_next_column(table->sheet, row, at)) < table->column_count;
             at++) {
            if (is_one_of(sheet_text(table->sheet, row, at),
                          rules->key ? key : rules->names)) {
                return (unsigned)row + 1;
            }
        }
    }
    return 0;
}

static bool
is_misspelt(const struct table *table, const struct column_rules *rules)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        const char *meant = column->is_known ? NULL : misspelt(column, rules);
        if (meant && strcmp(meant, rules->key) == 0) {
            return true;
        }
    }
    return false;
}

bool
key_column_check(struct compiler *compiler, const struct table *table,
                 const struct column_rules *rules)
{
    bool is_known = false;
    for (size_t i = 0; i < table->column_count; i++) {
        is_known = is_known || table->columns[i].is_known;
    }
    if (!table->sheet || table->first_row >= table->row_count ||
        (rules->key ? table_has(table, rules->key) : is_known)) {
        return true;
    }
    unsigned row = headings_row(table, rules);
    if (row > 0) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){table->name, row, 0},
                        "Delete the rows above them.",
                        "the headings stand here; they have to stand in row 1.");
    } else if (rules->key && !is_misspelt(table, rules)) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){table->name, 1, 0},
                        "Write the headings of its columns in row 1.",
                        "the sheet has no column \"%s\".", rules->key);
    }
    return row == 0 && !rules->key;
}

bool
headings_check(struct compiler *compiler, const struct table *table, const char *first,
               const char *second)
{
    for (size_t row = table->first_row;
         row < table->row_count && row < table->first_row + HEADINGS_WITHIN; row++) {
        bool has_first = false, has_second = false;
        for (size_t at = 0;
             (at = sheet_next_column(table->sheet, row, at)) < table->column_count;
             at++) {
            const char *text = sheet_text(table->sheet, row, at);
            has_first = has_first || is_heading(text, first);
            has_second = has_second || is_heading(text, second);
        }
        if (!has_first || !has_second) {
            continue;
        }
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        (struct cell_place){table->name, (unsigned)row + 1, 0},
                        "Delete the rows above them.",
                        "the headings stand here; they have to stand in row 1.");
        return false;
    }
    return true;
}
