/* codec_walk: codes the answers of a response in the order of the form. */
#include "codec_walk.h"

#include <stdlib.h>
#include <string.h>

/* The limit of questions looked at, asked or not, over all responses. Without it a
 * hostile stream of a few bytes could keep a reader busy for hours. */
#define WORK_MAX ((size_t)1 << 27)

/* Adds an item to its scope. `last` holds the last item of each scope. */
static void
append_item(struct codec_walk *walk, int *last, size_t at, struct codec_item item,
            int scope)
{
    item.next = -1;
    walk->items[at] = item;
    if (last[scope + 1] < 0) {
        walk->first_items[scope + 1] = (int)at;
    } else {
        walk->items[last[scope + 1]].next = (int)at;
    }
    last[scope + 1] = (int)at;
}

static bool
list_items(struct codec_walk *walk)
{
    const struct descriptor *descriptor = walk->descriptor;
    struct arena *arena = &walk->model.arena;
    size_t scopes = descriptor->repeat_count + 1, at = 0;
    int *last = arena_take(arena, scopes, sizeof *last);
    walk->first_items = arena_take(arena, scopes, sizeof *walk->first_items);
    walk->items =
        arena_take(arena, descriptor->question_count + scopes, sizeof *walk->items);
    if (!last || !walk->first_items || !walk->items) {
        return false;
    }
    for (size_t i = 0; i < scopes; i++) {
        last[i] = walk->first_items[i] = -1;
    }
    size_t repeat = 0;
    for (size_t i = 0; i < descriptor->question_count; i++) {
        for (; repeat < descriptor->repeat_count &&
               descriptor->repeats[repeat].first_question <= i;
             repeat++) {
            if (descriptor->repeats[repeat].question_count > 0) {
                append_item(walk, last, at++, (struct codec_item){-1, (int)repeat, -1},
                            descriptor->repeats[repeat].parent);
            }
        }
        append_item(walk, last, at++, (struct codec_item){(int)i, -1, -1},
                    descriptor->questions[i].repeat);
    }
    return true;
}

/* Finds which keys of a repeat are services. Whether a service was chosen then tells
 * much about whether it was answered. */
static bool
match_keys(struct codec_walk *walk)
{
    const struct descriptor *descriptor = walk->descriptor;
    struct arena *arena = &walk->model.arena;
    walk->key_services =
        arena_take(arena, descriptor->repeat_count, sizeof *walk->key_services);
    if (!walk->key_services) {
        return false;
    }
    if (walk->values.services < 0) {
        return true;
    }
    const struct question *services = &descriptor->questions[walk->values.services];
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        int *matches = arena_take(arena, repeat->key_count, sizeof *matches);
        if (!matches) {
            return false;
        }
        for (size_t j = 0; j < repeat->key_count; j++) {
            matches[j] = question_find_choice(services, repeat->keys[j],
                                              strlen(repeat->keys[j]));
        }
        walk->key_services[i] = matches;
    }
    return true;
}

bool
codec_walk_init(struct codec_walk *walk, const struct descriptor *descriptor,
                struct arena *texts)
{
    walk->descriptor = descriptor;
    return codec_model_init(&walk->model, descriptor, texts) &&
           codec_values_init(&walk->values, &walk->model, descriptor) &&
           list_items(walk) && match_keys(walk);
}

void
codec_walk_finish(struct codec_walk *walk)
{
    codec_model_finish(&walk->model);
    free(walk->decoded);
}

bool
codec_walk_is_over_limit(const struct codec_walk *walk)
{
    return walk->weight > CODEC_MEMORY_MAX || walk->values.work > WORK_MAX;
}

static bool
is_failed(const struct codec_walk *walk)
{
    return walk->model.failed || codec_walk_is_over_limit(walk);
}

/* When encoding: the next answer, if it belongs to these questions in the instance at
 * hand; else NULL. */
