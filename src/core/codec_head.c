/* codec_head: codes the circumstances of a response, such as its language and
 * half-day. */
#include "codec_head.h"

static struct codec_place
place_of(const struct codec_model *model, enum codec_head column)
{
    return codec_place_of(model->first_head + column, FIELD_VALUE);
}

void
codec_half_days(struct codec_model *model, struct codec_half_days *half_days,
                const struct response *responses, size_t count)
{
    uint32_t first = UINT32_MAX, last = 0;
    for (size_t i = 0; i < count && !model->coder.decoding; i++) {
        uint32_t half_day = responses[i].head.half_day;
        first = half_day < first ? half_day : first;
        last = half_day > last ? half_day : last;
    }
    if (first > last) {
        first = last = 0;
    }
    /* the second number has a field of its own, since its usual sizes are others */
    struct codec_place place = place_of(model, HEAD_HALF_DAY);
    place.field = FIELD_COUNT;
    uint64_t coded_first = codec_number(model, place, first);
    place.field = FIELD_LIST;
    uint64_t span = codec_number(model, place, last - first);
    if (coded_first > UINT32_MAX || span > UINT32_MAX - coded_first) {
        model->failed = true;
        coded_first = span = 0;
    }
    half_days->first = (uint32_t)coded_first;
    half_days->span = (uint32_t)span;
}

/* In canonical order, responses with the same order seed come by rising half-days.
 * Within such a run the step from the response before takes fewer bits than the
 * half-day itself. */
static uint32_t
code_half_day(struct codec_model *model, struct codec_half_days *half_days,
              uint32_t half_day, bool is_same_seed)
{
    struct codec_place place = place_of(model, HEAD_HALF_DAY);
    uint32_t since = half_day - half_days->first;
    if (half_days->span < CODEC_SYMBOLS_MAX) {
        uint32_t count = half_days->span + 1;
        uint32_t base = is_same_seed ? half_days->since : 0;
        place.context = is_same_seed;
        place.contexts = 2;
        since = codec_symbol(model, place, (since + count - base) % count, count);
        half_days->since = (since + base) % count;
        return half_days->first + half_days->since;
    }
    uint64_t coded = codec_number(model, place, since);
    if (coded > half_days->span) {
        model->failed = true;
        coded = 0;
    }
    return half_days->first + (uint32_t)coded;
}

static const char *
code_name(struct codec_model *model, enum codec_head column, const char *name)
{
    return codec_text(model, model->first_head + column, name, RESPONSE_NAME_MAX_BYTES);
}

void
codec_head(struct codec_model *model, struct codec_half_days *half_days,
           struct response_head *head)
{
    unsigned seed_step = (uint8_t)(head->order_seed - half_days->order_seed);
    seed_step = codec_symbol(model, place_of(model, HEAD_ORDER_SEED), seed_step, 256);
    head->order_seed = (uint8_t)(half_days->order_seed + seed_step);
    half_days->order_seed = head->order_seed;
    head->half_day = code_half_day(model, half_days, head->half_day, seed_step == 0);
    head->round = code_name(model, HEAD_ROUND, head->round);
    head->event = code_name(model, HEAD_EVENT, head->event);
    head->language = code_name(model, HEAD_LANGUAGE, head->language);
#define CODE(member, column, count)                                                    \
    head->member =                                                                     \
        codec_symbol(model, place_of(model, column), (unsigned)head->member, count)
    CODE(clock_trusted, HEAD_CLOCK_TRUSTED, 2);
    CODE(channel, HEAD_CHANNEL, CHANNEL_VOICE + 1);
    CODE(duration, HEAD_DURATION, DURATION_OVER_8 + 1);
    CODE(straight_line, HEAD_STRAIGHT_LINE, STRAIGHT_UNKNOWN + 1);
    CODE(complete, HEAD_COMPLETE, 2);
    CODE(after_results, HEAD_AFTER_RESULTS, 2);
    CODE(assisted, HEAD_ASSISTED, SAID_NO + 1);
    CODE(first_time, HEAD_FIRST_TIME, SAID_NO + 1);
#undef CODE
}
