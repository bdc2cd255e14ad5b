/* sharing_checks: checks what the sheet services says of sharing: that what could be
 * saved and what could be given up stand beside each other and have the same weight,
 * that sentences of a service's own are there for all services or for none, and that
 * places that would close are towns of the form. */
#include "extra_sheets.h"
#include "language.h"
#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

#define UNLIKE_PERCENT 20 /* as much may one of the two sides be longer */

static bool
has_any(const struct compiler *compiler, const struct extra_row *row,
        const char *column)
{
    for (size_t i = 0; i < compiler->languages.count; i++) {
        if (extra_row_words(row, column, i)[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* ---- what could be saved, and what could be given up ---- */

/* Letters of the kiosk's own words around the sums, as in "$60,000 to $110,000 a year
 * for all towns". The kiosk's test of the two sides compares the sentences themselves.
 */
static const struct around {
    const char *language;
    size_t range_a_year, range, one_a_year, one;
} around[] = {
    {"en", 25, 18, 21, 14}, {"es", 36, 29, 30, 23}, {"zh", 19, 15, 15, 11},
    {"vi", 37, 29, 32, 24}, {"tl", 43, 33, 33, 23}, {"ar", 29, 20, 21, 12},
};

static const struct around *
find_around(const char *language_name)
{
    struct language_name language;
    language_read(language_name, &language);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        if (strncmp(language.code, around[i].language, 2) == 0) {
            return &around[i];
        }
    }
    return NULL;
}

/* "$180,000" of "180000". */
static size_t
sum_letters(const char *digits)
{
    size_t size = strlen(digits);
    return size == 0 ? 0 : 1 + size + (size - 1) / 3;
}

static size_t
saved_letters(const struct extra_row *row, const struct around *words)
{
    const char *low = extra_row_words(row, "savings_low", 0),
               *high = extra_row_words(row, "savings_high", 0);
    bool is_yearly = strcmp(extra_row_words(row, "savings_period", 0), "year") == 0;
    if (high[0] == '\0' || strcmp(low, high) == 0) {
        return sum_letters(low) + (is_yearly ? words->one_a_year : words->one);
    }
    return sum_letters(low) + sum_letters(high) +
           (is_yearly ? words->range_a_year : words->range);
}

/* Wide letters count twice. */
static size_t
letters_of(const char *words)
{
    size_t letters = 0, size;
    for (uint32_t letter; (letter = character_at(words, &size)) != 0; words += size) {
        letters += letter >= 0x2e80 && letter < 0xfb00 ? 2 : 1;
    }
    return letters;
}

static void
check_weight(struct compiler *compiler, const struct extra_row *row)
{
    for (size_t i = 0; i < compiler->languages.count; i++) {
        const struct around *words = find_around(compiler->languages.names[i]);
        size_t ours = letters_of(extra_row_words(row, "gives_up", i));
        if (!words || ours == 0) {
            continue;
        }
        size_t theirs = saved_letters(row, words);
        size_t longer = ours > theirs ? ours : theirs;
        size_t shorter = ours > theirs ? theirs : ours;
        if ((longer - shorter) * 100 > longer * UNLIKE_PERCENT) {
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(row, "gives_up", i),
                            "Neither side may be more than a fifth longer.",
                            "it has %zu letters, and what could be saved, which "
                            "stands beside it, has %zu.",
                            ours, theirs);
        }
    }
}

/* Whether residents are shown the two sides. */
static bool
are_shown(const struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (element_has_appearance(at, "townline-savings")) {
            return true;
        }
    }
    return false;
}

static void
check_both(struct compiler *compiler, const struct extra_row *row)
{
    bool saves = extra_row_words(row, "savings_low", 0)[0] != '\0';
    bool gives_up = has_any(compiler, row, "gives_up");
    if (saves && !gives_up) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, "gives_up", 0),
                        "Write what a town gives up, about as long, or take the sums "
                        "out.",
                        "what could be saved stands alone.");
    } else if (gives_up && !saves) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, "savings_low", 0),
                        "Write what staff expect to save, or take \"gives_up\" out.",
                        "what could be given up stands alone.");
    } else if (saves) {
        check_weight(compiler, row);
    }
}

