/* Escapes text for HTML. */
#include "markup.h"

#include "townline/characters.h"

#include <stdint.h>

/* Characters that change the direction of what follows, and controls, do not get out of
 * their element: the first are closed by <bdi>, the second are no characters of HTML.
 */
static void
add_byte(struct buffer *out, char byte)
{
    if (byte == '&') {
        buffer_add_format(out, "&amp;");
    } else if (byte == '<') {
        buffer_add_format(out, "&lt;");
    } else if (byte == '>') {
        buffer_add_format(out, "&gt;");
    } else if (byte == '"') {
        buffer_add_format(out, "&quot;");
    } else if (byte == '\'') {
        buffer_add_format(out, "&#39;");
    } else if ((uint8_t)byte < 0x20 || byte == 0x7f) {
        buffer_add_u8(out, ' ');
    } else {
        buffer_add_u8(out, (uint8_t)byte);
    }
}

void
markup_add(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        add_byte(out, *text);
    }
}

void
markup_add_short(struct buffer *out, const char *text, size_t characters)
{
    if (characters_count(text) <= characters) {
        markup_add(out, text);
        return;
    }
    for (size_t length = 0; *text != '\0'; text++) {
        length += !character_is_inside(*text);
        if (length == characters) {
            break;
        }
        add_byte(out, *text);
    }
    buffer_add_format(out, "…");
}
