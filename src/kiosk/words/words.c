/* words: gives the kiosk's own words in the language of the screen, through gettext. */
#include "words.h"

#include "program.h"
#include "townline/kiosk_words.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "townline"
#define PATH_BYTES 2048
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE "\u2069"

/* A counter of glibc: when it is raised, gettext reads LANGUAGE again (gettext manual,
 * 11.5). */
extern int _nl_msg_cat_cntr;

static char language_in_use[16] = "en";
static const char *const *lent; /* by the index of kiosk_words.h; NULL: none */
static bool runs_left;          /* words run from right to left */

void
words_start(const char *locale_dir)
{
    /* that of a build tree, then the installed one */
    static const char *const places[] = {"../locale", "../share/locale", NULL};
    char found[PATH_BYTES];
    /* gettext translates in any locale but "C"; glibc has this one built in */
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    const char *dir = locale_dir                                  ? locale_dir
                      : program_find(places, found, sizeof found) ? found
                                                                  : NULL;
    if (dir) {
        bindtextdomain(DOMAIN, dir);
    }
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
    words_use("en");
}

void
words_use(const char *language)
{
    char name[16];
    lent = NULL;
    snprintf(name, sizeof name, "%s", language);
    for (char *at = name; *at; at++) {
        *at = *at == '-' ? '_' : *at; /* BCP 47 to POSIX */
    }
    setenv("LANGUAGE", name, 1);
    _nl_msg_cat_cntr++;
    bool is_translated = gettext("Next") && strcmp(gettext("Next"), "Next") != 0;
    snprintf(language_in_use, sizeof language_in_use, "%s",
             is_translated ? language : "en");
    runs_left = strncmp(language_in_use, "ar", 2) == 0;
}

const char *
words_language(void)
{
    return language_in_use;
}

void
words_lend(const char *const *words, bool right_to_left)
{
    lent = words;
    runs_left = words ? right_to_left : runs_left;
}

static const char *
find_lent(const char *english)
{
    int word = lent ? kiosk_word_find_english(english) : -1;
    return word < 0 ? NULL : lent[word];
}

const char *
tr(const char *english)
{
    const char *words = find_lent(english);
    return words ? words : gettext(english);
}

const char *
trn(const char *one, const char *many, unsigned long count)
{
    const char *words = find_lent(count == 1 ? one : many);
    return words ? words : ngettext(one, many, count);
}

void
words_fill(char *out, size_t size, const char *text, const char *name,
           const char *value)
{
    char mark[32];
    int mark_size = snprintf(mark, sizeof mark, "{%s}", name);
    const char *at = strstr(text, mark);
    if (!at) {
        snprintf(out, size, "%s", text);
        return;
    }
    /* A value that has isolated parts already stays as it is. Around them, the
     * direction of the first strong letter would not be found, and the value would run
     * from left to right. */
    bool isolated = runs_left && !strstr(value, FIRST_STRONG_ISOLATE);
    snprintf(out, size, "%.*s%s%s%s%s", (int)(at - text), text,
             isolated ? FIRST_STRONG_ISOLATE : "", value, isolated ? POP_ISOLATE : "",
             at + mark_size);
}

/* Whether it ends with a mark after which no full stop may follow. */
static bool
ends_sentence(const char *text)
{
    static const char *const marks[] = {
        ".",      "?",      "!",      ":",      ";",      "\u2026", "\u061F",
        "\u06D4", "\u3002", "\uFF1F", "\uFF01", "\uFF1A", "\uFF1B"};
    static const char *const closing[] = {"\"",     "\u201D", "\u2019", ")",
                                          "\u00BB", "\u300D", "\uFF09", POP_ISOLATE,
                                          "\x02",   "\x04"};
    size_t size = strlen(text);
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        size_t mark = strlen(closing[i]);
        if (size >= mark && memcmp(text + size - mark, closing[i], mark) == 0) {
            size -= mark;
            i = (size_t)-1; /* another mark may stand before it */
        }
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = strlen(marks[i]);
        if (size >= mark && memcmp(text + size - mark, marks[i], mark) == 0) {
            return true;
        }
    }
    return size == 0;
}

void
words_sentences(char *out, size_t size, const char *first, const char *second)
{
    bool chinese = strncmp(language_in_use, "zh", 2) == 0;
    const char *stop = ends_sentence(first) ? "" : chinese ? "\u3002" : ".";
    const char *space = chinese || !*first || !*second ? "" : " ";
    snprintf(out, size, "%s%s%s%s", first, stop, space, second);
}

void
words_labeled(char *out, size_t size, const char *label, const char *value)
{
    bool chinese = strncmp(language_in_use, "zh", 2) == 0;
    if (*value == '\0') {
        snprintf(out, size, "%s", label);
    } else if (ends_sentence(label)) {
        words_sentences(out, size, label, value);
    } else {
        snprintf(out, size, "%s%s%s", label, chinese ? "\uFF1A" : ": ", value);
    }
}
