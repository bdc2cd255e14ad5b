/* small_groups: the whole tens of a count. */
#include "townline/small_groups.h"

uint32_t
small_groups_tens(uint32_t count)
{
    return count / SMALL_GROUP * SMALL_GROUP;
}
