/* xlsx_strings: the strings that cells share. */
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
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "_x000D_" stands for a character that XML cannot hold (clause 22.9.2.19); only line
 * breaks and tabs among them are worth keeping. */
static size_t
escaped(const char *text, char *out)
{
    int value = 0;
    if (strncmp(text, "_x", 2) != 0)
        return 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return 0;
        value = value * 16 + digit;
    }
    if (text[6] != '_' || value >= 0x80)
        return 0;
    *out = (char)value;
    return 7;
}

static void
add_text(const struct xml_node *node, struct buffer *out)
{
    for (const struct xml_node *at = node->first; at != NULL; at = at->next) {
        for (const char *text = at->text; text != NULL && *text != '\0';) {
            char c;
            size_t size = escaped(text, &c);
            if (size > 0 && c != '\r' && c != '\0')
                buffer_add(out, &c, 1);
            if (size == 0)
                buffer_add(out, text, size = 1);
            text += size;
        }
    }
}

void
xlsx_words(const struct xml_node *item, struct buffer *out)
{
    for (const struct xml_node *at = xml_child(item, NULL); at != NULL;
         at = xml_next(at, NULL)) {
        if (xml_is(at, "t"))
            add_text(at, out);
        else if (xml_is(at, "r") && xml_child(at, "t") != NULL)
            add_text(xml_child(at, "t"), out);
    }
}

static bool
read_items(struct xlsx *xlsx, const struct xml_node *root)
{
    struct buffer words;
    size_t count = 0;
    bool ok = true;
    for (const struct xml_node *at = xml_child(root, "si"); at != NULL;
         at = xml_next(at, "si"))
        count++;
    if (count == 0)
        return true;
    xlsx->strings = pool_take_array(&xlsx->pool, count, sizeof *xlsx->strings);
    if (xlsx->strings == NULL)
        return xlsx_no_memory(xlsx);
    buffer_init(&words, WORKBOOK_MAX_UNPACKED_BYTES);
    for (const struct xml_node *at = xml_child(root, "si"); ok && at != NULL;
         at = xml_next(at, "si")) {
        buffer_clear(&words);
        xlsx_words(at, &words);
        const char *data = words.data == NULL ? "" : (const char *)words.data;
        const char *copy =
            words.failed ? NULL : pool_copy(&xlsx->pool, data, words.size);
        ok = copy != NULL || xlsx_no_memory(xlsx);
        xlsx->strings[xlsx->string_count++] = copy;
    }
    buffer_finish(&words);
    return ok;
}

bool
xlsx_read_strings(struct xlsx *xlsx, const char *part)
{
    struct pool pool;
    struct xml_node *root = NULL;
    pool_init(&pool, XLSX_PART_MAX_MEMORY);
    bool ok = xlsx_read_part(xlsx, part, &pool, &root) &&
              (root == NULL || read_items(xlsx, root));
    pool_finish(&pool);
    return ok;
}
