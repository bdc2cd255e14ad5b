/* spoken_arabic: counts the letters of a word that want a mark and have none. */
#include "spoken_arabic.h"

#include "townline/characters.h"

#include <string.h>

#define WORD_MAX_LETTERS 40 /* longer ones are judged by their beginning */

enum {
    ALEF = 0x627,
    ALEF_MADDA = 0x622,
    ALEF_HAMZA_BELOW = 0x625,
    ALEF_WASLA = 0x671,
    ALEF_MAKSURA = 0x649,
    LAM = 0x644,
    WAW = 0x648,
    YEH = 0x64a,
    TATWEEL = 0x640,
    FATHATAN = 0x64b,
    SHADDA = 0x651,
    SUKUN = 0x652,
    DAGGER_ALEF = 0x670,
};

struct letter {
    uint32_t letter;
    bool has_vowel; /* a short one, or the mark that says there is none */
};

bool
is_arabic_letter(uint32_t c)
{
    return (c >= 0x620 && c <= 0x64a) || (c >= ALEF_WASLA && c <= 0x6d3);
}

bool
is_arabic_mark(uint32_t c)
{
    return (c >= FATHATAN && c <= 0x65f) || c == DAGGER_ALEF;
}

/* The voice knows these without their marks. */
static bool
is_known(const char *word, size_t size)
{
    static const char *const known[] = {
        "لا", "ما", "في",  "من",  "عن", "هل",  "أو", "إلى", "على",
        "هو", "هي", "ذلك", "هذا", "و",  "نعم", "إنّ", "أن",  "إن",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i]) == size && memcmp(known[i], word, size) == 0) {
            return true;
        }
    }
    return false;
}

static size_t
read_letters(const char *word, size_t size, struct letter letters[WORD_MAX_LETTERS])
{
    size_t count = 0, bytes;
    for (size_t at = 0; at < size; at += bytes) {
        uint32_t c = character_at(word + at, &bytes);
        if (bytes == 0) {
            break;
        }
        if (is_arabic_mark(c)) {
            bool is_vowel = (c <= SUKUN && c != SHADDA) || c == DAGGER_ALEF;
            if (count > 0 && is_vowel) {
                letters[count - 1].has_vowel = true;
            }
        } else if (c != TATWEEL && count < WORD_MAX_LETTERS) {
            letters[count++] = (struct letter){c, false};
        }
    }
    return count;
}

static bool
is_alef(uint32_t c)
{
    return c == ALEF || c == ALEF_MADDA || c == ALEF_HAMZA_BELOW || c == ALEF_WASLA ||
           c == ALEF_MAKSURA;
}

/* Whether the letter is heard rightly without a mark: a long vowel, or one before an
 * alef, which says its vowel. */
static bool
needs_none(const struct letter *letters, size_t count, size_t at)
{
    uint32_t c = letters[at].letter;
    return is_alef(c) || (at > 0 && (c == WAW || c == YEH)) || at + 1 == count ||
           letters[at + 1].letter == ALEF || letters[at + 1].letter == ALEF_MAKSURA;
}

/* How many letters the article and a letter before it are: "al-", "wal-". */
static size_t
find_article(const struct letter *letters, size_t count)
{
    for (size_t at = 0; at < 2 && at + 1 < count; at++) {
        if (letters[at].letter == ALEF && letters[at + 1].letter == LAM) {
            return at + 2;
        }
    }
    return 0;
}

bool
arabic_lacks_vowels(const char *word, size_t size)
{
    struct letter letters[WORD_MAX_LETTERS];
    size_t count = read_letters(word, size, letters), lacking = 0, vowels = 0;
    for (size_t at = find_article(letters, count); at < count; at++) {
        vowels += letters[at].has_vowel;
        lacking += !letters[at].has_vowel && !needs_none(letters, count, at);
    }
    return !is_known(word, size) && (lacking > 1 || (lacking > 0 && vowels == 0));
}
