/* Lists the sums that a reader can compute from the figures of the model. */
#include "model_parts.h"

#define PARTS_MAX 4096 /* figures in one sum; a form has fewer */

struct summing {
    model_visit_sum *visit;
    void *context;
    struct error *err;
    bool ok;
    struct figure *parts[PARTS_MAX];
    size_t count;
};

static void
add(struct summing *summing, struct figure *part)
{
    if (summing->count < PARTS_MAX) {
        summing->parts[summing->count++] = part;
    }
}

static void
give(struct summing *summing, enum model_sum_kind kind, struct figure *total)
{
    const struct model_sum sum = {kind, total, summing->parts, summing->count};
    summing->ok = summing->ok && (summing->count == 0 ||
                                  summing->visit(summing->context, &sum, summing->err));
    summing->count = 0;
}

/* The part is some of the total, and the others are the rest. */
static void
some(struct summing *summing, struct figure *total, struct figure *part)
{
    add(summing, part);
    give(summing, SUM_SOME, total);
}

/* ---- the three main questions ---- */

static void
sum_statement(struct summing *summing, struct model_statement *at)
{
    add(summing, &at->parts[0]);
    add(summing, &at->parts[1]);
    give(summing, SUM_PARTS, &at->disagree);
    add(summing, &at->parts[3]);
    add(summing, &at->parts[4]);
    give(summing, SUM_PARTS, &at->agree);
    add(summing, &at->disagree);
    add(summing, &at->parts[2]);
    add(summing, &at->agree);
    give(summing, SUM_PARTS, &at->n);
}

static void
sum_main(struct summing *summing, struct figure *people, struct model_main *at)
{
    struct model_share *share = &at->share;
    add(summing, &share->yes);
    add(summing, &share->maybe);
    add(summing, &share->no);
    give(summing, SUM_PARTS, &share->n);
    sum_statement(summing, &at->identity);
    sum_statement(summing, &at->control);
    if (people) {
        some(summing, people, &share->n);
        some(summing, people, &share->none);
        some(summing, people, &at->identity.n);
        some(summing, people, &at->identity.none);
        some(summing, people, &at->control.n);
        some(summing, people, &at->control.none);
    }
}

#define MAIN_FIGURES 23

static void
figures_of_statement(struct model_statement *at, struct figure **out)
{
    for (size_t i = 0; i < MODEL_PARTS; i++) {
        *out++ = &at->parts[i];
    }
    *out++ = &at->disagree;
    *out++ = &at->agree;
    *out++ = &at->n;
    *out = &at->none;
}

static void
figures_of(struct model_main *at, struct figure *out[MAIN_FIGURES])
{
    struct model_share *share = &at->share;
    struct figure *first[] = {&share->yes, &share->maybe, &share->no, &share->n,
                              &share->none};
    for (size_t i = 0; i < 5; i++) {
        out[i] = first[i];
    }
    figures_of_statement(&at->identity, out + 5);
    figures_of_statement(&at->control, out + 14);
}

/* Each number of everybody is that of all members together. */
static void
sum_members(struct summing *summing, struct model_main *all, struct model_main *members,
            size_t count, struct model_part *people)
{
    struct figure *total[MAIN_FIGURES], *part[MAIN_FIGURES];
    figures_of(all, total);
    for (size_t i = 0; i < MAIN_FIGURES; i++) {
        for (size_t j = 0; j < count; j++) {
            figures_of(&members[j], part);
            add(summing, part[i]);
        }
        give(summing, SUM_PARTS, total[i]);
    }
    for (size_t j = 0; j < count; j++) {
        sum_main(summing, people ? &people->members[j].people : NULL, &members[j]);
    }
}

/* ---- answers ---- */

static void
sum_list(struct summing *summing, struct model_list *list, struct figure *people)
{
    for (size_t i = 0; i < list->count; i++) {
        add(summing, &list->items[i].n);
    }
    if (list->is_cut) {
        give(summing, SUM_SOME, &list->answered);
    } else {
        give(summing, list->kind == LIST_MULTIPLE ? SUM_TICKS : SUM_PARTS,
             &list->answered);
    }
    if (people && list->question >= 0) {
        some(summing, people, &list->answered);
        some(summing, people, &list->empty);
    }
}

/* Whoever put all choices in order put one at each place, and each at one place. */
static void
sum_rank(struct summing *summing, struct model_values *values, struct figure *people)
{
    size_t count = values->count;
    for (size_t i = 0; values->question >= 0 && i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            add(summing, &values->items[i].places[j]);
        }
        give(summing, SUM_PARTS, &values->answered);
        for (size_t j = 0; j < count; j++) {
            add(summing, &values->items[j].places[i]);
        }
        give(summing, SUM_PARTS, &values->answered);
        for (size_t j = i + 1; values->before && j < count; j++) {
            add(summing, &values->before[i * count + j]);
            add(summing, &values->before[j * count + i]);
            give(summing, SUM_PARTS, &values->answered);
        }
    }
    if (values->question >= 0) {
        some(summing, people, &values->answered);
    }
}

static void
sum_promises(struct summing *summing, struct model_promises *promises,
             struct figure *people)
{
    for (size_t i = 0; i < promises->count; i++) {
        struct model_promise *item = &promises->items[i];
        some(summing, &item->shown, &item->most);
        some(summing, &item->shown, &item->least);
    }
    if (promises->question >= 0) {
        some(summing, people, &promises->answered);
    }
}

