/* Decides how far the towns are apart, and which partners people would take. */
#include "model_parts.h"

#include <string.h>

/* ---- towns ---- */

/* Enough people said yes, enough did not, and the page tells how many. */
static bool
is_marked(const struct model *model, const struct model_share *share)
{
    uint32_t smallest = model->input->smallest;
    return figure_is_told(&share->yes) && figure_is_told(&share->n) &&
           share->n.low > 0 && share->yes.low >= smallest &&
           share->n.low - share->yes.low >= smallest;
}

static void
measure(struct model_towns *towns, const struct model_main *mains, size_t count)
{
    const struct share_rule half = {1, 2};
    uint32_t least = 100, most = 0;
    size_t reaching = 0;
    for (size_t i = 0; i < count; i++) {
        if (!towns->marks[i].is_marked) {
            continue;
        }
        const struct model_share *share = &mains[i].share;
        uint32_t percent = percent_of(share->yes.low, share->n.low);
        towns->marks[i].percent = percent;
        least = percent < least ? percent : least;
        most = percent > most ? percent : most;
        reaching += figure_reaches(&share->yes, &share->n, half) == VERDICT_YES;
    }
    towns->has_gap = towns->marked >= 2;
    towns->gap = towns->has_gap ? most - least : 0;
    towns->all_half = towns->marked > 0 && reaching == towns->marked;
    towns->none_half = towns->marked > 0 && reaching == 0;
}

static int
compare_gaps(const void *context, size_t a, size_t b)
{
    const struct model_service *services = context;
    const struct model_towns *left = &services[a].towns, *right = &services[b].towns;
    if (left->has_gap != right->has_gap) {
        return left->has_gap ? -1 : 1;
    }
    return left->gap > right->gap ? -1 : left->gap < right->gap;
}

bool
model_decide_towns(struct model *model, struct error *err)
{
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        struct model_towns *towns = &service->towns;
        const struct model_main *mains = service->parts[COUNTS_TOWN];
        size_t count = mains ? model->town_count : 0;
        towns->marks = model_take(model, count, sizeof *towns->marks, err);
        if (!towns->marks) {
            return false;
        }
        for (size_t j = 0; j < count; j++) {
            towns->marks[j].is_marked =
                service->group != GROUP_NEEDS && is_marked(model, &mains[j].share);
            towns->marked += towns->marks[j].is_marked;
        }
        towns->unmarked = count - towns->marked;
        measure(towns, mains, count);
    }
    return model_sort(model, model->service_count, compare_gaps, model->services,
                      &model->by_gap, err);
}

/* ---- partners ---- */

static bool
has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    while (*(words += strspn(words, " ,")) != '\0') {
        size_t length = strcspn(words, " ,");
        if (length == size && memcmp(words, word, size) == 0) {
            return true;
        }
        words += length;
    }
    return false;
}

bool
model_is_offered(const struct model *model, const struct model_service *service,
                 const char *partner)
{
    const char *offered = model_staff_text(model, service, "partners");
    return offered ? has_word(offered, partner) : !model->staff_name_partners;
}

static void
add(struct figure *to, const struct figure *from)
{
    *to = (struct figure){to->n + from->n, to->low + from->low, to->high + from->high};
}

bool
model_read_partners(struct model *model, struct error *err)
{
    if (model->partners_question < 0 || model->share_question < 0) {
        return true;
    }
    const struct question *asked =
        &model->input->descriptor->questions[model->partners_question];
    const char **labels;
    model->partners =
        model_take(model, asked->choice_count, sizeof *model->partners, err);
    if (!model->partners ||
        !model_choice_labels(model, model->partners_question, &labels, err)) {
        return false;
    }
    model->partner_count = asked->choice_count;
    for (size_t i = 0; i < model->service_count; i++) {
        model->staff_name_partners =
            model->staff_name_partners ||
            model_staff_text(model, &model->services[i], "partners") != NULL;
    }
    for (size_t i = 0; i < asked->choice_count; i++) {
        struct model_partner *partner = &model->partners[i];
        partner->code = asked->choices[i];
        partner->label = labels[i];
        for (size_t j = 0; j < model->service_count; j++) {
            const struct model_service *service = &model->services[j];
            if (model_is_offered(model, service, partner->code)) {
                partner->is_offered = true;
                add(&partner->n, &service->partners.items[i].n);
                add(&partner->of, &service->all.share.yes);
                add(&partner->of, &service->all.share.maybe);
            }
        }
    }
    return true;
}

static int
compare_partners(const void *context, size_t a, size_t b)
{
    const struct model_partner *partners = context;
    const struct model_partner *left = &partners[a], *right = &partners[b];
    if (left->is_offered != right->is_offered) {
        return left->is_offered ? -1 : 1;
    }
    if (left->has_percent != right->has_percent) {
        return left->has_percent ? -1 : 1;
    }
    if (!left->has_percent) {
        return 0;
    }
    uint64_t ours = (uint64_t)left->n.low * right->of.low;
    uint64_t theirs = (uint64_t)right->n.low * left->of.low;
    return ours > theirs ? -1 : ours < theirs;
}

bool
model_decide_partners(struct model *model, struct error *err)
{
    for (size_t i = 0; i < model->partner_count; i++) {
        struct model_partner *partner = &model->partners[i];
        partner->has_percent =
            figure_percent(&partner->n, &partner->of, &partner->percent);
    }
    return model_sort(model, model->partner_count, compare_partners, model->partners,
                      &model->partner_order, err);
}
