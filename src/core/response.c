/* response: compares, checks and copies responses. */
#include "townline/response.h"

#include "response_memory.h"
#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

/* a text, the number of its prior, its fallback byte and its tag, with room to spare */
#define BOX_MAX_BYTES (RESPONSE_VALUE_MAX_BYTES + 64)

/* Writes the repeats around the question, the outermost first; returns how many they
 * are. */
static size_t
repeats_around(const struct descriptor *descriptor, size_t question,
               int out[DESCRIPTOR_MAX_DEPTH])
{
    size_t depth = descriptor_depth(descriptor, question);
    int repeat = descriptor->questions[question].repeat;
    for (size_t i = depth; i > 0; i--) {
        out[i - 1] = repeat;
        repeat = descriptor->repeats[repeat].parent;
    }
    return depth;
}

int
answer_compare(const struct descriptor *descriptor, const struct answer *a,
               const struct answer *b)
{
    int around_a[DESCRIPTOR_MAX_DEPTH], around_b[DESCRIPTOR_MAX_DEPTH];
    size_t depth_a = repeats_around(descriptor, a->question, around_a);
    size_t depth_b = repeats_around(descriptor, b->question, around_b);
    for (size_t i = 0; i < depth_a && i < depth_b; i++) {
        if (around_a[i] != around_b[i]) {
            break;
        }
        if (a->instance[i] != b->instance[i]) {
            return a->instance[i] < b->instance[i] ? -1 : 1;
        }
    }
    return (a->question > b->question) - (a->question < b->question);
}

static bool
name_is_allowed(const char *name)
{
    size_t size = strlen(name);
    return size <= RESPONSE_NAME_MAX_BYTES && characters_are_well_formed(name, size);
}

static bool
check_head(const struct response_head *head, struct error *err)
{
    if (!name_is_allowed(head->round) || !name_is_allowed(head->event) ||
        !name_is_allowed(head->language)) {
        return error_set(err, ERROR_INPUT,
                         "The name of a round, event or language is longer than %d "
                         "bytes or not UTF-8.",
                         RESPONSE_NAME_MAX_BYTES);
    }
    if ((unsigned)head->channel > CHANNEL_VOICE ||
        (unsigned)head->duration > DURATION_OVER_8 ||
        (unsigned)head->straight_line > STRAIGHT_UNKNOWN ||
        (unsigned)head->assisted > SAID_NO || (unsigned)head->first_time > SAID_NO) {
        return error_set(err, ERROR_INPUT,
                         "A response says something unknown about "
                         "how it was given.");
    }
    return true;
}

static bool
check_value(const struct question *question, const char *value, struct error *err)
{
    size_t size = strlen(value);
    if (size > RESPONSE_VALUE_MAX_BYTES ||
        (question->type == QUESTION_TEXT && size > RESPONSE_TEXT_MAX_CHARACTERS &&
         characters_count(value) > RESPONSE_TEXT_MAX_CHARACTERS)) {
        return error_set(err, ERROR_INPUT, "The answer to \"%s\" is too long.",
                         question->path);
    }
    if (!characters_are_well_formed(value, size)) {
        return error_set(err, ERROR_INPUT, "The answer to \"%s\" is not UTF-8.",
                         question->path);
    }
    return true;
}

static bool
check_place(const struct descriptor *descriptor, const struct answer *answer,
            struct error *err)
{
    if (answer->question >= descriptor->question_count) {
        return error_set(err, ERROR_INPUT,
                         "An answer is to a question that the form does not have.");
    }
    int around[DESCRIPTOR_MAX_DEPTH];
    size_t depth = repeats_around(descriptor, answer->question, around);
    for (size_t i = 0; i < DESCRIPTOR_MAX_DEPTH; i++) {
        size_t limit = 1;
        if (i < depth) {
            const struct repeat *repeat = &descriptor->repeats[around[i]];
            limit = repeat->keys != NULL ? repeat->key_count : RESPONSE_INSTANCE_MAX;
        }
        if (answer->instance[i] >= limit) {
            return error_set(err, ERROR_INPUT,
                             "The answer to \"%s\" lies in a repetition that the form "
                             "does not have.",
                             descriptor->questions[answer->question].path);
        }
    }
    return true;
}

static bool
check_answer(const struct descriptor *descriptor, const struct answer *answer,
             struct error *err)
{
    if (!check_place(descriptor, answer, err)) {
        return false;
    }
    const struct question *question = &descriptor->questions[answer->question];
    switch (answer->state) {
    case ANSWER_EMPTY:
        return true;
    case ANSWER_VALUE:
        return check_value(question, answer->value, err);
    case ANSWER_SEALED:
        if (answer->sealed.box_size > BOX_MAX_BYTES) {
            return error_set(err, ERROR_INPUT,
                             "The sealed answer to \"%s\" is too "
                             "long.",
                             question->path);
        }
        return true;
    }
    return error_set(err, ERROR_INPUT, "The answer to \"%s\" is of no known kind.",
                     question->path);
}

