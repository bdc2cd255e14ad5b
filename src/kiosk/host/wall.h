/*
 * wall: what a room said, for everybody in it to see, one question at a time. Nothing
 * is shown before the person who leads the room reveals it. Counts are told in tens,
 * and never below ten people. What was shown changes only after ten more people have
 * answered, even across a restart, so that nobody can tell what the last person said.
 */
#ifndef TOWNLINE_WALL_H
#define TOWNLINE_WALL_H

#include "others.h"

#define WALL_SLIDES_MAX 64

struct wall_slide {
    size_t block, question; /* of `blocks`, and of that block's questions */
};
struct wall {
    struct others *blocks; /* owned; one for each service */
    size_t block_count;
    uint32_t people;  /* people who are counted */
    uint32_t waiting; /* people who have answered since */
    /* now; at any time since it was counted */
    bool is_revealed, was_shown;
    /* questions that have something to tell */
    struct wall_slide slides[WALL_SLIDES_MAX];
    size_t slide_count, slide; /* how many, and the one that is shown */
};
void wall_finish(struct wall *wall); /* takes a zeroed struct */

struct wall_options {
    struct store *store;
    const struct descriptor *descriptor;
    const char *event; /* only responses of this event; "" counts all */
    /* it keeps there how many people were counted when it was last revealed */
    const char *data_dir;
};
/* Counts again, where that may change what is shown. */
bool wall_count(struct wall *wall, const struct wall_options *options,
                struct error *err) __attribute__((warn_unused_result));
/* False while fewer than ten people have answered, or too few since it was last
 * revealed. */
bool wall_may_reveal(const struct wall *wall, const struct wall_options *options);
bool wall_reveal(struct wall *wall, const struct wall_options *options,
                 struct error *err) __attribute__((warn_unused_result));

#endif
