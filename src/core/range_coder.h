/*
 * range_coder: an adaptive binary range coder. Each bit is coded with the odds its
 * context has learnt and then teaches them. Integers only: what is coded is the same
 * on every machine. FORMAT.md, "Range coder"; the carry is handled as in G. N. N.
 * Martin, "Range encoding" (1979) and the LZMA specification.
 *
 * Both directions share one call: when decoding, the bit given is passed over and the
 * one decoded is returned. So a model is written once and cannot disagree with itself.
 * Not for other folders.
 */
#ifndef TOWNLINE_RANGE_CODER_H
#define TOWNLINE_RANGE_CODER_H

#include "townline/buffer.h"

/* Of a bit being 1: 22 bits of probability, turned so that zeroed memory means one
 * half, over 10 bits of how often it was taught. */
struct odds {
    uint32_t state;
};
#define ODDS_BITS 22
#define ODDS_HALF ((uint32_t)1 << (ODDS_BITS - 1))

struct range_coder {
    bool decoding;
    bool failed;    /* decoding went past the end of the data */
    uint32_t limit; /* odds learn ever slower until they were taught this often */
    uint32_t range;
    /* encoding */
    struct buffer *out; /* borrowed */
    size_t out_start;
    uint64_t low;
    uint8_t cache;    /* the byte that a carry may still change, */
    uint64_t waiting; /* it and the 0xff bytes after it, */
    bool begun;       /* and whether it is one: before the first byte stands a 0 */
    /* decoding */
    const uint8_t *data; /* borrowed */
    size_t size, at;
    uint32_t code;
    bool padded; /* zeros are read past the end, as range_encoder_finish_short wants */
};

/* Of 65,536 that a bit is 1, kept away from certainty. */
uint32_t odds_chance(const struct odds *odds);
uint32_t odds_count(const struct odds *odds);
/* The chance of another, as if taught `count` times, or as often as it was. */
void odds_begin_as(struct odds *odds, const struct odds *other, uint32_t count);
void odds_learn(struct odds *odds, unsigned bit, uint32_t limit);

void range_encoder_init(struct range_coder *coder, struct buffer *out, uint32_t limit);
/* The four bytes that make every truncation show. */
void range_encoder_finish(struct range_coder *coder);
/* As few bytes as decode rightly when zeros are read after them. */
void range_encoder_finish_short(struct range_coder *coder);

void range_decoder_init(struct range_coder *coder, const void *data, size_t size,
                        uint32_t limit, bool padded);
/* Whether the data ended where range_encoder_finish ended it. */
bool range_decoder_is_at_end(const struct range_coder *coder);

unsigned range_bit(struct range_coder *coder, struct odds *odds, unsigned bit);
/* The same with a chance of the caller's, from 1 to 65,535 of 65,536. */
unsigned range_chance(struct range_coder *coder, uint32_t chance, unsigned bit);
/* The lowest `bits` bits of a value that nothing is known of, highest first. */
uint64_t range_plain(struct range_coder *coder, uint64_t value, unsigned bits);
/* One of `count` symbols as a walk down a binary tree, highest bit first; `tree` has as
 * many odds as the power of two that is not below `count`. Where only one branch has
 * symbols nothing is coded. */
unsigned range_symbol(struct range_coder *coder, struct odds *tree, unsigned symbol,
                      unsigned count);
/* How many bits a symbol below `count` has; a tree has 1 << that many odds. */
unsigned range_symbol_bits(unsigned count);

#endif
