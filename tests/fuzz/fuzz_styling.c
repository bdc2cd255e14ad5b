/*
 * Input: a text as an author styles it. What comes out is no longer than it may be,
 * holds no other control characters than its marks, and every mark that opens is closed
 * before the next one of its kind.
 */
#include "fuzz.h"

#include "townline/styling.h"

#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)16 << 20;

static void
check_marks(const struct buffer *out)
{
    bool bold = false, italic = false;
    for (size_t i = 0; i < out->size; i++) {
        char c = (char)out->data[i];
        if (c == STYLING_BOLD_ON || c == STYLING_BOLD_OFF) {
            assert(bold == (c == STYLING_BOLD_OFF));
            bold = !bold;
        } else if (c == STYLING_ITALIC_ON || c == STYLING_ITALIC_OFF) {
            assert(italic == (c == STYLING_ITALIC_OFF));
            italic = !italic;
        } else {
            assert(out->data[i] >= ' ' || c == '\n' || c == '\t' ||
                   c == STYLING_OUTPUT);
        }
    }
    assert(!bold && !italic);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct styling_left_out left_out;
    struct buffer styled, plain;
    buffer_init(&styled, 3 * size + 16);
    buffer_init(&plain, 3 * size + 16);
    styling_read((const char *)data, size, &styled, &left_out);
    assert(!styled.failed);
    assert(memchr(left_out.tag, '\0', sizeof left_out.tag));
    check_marks(&styled);
    styling_plain((const char *)styled.data, styled.size, &plain);
    assert(!plain.failed && plain.size <= styled.size);
    buffer_finish(&styled);
    buffer_finish(&plain);
}
