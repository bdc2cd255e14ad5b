/*
 * range_coder: an adaptive binary range coder. Each bit is coded with the odds of its
 * context, which then learn from it. Integers only, so that every machine writes the
 * same bytes. FORMAT.md, "Range coder"; the carry is handled as in G. N. N. Martin,
 * "Range encoding" (1979), and in the LZMA specification.
 *
 * Encoding and decoding use the same call: when decoding, the bit that is given is
 * ignored and the decoded one is returned. So a model is written once, and its two
 * directions cannot differ. For src/core alone.
 */
#ifndef TOWNLINE_RANGE_CODER_H
#define TOWNLINE_RANGE_CODER_H

#include "townline/buffer.h"

/* The chance that a bit is 1: 22 bits of probability, stored so that zeroed memory
 * means one half, and below them 10 bits that count how often it learned. */
struct odds {
    uint32_t state;
};
#define ODDS_BITS 22
#define ODDS_HALF ((uint32_t)1 << (ODDS_BITS - 1))

struct range_coder {
    bool decoding;
    bool failed; /* decoding read past the end of the data */
    /* odds learn more slowly each time, until they have learned this often */
    uint32_t limit;
    uint32_t range;
    /* Encoding: */
    struct buffer *out; /* borrowed */
    size_t out_start;
    uint64_t low;
    uint8_t cache;    /* the byte that a carry may still change */
    uint64_t waiting; /* how many bytes wait: that one, and the 0xff bytes after it */
    /* whether `cache` holds a byte of the output; at first it holds a 0 that is none */
    bool begun;
    /* Decoding: */
    const uint8_t *data; /* borrowed */
    size_t size, at;
    uint32_t code;
    /* past the end zeros are read, as range_encoder_finish_short needs it */
    bool padded;
};

/* The chance, of 65,536, that a bit is 1. It is kept away from 0 and from 65,536. */
uint32_t odds_chance(const struct odds *odds);
uint32_t odds_count(const struct odds *odds);
/* Takes over the chance of another, as if it had learned `count` times, or as often as
 * the other did when that is less. */
void odds_begin_as(struct odds *odds, const struct odds *other, uint32_t count);
void odds_learn(struct odds *odds, unsigned bit, uint32_t limit);

void range_encoder_init(struct range_coder *coder, struct buffer *out, uint32_t limit);
/* Writes four more bytes, so that data which was cut short is always noticed. */
void range_encoder_finish(struct range_coder *coder);
/* Writes as few bytes as decode rightly when zeros are read after them. */
void range_encoder_finish_short(struct range_coder *coder);

void range_decoder_init(struct range_coder *coder, const void *data, size_t size,
                        uint32_t limit, bool padded);
/* Whether the data ended where range_encoder_finish ended it. */
bool range_decoder_is_at_end(const struct range_coder *coder);

unsigned range_bit(struct range_coder *coder, struct odds *odds, unsigned bit);
/* The same with a chance that the caller gives, from 1 to 65,535 of 65,536. */
unsigned range_chance(struct range_coder *coder, uint32_t chance, unsigned bit);
/* Codes the lowest `bits` bits of a value about which nothing is known, highest first.
 */
uint64_t range_plain(struct range_coder *coder, uint64_t value, unsigned bits);
/* Codes one of `count` symbols by following a binary tree, highest bit first. `tree`
 * has as many odds as the next power of two that is not below `count`. A step at which
 * only one branch has symbols is not coded. */
unsigned range_symbol(struct range_coder *coder, struct odds *tree, unsigned symbol,
                      unsigned count);
/* The number of bits of a symbol below `count`; its tree has 1 << that many odds. */
unsigned range_symbol_bits(unsigned count);

#endif
