/* comment_model: predicts the next byte of a comment by mixing several contexts. */
#include "comment_model.h"

#include "townline/seal.h"

#include <stdlib.h>
#include <string.h>

#define BUCKET_BITS 16u
#define SLOT_HALF 0x8000u
#define SLOT_COUNT_MAX 15u
#define PRIMING_RATE 3
#define READING_RATE 16

/* Odds for half a byte in one context, one for each node of its tree. Each has 12 bits
 * of chance, stored so that zeroed memory means one half, and below them 4 bits that
 * count how often it was met. */
struct comment_bucket {
    uint16_t check;
    uint16_t slots[15];
};

struct comment_change {
    uint32_t at;
    struct comment_bucket before;
};

/* A byte that is being coded. */
struct foreseen {
    uint32_t hashes[COMMENT_CONTEXTS];
    struct comment_bucket *buckets[COMMENT_CONTEXTS];
    uint16_t *slots[COMMENT_CONTEXTS];
    struct odds *maps[COMMENT_CONTEXTS];
    int inputs[COMMENT_INPUTS];
    int32_t *by_hits, *by_node;
};

static uint32_t
scramble(uint32_t number)
{
    number = (number ^ number >> 16) * 0x85ebca6bu;
    number = (number ^ number >> 13) * 0xc2b2ae35u;
    return number ^ number >> 16;
}

static uint32_t
hash_of(uint64_t context, uint32_t salt)
{
    return scramble((uint32_t)context * 0x9e3779b1u +
                    scramble((uint32_t)(context >> 32) + salt));
}

static void
start_state(struct comment_state *state)
{
    for (unsigned i = 0; i < COMMENT_CONTEXTS; i++) {
        for (uint32_t j = 0; j < COMMENT_STATES; j++) {
            /* at first a state means the chance that its number says */
            uint32_t chance = ((j >> 4) * 2 + 1) << (ODDS_BITS - 6);
            state->maps[i][j].state = (chance ^ ODDS_HALF) << (32 - ODDS_BITS) | 3;
        }
    }
    for (unsigned i = 0; i <= COMMENT_CONTEXTS; i++) {
        for (unsigned j = 0; j < COMMENT_INPUTS; j++) {
            state->by_hits[i][j] = MIXER_ONE / 10;
        }
    }
}

void
comment_reader_reset(struct comment_reader *reader)
{
    size_t count = reader->change_count;
    while (reader->change_count > 0) {
        const struct comment_change *change = &reader->changes[--reader->change_count];
        reader->buckets[change->at] = change->before;
    }
    if (count > 0) {
        seal_wipe(reader->changes, count * sizeof *reader->changes);
    }
    reader->state = reader->primed;
    reader->failed = false;
}

void
comment_reader_destroy(struct comment_reader *reader)
{
    if (!reader) {
        return;
    }
    free(reader->buckets);
    free(reader->changes);
    free(reader);
}

static void
keep_change(struct comment_reader *reader, uint32_t at)
{
    if (reader->change_count == reader->change_capacity) {
        size_t wanted =
            reader->change_capacity == 0 ? 4096 : reader->change_capacity * 2;
        struct comment_change *grown = malloc(wanted * sizeof *grown);
        if (!grown) {
            reader->failed = true;
            return;
        }
        if (reader->change_count > 0) {
            size_t size = reader->change_count * sizeof *grown;
            memcpy(grown, reader->changes, size);
            seal_wipe(reader->changes, size);
        }
        free(reader->changes);
        reader->changes = grown;
        reader->change_capacity = wanted;
    }
    reader->changes[reader->change_count++] =
        (struct comment_change){at, reader->buckets[at]};
}

/* Finds the bucket of a context. When it has none, it gets one of two places: the one
 * that is less used is emptied for it. */
static struct comment_bucket *
find_bucket(struct comment_reader *reader, uint32_t hash)
{
    uint32_t at = hash >> (32 - BUCKET_BITS);
    uint16_t check = (uint16_t)((hash & 0xffff) | 1);
    struct comment_bucket *first = &reader->buckets[at];
    struct comment_bucket *second = &reader->buckets[at ^ 1];
    struct comment_bucket *found = first;
    if (first->check != check &&
        (second->check == check ||
         (second->slots[0] & SLOT_COUNT_MAX) < (first->slots[0] & SLOT_COUNT_MAX))) {
        found = second;
    }
    if (reader->is_primed) {
        keep_change(reader, (uint32_t)(found - reader->buckets));
    }
    if (found->check != check) {
        *found = (struct comment_bucket){.check = check};
    }
    return found;
}

static void
begin_byte(const struct comment_state *state, struct foreseen *foreseen)
{
    for (unsigned order = 0; order < 7; order++) {
        foreseen->hashes[order] =
            hash_of(order == 0 ? 0 : state->before << (64 - 8 * order), order);
    }
    foreseen->hashes[7] = hash_of((uint64_t)state->word << 8, 7);
    foreseen->hashes[8] = hash_of((uint64_t)state->word_before << 32 | state->word, 8);
}

/* Finds the buckets for the next four bits. */
static void
begin_half(struct comment_reader *reader, struct foreseen *foreseen, unsigned node)
{
    for (unsigned i = 0; i < COMMENT_CONTEXTS; i++) {
        foreseen->buckets[i] =
            find_bucket(reader, scramble(foreseen->hashes[i] + node * 0x9e3779b1u));
    }
}

static uint32_t
slot_chance(uint16_t slot)
{
    return (slot ^ SLOT_HALF) >> 4;
}