bool
response_check(const struct descriptor *descriptor, const struct response *response,
               struct error *err)
{
    if (!check_head(&response->head, err)) {
        return false;
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        if (!check_answer(descriptor, &response->answers[i], err)) {
            return false;
        }
    }
    return true;
}

/* qsort gives its function no context, so each answer brings the descriptor along. */
struct sortable {
    const struct descriptor *descriptor;
    struct answer answer;
};

static int
compare_sortable(const void *a, const void *b)
{
    const struct sortable *left = a, *right = b;
    return answer_compare(left->descriptor, &left->answer, &right->answer);
}

static bool
is_sorted(const struct descriptor *descriptor, const struct answer *answers,
          size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (answer_compare(descriptor, &answers[i - 1], &answers[i]) >= 0) {
            return false;
        }
    }
    return true;
}

static bool
out_of_memory(struct error *err)
{
    return error_no_memory(err);
}

static bool
sort_answers(const struct descriptor *descriptor, struct answer *answers, size_t count,
             struct error *err)
{
    if (is_sorted(descriptor, answers, count)) {
        return true;
    }
    struct sortable *sortables = calloc(count, sizeof *sortables);
    if (!sortables) {
        return out_of_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        sortables[i] = (struct sortable){descriptor, answers[i]};
    }
    qsort(sortables, count, sizeof *sortables, compare_sortable);
    for (size_t i = 0; i < count; i++) {
        answers[i] = sortables[i].answer;
    }
    free(sortables);
    for (size_t i = 1; i < count; i++) {
        if (answer_compare(descriptor, &answers[i - 1], &answers[i]) == 0) {
            return error_set(err, ERROR_INPUT, "A response answers \"%s\" twice.",
                             descriptor->questions[answers[i].question].path);
        }
    }
    return true;
}

bool
response_set_grow(struct response_set *set)
{
    if (!set->memory) {
        set->memory = calloc(1, sizeof *set->memory);
        if (!set->memory) {
            return false;
        }
    }
    if (set->count < set->memory->capacity) {
        return true;
    }
    size_t wanted = set->memory->capacity == 0 ? 16 : set->memory->capacity * 2;
    struct response *responses =
        realloc(set->responses, wanted * sizeof *set->responses);
    if (!responses) {
        return false;
    }
    set->responses = responses;
    set->memory->capacity = wanted;
    return true;
}

static bool
copy_text(struct arena *arena, const char **text)
{
    *text = arena_text(arena, *text, strlen(*text));
    return *text != NULL;
}

static bool
copy_answer(struct arena *arena, const struct answer *answer, struct answer *out)
{
    *out = (struct answer){.question = answer->question, .state = answer->state};
    memcpy(out->instance, answer->instance, sizeof out->instance);
    if (answer->state == ANSWER_VALUE) {
        out->value = answer->value;
        return copy_text(arena, &out->value);
    }
    if (answer->state == ANSWER_SEALED) {
        out->sealed = answer->sealed;
        if (!answer->sealed.box) {
            return true;
        }
        out->sealed.box = (const uint8_t *)arena_text(arena, answer->sealed.box,
                                                      answer->sealed.box_size);
        return out->sealed.box != NULL;
    }
    return true;
}

bool
response_set_add(struct response_set *set, const struct descriptor *descriptor,
                 const struct response *response, struct error *err)
{
    return response_check(descriptor, response, err) &&
           response_set_add_checked(set, descriptor, response, err);
}

bool
response_set_add_checked(struct response_set *set, const struct descriptor *descriptor,
                         const struct response *response, struct error *err)
{
    if (set->count >= RESPONSE_SET_MAX) {
        return error_set(err, ERROR_FULL,
                         "More than %d responses cannot be handled at once.",
                         RESPONSE_SET_MAX);
    }
    if (!response_set_grow(set)) {
        return out_of_memory(err);
    }
    struct arena *arena = &set->memory->arena;
    struct response copy = *response;
    bool copied = copy_text(arena, &copy.head.round) &&
                  copy_text(arena, &copy.head.event) &&
                  copy_text(arena, &copy.head.language);
    copy.answers = arena_take(arena, copy.answer_count, sizeof *copy.answers);
    copied = copied && copy.answers != NULL;
    for (size_t i = 0; i < copy.answer_count && copied; i++) {
        copied = copy_answer(arena, &response->answers[i], &copy.answers[i]);
    }
    if (!copied) {
        return out_of_memory(err);
    }
    if (!sort_answers(descriptor, copy.answers, copy.answer_count, err)) {
        return false;
    }
    set->responses[set->count++] = copy;
    return true;
}

void
response_set_finish(struct response_set *set)
{
    if (!set) {
        return;
    }
    if (set->memory) {
        arena_finish(&set->memory->arena);
    }
    free(set->memory);
    free(set->responses);
    *set = (struct response_set){0};
}
