/* kiosk_words: finds the kiosk's own words by name, and checks translations of them. */
#include "townline/kiosk_words.h"

#include <string.h>

#define MARK_MAX_BYTES 32 /* bytes of a mark such as "{service}" */

int
kiosk_word_find(const char *name)
{
    for (size_t i = 0; i < kiosk_word_list_count; i++) {
        if (strcmp(kiosk_word_list[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int
kiosk_word_find_english(const char *english)
{
    for (size_t i = 0; i < kiosk_word_list_count; i++) {
        if (strcmp(kiosk_word_list[i].english, english) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool
kiosk_words_are_known(const char *code)
{
    static const char *const known[] = {"ar", "en", "es", "tl", "vi", "zh"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t size = strlen(known[i]);
        if (strncmp(code, known[i], size) == 0 &&
            (code[size] == '\0' || code[size] == '-')) {
            return true;
        }
    }
    return false;
}

/* The bytes of the conversion of printf that begins at "%"; 0 for any conversion that
 * no words of the kiosk have. */
static size_t
conversion_size(const char *at)
{
    static const char *const known[] = {"%%", "%u", "%d", "%s", "%zu", "%lu"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strncmp(at, known[i], strlen(known[i])) == 0) {
            return strlen(known[i]);
        }
    }
    return 0;
}

static bool
check_conversions(const char *english, const char *words, struct error *err)
{
    for (;;) {
        const char *there = strchr(english, '%'), *here = strchr(words, '%');
        if (!there && !here) {
            return true;
        }
        size_t size = !there ? 0 : conversion_size(there);
        if (!there) {
            return error_set(err, ERROR_INPUT, "it may hold no %%");
        }
        if (!here || size == 0 || strncmp(there, here, size) != 0) {
            return error_set(
                err, ERROR_INPUT,
                "%.*s has to stand in it where the English words \"%.80s\" "
                "have it",
                size == 0 ? 1 : (int)size, there, english);
        }
        english = there + size;
        words = here + size;
    }
}

/* The bytes of the mark that begins at "{", 0 when it is none. A mark has small letters
 * alone: "{service}". */
static size_t
mark_size(const char *at)
{
    size_t size = 1;
    while (at[size] >= 'a' && at[size] <= 'z') {
        size++;
    }
    return size > 1 && at[size] == '}' && size + 1 < MARK_MAX_BYTES ? size + 1 : 0;
}

static size_t
count_mark(const char *text, const char *mark, size_t size)
{
    size_t count = 0;
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        count += strncmp(at, mark, size) == 0;
    }
    return count;
}

/* Checks that each mark of `from` stands in `in` as often as in `from`. */
static bool
check_marks(const char *from, const char *in, bool is_english, struct error *err)
{
    for (const char *at = strchr(from, '{'); at; at = strchr(at + 1, '{')) {
        size_t size = mark_size(at);
        if (size == 0 && !is_english) {
            return error_set(err, ERROR_INPUT, "a { is no place to fill in");
        }
        if (size > 0 && count_mark(from, at, size) != count_mark(in, at, size)) {
            return error_set(err, ERROR_INPUT,
                             is_english ? "%.*s has to stand in it as often as in the "
                                          "English words"
                                        : "%.*s does not stand in the English words as "
                                          "often",
                             (int)size, at);
        }
    }
    return true;
}

bool
kiosk_word_check(const char *english, const char *words, struct error *err)
{
    size_t size = strlen(words);
    if (size == 0 || size > KIOSK_WORD_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "it has no words, or more than %d bytes",
                         KIOSK_WORD_MAX_BYTES);
    }
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)words[i] < ' ' && words[i] != '\n') {
            return error_set(err, ERROR_INPUT, "it holds what cannot be shown");
        }
    }
    return check_conversions(english, words, err) &&
           check_marks(english, words, true, err) &&
           check_marks(words, english, false, err);
}
