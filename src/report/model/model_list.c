/* Reads the answers to a question with choices, and finds every question that no
 * section of the report uses. */
#include "model_parts.h"

#include <string.h>

static struct model_who
everybody(const struct model *model)
{
    return (struct model_who){model->input->counts, COUNTS_ALL, 0};
}

static void
read_answered(const struct model *model, struct model_list *list)
{
    const struct model_who all = everybody(model);
    list->answered = figure_of(
        model_count(&all, list->question, list->instance, COUNTS_ANSWERED, 0));
    list->empty =
        figure_of(model_count(&all, list->question, list->instance, COUNTS_EMPTY, 0));
}

static void
label_list(const struct model *model, struct model_list *list)
{
    const char *label = model_question_label(model, list->question);
    list->label =
        label ? label : model->input->descriptor->questions[list->question].path;
}

bool
model_read_choices(struct model *model, int question, int instance,
                   struct model_list *out, struct error *err)
{
    *out = (struct model_list){.question = question, .instance = instance};
    if (question < 0) {
        return true;
    }
    const struct question *asked = &model->input->descriptor->questions[question];
    const struct model_who all = everybody(model);
    const char **labels;
    read_answered(model, out);
    label_list(model, out);
    out->kind = asked->type == QUESTION_SELECT_ONE ? LIST_ONE : LIST_MULTIPLE;
    out->items = model_take(model, asked->choice_count, sizeof *out->items, err);
    if (!out->items || !model_choice_labels(model, question, &labels, err)) {
        return false;
    }
    out->count = asked->choice_count;
    for (size_t i = 0; i < out->count; i++) {
        uint32_t n = model_count(&all, question, instance, COUNTS_CHOICE, (int)i);
        out->items[i] =
            (struct model_item){.code = asked->choices[i],
                                .label = labels[i],
                                .n = figure_of(n),
                                .is_none = model_is_none(asked->choices[i])};
    }
    return true;
}

bool
model_read_concerns(struct model *model, struct error *err)
{
    struct model_list *pooled = &model->concerns;
    if (!model_read_choices(model, model->concerns_question, 0, pooled, err)) {
        return false;
    }
    for (size_t i = 1; pooled->question >= 0 && i < model->service_count; i++) {
        const struct model_list *of = &model->services[i].concerns;
        pooled->answered = figure_of(pooled->answered.n + of->answered.n);
        pooled->empty = figure_of(pooled->empty.n + of->empty.n);
        for (size_t j = 0; j < pooled->count; j++) {
            pooled->items[j].n = figure_of(pooled->items[j].n.n + of->items[j].n.n);
        }
    }
    return true;
}

/* ---- what is in no section ---- */

/* Whether a section of the report has it, or it only serves another question. */
static bool
is_used(const struct model *model, int question)
{
    const struct descriptor *descriptor = model->input->descriptor;
    const int used[] = {counts_town_question(descriptor),
                        counts_assigned_question(descriptor),
                        model->share_question,
                        model->identity_question,
                        model->control_question,
                        model->concerns_question,
                        model->partners_question,
                        model->mind_question,
                        model->comment_question,
                        model->first_three_question,
                        model->promises.question,
                        model->values.question,
                        model->decide_here.question,
                        model->governance.question};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        if (used[i] == question) {
            return true;
        }
    }
    const char *path = descriptor->questions[question].path;
    static const char picks[] = "_picks";
    size_t size = strlen(path), end = sizeof picks - 1;
    for (size_t i = 0; size > end && i < descriptor->question_count; i++) {
        const struct question *rank = &descriptor->questions[i];
        if (rank->type == QUESTION_RANK && strlen(rank->path) == size - end &&
            memcmp(rank->path, path, size - end) == 0 &&
            strcmp(path + size - end, picks) == 0) {
            return true;
        }
    }
    return false;
}

static int
outermost(const struct descriptor *descriptor, int repeat)
{
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    return repeat;
}

/* The service or other key that the instance is about. */
static const char *
key_label(const struct model *model, int question, int instance)
{
    const struct descriptor *descriptor = model->input->descriptor;
    int repeat = outermost(descriptor, descriptor->questions[question].repeat);
    if (repeat < 0 || !descriptor->repeats[repeat].keys) {
        return NULL;
    }
    if (repeat == model->services_repeat) {
        return model->services[instance].label;
    }
    return descriptor->repeats[repeat].keys[instance];
}

