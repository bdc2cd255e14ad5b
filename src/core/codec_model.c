/* codec_model: learns how likely the parts of answers are, and codes them with that. */
#include "codec_model.h"

#include "townline/characters.h"

#include <assert.h>
#include <string.h>

/* The chance, of 65,536, that a value has an unusual spelling, and how sure that is at
 * first. */
#define UNUSUAL_CHANCE 256u
#define UNUSUAL_COUNT 8u

/* A number is coded as its length in bits, which is a symbol, and the bits below the
 * highest one. The first three of these are coded in a tree for that length, the others
 * plainly. */
#define LENGTHS 65u
#define LENGTH_TREE 128u
#define TREE_BITS 3u
#define NUMBER_ODDS (LENGTH_TREE + (LENGTHS << TREE_BITS))

#define KNOWN_TEXTS 255u /* texts of one column that are remembered */

/* Symbols that are mixed, with weights of their own. Model 1 mixes only those of
 * values. The numbers are part of the format. */
enum { MIXER_VALUE, MIXER_STATE, MIXER_TEXT, MIXERS };

struct codec_column {
    struct odds *fields[FIELDS];
    struct known_text {
        const char *text;
        size_t size;
    } * known;
    unsigned known_count;
    int32_t weights[MIXERS][NEARS + 1];
};

#define SHARED_BITS 16u
#define EARLIER_BITS 12u

/* How a model mixes: the weights at first and how fast they learn. */
static const struct mixing {
    unsigned nears;
    int32_t own, near;
    int rate;
} mixings[CODEC_MODEL_NEWEST + 1] = {
    [1] = {2, MIXER_ONE / 2, MIXER_ONE / 4, 4},
    [2] = {NEARS, 3 * MIXER_ONE / 8, 5 * MIXER_ONE / 32, 8},
};

bool
codec_model_init(struct codec_model *model, const struct descriptor *descriptor,
                 struct arena *texts)
{
    model->texts = texts;
    model->first_head = descriptor->question_count + descriptor->repeat_count;
    model->columns = arena_take(&model->arena, model->first_head + HEAD_COLUMNS,
                                sizeof *model->columns);
    model->shared =
        arena_take(&model->arena, (size_t)1 << SHARED_BITS, sizeof *model->shared);
    model->earlier =
        arena_take(&model->arena, (size_t)1 << EARLIER_BITS, sizeof *model->earlier);
    if (!model->columns || !model->shared || !model->earlier) {
        return false;
    }
    logistic_init(&model->logistic);
    const struct mixing *mixing = &mixings[model->number];
    for (size_t i = 0; i < model->first_head; i++) {
        for (unsigned j = 0; j < MIXERS; j++) {
            int32_t *weights = model->columns[i].weights[j];
            weights[0] = mixing->own;
            for (unsigned k = 1; k <= mixing->nears; k++) {
                weights[k] = mixing->near;
            }
        }
    }
    return true;
}

void
codec_model_finish(struct codec_model *model)
{
    arena_finish(&model->arena);
}

static void
start_unusual(struct odds *odds, size_t count)
{
    uint32_t chance = UNUSUAL_CHANCE << (ODDS_BITS - 16);
    for (size_t i = 0; i < count; i++) {
        odds[i].state = (chance ^ ODDS_HALF) << (32 - ODDS_BITS) | UNUSUAL_COUNT;
    }
}

/* The odds at a place, which are made when it is met for the first time. NULL once the
 * model failed. */
static struct odds *
odds_at(struct codec_model *model, struct codec_place place, size_t per_context)
{
    assert(place.context < place.contexts);
    if (model->failed) {
        return NULL;
    }
    struct odds **field = &model->columns[place.column].fields[place.field];
    if (!*field) {
        size_t count = place.contexts * per_context;
        *field = arena_take(&model->arena, count, sizeof **field);
        if (!*field) {
            model->failed = true;
            return NULL;
        }
        if (place.field == FIELD_FORM) {
            start_unusual(*field, count);
        }
    }
    return *field + place.context * per_context;
}

/* Which weights a symbol is mixed with; MIXERS when it is not mixed. */
static unsigned
mixer_of(const struct codec_model *model, struct codec_place place)
{
    if (place.field == FIELD_VALUE && model->is_value) {
        return MIXER_VALUE;
    }
    if (model->number == 1 || place.column >= model->first_head) {
        return MIXERS;
    }
    return place.field == FIELD_STATE        ? MIXER_STATE
           : place.field == FIELD_KNOWN_TEXT ? MIXER_TEXT
                                             : MIXERS;
}

