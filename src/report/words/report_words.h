/*
 * report_words: the report's own words in the six languages. English stands in the
 * sources and is the key; the others come from assets/locale/report, built into the
 * program as the bytes that msgfmt makes, so nothing is read at run time. What a
 * language lacks is said in English. Everything here is read-only, so threads may share
 * it.
 */
#ifndef TOWNLINE_REPORT_WORDS_H
#define TOWNLINE_REPORT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct words;

/* By its code, as in "es" or "es-MX": the part before the hyphen counts. NULL: the
 * report does not know this language. */
const struct words *words_find(const char *code);
/* The languages in their order, English first; NULL behind the last. */
const struct words *words_at(size_t index);
const char *words_code(const struct words *words);
bool words_right_to_left(const struct words *words);
/* What stands between thousands: "," or ".". */
const char *words_thousands(const struct words *words);

/* Both fall back to the English that was given. The results live for ever. */
const char *words_text(const struct words *words, const char *english);
const char *words_plural(const struct words *words, const char *one, const char *many,
                         int64_t n);
/* Which of the language's forms goes with `n`, as gettext's Plural-Forms number them.
 */
unsigned words_plural_form(const struct words *words, int64_t n);
unsigned words_plural_forms(const struct words *words);

#endif
