/*
 * wall: what a room said, for everybody in it to see, one question at a time. Nothing
 * is shown before whoever leads the room reveals it. Counts are told by tens and never
 * under ten people; what was once shown changes only after ten more have answered, also
 * across a restart, so that nobody can tell what the last one said.
 */
#ifndef TOWNLINE_WALL_H
#define TOWNLINE_WALL_H

#include "others.h"

#define WALL_SLIDES_MAX 64

struct wall_slide {
    size_t block, question; /* of `blocks`, and of its questions */
};
struct wall {
    struct others *blocks; /* owned; one a service */
    size_t block_count;
    uint32_t people;                           /* who are counted in it */
    uint32_t waiting;                          /* who answered since */
    bool is_revealed, was_shown;               /* now; ever since it was counted */
    struct wall_slide slides[WALL_SLIDES_MAX]; /* questions with something to tell */
    size_t slide_count, slide;                 /* the one that is shown */
};
void wall_finish(struct wall *wall); /* takes a zeroed struct */

struct wall_options {
    struct store *store;
    const struct descriptor *descriptor;
    const char *event;    /* responses of this event alone; "" counts all */
    const char *data_dir; /* where it is kept how many people were shown last */
};
/* Counts anew, where that may change what is shown. */
bool wall_count(struct wall *wall, const struct wall_options *options,
                struct error *err) __attribute__((warn_unused_result));
/* False while fewer than ten people answered, or too few since it was last shown. */
bool wall_may_reveal(const struct wall *wall, const struct wall_options *options);
bool wall_reveal(struct wall *wall, const struct wall_options *options,
                 struct error *err) __attribute__((warn_unused_result));

#endif
