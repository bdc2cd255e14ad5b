/* Best-worst: how much more often each promise was most than least important. */
#include "model_parts.h"

#include <string.h>

/* A rank has picks when a field of the same group is named as it and "_picks". */
static bool
has_picks(const struct descriptor *descriptor, int question)
{
    static const char picks[] = "_picks";
    const char *path = descriptor->questions[question].path;
    size_t size = strlen(path);
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const char *other = descriptor->questions[i].path;
        if (strncmp(other, path, size) == 0 && strcmp(other + size, picks) == 0) {
            return true;
        }
    }
    return false;
}

bool
model_read_promises(struct model *model, struct error *err)
{
    const struct descriptor *descriptor = model->input->descriptor;
    struct model_promises *promises = &model->promises;
    int question = model_find(descriptor, "guarantees", QUESTION_RANK, -1);
    promises->question = -1;
    if (question < 0 || !has_picks(descriptor, question)) {
        return true;
    }
    const struct question *asked = &descriptor->questions[question];
    const struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    const char **labels;
    promises->items =
        model_take(model, asked->choice_count, sizeof *promises->items, err);
    if (!promises->items || !model_choice_labels(model, question, &labels, err)) {
        return false;
    }
    promises->question = question;
    promises->count = asked->choice_count;
    promises->answered = figure_of(model_count(&all, question, 0, COUNTS_ANSWERED, 0));
    for (int i = 0; i < (int)promises->count; i++) {
        struct model_promise *item = &promises->items[i];
        item->code = asked->choices[i];
        item->label = labels[i];
        item->shown = figure_of(model_count(&all, question, 0, COUNTS_SHOWN, i));
        item->most = figure_of(model_count(&all, question, 0, COUNTS_MOST, i));
        item->least = figure_of(model_count(&all, question, 0, COUNTS_LEAST, i));
    }
    return true;
}

static int64_t
difference(const struct model_promise *item)
{
    return (int64_t)item->most.low - item->least.low;
}

static int
compare_scores(const void *context, size_t a, size_t b)
{
    const struct model_promise *items = context;
    const struct model_promise *left = &items[a], *right = &items[b];
    if (left->has_score != right->has_score) {
        return left->has_score ? -1 : 1;
    }
    if (!left->has_score) {
        return 0;
    }
    int64_t ours = difference(left) * right->shown.low;
    int64_t theirs = difference(right) * left->shown.low;
    return ours > theirs ? -1 : ours < theirs;
}

/* Half-up also below zero: -12.5 is -12. */
static int32_t
score_of(const struct model_promise *item)
{
    int64_t shown = item->shown.low;
    int64_t doubled = 200 * difference(item) + shown; /* half a point more */
    int64_t score = doubled / (2 * shown);
    return (int32_t)(doubled % (2 * shown) < 0 ? score - 1 : score);
}

bool
model_decide_promises(struct model *model, struct error *err)
{
    struct model_promises *promises = &model->promises;
    for (size_t i = 0; i < promises->count; i++) {
        struct model_promise *item = &promises->items[i];
        item->has_score = figure_is_told(&item->shown) && figure_is_told(&item->most) &&
                          figure_is_told(&item->least) && item->shown.low > 0;
        item->score = item->has_score ? score_of(item) : 0;
    }
    return model_sort(model, promises->count, compare_scores, promises->items,
                      &promises->order, err);
}
