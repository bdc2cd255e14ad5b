/*
 * codec_walk: the way through a form that every response takes: which questions were
 * asked, in which instances, in the order of the form. One walk for both directions.
 * Not for other folders.
 */
#ifndef TOWNLINE_CODEC_WALK_H
#define TOWNLINE_CODEC_WALK_H

#include "codec_head.h"
#include "codec_value.h"

/* A question, or a repeat with questions in it; a scope's items are a list. */
struct codec_item {
    int question, repeat; /* one of them is -1 */
    int next;             /* index of the item after it in the scope, or -1 */
};

/* The form as it is walked through for every response. */
struct codec_walk {
    const struct descriptor *descriptor;
    struct codec_model model;
    struct codec_values values;
    struct codec_half_days half_days;
    struct codec_item *items;
    int *first_items;   /* of the scope outside of repeats and of each repeat */
    int **key_services; /* of each keyed repeat: its keys as services, or -1 */
    /* the response at hand */
    const struct answer *answers; /* encoding: those there are */
    size_t answer_count, next_answer;
    struct answer *decoded; /* decoding: those found, malloc's */
    size_t decoded_count, decoded_capacity;
    size_t weight; /* of all responses so far */
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

/* The coder of walk->model is set up before, all else is zero; `texts` as for
 * codec_model_init. False when memory ran out. */
bool codec_walk_init(struct codec_walk *walk, const struct descriptor *descriptor,
                     struct arena *texts);
void codec_walk_finish(struct codec_walk *walk);

/* Encoding: walk->answers are taken up to next_answer, which is all of them unless they
 * are out of order. Decoding: the head and walk->decoded are filled. */
void codec_walk_response(struct codec_walk *walk, struct response_head *head);
/* Whether the responses so far are more than one stream may hold. */
bool codec_walk_is_over_limit(const struct codec_walk *walk);

#endif
