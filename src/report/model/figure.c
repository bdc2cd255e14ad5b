/* What is known of a number of people, and of its share in another. */
#include "figure.h"

struct figure
figure_of(uint32_t n)
{
    return (struct figure){.n = n, .low = n, .high = n};
}

bool
figure_is_told(const struct figure *figure)
{
    return figure->low == figure->high;
}

void
figure_hide(struct figure *figure, uint32_t low, uint32_t high)
{
    figure->low = low;
    figure->high = high;
}

uint32_t
percent_of(uint32_t part, uint32_t whole)
{
    return (uint32_t)((200 * (uint64_t)part + whole) / (2 * (uint64_t)whole));
}

bool
figure_percent(const struct figure *part, const struct figure *whole, uint32_t *out)
{
    if (!figure_is_told(part) || !figure_is_told(whole) || whole->low == 0) {
        return false;
    }
    *out = percent_of(part->low, whole->low);
    return true;
}

/* Less than 0, 0, or more: how `part` of `whole` compares with the share. */
static int
compare(uint32_t part, uint32_t whole, struct share_rule share)
{
    uint64_t left = (uint64_t)part * share.whole, right = (uint64_t)whole * share.part;
    return left < right ? -1 : left > right;
}

static enum verdict
verdict_of(bool at_least, bool at_most)
{
    if (at_least) {
        return VERDICT_YES;
    }
    return at_most ? VERDICT_OPEN : VERDICT_NO;
}

enum verdict
figure_reaches(const struct figure *part, const struct figure *whole,
               struct share_rule share)
{
    return verdict_of(compare(part->low, whole->high, share) >= 0,
                      compare(part->high, whole->low, share) >= 0);
}

enum verdict
figure_exceeds(const struct figure *part, const struct figure *whole,
               struct share_rule share)
{
    return verdict_of(compare(part->low, whole->high, share) > 0,
                      compare(part->high, whole->low, share) > 0);
}
