/*
 * codec_walk: takes the same way through the form for every response, and codes which
 * questions were asked, in which instances, in the order of the form. Encoding and
 * decoding share the code. For src/core alone.
 */
#ifndef TOWNLINE_CODEC_WALK_H
#define TOWNLINE_CODEC_WALK_H

#include "codec_head.h"
#include "codec_value.h"

/* A question, or a repeat that has questions. The items of a scope are a list. */
struct codec_item {
    int question, repeat; /* one of the two is -1 */
    int next;             /* index of the next item in the scope, or -1 */
};

/* The form, prepared for this way. */
struct codec_walk {
    const struct descriptor *descriptor;
    struct codec_model model;
    struct codec_values values;
    struct codec_half_days half_days;
    struct codec_item *items;
    int *first_items; /* by scope: 0 is outside of all repeats, then each repeat */
    /* by keyed repeat: its keys as choices of the services question, or -1 */
    int **key_services;
    /* Of the response at hand: */
    const struct answer *answers; /* when encoding: its answers */
    size_t answer_count, next_answer;
    struct answer *decoded; /* when decoding: those decoded so far, from malloc */
    size_t decoded_count, decoded_capacity;
    size_t weight; /* of all responses so far */
    uint32_t head_near;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
};

/* The coder of walk->model is set up before, and all else is zero; `texts` as for
 * codec_model_init. False when memory ran out. */
bool codec_walk_init(struct codec_walk *walk, const struct descriptor *descriptor,
                     struct arena *texts);
void codec_walk_finish(struct codec_walk *walk);

/* Codes one response. When encoding, the answers are taken from walk->answers up to
 * next_answer; some are left over when they are not in order. When decoding, the head
 * and walk->decoded are filled. */
void codec_walk_response(struct codec_walk *walk, struct response_head *head);
/* Whether the responses so far weigh more than one stream may hold. */
bool codec_walk_is_over_limit(const struct codec_walk *walk);

#endif
