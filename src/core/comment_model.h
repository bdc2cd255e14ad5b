/*
 * comment_model: what the next byte of a comment is likely to be, by what was read
 * before: the texts of a prior, then the comment itself. FORMAT.md, "Comment text". Not
 * for other folders.
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

/* What is small enough to be copied when a comment was read. */
struct comment_state {
    struct odds maps[COMMENT_CONTEXTS][COMMENT_STATES];
    int32_t by_hits[COMMENT_CONTEXTS + 1][COMMENT_INPUTS]; /* weights */
    int32_t by_node[256][COMMENT_INPUTS];
    struct odds is_end; /* after a zero byte: it is the end, and not in the text */
    uint64_t before;    /* the bytes before, the last one lowest */
    uint32_t word, word_before; /* hashes of the word at hand and the one before */
};

struct comment_reader {
    struct logistic logistic;
    struct comment_state state, primed;
    struct comment_bucket *buckets; /* owned */
    struct comment_change *changes; /* owned: to the buckets since it was primed */
    size_t change_count, change_capacity;
    bool is_primed, failed; /* memory ran out */
};

/* Reads the texts of `prior`, up to a NULL. NULL when memory ran out. */
struct comment_reader *comment_reader_create(const char *const *prior);
void comment_reader_destroy(struct comment_reader *reader); /* takes NULL */
/* As it was after the prior; no trace of what was read since is left. */
void comment_reader_reset(struct comment_reader *reader);

/* Codes one byte, or only learns it where coder is NULL. */
uint8_t comment_reader_byte(struct comment_reader *reader, struct range_coder *coder,
                            uint8_t byte);
/* After a byte 0: whether the text has ended before it. */
bool comment_reader_end(struct comment_reader *reader, struct range_coder *coder,
                        bool is_end);

#endif