static uint32_t
hash_place(const struct codec_model *model, struct codec_place place)
{
    uint32_t column = (uint32_t)place.column;
    if (model->number > 1) {
        column = column * MIXERS + mixer_of(model, place);
    }
    return column * 0x9e3779b1u + (uint32_t)place.context;
}

/* The odds of a node together with one thing that is near. They begin as the node's
 * own. */
static struct odds *
near_odds(struct codec_model *model, struct codec_place place, unsigned near,
          unsigned node, const struct odds *own)
{
    uint32_t nears = mixings[model->number].nears;
    uint32_t hash = hash_place(model, place);
    hash = (hash ^ hash >> 15) * 0x85ebca6bu + model->near[near] * nears + near;
    hash = (hash ^ hash >> 13) * 0xc2b2ae35u + node;
    hash = (hash ^ hash >> 16) * 0x9e3779b1u;
    struct odds *odds = &model->shared[hash >> (32 - SHARED_BITS)];
    if (odds_count(odds) == 0) {
        odds_begin_as(odds, own, 2);
    }
    return odds;
}

/* Sets NEAR_BOTH and NEAR_EARLIER for a symbol. Returns where the symbol is noted. */
static uint32_t *
note_earlier(struct codec_model *model, struct codec_place place)
{
    uint32_t hash = hash_place(model, place);
    hash = (hash ^ hash >> 15) * 0x85ebca6bu;
    uint32_t *earlier = &model->earlier[hash >> (32 - EARLIER_BITS)];
    bool is_of_this = *earlier >> 12 == model->response;
    model->near[NEAR_EARLIER] = is_of_this ? (*earlier & 4095) + 1 : 0;
    model->near[NEAR_BOTH] = model->near[NEAR_KEY] * 4099 + model->near[NEAR_VALUE];
    return earlier;
}

/* Codes a symbol as range_symbol does, with its own odds mixed with those for all that
 * is near. */
static unsigned
mixed_symbol(struct codec_model *model, struct codec_place place, struct odds *tree,
             unsigned symbol, unsigned count)
{
    const struct mixing *mixing = &mixings[model->number];
    unsigned nears = mixing->nears;
    int32_t *weights = model->columns[place.column].weights[mixer_of(model, place)];
    uint32_t *earlier = note_earlier(model, place);
    unsigned node = 1, out = 0;
    for (unsigned left = range_symbol_bits(count); left > 0; left--) {
        unsigned bit = 0;
        unsigned first_of_ones = (out << 1 | 1) << (left - 1);
        if (first_of_ones < count) {
            struct odds *odds[NEARS + 1] = {&tree[node]};
            int inputs[NEARS + 1];
            for (unsigned i = 0; i < nears; i++) {
                odds[i + 1] = near_odds(model, place, i, node, &tree[node]);
            }
            for (unsigned i = 0; i <= nears; i++) {
                inputs[i] = logistic_stretch(&model->logistic, odds_chance(odds[i]));
            }
            uint32_t chance = logistic_squash(&model->logistic,
                                              mixer_sum(weights, inputs, nears + 1));
            bit = range_chance(&model->coder, chance, symbol >> (left - 1) & 1);
            mixer_learn(weights, inputs, nears + 1, chance, bit, mixing->rate);
            for (unsigned i = 0; i <= nears; i++) {
                odds_learn(odds[i], bit, model->coder.limit);
            }
        }
        node = node << 1 | bit;
        out = out << 1 | bit;
    }
    *earlier = model->response << 12 | out;
    return out;
}

unsigned
codec_symbol_among(struct codec_model *model, struct codec_place place, unsigned symbol,
                   unsigned count, unsigned most)
{
    assert(count > 0 && count <= most && most <= CODEC_SYMBOLS_MAX);
    struct odds *odds = odds_at(model, place, (size_t)1 << range_symbol_bits(most));
    if (!odds) {
        return 0;
    }
    if (mixer_of(model, place) != MIXERS) {
        symbol = mixed_symbol(model, place, odds, symbol, count);
        if (place.field != FIELD_STATE) {
            model->last_symbol = symbol;
        }
    } else {
        symbol = range_symbol(&model->coder, odds, symbol, count);
    }
    model->failed |= model->coder.failed;
    return symbol;
}

