/* others: counts in tens how often each answer about a service was given. */
#include "others.h"

#include <stdlib.h>
#include <string.h>

void
others_note(struct others_batches *batches, uint32_t half_day)
{
    size_t at = 0;
    while (at < batches->count && batches->half_days[at].half_day < half_day) {
        at++;
    }
    if (at < batches->count && batches->half_days[at].half_day == half_day) {
        batches->half_days[at].count++;
        return;
    }
    if (batches->count == OTHERS_HALF_DAYS_MAX) {
        return;
    }
    memmove(&batches->half_days[at + 1], &batches->half_days[at],
            (batches->count - at) * sizeof batches->half_days[0]);
    batches->half_days[at].half_day = half_day;
    batches->half_days[at].count = 1;
    batches->count++;
}

uint32_t
others_limit(const struct others_batches *batches, uint32_t now)
{
    uint32_t limit = 0, pending = 0;
    for (size_t i = 0; i < batches->count && batches->half_days[i].half_day < now;
         i++) {
        pending += batches->half_days[i].count;
        if (pending >= OTHERS_BATCH_MIN) {
            limit = batches->half_days[i].half_day + 1;
            pending = 0;
        }
    }
    return limit;
}

void
others_init(struct others *others, const struct descriptor *descriptor, int repeat,
            uint16_t instance)
{
    *others = (struct others){.descriptor = descriptor, .instance = instance};
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        if (question->repeat == repeat && question->type == QUESTION_SELECT_ONE &&
            question->choice_count <= OTHERS_CHOICES_MAX &&
            others->count < OTHERS_QUESTIONS_MAX) {
            others->questions[others->count++].question = i;
        }
    }
}

/* Whether an answer is about the same service. The order of services may differ from
 * pack to pack. */
static bool
is_about(const struct others *others, const struct question *ours,
         const struct answer *answer, const struct descriptor *descriptor)
{
    const struct question *theirs = &descriptor->questions[answer->question];
    const struct repeat *a = &others->descriptor->repeats[ours->repeat];
    if (theirs->repeat < 0 || !a->keys || others->instance >= a->key_count) {
        return false;
    }
    const struct repeat *b = &descriptor->repeats[theirs->repeat];
    return b->keys && answer->instance[0] < b->key_count &&
           strcmp(a->keys[others->instance], b->keys[answer->instance[0]]) == 0;
}

static void
add_answer(struct others *others, const struct answer *answer,
           const struct descriptor *descriptor)
{
    const char *path = descriptor->questions[answer->question].path;
    for (size_t i = 0; i < others->count; i++) {
        struct others_question *asked = &others->questions[i];
        const struct question *ours = &others->descriptor->questions[asked->question];
        if (strcmp(ours->path, path) != 0 ||
            !is_about(others, ours, answer, descriptor)) {
            continue;
        }
        int choice = question_find_choice(ours, answer->value, strlen(answer->value));
        if (choice >= 0 && choice < OTHERS_CHOICES_MAX) {
            asked->counts[choice]++;
        }
    }
}

void
others_add(struct others *others, const struct response *response,
           const struct descriptor *descriptor)
{
    for (size_t i = 0; i < response->answer_count; i++) {
        if (response->answers[i].state == ANSWER_VALUE) {
            add_answer(others, &response->answers[i], descriptor);
        }
    }
}

bool
others_has(const struct others_question *question)
{
    for (size_t i = 0; i < OTHERS_CHOICES_MAX; i++) {
        if (small_groups_tens(question->counts[i]) > 0) {
            return true;
        }
    }
    return false;
}

struct counting {
    struct others_batches *batches;
    uint32_t limit;
    others_visit *visit;
    void *context;
};

static void
note(void *context, uint32_t half_day)
{
    struct counting *counting = context;
    others_note(counting->batches, half_day);
}

static bool
count(void *context, const struct stored_response *stored)
{
    struct counting *counting = context;
    if (stored->response->head.half_day < counting->limit) {
        counting->visit(counting->context, stored);
    }
    return true;
}

bool
others_each(struct store *store, uint32_t now, others_visit *visit, void *context,
            struct error *err)
{
    struct counting counting = {.batches = calloc(1, sizeof *counting.batches),
                                .visit = visit,
                                .context = context};
    if (!counting.batches) {
        return error_no_memory(err);
    }
    bool ok = store_each_half_day(store, note, &counting, err);
    counting.limit = ok ? others_limit(counting.batches, now) : 0;
    ok = ok &&
         (counting.limit == 0 || store_each_response(store, count, &counting, err));
    free(counting.batches);
    return ok;
}

static void
add(void *context, const struct stored_response *stored)
{
    others_add(context, stored->response, stored->descriptor);
}

bool
others_count(struct others *others, struct store *store, uint32_t now,
             struct error *err)
{
    return others_each(store, now, add, others, err);
}
