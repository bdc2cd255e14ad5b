/*
 * small_groups: the one rule of what is told of how many people gave an answer, for the
 * report, for residents who look at how others answered, and for the wall of a room.
 *
 * Of a single count only its whole tens are told. Of a list, whose sum is known, a
 * group of fewer than SMALL_GROUP people is hidden; and since the sum minus what is
 * shown gives the sum of what is hidden, larger groups are hidden with them until every
 * combination of small numbers is still possible.
 */
#ifndef TOWNLINE_SMALL_GROUPS_H
#define TOWNLINE_SMALL_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMALL_GROUP 10 /* fewer people, nobody included, are never told as a number */

/* "30 or more" of 37; 0 where fewer than ten gave the answer, which may be nobody. */
uint32_t small_groups_tens(uint32_t count);

enum shown {
    SHOWN_NUMBER,
    SHOWN_SMALL,  /* "fewer than 10" */
    SHOWN_HIDDEN, /* large enough, hidden to protect the small ones */
};
struct group {
    const char *label; /* borrowed */
    uint32_t n;
    enum shown shown; /* set here */
};
/* False when no choice protects the small ones: then the list must not be shown at all.
 * Groups of none count as small. */
bool small_groups_hide(struct group *groups, size_t count);

#endif
