/* styling_checks: styling in a text that a kiosk does not show as it is meant. */
#include "compiler.h"

#include "townline/styling.h"

#include <string.h>

/* Whether tags and spaces are all that was written: "<br><br>". */
static bool
shows_nothing(const struct buffer *styled)
{
    for (size_t i = 0; i < styled->size; i++) {
        if (styled->data[i] > ' ' || styled->data[i] == STYLING_OUTPUT) {
            return false;
        }
    }
    return true;
}

bool
styling_check(struct compiler *compiler, const char *words, struct cell_place place)
{
    struct styling_left_out left_out;
    struct buffer styled;
    if (!strchr(words, '<')) {
        return true;
    }
    buffer_init(&styled, 3 * strlen(words) + 16);
    styling_read(words, strlen(words), &styled, &left_out);
    bool ok = !styled.failed, is_blank = shows_nothing(&styled);
    buffer_finish(&styled);
    if (!ok) {
        return compiler_no_memory(compiler);
    }
    if (left_out.tag[0] != '\0') {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place,
                        "Use **bold**, *italic*, a heading with #, or a new line.",
                        "a kiosk leaves out <%s>; the words in it are shown plainly.",
                        left_out.tag);
    }
    if (is_blank) {
        diagnostics_add(compiler->diagnostics, SEVERITY_WARNING, place,
                        "Write what residents read.",
                        "nothing is left of it without the styling.");
    }
    return true;
}