static const struct answer *
peek_answer(const struct codec_walk *walk, size_t first, size_t count, size_t depth)
{
    if (walk->next_answer >= walk->answer_count) {
        return NULL;
    }
    const struct answer *answer = &walk->answers[walk->next_answer];
    if (answer->question < first || answer->question - first >= count ||
        memcmp(answer->instance, walk->instance, depth * sizeof *answer->instance) !=
            0) {
        return NULL;
    }
    return answer;
}

/* When encoding: the value of the next answer, if it is to that question in the
 * instance at hand; else NULL. */
static const char *
peek_next_value(const struct codec_walk *walk, size_t question, size_t depth)
{
    const struct answer *answer = peek_answer(walk, question, 1, depth);
    return answer && answer->state == ANSWER_VALUE ? answer->value : NULL;
}

/* When decoding: makes room for one more answer in the instance at hand. */
static struct answer *
add_decoded(struct codec_walk *walk, size_t question)
{
    if (walk->decoded_count == walk->decoded_capacity) {
        size_t wanted = walk->decoded_capacity == 0 ? 256 : walk->decoded_capacity * 2;
        struct answer *decoded = realloc(walk->decoded, wanted * sizeof *walk->decoded);
        if (!decoded) {
            walk->model.failed = true;
            return NULL;
        }
        walk->decoded = decoded;
        walk->decoded_capacity = wanted;
    }
    struct answer *answer = &walk->decoded[walk->decoded_count++];
    *answer = (struct answer){.question = question};
    memcpy(answer->instance, walk->instance, sizeof answer->instance);
    return answer;
}

/* What stands for the instance at hand. Outside of repeats, model 2 takes for it what
 * was noted of the resident in the head, since forms also ask for it. */
static uint32_t
near_key(const struct codec_walk *walk, size_t depth)
{
    return depth > 0                 ? walk->instance[depth - 1] + 1u
           : walk->model.number == 1 ? 0
                                     : walk->head_near;
}

/* The states of FORMAT.md: 0 is "not asked", then come those of an answer. */
enum { STATE_ABSENT, STATE_EMPTY, STATE_VALUE, STATE_SEALED, STATES };

/* Codes one question. The state of the question before it in the scope tells much about
 * whether it was asked. */
static unsigned
walk_question(struct codec_walk *walk, size_t question, size_t depth, unsigned before)
{
    struct codec_model *model = &walk->model;
    const struct answer *answer = NULL;
    if (!model->coder.decoding) {
        answer = peek_answer(walk, question, 1, depth);
    }
    unsigned state = !answer ? STATE_ABSENT : (unsigned)answer->state + 1;
    struct codec_place place = {question, FIELD_STATE, before, STATES + 1};
    model->near[NEAR_KEY] = near_key(walk, depth);
    state = codec_symbol(model, place, state, STATES);
    walk->values.work++;
    /* picks that were coded with their rank are the value of this question */
    model->failed |= walk->values.picks.coded && state != STATE_VALUE;
    if (state == STATE_ABSENT || model->failed) {
        return state;
    }
    walk->next_answer++;
    const char *value = NULL;
    if (state == STATE_VALUE) {
        if (walk->descriptor->questions[question].type == QUESTION_RANK) {
            walk->values.picks.next_value = peek_next_value(walk, question + 1, depth);
        }
        model->is_value = true;
        value = codec_value(&walk->values, question, answer ? answer->value : NULL);
        model->is_value = false;
        model->near[NEAR_VALUE] = model->last_symbol + 1;
    }
    walk->weight += CODEC_ANSWER_WEIGHT + (!value ? 0 : strlen(value) + 1);
    if (model->coder.decoding && !is_failed(walk)) {
        struct answer *decoded = add_decoded(walk, question);
        if (decoded) {
            decoded->state = (enum answer_state)(state - 1);
            decoded->value = value;
        }
    }
    return state;
}

static void walk_scope(struct codec_walk *walk, int scope, size_t depth);