static bool
read_list(struct model *model, int question, int instance, struct model_list *out,
          struct error *err)
{
    enum question_type type = model->input->descriptor->questions[question].type;
    if (type == QUESTION_SELECT_ONE || type == QUESTION_SELECT_MULTIPLE) {
        return model_read_choices(model, question, instance, out, err);
    }
    *out = (struct model_list){.question = question, .instance = instance};
    read_answered(model, out);
    label_list(model, out);
    if (type == QUESTION_RANK) {
        out->kind = LIST_RANK;
        out->rank = model_take(model, 1, sizeof *out->rank, err);
        return out->rank && model_read_rank(model, question, instance, out->rank, err);
    }
    if (type == QUESTION_TEXT) {
        out->kind = LIST_TEXTS;
        model_read_written(model, question, instance, &out->words);
        return true;
    }
    out->kind = LIST_VALUES;
    return model_read_values(model, out, err);
}

static int
instances_of(const struct model *model, int question)
{
    const struct descriptor *descriptor = model->input->descriptor;
    int repeat = outermost(descriptor, descriptor->questions[question].repeat);
    if (repeat < 0) {
        return 1;
    }
    return descriptor->repeats[repeat].keys ? (int)descriptor->repeats[repeat].key_count
                                            : model->instance_count;
}

/* Outside of repeats a question is listed also when nobody came to it. */
static bool
is_listed(const struct model *model, int question, int instance)
{
    const struct model_who all = everybody(model);
    return model->input->descriptor->questions[question].repeat < 0 ||
           model_count(&all, question, instance, COUNTS_ANSWERED, 0) > 0 ||
           model_count(&all, question, instance, COUNTS_EMPTY, 0) > 0;
}

static size_t
count_lists(const struct model *model)
{
    size_t count = 0;
    for (int i = 0; i < (int)model->input->descriptor->question_count; i++) {
        int instances = is_used(model, i) ? 0 : instances_of(model, i);
        for (int j = 0; j < instances; j++) {
            count += is_listed(model, i, j);
        }
    }
    return count;
}

bool
model_read_lists(struct model *model, struct error *err)
{
    size_t count = count_lists(model);
    model->lists = model_take(model, count, sizeof *model->lists, err);
    if (!model->lists) {
        return false;
    }
    for (int i = 0; i < (int)model->input->descriptor->question_count; i++) {
        int instances = is_used(model, i) ? 0 : instances_of(model, i);
        for (int j = 0; j < instances; j++) {
            struct model_list *list = &model->lists[model->list_count];
            if (!is_listed(model, i, j)) {
                continue;
            }
            if (!read_list(model, i, j, list, err)) {
                return false;
            }
            list->instance_label = key_label(model, i, j);
            model->list_count++;
        }
    }
    return true;
}

/* ---- the order ---- */

static int
compare_items(const void *context, size_t a, size_t b)
{
    const struct model_item *items = context;
    const struct model_item *left = &items[a], *right = &items[b];
    if (left->is_none != right->is_none) {
        return left->is_none ? 1 : -1;
    }
    if (left->has_percent != right->has_percent) {
        return left->has_percent ? -1 : 1;
    }
    if (!left->has_percent || left->n.low == right->n.low) {
        return 0;
    }
    return left->n.low > right->n.low ? -1 : 1;
}

static int
keep_order(const void *context, size_t a, size_t b)
{
    (void)context, (void)a, (void)b;
    return 0;
}

bool
model_decide_list(struct model *model, struct model_list *list, struct error *err)
{
    if (list->question < 0 && list->count == 0) {
        return true;
    }
    if (list->kind == LIST_RANK) {
        return model_decide_rank(model, list->rank, err);
    }
    if (list->kind == LIST_TEXTS) {
        model_decide_words(model, list->question, list->instance, &list->words);
        return true;
    }
    const struct figure *of = list->of_people ? &model->people : &list->answered;
    for (size_t i = 0; i < list->count; i++) {
        struct model_item *item = &list->items[i];
        item->has_percent = figure_percent(&item->n, of, &item->percent);
    }
    return model_sort(model, list->count,
                      list->kind == LIST_VALUES ? keep_order : compare_items,
                      list->items, &list->order, err);
}
