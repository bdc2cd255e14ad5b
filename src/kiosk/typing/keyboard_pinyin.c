/* keyboard_pinyin: the row of Chinese characters above the keys, and what taking one
 * does to the text. */
#include "keyboard.h"

#include "words.h"

#include "townline/characters.h"

#include <stdio.h>
#include <string.h>

#define ROW_UNITS 10.0
#define MORE_UNITS 1.0

const char *
keyboard_letters(const struct keyboard *keyboard, const char *text)
{
    const char *end = text + strlen(text), *at = end;
    if (!keyboard->pinyin || keyboard->layer != LAYER_LETTERS) {
        return end;
    }
    while (at > text && end - at < HANZI_MAX_LETTERS &&
           ((at[-1] >= 'a' && at[-1] <= 'z') || at[-1] == '\'')) {
        at--;
    }
    return at + strspn(at, "'"); /* a syllable does not begin with an apostrophe */
}

/* How many keys wide a candidate is. */
static double
units_of(const struct hanzi_candidate *candidate)
{
    double units = 0.5 + 0.5 * (double)characters_count(candidate->text);
    return units < ROW_UNITS - MORE_UNITS ? units : ROW_UNITS - MORE_UNITS;
}

/* How many candidates from `first` on stand in one row. */
static size_t
count_shown(const struct hanzi_candidate *found, size_t count, size_t first,
            double *units_out)
{
    double units = 0;
    size_t shown = 0;
    while (first + shown < count && shown < KEYBOARD_KEYS - 2) {
        double more = units_of(&found[first + shown]);
        if (units + more > ROW_UNITS - MORE_UNITS) {
            break;
        }
        units += more;
        shown++;
    }
    *units_out = units;
    return shown;
}

static size_t
first_shown(const struct keyboard *keyboard, size_t count)
{
    return keyboard->skipped < count ? keyboard->skipped : 0;
}

void
keyboard_candidates(const struct keyboard *keyboard,
                    const struct hanzi_candidate *found, size_t count,
                    struct page_key keys[KEYBOARD_KEYS], char ids[KEYBOARD_KEYS][12],
                    struct page_key_row *row)
{
    size_t first = first_shown(keyboard, count);
    double units;
    size_t shown = count_shown(found, count, first, &units);
    for (size_t i = 0; i < shown; i++) {
        snprintf(ids[i], sizeof ids[i], "key-pick-%zu", i + 1);
        keys[i] = (struct page_key){.id = ids[i],
                                    .text = found[first + i].text,
                                    .width = units_of(&found[first + i])};
    }
    bool has_more = shown < count;
    double empty = ROW_UNITS - units - (has_more ? MORE_UNITS : 0);
    size_t used = shown;
    if (empty > 0) {
        keys[used++] = (struct page_key){.width = empty};
    }
    if (has_more) {
        keys[used++] = (struct page_key){.id = "key-pick-more",
                                         .text = "…",
                                         .say = tr("Other characters"),
                                         .width = MORE_UNITS};
    }
    *row = (struct page_key_row){.keys = keys, .count = used};
}

/* Puts the characters in the place of their letters. */
static bool
take(const struct hanzi_candidate *candidate, char *letters, size_t room)
{
    size_t written = strlen(candidate->text), rest = strlen(letters);
    if (candidate->letters > rest || written + rest - candidate->letters >= room) {
        return false;
    }
    memmove(letters + written, letters + candidate->letters,
            rest - candidate->letters + 1);
    memcpy(letters, candidate->text, written);
    return true;
}

bool
keyboard_pick(struct keyboard *keyboard, const char *id,
              const struct hanzi_candidate *found, size_t count, char *text,
              size_t size)
{
    size_t first = first_shown(keyboard, count);
    double units;
    size_t shown = count_shown(found, count, first, &units), number = 0;
    if (strcmp(id, "key-pick-more") == 0) {
        keyboard->skipped = first + shown < count ? first + shown : 0;
        return false;
    }
    keyboard->skipped = 0;
    if (strcmp(id, "key-space") == 0 && count > 0) {
        number = 1;
    } else if (strncmp(id, "key-pick-", 9) == 0) {
        number = (size_t)(id[9] - '0') * (id[9] >= '1' && id[9] <= '9');
        number = id[10] >= '0' && id[10] <= '9' ? number * 10 + (size_t)(id[10] - '0')
                                                : number;
    } else {
        return keyboard_press(keyboard, id, text, size);
    }
    char *letters = text + (keyboard_letters(keyboard, text) - text);
    return number >= 1 && number <= shown &&
           take(&found[first + number - 1], letters, size - (size_t)(letters - text));
}