/* Codes for each key whether it was answered, and then its instance. */
static void
walk_keyed(struct codec_walk *walk, size_t index, size_t depth)
{
    const struct repeat *repeat = &walk->descriptor->repeats[index];
    struct codec_model *model = &walk->model;
    const int *services = walk->key_services[index];
    for (size_t i = 0; i < repeat->key_count && !is_failed(walk); i++) {
        walk->instance[depth] = (uint16_t)i;
        unsigned present = 0;
        if (!model->coder.decoding) {
            present = peek_answer(walk, repeat->first_question, repeat->question_count,
                                  depth + 1) != NULL;
        }
        unsigned marks = model->number == 1 ? 2 : 3;
        unsigned mark = services && services[i] >= 0 ? walk->values.marks[services[i]]
                                                     : SERVICE_NONE;
        struct codec_place place = {walk->descriptor->question_count + index,
                                    FIELD_STATE, i * marks + mark,
                                    repeat->key_count * marks};
        walk->values.work++;
        model->near[NEAR_KEY] = near_key(walk, depth);
        if (codec_symbol(model, place, present, 2)) {
            walk_scope(walk, (int)index, depth + 1);
        }
    }
    walk->instance[depth] = 0;
}

/* When encoding: the number of the last instance with an answer, plus 1. */
static size_t
count_instances(const struct codec_walk *walk, const struct repeat *repeat,
                size_t depth)
{
    size_t count = 0;
    for (size_t i = walk->next_answer; i < walk->answer_count; i++) {
        const struct answer *answer = &walk->answers[i];
        if (answer->question < repeat->first_question ||
            answer->question - repeat->first_question >= repeat->question_count ||
            memcmp(answer->instance, walk->instance,
                   depth * sizeof *answer->instance) != 0) {
            break;
        }
        count = (size_t)answer->instance[depth] + 1;
    }
    return count;
}

static void
walk_positional(struct codec_walk *walk, size_t index, size_t depth)
{
    const struct repeat *repeat = &walk->descriptor->repeats[index];
    struct codec_model *model = &walk->model;
    uint64_t count = model->coder.decoding ? 0 : count_instances(walk, repeat, depth);
    struct codec_place place =
        codec_place_of(walk->descriptor->question_count + index, FIELD_COUNT);
    count = codec_number(model, place, count);
    if (count > RESPONSE_INSTANCE_MAX) {
        model->failed = true;
    }
    for (size_t i = 0; i < count && !is_failed(walk); i++) {
        walk->instance[depth] = (uint16_t)i;
        walk_scope(walk, (int)index, depth + 1);
    }
    walk->instance[depth] = 0;
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DESCRIPTOR_MAX_DEPTH */
static void
walk_scope(struct codec_walk *walk, int scope, size_t depth)
{
    unsigned before = STATES;
    walk->model.near[NEAR_VALUE] = 0;
    for (int i = walk->first_items[scope + 1]; i >= 0 && !is_failed(walk);
         i = walk->items[i].next) {
        const struct codec_item *item = &walk->items[i];
        if (item->question >= 0) {
            before = walk_question(walk, (size_t)item->question, depth, before);
        } else if (walk->descriptor->repeats[item->repeat].keys) {
            walk_keyed(walk, (size_t)item->repeat, depth);
        } else {
            walk_positional(walk, (size_t)item->repeat, depth);
        }
    }
}

void
codec_walk_response(struct codec_walk *walk, struct response_head *head)
{
    codec_head(&walk->model, &walk->half_days, head);
    walk->values.today = head->half_day / 2;
    walk->model.response++;
    walk->values.picks.order_seed = head->order_seed;
    walk->head_near = ((unsigned)head->assisted * 3 + (unsigned)head->first_time) * 2 +
                      head->complete;
    codec_services_begin(&walk->values);
    walk->weight += CODEC_RESPONSE_WEIGHT;
    walk_scope(walk, -1, 0);
}
