/*
 * small_groups: the one rule for how many people may be told to have given an answer.
 * The report, the screen on which residents see how others answered, and the wall of a
 * room all use it.
 *
 * Of a single count only its whole tens are told. In a list whose sum is known, a group
 * of fewer than SMALL_GROUP people is hidden. But sum minus shown groups gives the sum
 * of the hidden ones, so larger groups are hidden too, until every combination of small
 * numbers is still possible.
 */
#ifndef TOWNLINE_SMALL_GROUPS_H
#define TOWNLINE_SMALL_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* groups of fewer people, also of nobody, are never told as a number */
#define SMALL_GROUP 10

/* 30 for 37, to be told as "30 or more"; 0 for fewer than ten, which may be nobody. */
uint32_t small_groups_tens(uint32_t count);

enum shown {
    SHOWN_NUMBER,
    SHOWN_SMALL,  /* "fewer than 10" */
    SHOWN_HIDDEN, /* large enough, but hidden to protect the small ones */
};
struct group {
    const char *label; /* borrowed */
    uint32_t n;
    enum shown shown; /* set here */
};
/* Decides on `shown` of each group. False when nothing protects the small groups; then
 * the list must not be shown at all. An empty group counts as small. */
bool small_groups_hide(struct group *groups, size_t count);

#endif
