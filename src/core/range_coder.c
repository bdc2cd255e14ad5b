/* range_coder: codes bits with odds that learn from each bit. */
#include "range_coder.h"

#include <assert.h>

#define TOP ((uint32_t)1 << 24) /* the range never stays below it */
#define COUNT_BITS 10
#define COUNT_MASK (((uint32_t)1 << COUNT_BITS) - 1)
/* Odds, of 65,536, stay this far from certain, so that no bit takes more than 11 bits.
 */
#define ODDS_MARGIN 32u

void
range_encoder_init(struct range_coder *coder, struct buffer *out, uint32_t limit)
{
    assert(limit <= COUNT_MASK);
    *coder = (struct range_coder){.limit = limit,
                                  .range = UINT32_MAX,
                                  .out = out,
                                  .out_start = out->size,
                                  .waiting = 1};
}

static void
put_byte(struct range_coder *coder, uint8_t byte)
{
    if (coder->begun) {
        buffer_add_u8(coder->out, byte);
    }
    coder->begun = true;
}

/* Writes the highest byte of `low`. While a later carry could still change it, it
 * waits. */
static void
shift_low(struct range_coder *coder)
{
    if (coder->low < 0xff000000u || coder->low > UINT32_MAX) {
        uint8_t carry = (uint8_t)(coder->low >> 32);
        put_byte(coder, (uint8_t)(coder->cache + carry));
        for (; coder->waiting > 1; coder->waiting--) {
            put_byte(coder, (uint8_t)(0xff + carry));
        }
        coder->waiting = 0;
        coder->cache = (uint8_t)(coder->low >> 24);
    }
    coder->waiting++;
    coder->low = (coder->low & 0x00ffffffu) << 8;
}

void
range_encoder_finish(struct range_coder *coder)
{
    for (unsigned i = 0; i < 5; i++) {
        shift_low(coder);
    }
}

void
range_encoder_finish_short(struct range_coder *coder)
{
    /* Ends with the number in [low, low + range) that has the most zero bits at its
     * end. */
    uint64_t end = coder->low + coder->range;
    for (unsigned zeros = 32; zeros > 0; zeros--) {
        uint64_t mask = ((uint64_t)1 << zeros) - 1;
        uint64_t number = (coder->low + mask) & ~mask;
        if (number < end) {
            coder->low = number;
            break;
        }
    }
    range_encoder_finish(coder);
    struct buffer *out = coder->out;
    while (!out->failed && out->size > coder->out_start &&
           out->data[out->size - 1] == 0) {
        out->size--;
    }
}

static uint8_t
take_byte(struct range_coder *coder)
{
    if (coder->at < coder->size) {
        return coder->data[coder->at++];
    }
    if (!coder->padded) {
        coder->failed = true;
    }
    return 0;
}

void
range_decoder_init(struct range_coder *coder, const void *data, size_t size,
                   uint32_t limit, bool padded)
{
    assert(limit <= COUNT_MASK);
    *coder = (struct range_coder){.decoding = true,
                                  .limit = limit,
                                  .range = UINT32_MAX,
                                  .data = data,
                                  .size = size,
                                  .padded = padded};
    for (unsigned i = 0; i < 4; i++) {
        coder->code = coder->code << 8 | take_byte(coder);
    }
}

bool
range_decoder_is_at_end(const struct range_coder *coder)
{
    return !coder->failed && coder->at == coder->size && coder->code == 0;
}

static void
normalize(struct range_coder *coder)
{
    while (coder->range < TOP) {
        coder->range <<= 8;
        if (coder->decoding) {
            coder->code = coder->code << 8 | take_byte(coder);
        } else {
            shift_low(coder);
        }
    }
}

/* Takes the part of the range that belongs to the bit: that of a 1 lies below the
 * bound. */
static unsigned
split(struct range_coder *coder, uint32_t bound, unsigned bit)
{
    if (coder->decoding) {
        bit = coder->code < bound;
    }
    if (bit) {
        coder->range = bound;
    } else {
        coder->range -= bound;
        if (coder->decoding) {
            coder->code -= bound;
        } else {
            coder->low += bound;
        }
    }
    normalize(coder);
    return bit;
}

uint32_t
odds_chance(const struct odds *odds)
{
    uint32_t chance = ((odds->state >> COUNT_BITS) ^ ODDS_HALF) >> (ODDS_BITS - 16);
    if (chance < ODDS_MARGIN) {
        return ODDS_MARGIN;
    }
    return chance > 65536 - ODDS_MARGIN ? 65536 - ODDS_MARGIN : chance;
}

uint32_t
odds_count(const struct odds *odds)
{
    return odds->state & COUNT_MASK;
}

void
odds_begin_as(struct odds *odds, const struct odds *other, uint32_t count)
{
    uint32_t known = odds_count(other);
    odds->state = (other->state & ~COUNT_MASK) | (known < count ? known : count);
}

void
odds_learn(struct odds *odds, unsigned bit, uint32_t limit)
{
    uint32_t chance = (odds->state >> COUNT_BITS) ^ ODDS_HALF;
    uint32_t count = odds->state & COUNT_MASK;
    /* Steps of 1 / (count + 1.6), close to the estimator of Krichevsky and Trofimov. */
    uint32_t step = 10 * count + 16;
    if (bit) {
        chance += (((uint32_t)1 << ODDS_BITS) - 1 - chance) * 10 / step;
    } else {
        chance -= chance * 10 / step;
    }
    if (count < limit) {
        count++;
    }
    odds->state = (chance ^ ODDS_HALF) << COUNT_BITS | count;
}

unsigned
range_chance(struct range_coder *coder, uint32_t chance, unsigned bit)
{
    return split(coder, (uint32_t)(((uint64_t)coder->range * chance) >> 16), bit);
}

unsigned
range_bit(struct range_coder *coder, struct odds *odds, unsigned bit)
{
    bit = range_chance(coder, odds_chance(odds), bit);
    odds_learn(odds, bit, coder->limit);
    return bit;
}

uint64_t
range_plain(struct range_coder *coder, uint64_t value, unsigned bits)
{
    uint64_t out = 0;
    while (bits > 0) {
        bits--;
        out = out << 1 | split(coder, coder->range >> 1, (unsigned)(value >> bits & 1));
    }
    return out;
}

unsigned
range_symbol_bits(unsigned count)
{
    unsigned bits = 0;
    while (((uint64_t)1 << bits) < count) {
        bits++;
    }
    return bits;
}

unsigned
range_symbol(struct range_coder *coder, struct odds *tree, unsigned symbol,
             unsigned count)
{
    unsigned node = 1, out = 0;
    for (unsigned left = range_symbol_bits(count); left > 0; left--) {
        unsigned bit = 0;
        unsigned first_of_ones = (out << 1 | 1) << (left - 1);
        if (first_of_ones < count) {
            bit = range_bit(coder, &tree[node], symbol >> (left - 1) & 1);
        }
        node = node << 1 | bit;
        out = out << 1 | bit;
    }
    return out;
}
