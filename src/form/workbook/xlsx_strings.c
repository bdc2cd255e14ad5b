/* xlsx_strings: reads the strings that the cells of an .xlsx file share. */
#include "workbook/xlsx.h"

#include <string.h>

bool
xlsx_no_memory(struct xlsx *xlsx)
{
    return error_set(xlsx->err, ERROR_FULL, "the workbook is too large to read");
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads a code such as "_x000D_", which stands for a character that XML cannot hold
 * (clause 22.9.2.19). Gives the length of the code, or 0 when the text does not begin
 * with one. */
static size_t
escaped(const char *text, char *out)
{
    int value = 0;
    if (strncmp(text, "_x", 2) != 0) {
        return 0;
    }
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return 0;
        }
        value = value * 16 + digit;
    }
    if (text[6] != '_' || value >= 0x80) {
        return 0;
    }
    *out = (char)value;
    return 7;
}

static void
add_text(const struct xml_node *node, struct buffer *out)
{
    for (const struct xml_node *at = node->first; at; at = at->next) {
        for (const char *text = at->text; text && *text != '\0';) {
            char c;
            size_t size = escaped(text, &c);
            if (size > 0 && c != '\r' && c != '\0') {
                buffer_add(out, &c, 1);
            }
            if (size == 0) {
                buffer_add(out, text, size = 1);
            }
            text += size;
        }
    }
}

void
xlsx_words(const struct xml_node *item, struct buffer *out)
{
    for (const struct xml_node *at = xml_child(item, NULL); at;
         at = xml_next(at, NULL)) {
        if (xml_is(at, "t")) {
            add_text(at, out);
        } else if (xml_is(at, "r") && xml_child(at, "t")) {
            add_text(xml_child(at, "t"), out);
        }
    }
}

struct string_reader {
    struct xlsx *xlsx;
    struct buffer words;
};

static bool
grow(struct xlsx *xlsx)
{
    if (xlsx->string_count < xlsx->string_capacity) {
        return true;
    }
    size_t capacity = xlsx->string_capacity == 0 ? 1024 : xlsx->string_capacity * 2;
    struct xlsx_string *strings =
        arena_take(&xlsx->arena, capacity, sizeof *xlsx->strings);
    if (!strings) {
        return false;
    }
    if (xlsx->string_count > 0) {
        memcpy(strings, xlsx->strings, xlsx->string_count * sizeof *strings);
    }
    xlsx->strings = strings;
    xlsx->string_capacity = capacity;
    return true;
}

static bool
on_item(void *context, const struct xml_node *item, struct arena *arena,
        struct error *err)
{
    struct string_reader *reader = context;
    struct xlsx *xlsx = reader->xlsx;
    (void)arena;
    (void)err; /* xlsx->err is set instead */
    buffer_clear(&reader->words);
    xlsx_words(item, &reader->words);
    const char *data = !reader->words.data ? "" : (const char *)reader->words.data;
    size_t size = reader->words.size;
    if (size > WORKBOOK_CELL_MAX_BYTES) {
        size = WORKBOOK_CELL_MAX_BYTES + 1;
    }
    const char *copy = reader->words.failed || !grow(xlsx)
                           ? NULL
                           : arena_text(&xlsx->arena, data, size);
    if (!copy) {
        return xlsx_no_memory(xlsx);
    }
    xlsx->strings[xlsx->string_count++] = (struct xlsx_string){copy, size};
    return true;
}

bool
xlsx_read_strings(struct xlsx *xlsx, const char *part)
{
    struct string_reader reader = {.xlsx = xlsx};
    buffer_init(&reader.words, WORKBOOK_MAX_UNPACKED_BYTES);
    bool ok = xlsx_read_each(xlsx, part, &(struct xml_parts){"si", on_item, &reader});
    buffer_finish(&reader.words);
    return ok;
}
