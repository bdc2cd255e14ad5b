#include "townline/comment.h"

#include "comment_prior.h"
#include "range_coder.h"

#include <stdlib.h>
#include <string.h>

/* Prior 0 is the text itself. Prior 1, in FORMAT.md under "Comment text": every bit of
 * a byte is foreseen by what followed the last 0, 1, 2 and 3 bytes before. */
enum { PRIOR_STORED = 0, PRIOR_FIRST = 1 };

#define ORDERS 4u
#define SLOT_BITS 16u /* of each order's table */
#define LEARN_LIMIT 250u

struct text_model {
    struct odds slots[ORDERS][1u << SLOT_BITS];
    struct odds is_end; /* after a zero byte: it is the end, and not in the text */
    uint32_t before;    /* the bytes before, the last one lowest */
};

/* How much an order counts is this times how often its slot was met times how far the
 * slot is from undecided, with a little for the undecided ones. */
static const uint32_t order_weight[ORDERS] = {1, 6, 40, 160};
#define UNDECIDED 2048u
#define WEIGHT_SHIFT 9u

/* The slot of each order for a node of the byte at hand's tree. */
static void
find_slots(struct text_model *model, unsigned node, struct odds *out[ORDERS])
{
    for (uint32_t order = 0; order < ORDERS; order++) {
        uint32_t context = model->before & (((uint32_t)1 << (8 * order)) - 1);
        uint32_t hash = (context + order + 1) * 0x9e3779b1u;
        hash = (hash ^ hash >> 15) + node * 0x85ebca6bu;
        hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
        out[order] = &model->slots[order][hash >> (32 - SLOT_BITS)];
    }
}

/* The chances of all orders, weighed. */
static uint32_t
foresee(struct odds *const slots[ORDERS])
{
    uint64_t sum = 32768, weights = 1;
    for (unsigned order = 0; order < ORDERS; order++) {
        uint32_t chance = odds_chance(slots[order]);
        uint32_t decided = chance > 32768 ? chance - 32768 : 32768 - chance;
        uint64_t weight = (uint64_t)order_weight[order] * odds_count(slots[order]) *
                              (decided + UNDECIDED) >>
                          WEIGHT_SHIFT;
        sum += weight * chance;
        weights += weight;
    }
    return (uint32_t)(sum / weights);
}

/* Codes a byte, or only learns it where coder is NULL. */
static uint8_t
code_byte(struct text_model *model, struct range_coder *coder, uint8_t byte)
{
    unsigned node = 1;
    for (unsigned left = 8; left > 0; left--) {
        struct odds *slots[ORDERS];
        find_slots(model, node, slots);
        unsigned bit = byte >> (left - 1) & 1;
        if (coder != NULL)
            bit = range_chance(coder, foresee(slots), bit);
        for (unsigned order = 0; order < ORDERS; order++)
            odds_learn(slots[order], bit, LEARN_LIMIT);
        node = node << 1 | bit;
    }
    model->before = model->before << 8 | (node & 0xff);
    return (uint8_t)node;
}

static bool
code_is_end(struct text_model *model, struct range_coder *coder, bool is_end)
{
    if (coder != NULL)
        is_end = range_chance(coder, odds_chance(&model->is_end), is_end);
    odds_learn(&model->is_end, is_end, LEARN_LIMIT);
    model->before = 0;
    return is_end;
}

static void
code_text(struct text_model *model, struct range_coder *coder, const char *text,
          size_t size)
{
    for (size_t i = 0; i < size; i++) {
        code_byte(model, coder, (uint8_t)text[i]);
        if (text[i] == '\0')
            code_is_end(model, coder, false);
    }
    code_byte(model, coder, 0);
    code_is_end(model, coder, true);
}

/* Decodes up to the end; false when it does not come in COMMENT_MAX_BYTES. */
static bool
decode_text(struct text_model *model, struct range_coder *coder, struct buffer *out)
{
    for (size_t i = 0; i <= COMMENT_MAX_BYTES; i++) {
        uint8_t byte = code_byte(model, coder, 0);
        if (byte == 0 && code_is_end(model, coder, false))
            return true;
        buffer_add_u8(out, byte);
    }
    return false;
}

