/*
 * headline: which language the first screen's headline is in, and how far it is on its
 * way in or out. It is only arithmetic over time; the screen draws. It goes through all
 * languages: each stands for a while, fades out, and then the next one fades in. After
 * some rounds it rests on the first. Where nothing may move, it changes at once.
 */
#ifndef TOWNLINE_HEADLINE_H
#define TOWNLINE_HEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEADLINE_TURN_MS 6000
#define HEADLINE_STILL_TURN_MS 8000 /* where nothing may move */
#define HEADLINE_FADE_MS 400        /* out, and as long in */
#define HEADLINE_FADE_STEPS 8       /* in 400 ms: a slow board draws each */
#define HEADLINE_ROUNDS 3
#define HEADLINE_BACK_MS 60000 /* from a touch until the first language is back */

struct headline {
    uint64_t begun_ms;
    bool moves;          /* it goes through the languages; else the first one stands */
    bool is_stopped;     /* by a touch */
    uint64_t stopped_ms; /* when */
    size_t stopped_at;   /* the language that is shown since */
};
struct headline_view {
    size_t language;
    int step; /* 0: all is there; HEADLINE_FADE_STEPS: nothing is */
};
void headline_begin(struct headline *headline, uint64_t now_ms);
/* `still`: nothing may move. */
struct headline_view headline_view(const struct headline *headline, size_t languages,
                                   bool still, uint64_t now_ms);
/* Somebody touched the screen: the language that can be read stays. */
void headline_stop(struct headline *headline, size_t languages, bool still,
                   uint64_t now_ms);
/* How long the view stays as it is, at most `most_ms`. */
int headline_wait_ms(const struct headline *headline, size_t languages, bool still,
                     uint64_t now_ms, int most_ms);

#endif
