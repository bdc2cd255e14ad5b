/* disclosure_list: which cells of a list are told by themselves, and which as one sum.
 */
#include "townline/disclosure.h"

/* What is told of some of the cells, told for the first time. */
struct split {
    size_t joined; /* cells */
    uint64_t sum;  /* of them */
};

/* Those of the cells that are looked at: in a later report the ones that were joined,
 * else all. */
static bool
is_in(const struct disclosure_list *list, size_t index)
{
    return !list->is_again || list->cells[index].was_joined;
}

/* The least of the cells that are in and not joined yet; equals in their order. `count`
 * when there is none. */
static size_t
find_least(const struct disclosure_list *list)
{
    size_t found = list->count;
    for (size_t i = 0; i < list->count; i++) {
        if (is_in(list, i) && !list->cells[i].joined &&
            (found == list->count || list->cells[i].n < list->cells[found].n)) {
            found = i;
        }
    }
    return found;
}

static bool
is_preferred(const struct disclosure_list *list)
{
    if (!list->prefer_first || list->count != 3) {
        return false;
    }
    uint64_t first = list->cells[0].n;
    uint64_t others = (uint64_t)list->cells[1].n + list->cells[2].n;
    uint64_t apart = first > others ? first - others : others - first;
    return first >= list->smallest && others >= list->smallest &&
           apart < list->smallest;
}

static struct split
join_smallest(const struct disclosure_list *list)
{
    struct split split = {0};
    size_t least = find_least(list);
    if (least == list->count || list->cells[least].n >= list->smallest) {
        return split;
    }
    do {
        list->cells[least].joined = true;
        split.sum += list->cells[least].n;
        split.joined++;
        least = find_least(list);
    } while (least < list->count &&
             (split.joined < 2 || split.sum < list->smallest ||
              list->cells[least].n <= list->smallest ||
              split.sum > (split.joined - 1) *
                              (uint64_t)(list->cells[least].n - list->smallest)));
    if (least == list->count && split.joined == list->count && is_preferred(list)) {
        list->cells[0].joined = false;
        split.joined = 2;
        split.sum -= list->cells[0].n;
    }
    return split;
}

/* Whether what is joined now, after it was joined before as `was` cells, leaves the old
 * sum a riddle. */
static bool
may_split(const struct disclosure_list *list, size_t was, struct split split)
{
    uint64_t old = list->sum_before;
    uint64_t share = was < 2 ? old : (old + was - 2) / (was - 1);
    size_t large = 0, sharing = 0; /* told now: with all of the old sum, with a share */
    for (size_t i = 0; i < list->count; i++) {
        if (is_in(list, i) && !list->cells[i].joined) {
            large += list->cells[i].n >= old;
            sharing += list->cells[i].n >= share;
        }
    }
    bool has_room = was == list->count || was == 2;
    bool may_share = !list->prefer_first || was != 3; /* else the first was told */
    if (split.joined == 0) {
        return (may_share && sharing == was) || (has_room && large >= 2);
    }
    return has_room &&
           (large >= 2 || (large == 1 && split.joined == 2 && split.sum >= old));
}

static enum disclosure_told
told_of(const struct disclosure_list *list, struct split split)
{
    if (split.joined == 0) {
        return DISCLOSURE_ALL;
    }
    if (split.joined < list->count) {
        return DISCLOSURE_SOME;
    }
    return split.sum < list->smallest ? DISCLOSURE_NOTHING : DISCLOSURE_SUM;
}

/* A later report whose counts have not only grown: what was told then protects nothing
 * now. */
static bool
has_shrunk(const struct disclosure_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!is_in(list, i) && list->cells[i].n < list->smallest) {
            return true;
        }
    }
    return false;
}

enum disclosure_told
disclosure_list(const struct disclosure_list *list)
{
    if (has_shrunk(list)) {
        struct disclosure_list first = *list;
        first.is_again = false;
        return disclosure_list(&first);
    }
    struct split old = {0};
    for (size_t i = 0; i < list->count; i++) {
        list->cells[i].joined = false;
        old.joined += list->is_again && list->cells[i].was_joined;
        old.sum += list->is_again && list->cells[i].was_joined ? list->cells[i].n : 0;
    }
    struct split split = join_smallest(list);
    if (list->is_again && old.joined > 0 && split.joined < old.joined &&
        !may_split(list, old.joined, split)) {
        for (size_t i = 0; i < list->count; i++) {
            list->cells[i].joined = list->cells[i].was_joined;
        }
        split = old;
    }
    return told_of(list, split);
}
