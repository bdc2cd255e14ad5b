/* bestworst: makes the screens of four, and an order from what was picked on them. */
#include "townline/bestworst.h"

#include "townline/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Found by search among balanced ones: fewest pairs that meet twice, all things linked
 * by what they are compared with. Responses are packed by what these designs show
 * (FORMAT.md), so that other designs need another model number. */
static const uint8_t designs[][BESTWORST_SCREENS][BESTWORST_SHOWN] = {
    {{1, 2, 3, 6}, {0, 4, 5, 6}, {0, 1, 3, 5}, {2, 3, 4, 5}},
    {{1, 3, 4, 7}, {0, 4, 5, 6}, {2, 3, 5, 7}, {0, 1, 2, 6}},
    {{0, 1, 7, 8}, {4, 5, 6, 7}, {1, 3, 4, 5}, {2, 3, 6, 8}},
    {{1, 5, 6, 7}, {2, 4, 5, 9}, {0, 4, 7, 8}, {0, 1, 2, 3}},
    {{1, 2, 3, 7}, {0, 1, 8, 10}, {4, 5, 6, 8}, {0, 2, 6, 9}},
    {{4, 5, 9, 10}, {0, 6, 10, 11}, {3, 6, 7, 9}, {1, 2, 5, 8}},
};

static void
mix(uint8_t *items, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = (size_t)(random_splitmix64(state) % i);
        uint8_t item = items[i - 1];
        items[i - 1] = items[k];
        items[k] = item;
    }
}

bool
bestworst_init(struct bestworst *out, const char *const *codes, size_t count,
               uint32_t seed)
{
    if (count < BESTWORST_MIN || count > BESTWORST_MAX) {
        return false;
    }
    uint64_t state = seed;
    *out = (struct bestworst){.count = count};
    for (size_t i = 0; i < count; i++) {
        out->codes[i] = codes[i];
        out->order[i] = (uint8_t)i;
    }
    mix(out->order, count, &state);
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
            out->shown[s][i] = out->order[designs[count - BESTWORST_MIN][s][i]];
        }
        mix(out->shown[s], BESTWORST_SHOWN, &state);
        out->best[s] = out->worst[s] = -1;
    }
    return true;
}

/* The next word of the text, "" at its end. */
static const char *
next_word(const char **at, size_t *size_out)
{
    *at += strspn(*at, " ");
    const char *word = *at;
    *size_out = strcspn(word, " ");
    *at += *size_out;
    return word;
}

static int
find_code(const struct bestworst *bestworst, const char *word, size_t size)
{
    for (size_t i = 0; i < bestworst->count; i++) {
        if (strlen(bestworst->codes[i]) == size &&
            memcmp(bestworst->codes[i], word, size) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool
takes(const char **at, const char *wanted)
{
    size_t size;
    const char *word = next_word(at, &size);
    return size == strlen(wanted) && memcmp(word, wanted, size) == 0;
}

static bool
is_shown(const struct bestworst *bestworst, size_t screen, int item)
{
    for (size_t i = 0; i < BESTWORST_SHOWN; i++) {
        if (bestworst->shown[screen][i] == item) {
            return true;
        }
    }
    return false;
}

static bool
read_pick(const struct bestworst *bestworst, size_t screen, const char **at, int *out)
{
    size_t size;
    const char *word = next_word(at, &size);
    *out = size == 1 && *word == '-' ? -1 : find_code(bestworst, word, size);
    return (size == 1 && *word == '-') ||
           (*out >= 0 && is_shown(bestworst, screen, *out));
}

void
bestworst_read(struct bestworst *bestworst, const char *picks)
{
    const char *at = picks;
    struct bestworst read = *bestworst;
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        bool ok = s == 0 || takes(&at, "|");
        for (size_t i = 0; ok && i < BESTWORST_SHOWN; i++) {
            ok = takes(&at, read.codes[read.shown[s][i]]);
        }
        ok = ok && takes(&at, "/") && read_pick(&read, s, &at, &read.best[s]) &&
             takes(&at, "/") && read_pick(&read, s, &at, &read.worst[s]) &&
             (read.best[s] < 0 || read.best[s] != read.worst[s]);
        if (!ok) {
            return;
        }
    }
    *bestworst = read;
}

static const char *
pick_code(const struct bestworst *bestworst, int item)
{
    return item < 0 ? "-" : bestworst->codes[item];
}

bool
bestworst_write(const struct bestworst *bestworst, char *out, size_t size)
{
    size_t at = 0;
    bool has_pick = false;
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        const uint8_t *shown = bestworst->shown[s];
        int more =
            snprintf(out + at, size - at, "%s%s %s %s %s / %s / %s", s > 0 ? " | " : "",
                     bestworst->codes[shown[0]], bestworst->codes[shown[1]],
                     bestworst->codes[shown[2]], bestworst->codes[shown[3]],
                     pick_code(bestworst, bestworst->best[s]),
                     pick_code(bestworst, bestworst->worst[s]));
        if (more < 0 || (size_t)more >= size - at) {
            return false;
        }
        at += (size_t)more;
        has_pick = has_pick || bestworst->best[s] >= 0 || bestworst->worst[s] >= 0;
    }
    if (!has_pick) {
        out[0] = '\0';
    }
    return true;
}

bool
bestworst_pick(struct bestworst *bestworst, size_t screen, const char *code)
{
    int item = find_code(bestworst, code, strlen(code));
    if (screen >= BESTWORST_SCREENS || item < 0 || !is_shown(bestworst, screen, item)) {
        return false;
    }
    int *best = &bestworst->best[screen], *worst = &bestworst->worst[screen];
    if (*best == item) {
        *best = -1;
    } else if (*worst == item) {
        *worst = -1;
    } else if (*best < 0) {
        *best = item;
    } else if (*worst < 0) {
        *worst = item;
    } else {
        return false;
    }
    return true;
}

struct standing {
    size_t item, place; /* place in the order of the seed */
    int score;          /* twelfths: times shown is 1, 2 or 3 */
};

static int
compare_standings(const void *a, const void *b)
{
    const struct standing *left = a, *right = b;
    if (left->score != right->score) {
        return left->score > right->score ? -1 : 1;
    }
    return left->place < right->place ? -1 : 1;
}

static int
score_of(const struct bestworst *bestworst, int item)
{
    int shown = 0, points = 0;
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        shown += is_shown(bestworst, s, item);
        points += (bestworst->best[s] == item) - (bestworst->worst[s] == item);
    }
    return shown > 0 ? 12 * points / shown : 0;
}

void
bestworst_rank(const struct bestworst *bestworst, char *out, size_t size)
{
    struct standing standings[BESTWORST_MAX];
    size_t at = 0;
    out[0] = '\0';
    for (size_t s = 0; s < BESTWORST_SCREENS; s++) {
        if (bestworst->best[s] < 0 || bestworst->worst[s] < 0) {
            return;
        }
    }
    for (size_t i = 0; i < bestworst->count; i++) {
        size_t item = bestworst->order[i];
        standings[i] = (struct standing){
            .item = item, .place = i, .score = score_of(bestworst, (int)item)};
    }
    qsort(standings, bestworst->count, sizeof *standings, compare_standings);
    for (size_t i = 0; i < bestworst->count; i++) {
        int more = snprintf(out + at, size - at, "%s%s", i > 0 ? " " : "",
                            bestworst->codes[standings[i].item]);
        if (more < 0 || (size_t)more >= size - at) {
            out[0] = '\0';
            return;
        }
        at += (size_t)more;
    }
}
