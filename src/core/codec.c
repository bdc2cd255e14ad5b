/* codec: encodes a set of responses with the range coder, and decodes it. */
#include "townline/codec.h"

#include "codec_walk.h"
#include "response_memory.h"

#include <assert.h>
#include <string.h>

#define ODDS_LIMIT 1000 /* see range_coder.h */
static bool
out_of_memory(struct error *err)
{
    return error_no_memory(err);
}

size_t
codec_weight(const struct response *response)
{
    size_t weight = CODEC_RESPONSE_WEIGHT;
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        weight += CODEC_ANSWER_WEIGHT;
        if (answer->state == ANSWER_VALUE) {
            weight += strlen(answer->value) + 1;
        }
    }
    return weight;
}

static bool
encode_response(struct codec_walk *walk, const struct response *response,
                struct error *err)
{
    if (!response_check(walk->descriptor, response, err)) {
        return false;
    }
    struct response_head head = response->head;
    walk->answers = response->answers;
    walk->answer_count = response->answer_count;
    walk->next_answer = 0;
    codec_walk_response(walk, &head);
    if (codec_walk_is_over_limit(walk)) {
        return error_set(err, ERROR_FULL,
                         "These are too many answers for one bundle. Export them in "
                         "several.");
    }
    if (walk->model.failed) {
        return out_of_memory(err);
    }
    /* An answer that is left over did not stand where the form asks for it. */
    if (walk->next_answer != walk->answer_count) {
        return error_set(err, ERROR_INPUT,
                         "The answers of a response are not in the order of the form.");
    }
    return true;
}

bool
codec_encode(const struct descriptor *descriptor, const struct response *responses,
             size_t count, struct buffer *out, struct error *err)
{
    return codec_encode_as(CODEC_MODEL_NEWEST, descriptor, responses, count, out, err);
}

bool
codec_encode_as(unsigned model, const struct descriptor *descriptor,
                const struct response *responses, size_t count, struct buffer *out,
                struct error *err)
{
    assert(model >= 1 && model <= CODEC_MODEL_NEWEST);
    if (count > RESPONSE_SET_MAX) {
        return error_set(err, ERROR_FULL,
                         "More than %d responses do not fit in one bundle. Export them "
                         "in several.",
                         RESPONSE_SET_MAX);
    }
    size_t start = out->size;
    struct codec_walk walk = {0};
    bool ok = false;
    buffer_add_u8(out, (uint8_t)model);
    walk.model.number = model;
    range_encoder_init(&walk.model.coder, out, ODDS_LIMIT);
    if (!codec_walk_init(&walk, descriptor, NULL)) {
        out_of_memory(err);
        goto out;
    }
    codec_number(&walk.model, codec_place_of(walk.model.first_head, FIELD_VALUE),
                 count);
    codec_half_days(&walk.model, &walk.half_days, responses, count);
    for (size_t i = 0; i < count; i++) {
        if (!encode_response(&walk, &responses[i], err)) {
            error_prefix(err, "Response %zu", i + 1);
            goto out;
        }
    }
    range_encoder_finish(&walk.model.coder);
    ok = !walk.model.failed && !out->failed;
    if (!ok) {
        error_set(err, ERROR_FULL, "The responses do not fit in one bundle.");
    }
out:
    if (!ok && !out->failed) {
        out->size = start;
    }
    codec_walk_finish(&walk);
    return ok;
}

static bool
damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT,
                     "The responses are damaged. Collect the bundle again.");
}

static bool
decode_response(struct codec_walk *walk, struct response_set *set, struct error *err)
{
    if (!response_set_grow(set)) {
        return out_of_memory(err);
    }
    struct response *response = &set->responses[set->count];
    *response = (struct response){0};
    walk->decoded_count = 0;
    codec_walk_response(walk, &response->head);
    if (codec_walk_is_over_limit(walk)) {
        return error_set(err, ERROR_INPUT,
                         "The bundle has more answers than one bundle may have.");
    }
    if (walk->model.failed) {
        return damaged(err);
    }
    response->answer_count = walk->decoded_count;
    response->answers =
        arena_take(&set->memory->arena, walk->decoded_count, sizeof *response->answers);
    if (!response->answers) {
        return out_of_memory(err);
    }
    if (walk->decoded_count > 0) {
        memcpy(response->answers, walk->decoded,
               walk->decoded_count * sizeof *response->answers);
    }
    if (!response_check(walk->descriptor, response, err)) {
        return false;
    }
    set->count++;
    return true;
}

static bool
decode_all(struct codec_walk *walk, struct response_set *set, struct error *err)
{
    uint64_t count = codec_number(
        &walk->model, codec_place_of(walk->model.first_head, FIELD_VALUE), 0);
    if (count > RESPONSE_SET_MAX) {
        return error_set(err, ERROR_INPUT, "The bundle has more than %d responses.",
                         RESPONSE_SET_MAX);
    }
    codec_half_days(&walk->model, &walk->half_days, NULL, 0);
    for (uint64_t i = 0; i < count; i++) {
        if (!decode_response(walk, set, err)) {
            return false;
        }
    }
    if (walk->model.failed || !range_decoder_is_at_end(&walk->model.coder)) {
        return damaged(err);
    }
    return true;
}

bool
codec_decode(const struct descriptor *descriptor, const void *data, size_t size,
             struct response_set *out, struct error *err)
{
    struct cursor cursor;
    cursor_init(&cursor, data, size);
    uint8_t number = cursor_u8(&cursor);
    if (cursor.failed) {
        return damaged(err);
    }
    if (number < 1 || number > CODEC_MODEL_NEWEST) {
        return error_set(err, ERROR_INPUT,
                         "The responses are packed in way %u, which this program does "
                         "not know. Install the newest version.",
                         number);
    }
    struct response_set set = {0};
    struct codec_walk walk = {0};
    walk.model.number = number;
    range_decoder_init(&walk.model.coder, (const uint8_t *)data + 1, size - 1,
                       ODDS_LIMIT, false);
    bool ok = response_set_grow(&set) &&
              codec_walk_init(&walk, descriptor, &set.memory->arena);
    if (!ok) {
        out_of_memory(err);
    } else {
        ok = decode_all(&walk, &set, err);
    }
    codec_walk_finish(&walk);
    if (!ok) {
        response_set_finish(&set);
        return false;
    }
    *out = set;
    return true;
}
