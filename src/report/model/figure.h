/*
 * figure: a number of people, and what the reader is told about it.
 *
 * `n` is true. `low` and `high` are what is told: the number lies between them. When
 * they are the same, the number is told. Until something is hidden, all three are the
 * same. Whoever prints, sorts or decides uses `low` and `high` alone, so that what is
 * printed can give away nothing that was hidden. Only the hiding looks at `n`.
 */
#ifndef TOWNLINE_FIGURE_H
#define TOWNLINE_FIGURE_H

#include "townline/rules.h"

struct figure {
    uint32_t n;
    uint32_t low, high;
};

struct figure figure_of(uint32_t n);              /* told */
bool figure_is_told(const struct figure *figure); /* `low` is the number then */
/* Hides it: the reader is told that it lies between the two. */
void figure_hide(struct figure *figure, uint32_t low, uint32_t high);

/* Half-up: 12.5 is 13. `whole` is not 0; part <= whole. */
uint32_t percent_of(uint32_t part, uint32_t whole);
/* The whole percent that is printed. False when one of the two is not told, or when
 * `whole` is nobody; then there is no percent. */
bool figure_percent(const struct figure *part, const struct figure *whole,
                    uint32_t *out);

/* Whether "part is `share` or more of whole" holds for all numbers that the reader must
 * think possible, for none of them, or for some. */
enum verdict { VERDICT_NO, VERDICT_YES, VERDICT_OPEN };
enum verdict figure_reaches(const struct figure *part, const struct figure *whole,
                            struct share_rule share);
/* The same with "more than `share`". */
enum verdict figure_exceeds(const struct figure *part, const struct figure *whole,
                            struct share_rule share);

#endif
