/* breaks: finds where lines may end, with libunibreak and libthai. */
#include "breaks.h"

#include "townline/seal.h"

#include <linebreak.h>
#include <stdlib.h>
#include <thai/thwchar.h>

#include <thai/thwbrk.h>

#define POP_ISOLATE 0x2069

static bool
is_thai(uint32_t character)
{
    return character >= 0x0E00 && character <= 0x0E7F;
}

/* Marks the ends of words within one run of Thai letters. */
static bool
break_thai(ThBrk *words, const uint32_t *text, size_t count, bool *allow)
{
    bool ok = false;
    thwchar_t *wide = calloc(count + 1, sizeof *wide);
    int *ends = calloc(count + 1, sizeof *ends);
    if (!wide || !ends) {
        goto out;
    }
    for (size_t i = 0; i < count; i++) {
        wide[i] = (thwchar_t)text[i];
    }
    int found = th_brk_wc_find_breaks(words, wide, ends, count);
    for (int i = 0; i < found; i++) {
        if (ends[i] > 0 && (size_t)ends[i] <= count) {
            allow[ends[i] - 1] = true;
        }
    }
    ok = true;
out:
    free(wide);
    free(ends);
    return ok;
}

static bool
isolates(uint32_t character)
{
    return character >= 0x2066 && character <= 0x2068;
}

/* Finds line ends as if there were no isolating marks (U+2066 to U+2069). A mark that
 * begins a run stays with what follows it, and one that ends a run with what is before
 * it. */
static bool
break_others(const uint32_t *text, size_t count, const char *language, bool *allow)
{
    bool ok = false;
    size_t bare = 0;
    utf32_t *letters = calloc(count, sizeof *letters);
    char *kinds = calloc(count, 1);
    if (!letters || !kinds) {
        goto out;
    }
    for (size_t i = 0; i < count; i++) {
        if (!isolates(text[i]) && text[i] != POP_ISOLATE) {
            letters[bare++] = text[i];
        }
    }
    init_linebreak(); /* sorts its tables in place; doing it twice changes nothing */
    set_linebreaks_utf32(letters, bare, language ? language : "", kinds);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] == POP_ISOLATE && i > 0) {
            allow[i] = allow[i - 1];
            allow[i - 1] = false;
        } else if (!isolates(text[i]) && text[i] != POP_ISOLATE) {
            allow[i] =
                kinds[at] == LINEBREAK_ALLOWBREAK || kinds[at] == LINEBREAK_MUSTBREAK;
            at++;
        }
    }
    ok = true;
out:
    if (letters) {
        seal_wipe(letters, count * sizeof *letters);
    }
    free(letters);
    free(kinds);
    return ok;
}

bool
breaks_find(const uint32_t *text, size_t count, const char *language, bool *allow)
{
    if (count == 0) {
        return true;
    }
    if (!break_others(text, count, language, allow)) {
        return false;
    }

    ThBrk *words = NULL;
    bool ok = true;
    for (size_t at = 0; ok && at < count;) {
        size_t end = at;
        while (end < count && is_thai(text[end])) {
            end++;
        }
        if (end > at) {
            if (!words) {
                words = th_brk_new(NULL);
            }
            if (words) {
                ok = break_thai(words, text + at, end - at, allow + at);
            }
        }
        at = end > at ? end : at + 1;
    }
    if (words) {
        th_brk_delete(words);
    }
    return ok;
}
