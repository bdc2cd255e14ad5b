/*
 * comment_model: predicts the next byte of a comment from what it has read: first the
 * texts of a prior, then the comment itself. FORMAT.md, "Comment text". For src/core
 * alone.
 */
#ifndef TOWNLINE_COMMENT_MODEL_H
#define TOWNLINE_COMMENT_MODEL_H

#include "logistic.h"
#include "range_coder.h"

#define COMMENT_CONTEXTS 9
#define COMMENT_INPUTS (2 * COMMENT_CONTEXTS + 1)
#define COMMENT_STATES 512
#define COMMENT_LEARN_LIMIT 250u

struct comment_bucket;
struct comment_change;

/* The part of the model that is small enough to be copied back after each comment. */
struct comment_state {
    struct odds maps[COMMENT_CONTEXTS][COMMENT_STATES];
    int32_t by_hits[COMMENT_CONTEXTS + 1][COMMENT_INPUTS]; /* weights of the mixers */
    int32_t by_node[256][COMMENT_INPUTS];
    /* of a zero byte: it marks the end and is not part of the text */
    struct odds is_end;
    uint64_t before;            /* the bytes before, the last one in the lowest place */
    uint32_t word, word_before; /* hashes of the word at hand and of the one before */
};

struct comment_reader {
    struct logistic logistic;
    struct comment_state state, primed;
    struct comment_bucket *buckets; /* owned */
    /* owned; what changed in the buckets since the prior was read */
    struct comment_change *changes;
    size_t change_count, change_capacity;
    bool is_primed, failed; /* failed: memory ran out */
};

/* Reads the texts of `prior`, which ends with NULL. NULL when memory ran out. */
struct comment_reader *comment_reader_create(const char *const *prior);
void comment_reader_destroy(struct comment_reader *reader); /* takes NULL */
/* Puts the model back to its state after the prior. No trace of the comments stays. */
void comment_reader_reset(struct comment_reader *reader);

/* Codes one byte; without a coder it only learns the byte. */
uint8_t comment_reader_byte(struct comment_reader *reader, struct range_coder *coder,
                            uint8_t byte);
/* Codes, after a byte 0, whether it marked the end of the text. */
bool comment_reader_end(struct comment_reader *reader, struct range_coder *coder,
                        bool is_end);

#endif