/* ---- services ---- */

static void
sum_service(struct summing *summing, struct model *model, struct model_service *service)
{
    sum_main(summing, &model->people, &service->all);
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        struct model_part *people = &model->parts[part];
        if (service->parts[part]) {
            sum_members(summing, &service->all, service->parts[part],
                        part == COUNTS_ASSIGNED ? 2 : people->count,
                        part == COUNTS_ASSIGNED ? NULL : people);
        }
    }
    if (service->rounds) {
        sum_members(summing, &service->all, service->rounds, model->input->round_count,
                    NULL);
    }
    sum_list(summing, &service->concerns, &model->people);
    sum_list(summing, &service->partners, &model->people);
    if (model->mind_question >= 0) {
        some(summing, &model->people, &service->minds.written);
    }
    if (model->first_three_question >= 0) {
        some(summing, &model->first_three_n, &service->first);
    }
}

/* What stands over all services is the sum of the services. */
static void
sum_pooled(struct summing *summing, struct model *model)
{
    struct model_list *concerns = &model->concerns;
    for (size_t i = 0; i < concerns->count; i++) {
        for (size_t j = 0; j < model->service_count; j++) {
            add(summing, &model->services[j].concerns.items[i].n);
        }
        give(summing, SUM_PARTS, &concerns->items[i].n);
    }
    for (size_t i = 0; i < concerns->count; i++) {
        add(summing, &concerns->items[i].n);
    }
    give(summing, SUM_TICKS, &concerns->answered);
    for (size_t j = 0; concerns->count > 0 && j < model->service_count; j++) {
        add(summing, &model->services[j].concerns.answered);
    }
    give(summing, SUM_PARTS, &concerns->answered);
    for (size_t i = 0; i < model->partner_count; i++) {
        struct model_partner *partner = &model->partners[i];
        for (size_t j = 0; j < model->service_count; j++) {
            if (model_is_offered(model, &model->services[j], partner->code)) {
                add(summing, &model->services[j].partners.items[i].n);
            }
        }
        give(summing, SUM_PARTS, &partner->n);
        for (size_t j = 0; j < model->service_count; j++) {
            if (model_is_offered(model, &model->services[j], partner->code)) {
                add(summing, &model->services[j].all.share.yes);
                add(summing, &model->services[j].all.share.maybe);
            }
        }
        give(summing, SUM_PARTS, &partner->of);
        some(summing, &partner->of, &partner->n);
    }
}

/* ---- who took part ---- */

static void
sum_items(struct summing *summing, struct model_list *list, struct figure *people)
{
    for (size_t i = 0; i < list->count; i++) {
        add(summing, &list->items[i].n);
    }
    give(summing, SUM_PARTS, people);
}

static void
sum_people(struct summing *summing, struct model *model)
{
    some(summing, &model->people, &model->complete);
    some(summing, &model->people, &model->clock_untrusted);
    for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
        for (size_t i = 0; i < model->parts[part].count; i++) {
            add(summing, &model->parts[part].members[i].people);
        }
        give(summing, SUM_PARTS, &model->people);
    }
    for (size_t i = 0; i < model->kiosk_count; i++) {
        add(summing, &model->kiosks[i].people);
    }
    give(summing, SUM_PARTS, &model->people);
    for (size_t i = 0; i < model->period_count; i++) {
        add(summing, &model->periods[i].people);
    }
    give(summing, SUM_PARTS, &model->people);
    for (size_t i = 0; i < model->input->round_count; i++) {
        add(summing, &model->round_people[i]);
    }
    give(summing, SUM_PARTS, &model->people);
    sum_items(summing, &model->languages, &model->people);
    sum_items(summing, &model->events, &model->people);
    sum_items(summing, &model->durations, &model->people);
    sum_items(summing, &model->straight_lines, &model->people);
}

static void
sum_questions(struct summing *summing, struct model *model)
{
    struct figure *people = &model->people;
    sum_promises(summing, &model->promises, people);
    sum_rank(summing, &model->values, people);
    sum_list(summing, &model->decide_here, people);
    sum_list(summing, &model->governance, people);
    for (size_t i = 0; i < model->list_count; i++) {
        struct model_list *list = &model->lists[i];
        if (list->kind == LIST_RANK) {
            sum_rank(summing, list->rank, people);
        } else if (list->kind == LIST_TEXTS) {
            some(summing, people, &list->words.written);
        }
        sum_list(summing, list, people);
    }
    if (model->first_three_question >= 0) {
        some(summing, people, &model->first_three_n);
    }
    if (model->comment_question >= 0) {
        some(summing, people, &model->comments.written);
    }
}

bool
model_each_sum(struct model *model, model_visit_sum *visit, void *context,
               struct error *err)
{
    struct summing summing = {
        .visit = visit, .context = context, .err = err, .ok = true};
    sum_people(&summing, model);
    for (size_t i = 0; i < model->service_count; i++) {
        sum_service(&summing, model, &model->services[i]);
    }
    sum_pooled(&summing, model);
    sum_questions(&summing, model);
    return summing.ok;
}
