/* codec_order: puts responses into canonical order. */
#include "townline/codec.h"

#include <stdlib.h>
#include <string.h>

static int
compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Sorts by the order seed first. It is random and would take a whole byte of each
 * response; sorted by it, responses need only the small steps from one to the next. */
static int
compare_heads(const struct response_head *a, const struct response_head *b)
{
    int result = compare_numbers(a->order_seed, b->order_seed);
    if (result == 0) {
        result = compare_numbers(a->half_day, b->half_day);
    }
    if (result == 0) {
        result = strcmp(a->round, b->round);
    }
    if (result == 0) {
        result = strcmp(a->event, b->event);
    }
    if (result == 0) {
        result = strcmp(a->language, b->language);
    }
    const unsigned left[] = {a->clock_trusted, a->channel,   a->duration,
                             a->straight_line, a->complete,  a->after_results,
                             a->assisted,      a->first_time};
    const unsigned right[] = {b->clock_trusted, b->channel,   b->duration,
                              b->straight_line, b->complete,  b->after_results,
                              b->assisted,      b->first_time};
    for (size_t i = 0; result == 0 && i < sizeof left / sizeof *left; i++) {
        result = compare_numbers(left[i], right[i]);
    }
    return result;
}

static int
compare_contents(const struct answer *a, const struct answer *b)
{
    int result = compare_numbers(a->question, b->question);
    for (size_t i = 0; result == 0 && i < DESCRIPTOR_MAX_DEPTH; i++) {
        result = compare_numbers(a->instance[i], b->instance[i]);
    }
    if (result == 0) {
        result = compare_numbers(a->state, b->state);
    }
    if (result == 0 && a->state == ANSWER_VALUE) {
        result = strcmp(a->value, b->value);
    }
    return result;
}

static int
compare_responses(const void *a, const void *b)
{
    const struct response *left = a, *right = b;
    int result = compare_heads(&left->head, &right->head);
    if (result == 0) {
        result = compare_numbers(left->answer_count, right->answer_count);
    }
    for (size_t i = 0; result == 0 && i < left->answer_count; i++) {
        result = compare_contents(&left->answers[i], &right->answers[i]);
    }
    /* The content is the same, so the texts stand at the same places in both. */
    for (size_t i = 0; result == 0 && i < left->answer_count; i++) {
        if (left->answers[i].state == ANSWER_SEALED) {
            result =
                memcmp(left->answers[i].sealed.row_id, right->answers[i].sealed.row_id,
                       sizeof left->answers[i].sealed.row_id);
        }
    }
    return result;
}

void
codec_sort(struct response *responses, size_t count)
{
    if (count > 1) {
        qsort(responses, count, sizeof *responses, compare_responses);
    }
}