static uint32_t
foresee(struct comment_reader *reader, struct foreseen *foreseen, unsigned node,
        unsigned half_node)
{
    struct comment_state *state = &reader->state;
    unsigned hits = 0;
    for (unsigned i = 0; i < COMMENT_CONTEXTS; i++) {
        uint16_t *slot = &foreseen->buckets[i]->slots[half_node - 1];
        uint32_t count = *slot & SLOT_COUNT_MAX, chance = slot_chance(*slot);
        struct odds *map = &state->maps[i][chance >> 7 << 4 | count];
        foreseen->slots[i] = slot;
        foreseen->maps[i] = map;
        hits += count > 0;
        foreseen->inputs[2 * i] =
            count == 0 ? 0 : logistic_stretch(&reader->logistic, chance << 4);
        foreseen->inputs[2 * i + 1] =
            count == 0 ? 0 : logistic_stretch(&reader->logistic, odds_chance(map));
    }
    foreseen->inputs[COMMENT_INPUTS - 1] = 256;
    foreseen->by_hits = state->by_hits[hits];
    foreseen->by_node = state->by_node[node];
    int sum = mixer_sum(foreseen->by_hits, foreseen->inputs, COMMENT_INPUTS) +
              mixer_sum(foreseen->by_node, foreseen->inputs, COMMENT_INPUTS);
    return logistic_squash(&reader->logistic, sum);
}

static void
learn_slot(uint16_t *slot, unsigned bit)
{
    int count = *slot & SLOT_COUNT_MAX, chance = (int)slot_chance(*slot);
    chance += ((bit ? 4095 : 0) - chance) * 2 / (2 * count + 3);
    if (count < (int)SLOT_COUNT_MAX) {
        count++;
    }
    *slot = (uint16_t)(((unsigned)chance << 4 | (unsigned)count) ^ SLOT_HALF);
}

static void
learn(struct comment_reader *reader, struct foreseen *foreseen, uint32_t chance,
      unsigned bit)
{
    int rate = reader->is_primed ? READING_RATE : PRIMING_RATE;
    mixer_learn(foreseen->by_hits, foreseen->inputs, COMMENT_INPUTS, chance, bit, rate);
    mixer_learn(foreseen->by_node, foreseen->inputs, COMMENT_INPUTS, chance, bit, rate);
    for (unsigned i = 0; i < COMMENT_CONTEXTS; i++) {
        odds_learn(foreseen->maps[i], bit, COMMENT_LEARN_LIMIT);
        learn_slot(foreseen->slots[i], bit);
    }
}

static void
end_word(struct comment_state *state)
{
    state->word_before = state->word;
    state->word = 0;
}

/* Takes a byte into the contexts. Letters are those of ASCII, without regard to case,
 * and all bytes above ASCII. */
static void
note_byte(struct comment_state *state, uint8_t byte)
{
    state->before = state->before << 8 | byte;
    if (byte >= 'A' && byte <= 'Z') {
        byte = (uint8_t)(byte + ('a' - 'A'));
    }
    if ((byte >= 'a' && byte <= 'z') || byte >= 0x80) {
        state->word = (state->word + byte + 1) * 0x2f0b4a27u;
    } else if (state->word != 0) {
        end_word(state);
    }
    /* this ends a Chinese character, and each of those is a word */
    uint8_t lead = (uint8_t)(state->before >> 16);
    if (byte >= 0x80 && byte < 0xc0 && lead >= 0xe3 && lead <= 0xe9) {
        end_word(state);
    }
}

uint8_t
comment_reader_byte(struct comment_reader *reader, struct range_coder *coder,
                    uint8_t byte)
{
    struct foreseen foreseen;
    unsigned node = 1;
    begin_byte(&reader->state, &foreseen);
    for (unsigned left = 8; left > 0; left--) {
        if (left == 8 || left == 4) {
            begin_half(reader, &foreseen, node);
        }
        unsigned half_node =
            left > 4 ? node : (node & ((1u << (4 - left)) - 1)) | 1u << (4 - left);
        uint32_t chance = foresee(reader, &foreseen, node, half_node);
        unsigned bit = byte >> (left - 1) & 1;
        if (coder) {
            bit = range_chance(coder, chance, bit);
        }
        learn(reader, &foreseen, chance, bit);
        node = node << 1 | bit;
    }
    note_byte(&reader->state, (uint8_t)node);
    return (uint8_t)node;
}

bool
comment_reader_end(struct comment_reader *reader, struct range_coder *coder,
                   bool is_end)
{
    struct comment_state *state = &reader->state;
    if (coder) {
        is_end = range_chance(coder, odds_chance(&state->is_end), is_end);
    }
    odds_learn(&state->is_end, is_end, COMMENT_LEARN_LIMIT);
    state->before = 0;
    state->word = state->word_before = 0;
    return is_end;
}

static void
read_prior(struct comment_reader *reader, const char *const *prior)
{
    for (; *prior; prior++) {
        for (const char *at = *prior; *at != '\0'; at++) {
            comment_reader_byte(reader, NULL, (uint8_t)*at);
        }
        comment_reader_byte(reader, NULL, 0);
        comment_reader_end(reader, NULL, true);
    }
}

struct comment_reader *
comment_reader_create(const char *const *prior)
{
    struct comment_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        return NULL;
    }
    reader->buckets = calloc((size_t)1 << BUCKET_BITS, sizeof *reader->buckets);
    if (!reader->buckets) {
        comment_reader_destroy(reader);
        return NULL;
    }
    logistic_init(&reader->logistic);
    start_state(&reader->state);
    read_prior(reader, prior);
    reader->primed = reader->state;
    reader->is_primed = true;
    return reader;
}
