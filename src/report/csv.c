/* Writes cells and rows of CSV. */
#include "townline/csv.h"

#include <string.h>

static size_t
digits(const char *text)
{
    return strspn(text, "0123456789");
}

static bool
is_number(const char *text)
{
    if (*text == '-' || *text == '+') {
        text++;
    }
    size_t whole = digits(text);
    text += whole;
    if (whole == 0) {
        return false;
    }
    if (*text == '.') {
        size_t part = digits(text + 1);
        if (part == 0) {
            return false;
        }
        text += 1 + part;
    }
    return *text == '\0';
}

void
csv_cell(struct buffer *out, const char *text)
{
    /* strchr would also find the NUL of an empty text. */
    bool disarm = text[0] != '\0' && strchr("=+-@\t\r", text[0]) && !is_number(text);
    bool quote = strpbrk(text, ",\"\r\n") != NULL;
    if (quote) {
        buffer_add_u8(out, '"');
    }
    if (disarm) {
        buffer_add_u8(out, '\'');
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            buffer_add_u8(out, '"');
        }
        buffer_add_u8(out, (uint8_t)*text);
    }
    if (quote) {
        buffer_add_u8(out, '"');
    }
}

void
csv_end_row(struct buffer *out)
{
    buffer_add(out, "\r\n", 2);
}
