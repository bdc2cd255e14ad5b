/* small_groups: decides which counts may be shown, so that no small group can be
 * computed. */
#include "townline/small_groups.h"

uint32_t
small_groups_tens(uint32_t count)
{
    return count / SMALL_GROUP * SMALL_GROUP;
}

/* The smallest group that is still shown, or -1. */
static long
smallest_shown(const struct group *groups, size_t count)
{
    long found = -1;
    for (size_t i = 0; i < count; i++) {
        if (groups[i].shown == SHOWN_NUMBER &&
            (found < 0 || groups[i].n < groups[found].n)) {
            found = (long)i;
        }
    }
    return found;
}

bool
small_groups_hide(struct group *groups, size_t count)
{
    /* A reader knows this much: small groups have 0 to 9 people, hidden ones at least
     * 10, and the sum of both. Each small one may have any number from 0 to 9, whatever
     * the others have, only if at least one group is hidden and the sum has room for
     * nine in every small one. */
    uint64_t sum = 0, smalls = 0, hidden = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_small = groups[i].n < SMALL_GROUP;
        groups[i].shown = is_small ? SHOWN_SMALL : SHOWN_NUMBER;
        smalls += is_small;
        sum += is_small ? groups[i].n : 0;
    }
    while (smalls > 0 &&
           (hidden == 0 || sum < (SMALL_GROUP - 1) * smalls + SMALL_GROUP * hidden)) {
        long next = smallest_shown(groups, count);
        if (next < 0) {
            return false;
        }
        groups[next].shown = SHOWN_HIDDEN;
        sum += groups[next].n;
        hidden++;
    }
    return true;
}
