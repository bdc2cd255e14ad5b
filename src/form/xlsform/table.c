/* table: reads the header of a sheet, and finds columns and cells by their names. */
#include "table.h"

#include <string.h>
#include <strings.h>

#define HEADING_MAX_BYTES 400

/* A copy with small letters, in which each run of spaces is one "_". */
static char *
fold(struct arena *arena, const char *text, size_t size)
{
    char *folded = arena_text(arena, text, size);
    size_t length = 0;
    if (!folded) {
        return NULL;
    }
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        if (c == ' ' || c == '\t' || c == '\n') {
            if (length == 0 || folded[length - 1] == '_') {
                continue;
            }
            c = '_';
        }
        folded[length++] = c;
    }
    while (length > 0 && folded[length - 1] == '_') {
        length--;
    }
    folded[length] = '\0';
    return folded;
}

static bool
is_among(const char *const *names, const char *name)
{
    for (; names && *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *
real_name(const struct column_rules *rules, const char *folded)
{
    for (const struct column_alias *at = rules->aliases; at && at->written != NULL;
         at++) {
        if (strcmp(at->written, folded) == 0) {
            return at->name;
        }
    }
    return is_among(rules->names, folded) ? folded : NULL;
}

struct parts {
    char *text[4];
    size_t count;
};

static char *
copy_trimmed(struct arena *arena, const char *text, size_t size)
{
    while (size > 0 && strchr(" \t\n", text[0])) {
        text++;
        size--;
    }
    while (size > 0 && strchr(" \t\n", text[size - 1])) {
        size--;
    }
    return arena_text(arena, text, size);
}

/* Splits a heading at each "::". Old workbooks have ":" instead; then a sheet has no
 * "::" at all. The "jr:" at the beginning of a name belongs to the name. */
static bool
split(const char *header, bool is_double, struct arena *arena, struct parts *out)
{
    out->count = 0;
    while (out->count < 4) {
        const char *end = strstr(header, is_double ? "::" : ":");
        if (end && !is_double && end - header == 2 &&
            strncasecmp(header, "jr", 2) == 0) {
            end = strchr(end + 1, ':');
        }
        if (out->count == 3) {
            end = NULL;
        }
        size_t size = !end ? strlen(header) : (size_t)(end - header);
        out->text[out->count] = copy_trimmed(arena, header, size);
        if (!out->text[out->count++]) {
            return false;
        }
        if (!end) {
            return true;
        }
        header = end + (is_double ? 2 : 1);
    }
    return true;
}

static bool
is_prefix(const char *folded)
{
    static const char *const prefixes[] = {"bind", "control", "body", "media", NULL};
    return is_among(prefixes, folded);
}

/* Takes off a prefix: "media::image" means "image". But "bind::type" does not mean the
 * type of the question, so it becomes "bind_type". */
static bool
take_prefix(struct parts *parts, struct arena *arena, const struct column_rules *rules)
{
    if (parts->count < 2) {
        return true;
    }
    char *first = fold(arena, parts->text[0], strlen(parts->text[0]));
    char *second = fold(arena, parts->text[1], strlen(parts->text[1]));
    if (!first || !second) {
        return false;
    }
    bool is_bind_type = strcmp(first, "bind") == 0 && strcmp(second, "type") == 0;
    if (is_bind_type) {
        parts->text[1] = arena_text(arena, "bind_type", strlen("bind_type"));
    }
    if (!parts->text[1]) {
        return false;
    }
    if (is_bind_type || (is_prefix(first) && real_name(rules, second))) {
        parts->count--;
        memmove(parts->text, parts->text + 1, parts->count * sizeof *parts->text);
    }
    return true;
}

static enum column_part
part_of(const char *folded)
{
    static const struct {
        const char *name;
        enum column_part part;
    } parts[] = {{"bind", PART_BIND},
                 {"control", PART_CONTROL},
                 {"body", PART_CONTROL},
                 {"instance", PART_INSTANCE},
                 {"attribute", PART_FORM}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(folded, parts[i].name) == 0) {
            return parts[i].part;
        }
    }
    return PART_NONE;
}

static const char *
unprefixed(const char *folded)
{
    return strncmp(folded, "say_", 4) == 0 || strncmp(folded, "say-", 4) == 0
               ? folded + 4
               : NULL;
}

static bool
read_header(struct table_column *column, bool is_double,
            const struct column_rules *rules, struct arena *arena)
{
    struct parts parts;
    column->language = LANGUAGE_NONE;
    column->language_name = "";
    column->key.name = column->written;
    if (strlen(column->written) > HEADING_MAX_BYTES) {
        return true; /* a text, not a name */
    }
    if (!split(column->written, is_double, arena, &parts) ||
        !take_prefix(&parts, arena, rules)) {
        return false;
    }
    char *folded = fold(arena, parts.text[0], strlen(parts.text[0]));
    size_t at = 1;
    if (!folded) {
        return false;
    }
    if (strcmp(folded, "say") == 0) {
        column->key.is_said = true;
        const char *name = NULL;
        if (parts.count > 2) {
            char *second = fold(arena, parts.text[at], strlen(parts.text[at]));
            if (!second) {
                return false;
            }
            name = real_name(rules, second);
            at += name != NULL;
        }
        column->key.name = name ? name : "label";
        column->is_known = parts.count - at < 2;
    } else {
        const char *name = real_name(rules, folded);
        const char *said = unprefixed(folded);
        if (!name && said && real_name(rules, said)) {
            name = real_name(rules, said);
            column->key.is_said = true;
        }
        column->is_known = name && parts.count <= 2;
        if (name) {
            column->key.name = name;
        } else if (parts.count == 2 && parts.text[1][0] != '\0') {
            column->part = part_of(folded);
        }
        column->attribute = column->part == PART_NONE ? NULL : parts.text[1];
    }
    if (at < parts.count && column->is_known &&
        (!rules->translated || column->key.is_said ||
         is_among(rules->translated, column->key.name))) {
        column->language_name = parts.text[at];
    } else if (at < parts.count) {
        column->is_known = false;
        column->key = (struct column_key){.name = column->written};
    }
    return true;
}

bool
table_open(struct table *table, const struct workbook *workbook, const char *name,
           const struct column_rules *rules, struct arena *arena)
{
    *table = (struct table){.name = name};
    const struct sheet *sheet = workbook_find_sheet(workbook, name);
    if (!sheet || sheet->row_count == 0) {
        return true;
    }
    table->sheet = sheet;
    table->row_count = sheet->row_count;
    table->column_count = sheet->column_count;
    table->columns = arena_take(arena, sheet->column_count, sizeof *table->columns);
    table->by_key = arena_take(arena, sheet->column_count, sizeof *table->by_key);
    if (!table->columns || !table->by_key) {
        return false;
    }
    size_t header = 0;
    while (header < sheet->row_count && table_row_is_empty(table, header)) {
        header++;
    }
    table->first_row = header + 1;
    bool is_double = false;
    for (size_t i = 0; i < table->column_count; i++) {
        is_double = is_double || strstr(sheet_text(sheet, header, i), "::") != NULL;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        table->columns[i].written = sheet_text(sheet, header, i);
        if (!read_header(&table->columns[i], is_double, rules, arena)) {
            return false;
        }
    }
    table_sort(table);
    return true;
}

/* Compares two columns in the order of by_key: by name, then whether it is spoken, then
 * by language. */
static int
compare_with(const struct table_column *column, const struct table_column *wanted,
             size_t size)
{
    int order = strncmp(column->key.name, wanted->key.name, size);
    if (order == 0 && column->key.name[size] != '\0') {
        return 1;
    }
    if (order == 0) {
        order = column->key.is_said - wanted->key.is_said;
    }
    return order == 0 ? (column->language > wanted->language) -
                            (column->language < wanted->language)
                      : order;
}

/* How many columns stand before the wanted one in by_key. */
static size_t
columns_before(const struct table *table, const struct table_column *wanted,
               size_t size)
{
    size_t low = 0, high = table->column_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_with(&table->columns[table->by_key[middle]], wanted, size) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Sorts the columns by inserting one after the other. Of two equal columns the first
 * one stays first, so that it is found. There are at most WORKBOOK_MAX_COLUMNS. */
void
table_sort(struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        size_t size = strlen(column->key.name), low = 0, high = i;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (compare_with(&table->columns[table->by_key[middle]], column, size) <=
                0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        memmove(table->by_key + low + 1, table->by_key + low,
                (i - low) * sizeof *table->by_key);
        table->by_key[low] = i;
    }
}

int
table_column(const struct table *table, struct column_key key, int language)
{
    const struct table_column wanted = {.key = key, .language = language};
    size_t size = strlen(key.name), at = columns_before(table, &wanted, size);
    return at < table->column_count &&
                   compare_with(&table->columns[table->by_key[at]], &wanted, size) == 0
               ? (int)table->by_key[at]
               : -1;
}

bool
table_has_name(const struct table *table, const char *name, size_t size)
{
    const struct table_column wanted = {.key = {.name = name},
                                        .language = LANGUAGE_NONE};
    size_t at = columns_before(table, &wanted, size);
    if (at >= table->column_count) {
        return false;
    }
    const struct table_column *found = &table->columns[table->by_key[at]];
    return !found->key.is_said && strncmp(found->key.name, name, size) == 0 &&
           found->key.name[size] == '\0';
}

bool
table_has(const struct table *table, const char *name)
{
    return table_has_name(table, name, strlen(name));
}

const char *
table_cell(const struct table *table, size_t row, const char *name)
{
    int column = table_column(table, (struct column_key){.name = name}, LANGUAGE_NONE);
    return column < 0 ? "" : sheet_text(table->sheet, row, (size_t)column);
}

/* The column from which words in a language are read. For the default language it can
 * be the column without a language, when the other one is missing or empty. */
static int
words_column(const struct table *table, size_t row, struct column_key key,
             size_t language)
{
    int column = table_column(table, key, (int)language);
    if (language == 0 &&
        (column < 0 || sheet_text(table->sheet, row, (size_t)column)[0] == '\0')) {
        int plain = table_column(table, key, LANGUAGE_NONE);
        if (plain >= 0) {
            return plain;
        }
    }
    return column;
}

const char *
table_words(const struct table *table, size_t row, struct column_key key,
            size_t language)
{
    int column = words_column(table, row, key, language);
    return column < 0 ? "" : sheet_text(table->sheet, row, (size_t)column);
}

bool
table_row_is_empty(const struct table *table, size_t row)
{
    return sheet_next_column(table->sheet, row, 0) >= table->column_count;
}

struct cell_place
table_place(const struct table *table, size_t row, const char *name)
{
    int column = table_column(table, (struct column_key){.name = name}, LANGUAGE_NONE);
    return (struct cell_place){table->name, (unsigned)row + 1, (unsigned)(column + 1)};
}

struct cell_place
table_words_place(const struct table *table, size_t row, struct column_key key,
                  size_t language)
{
    int column = words_column(table, row, key, language);
    return (struct cell_place){table->name, (unsigned)row + 1, (unsigned)(column + 1)};
}

/* Whether two names of languages are the same, apart from capital letters and spaces.
 */
static bool
is_same_language(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ') {
            a++;
        }
        while (*b == ' ') {
            b++;
        }
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;
        if (x != y) {
            return false;
        }
        if (x == '\0') {
            return true;
        }
    }
}

int
languages_find(const struct languages *languages, const char *name)
{
    for (size_t i = 0; i < languages->count; i++) {
        if (is_same_language(languages->names[i], name)) {
            return (int)i;
        }
    }
    return -1;
}