/* ---- sentences of a service's own ---- */

/* Every service is asked in the same way: all have a sentence of their own in each
 * language, or none has one. */
static void
check_own_sentence(struct compiler *compiler, const struct rows *services,
                   const char *column, bool is_used)
{
    for (size_t i = 0; is_used && i < services->count; i++) {
        for (size_t k = 0; k < compiler->languages.count; k++) {
            if (extra_row_words(&services->list[i], column, k)[0] != '\0') {
                continue;
            }
            diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                            extra_row_place(&services->list[i], column, k),
                            "Write \"identity\" and \"control\" for every service in "
                            "every language, or for none.",
                            "another service has a sentence of its own.");
            return;
        }
    }
}

/* ---- towns that run it together, and places that would close ---- */

static struct choice_list *
find_towns(const struct compiler *compiler)
{
    for (const struct element *at = compiler->first; at; at = at->all_next) {
        if (at->name && strcmp(at->name, "community") == 0 && at->list) {
            return at->list;
        }
    }
    return NULL;
}

/* Checks that the words of the cell are towns. */
static void
check_towns(struct compiler *compiler, const struct extra_row *row, const char *column)
{
    struct choice_list *towns = find_towns(compiler);
    const char *text = extra_row_words(row, column, 0);
    while (*(text += strspn(text, " ,;")) != '\0') {
        size_t size = strcspn(text, " ,;");
        if (!towns || !choices_find_item(compiler, towns, text, size)) {
            diagnostics_add(
                compiler->diagnostics, SEVERITY_ERROR, extra_row_place(row, column, 0),
                "Write names of towns, as in the choices of that question.",
                "\"%.*s\" is no choice of a question \"community\".", (int)size, text);
        }
        text += size;
    }
}

/* How often the word stands in the text. */
static size_t
count_word(const char *text, const char *word, size_t size)
{
    size_t count = 0;
    while (*(text += strspn(text, " ,;")) != '\0') {
        size_t length = strcspn(text, " ,;");
        count += length == size && strncmp(text, word, size) == 0;
        text += length;
    }
    return count;
}

/* Each group has at least two towns, and no town is in two of them. */
static void
check_together(struct compiler *compiler, const struct extra_row *row)
{
    const char *all = extra_row_words(row, "together", 0), *text = all;
    const char *fault = NULL;
    while (*text != '\0') {
        size_t count = 0;
        for (text += strspn(text, " ,"); *text != '\0' && *text != ';';
             text += strspn(text, " ,")) {
            size_t size = strcspn(text, " ,;");
            fault =
                count_word(all, text, size) > 1 ? "a town stands here twice." : fault;
            text += size;
            count++;
        }
        fault = count == 1 ? "a town that runs it alone is no group." : fault;
        text += *text == ';';
    }
    if (fault) {
        diagnostics_add(compiler->diagnostics, SEVERITY_ERROR,
                        extra_row_place(row, "together", 0),
                        "Write the towns that run it together today, two or more, with "
                        "\";\" between groups.",
                        "%s", fault);
    }
}

void
sharing_check(struct compiler *compiler, const struct rows *services)
{
    bool shown = are_shown(compiler), has_own = false;
    for (size_t i = 0; i < services->count; i++) {
        const struct extra_row *row = &services->list[i];
        has_own = has_own || has_any(compiler, row, "identity") ||
                  has_any(compiler, row, "control");
        if (shown) {
            check_both(compiler, row);
        }
        check_towns(compiler, row, "closes");
        check_towns(compiler, row, "together");
        check_together(compiler, row);
    }
    check_own_sentence(compiler, services, "identity", has_own);
    check_own_sentence(compiler, services, "control", has_own);
}
