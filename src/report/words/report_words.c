/* Finds words in the catalogues that are built in. */
#include "report_words.h"

#include "words_catalog.h"

#include <string.h>

struct words {
    const char *code;
    const struct words_catalog *catalog; /* NULL: English */
    unsigned plural_forms;
    unsigned (*plural_form)(int64_t n);
    const char *thousands;
    bool right_to_left;
};

static unsigned
never_another(int64_t n)
{
    (void)n;
    return 0;
}

static unsigned
another_unless_one(int64_t n)
{
    return n != 1;
}

static unsigned
another_above_one(int64_t n)
{
    return n > 1;
}

static unsigned
arabic(int64_t n)
{
    if (n >= 0 && n <= 2) {
        return (unsigned)n;
    }
    int64_t rest = n % 100;
    return rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5;
}

static const struct words languages[] = {
    {"en", NULL, 2, another_unless_one, ",", false},
    {"es", &words_catalog_es, 2, another_unless_one, ",", false},
    {"zh", &words_catalog_zh, 1, never_another, ",", false},
    {"vi", &words_catalog_vi, 1, never_another, ".", false},
    {"tl", &words_catalog_tl, 2, another_above_one, ",", false},
    {"ar", &words_catalog_ar, 6, arabic, ",", true},
};
#define LANGUAGES (sizeof languages / sizeof *languages)

const struct words *
words_find(const char *code)
{
    size_t length = strcspn(code, "-_");
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (strlen(languages[i].code) == length &&
            memcmp(languages[i].code, code, length) == 0) {
            return &languages[i];
        }
    }
    return NULL;
}

const struct words *
words_at(size_t index)
{
    return index < LANGUAGES ? &languages[index] : NULL;
}

const char *
words_code(const struct words *words)
{
    return words->code;
}

bool
words_right_to_left(const struct words *words)
{
    return words->right_to_left;
}

const char *
words_thousands(const struct words *words)
{
    return words->thousands;
}

unsigned
words_plural_form(const struct words *words, int64_t n)
{
    return words->plural_form(n);
}

unsigned
words_plural_forms(const struct words *words)
{
    return words->plural_forms;
}

/* The format is that of GNU gettext's manual, "MO Files". */
static uint32_t
number_at(const struct words_catalog *catalog, size_t at)
{
    const unsigned char *bytes = catalog->bytes + at;
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

enum { COUNT_AT = 8, KEYS_AT = 12, TEXTS_AT = 16, ROW_BYTES = 8 };

/* A string ends with NUL; the forms of a plural stand one behind the other. */
static const char *
string_at(const struct words_catalog *catalog, size_t table, size_t index)
{
    size_t row = number_at(catalog, table) + index * ROW_BYTES;
    return (const char *)catalog->bytes + number_at(catalog, row + 4);
}

/* The keys are sorted by bytes. Of a plural the key is its singular, NUL, and the
 * other. */
static const char *
find(const struct words_catalog *catalog, const char *english)
{
    size_t low = 0, high = number_at(catalog, COUNT_AT);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(string_at(catalog, KEYS_AT, middle), english);
        if (order == 0) {
            const char *found = string_at(catalog, TEXTS_AT, middle);
            return found[0] == '\0' ? NULL : found;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const char *
words_text(const struct words *words, const char *english)
{
    const char *found = words->catalog ? find(words->catalog, english) : NULL;
    return found ? found : english;
}

const char *
words_plural(const struct words *words, const char *one, const char *many, int64_t n)
{
    const char *found = words->catalog ? find(words->catalog, one) : NULL;
    if (!found) {
        return n == 1 ? one : many;
    }
    for (unsigned form = words->plural_form(n); form > 0; form--) {
        found += strlen(found) + 1;
    }
    return found;
}
