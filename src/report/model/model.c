/* Makes the model: reads the counts, and then decides. */
#include "model_parts.h"

#include <stdlib.h>
#include <string.h>

#define MODEL_MAX_BYTES ((size_t)192 << 20)

void *
model_take(struct model *model, size_t count, size_t size, struct error *err)
{
    void *taken = arena_take(&model->arena, count, size);
    if (!taken) {
        error_set(err, ERROR_FULL, "the form is too large for a report");
    }
    return taken;
}

/* ---- sorting ---- */

/* Merges two runs that stand together; of equal ones the left comes first. */
static void
merge(size_t *list, size_t left, size_t count, size_t *spare, model_compare *compare,
      const void *context)
{
    size_t i = 0, j = left;
    for (size_t at = 0; at < count; at++) {
        bool takes_left =
            j >= count || (i < left && compare(context, list[i], list[j]) <= 0);
        spare[at] = list[takes_left ? i++ : j++];
    }
    memcpy(list, spare, count * sizeof *list);
}

bool
model_sort(struct model *model, size_t count, model_compare *compare,
           const void *context, size_t **out, struct error *err)
{
    size_t *list = model_take(model, count, sizeof *list, err);
    size_t *spare = calloc(count + 1, sizeof *spare);
    if (!list || !spare) {
        free(spare);
        return list ? error_no_memory(err) : false;
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = i;
    }
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t at = 0; at + run < count; at += 2 * run) {
            size_t left = count - at;
            merge(list + at, run, left < 2 * run ? left : 2 * run, spare, compare,
                  context);
        }
    }
    free(spare);
    *out = list;
    return true;
}

/* ---- reading ---- */

static bool
read_sections(struct model *model, struct error *err)
{
    const struct descriptor *descriptor = model->input->descriptor;
    int values = model_find(descriptor, "values", QUESTION_RANK, -1);
    int decide_here =
        model_find(descriptor, "decide_here", QUESTION_SELECT_MULTIPLE, -1);
    int governance = model_find(descriptor, "governance", QUESTION_SELECT_ONE, -1);
    model->comment_question = model_find(descriptor, "comment", QUESTION_TEXT, -1);
    model_read_written(model, model->comment_question, 0, &model->comments);
    return model_read_promises(model, err) &&
           model_read_rank(model, values, 0, &model->values, err) &&
           model_read_choices(model, decide_here, 0, &model->decide_here, err) &&
           model_read_choices(model, governance, 0, &model->governance, err);
}

bool
model_read(const struct model_input *input, struct model *out, struct error *err)
{
    *out = (struct model){.input = input};
    arena_init(&out->arena, MODEL_MAX_BYTES);
    out->choice_labels = model_take(out, input->descriptor->question_count,
                                    sizeof *out->choice_labels, err);
    bool ok = out->choice_labels && model_read_texts(out, err) &&
              model_read_people(out, err) && model_read_services(out, err) &&
              model_read_partners(out, err) && model_read_concerns(out, err) &&
              read_sections(out, err) && model_read_lists(out, err);
    if (!ok) {
        model_finish(out);
    }
    return ok;
}

/* ---- deciding ---- */

static int
compare_concerns(const struct model_item *a, const struct model_item *b)
{
    return a->n.low > b->n.low ? -1 : a->n.low < b->n.low;
}

/* The most named concern; -1 where one that is hidden might be named more. */
static int
top_concern(const struct model_list *concerns)
{
    int top = -1;
    for (size_t i = 0; i < concerns->count; i++) {
        const struct model_item *item = &concerns->items[i];
        if (!item->is_none && item->has_percent && item->n.low > 0 &&
            (top < 0 || compare_concerns(item, &concerns->items[top]) < 0)) {
            top = (int)i;
        }
    }
    for (size_t i = 0; top >= 0 && i < concerns->count; i++) {
        const struct model_item *item = &concerns->items[i];
        if (!item->is_none && !figure_is_told(&item->n) &&
            item->n.high > concerns->items[top].n.low) {
            return -1;
        }
    }
    return top;
}

static bool
decide_lists(struct model *model, struct error *err)
{
    bool ok = model_decide_list(model, &model->languages, err) &&
              model_decide_list(model, &model->events, err) &&
              model_decide_list(model, &model->durations, err) &&
              model_decide_list(model, &model->straight_lines, err) &&
              model_decide_list(model, &model->concerns, err) &&
              model_decide_list(model, &model->decide_here, err) &&
              model_decide_list(model, &model->governance, err);
    for (size_t i = 0; ok && i < model->list_count; i++) {
        ok = model_decide_list(model, &model->lists[i], err);
    }
    return ok;
}

static bool
decide_service_lists(struct model *model, struct error *err)
{
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        if (!model_decide_list(model, &service->concerns, err) ||
            !model_decide_list(model, &service->partners, err)) {
            return false;
        }
        model_decide_words(model, model->mind_question, service->instance,
                           &service->minds);
        service->top_concern = top_concern(&service->concerns);
    }
    return true;
}

bool
model_decide(struct model *model, struct error *err)
{
    model_decide_groups(model);
    model_decide_factors(model);
    model_decide_few(model);
    model_decide_words(model, model->comment_question, 0, &model->comments);
    return model_decide_order(model, err) && model_decide_towns(model, err) &&
           model_decide_partners(model, err) && decide_lists(model, err) &&
           decide_service_lists(model, err) && model_decide_promises(model, err) &&
           model_decide_rank(model, &model->values, err);
}

void
model_finish(struct model *model)
{
    arena_finish(&model->arena);
    *model = (struct model){.input = NULL};
}
