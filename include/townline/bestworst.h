/*
 * bestworst: asking for the order of seven to twelve things by four screens of four, on
 * each of which the most and the least important is picked. The screens are a balanced
 * design: every thing is shown once at least and nearly equally often, and no two meet
 * more often than they must. Pure; which thing has which part in the design follows
 * from the seed of the response.
 *
 * The picks as text: "a b c d / a / c | e f g h / - / h": for each screen the four
 * codes as shown, the most important and the least; "-" is not picked.
 */
#ifndef TOWNLINE_BESTWORST_H
#define TOWNLINE_BESTWORST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BESTWORST_MIN 7
#define BESTWORST_MAX 12
#define BESTWORST_SCREENS 4
#define BESTWORST_SHOWN 4

struct bestworst {
    const char *codes[BESTWORST_MAX]; /* borrowed, in the form's order */
    size_t count;
    uint8_t order[BESTWORST_MAX]; /* indices of codes, mixed by the seed */
    uint8_t shown[BESTWORST_SCREENS][BESTWORST_SHOWN];     /* indices of codes */
    int best[BESTWORST_SCREENS], worst[BESTWORST_SCREENS]; /* the same, or -1 */
};

/* False when there are too few or too many things for it. */
bool bestworst_init(struct bestworst *out, const char *const *codes, size_t count,
                    uint32_t seed);
/* Takes the picks of a text that was written for the same things and seed; of another
 * text nothing. */
void bestworst_read(struct bestworst *bestworst, const char *picks);
/* "" while nothing is picked. False when `size` is too small. */
bool bestworst_write(const struct bestworst *bestworst, char *out, size_t size);
/* A touch on the thing: the first is the most important, the next the least, and what
 * was picked is taken back. False when both are picked already. */
bool bestworst_pick(struct bestworst *bestworst, size_t screen, const char *code);
/* All in order, codes divided by spaces: by how often each was most and least important
 * of the times it was shown; equals in the order of the seed. "" while a pick is
 * missing, and when `size` is too small. */
void bestworst_rank(const struct bestworst *bestworst, char *out, size_t size);

#endif