unsigned
codec_symbol(struct codec_model *model, struct codec_place place, unsigned symbol,
             unsigned count)
{
    return codec_symbol_among(model, place, symbol, count, count);
}

static unsigned
length_in_bits(uint64_t number)
{
    unsigned length = 0;
    for (; number != 0; number >>= 1) {
        length++;
    }
    return length;
}

uint64_t
codec_number(struct codec_model *model, struct codec_place place, uint64_t number)
{
    struct odds *odds = odds_at(model, place, NUMBER_ODDS);
    if (!odds) {
        return 0;
    }
    unsigned length =
        range_symbol(&model->coder, odds, length_in_bits(number), LENGTHS);
    if (length < 2) {
        return length;
    }
    unsigned below = length - 1;
    unsigned modelled = below < TREE_BITS ? below : TREE_BITS;
    unsigned plain = below - modelled;
    struct odds *tree = odds + LENGTH_TREE + ((size_t)length << TREE_BITS);
    unsigned top = (unsigned)(number >> plain) & ((1u << modelled) - 1);
    top = range_symbol(&model->coder, tree, top, 1u << modelled);
    uint64_t out = (uint64_t)1 << modelled | top;
    out = out << plain | range_plain(&model->coder, number, plain);
    model->failed |= model->coder.failed;
    return out;
}

/* Codes a byte of a text with the odds for the byte before it. */
static uint8_t
code_letter(struct codec_model *model, uint8_t before, uint8_t letter)
{
    struct odds **tree = &model->letters[before];
    if (!*tree) {
        *tree = arena_take(&model->arena, 256, sizeof **tree);
    }
    model->failed |= !*tree;
    if (model->failed) {
        return 0;
    }
    letter = (uint8_t)range_symbol(&model->coder, *tree, letter, 256);
    model->failed |= model->coder.failed;
    return letter;
}

static void
encode_letters(struct codec_model *model, const char *text, size_t size)
{
    for (size_t i = 0; i <= size; i++) {
        code_letter(model, i == 0 ? 0 : (uint8_t)text[i - 1], (uint8_t)text[i]);
    }
}

static const char *
decode_letters(struct codec_model *model, size_t max_bytes, size_t *size_out)
{
    char text[RESPONSE_VALUE_MAX_BYTES];
    assert(max_bytes <= sizeof text);
    size_t size = 0;
    uint8_t letter = 0;
    while ((letter = code_letter(model, letter, 0)) != 0) {
        if (size == max_bytes) {
            model->failed = true;
            return "";
        }
        text[size++] = (char)letter;
    }
    model->failed |= !characters_are_well_formed(text, size);
    const char *kept = model->failed ? NULL : arena_text(model->texts, text, size);
    model->failed |= !kept;
    *size_out = size;
    return kept ? kept : "";
}

/* The index of the text plus 1; 0 when the column has not had it before. */
static unsigned
find_known(const struct codec_column *column, const char *text, size_t size)
{
    for (unsigned i = 0; i < column->known_count; i++) {
        if (column->known[i].size == size &&
            memcmp(column->known[i].text, text, size) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static void
remember(struct codec_model *model, struct codec_column *column, const char *text,
         size_t size)
{
    if (!column->known) {
        column->known = arena_take(&model->arena, KNOWN_TEXTS, sizeof *column->known);
    }
    if (!column->known) {
        model->failed = true;
    } else if (column->known_count < KNOWN_TEXTS) {
        column->known[column->known_count++] = (struct known_text){text, size};
    }
}

const char *
codec_text(struct codec_model *model, size_t index, const char *text, size_t max_bytes)
{
    struct codec_column *column = &model->columns[index];
    bool decoding = model->coder.decoding;
    size_t size = decoding ? 0 : strlen(text);
    unsigned known = decoding ? 0 : find_known(column, text, size);
    known = codec_symbol(model, codec_place_of(index, FIELD_KNOWN_TEXT), known,
                         KNOWN_TEXTS + 1);
    if (known > column->known_count) {
        model->failed = true;
    }
    if (model->failed) {
        return "";
    }
    if (known > 0) {
        return column->known[known - 1].text;
    }
    if (decoding) {
        text = decode_letters(model, max_bytes, &size);
    } else {
        encode_letters(model, text, size);
    }
    if (!model->failed) {
        remember(model, column, text, size);
    }
    return text;
}