static struct text_model *
create_primed(void)
{
    struct text_model *model = calloc(1, sizeof *model);
    for (size_t i = 0; model != NULL && i < comment_prior_count; i++)
        code_text(model, NULL, comment_prior_texts[i], strlen(comment_prior_texts[i]));
    return model;
}

static bool
out_of_memory(struct error *err)
{
    return error_set(err, ERROR_FULL, "There is not enough memory for a comment.");
}

/* Adds the text without its prior number; the model is used up. */
static void
encode_text(struct text_model *primed, const char *text, size_t size,
            struct buffer *out)
{
    struct range_coder coder;
    range_encoder_init(&coder, out, LEARN_LIMIT);
    code_text(primed, &coder, text, size);
    range_encoder_finish_short(&coder);
}

bool
comment_pack(const char *text, size_t size, struct buffer *out, struct error *err)
{
    if (size > COMMENT_MAX_BYTES)
        return error_set(err, ERROR_INPUT, "A comment is longer than %d bytes.",
                         COMMENT_MAX_BYTES);
    struct buffer packed;
    buffer_init(&packed, 4 * COMMENT_MAX_BYTES);
    struct text_model *model = create_primed();
    if (model != NULL)
        encode_text(model, text, size, &packed);
    free(model);
    if (model == NULL || packed.failed) {
        buffer_finish(&packed);
        return out_of_memory(err);
    }
    if (packed.size < size) {
        buffer_add_u8(out, PRIOR_FIRST);
        buffer_add(out, packed.data, packed.size);
    } else {
        buffer_add_u8(out, PRIOR_STORED);
        buffer_add(out, text, size);
    }
    buffer_finish(&packed);
    return !out->failed ||
           error_set(err, ERROR_FULL, "There is no room for the comment.");
}

static bool
damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT, "A comment is damaged and cannot be read.");
}

/* What packs to other bytes than these was no comment. */
static bool
packs_to(struct text_model *primed, const struct buffer *text, const void *data,
         size_t size)
{
    struct buffer again;
    buffer_init(&again, 4 * COMMENT_MAX_BYTES);
    encode_text(primed, (const char *)text->data, text->size, &again);
    bool same = !again.failed && again.size == size &&
                (size == 0 || memcmp(again.data, data, size) == 0);
    buffer_finish(&again);
    return same;
}

static bool
unpack_first(const uint8_t *data, size_t size, struct buffer *out, struct error *err)
{
    struct text_model *model = create_primed();
    struct text_model *primed = malloc(sizeof *primed);
    if (model == NULL || primed == NULL) {
        free(model);
        free(primed);
        return out_of_memory(err);
    }
    memcpy(primed, model, sizeof *primed);
    struct buffer text;
    buffer_init(&text, COMMENT_MAX_BYTES);
    struct range_coder coder;
    range_decoder_init(&coder, data, size, LEARN_LIMIT, true);
    bool ok = decode_text(model, &coder, &text) && !text.failed &&
              packs_to(primed, &text, data, size);
    free(model);
    free(primed);
    if (ok)
        buffer_add(out, text.data, text.size);
    buffer_finish(&text);
    return ok || damaged(err);
}

bool
comment_unpack(const void *data, size_t size, struct buffer *out, struct error *err)
{
    const uint8_t *bytes = data;
    if (size == 0 || size > COMMENT_MAX_BYTES + 2)
        return damaged(err);
    switch (bytes[0]) {
    case PRIOR_STORED:
        if (size - 1 > COMMENT_MAX_BYTES)
            return damaged(err);
        buffer_add(out, bytes + 1, size - 1);
        break;
    case PRIOR_FIRST:
        if (!unpack_first(bytes + 1, size - 1, out, err))
            return false;
        break;
    default:
        return error_set(err, ERROR_INPUT,
                         "A comment is packed in way %u, which this program does not "
                         "know. Install the newest version.",
                         bytes[0]);
    }
    return !out->failed ||
           error_set(err, ERROR_FULL, "There is no room for the comment.");
}
