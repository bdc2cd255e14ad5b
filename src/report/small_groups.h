/*
 * small_groups: which numbers of a list may be shown when their sum is known. A group
 * of fewer than REPORT_SMALL_GROUP people is hidden; and since the sum minus what is
 * shown gives the sum of what is hidden, larger groups are hidden with them until every
 * combination of small numbers is still possible.
 */
#ifndef TOWNLINE_SMALL_GROUPS_H
#define TOWNLINE_SMALL_GROUPS_H

#include "townline/report.h"

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
