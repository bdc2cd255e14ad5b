/* Works out the points of each service, and the order under several sets of weights. */
#include "model_parts.h"

#include <string.h>

/* 0 under the threshold, 50 at it, 100 at twice the threshold and above. */
static bool
savings_points(const struct model_savings *savings, uint32_t *out)
{
    if (!savings->has_low || !savings->has_threshold) {
        return false;
    }
    *out = 0;
    if (savings->low >= savings->threshold) {
        uint64_t points =
            savings->threshold == 0 ? 100 : 50 * savings->low / savings->threshold;
        *out = points < 100 ? (uint32_t)points : 100;
    }
    return true;
}

/* Services that residents see little of are easier to begin with. */
static bool
seen_points(enum model_level visibility, uint32_t *out)
{
    static const uint32_t points[] = {
        [LEVEL_LOW] = 100, [LEVEL_MEDIUM] = 50, [LEVEL_HIGH] = 0};
    if (visibility == LEVEL_BLANK) {
        return false;
    }
    *out = points[visibility];
    return true;
}

void
model_points_of(const struct model *model, const struct model_service *service,
                const uint32_t weights[RULES_WEIGHTS], struct model_points *out)
{
    const struct model_main *all = &service->all;
    uint32_t *of = out->of, percent;
    *out = (struct model_points){.is_given = service->group != GROUP_NEEDS};
    out->has[POINT_YES] =
        figure_percent(&all->share.yes, &all->share.n, &of[POINT_YES]);
    out->has[POINT_CONTROL] =
        figure_percent(&all->control.agree, &all->control.n, &percent);
    of[POINT_CONTROL] = out->has[POINT_CONTROL] ? 100 - percent : 0;
    out->has[POINT_FIRST] =
        figure_percent(&service->first, &model->first_three_n, &percent);
    of[POINT_FIRST] = !out->has[POINT_FIRST] ? 0 : percent < 50 ? 2 * percent : 100;
    out->has[POINT_SAVINGS] = savings_points(&service->savings, &of[POINT_SAVINGS]);
    out->has[POINT_SEEN] = seen_points(service->visibility, &of[POINT_SEEN]);
    for (int i = 0; i < RULES_WEIGHTS; i++) {
        uint32_t weight =
            i == POINT_FIRST && model->first_three_question < 0 ? 0 : weights[i];
        out->is_given = out->is_given && (out->has[i] || weight == 0);
        *(i < POINT_SAVINGS ? &out->people_sum : &out->staff_sum) += weight * of[i];
        out->weight_sum += weight;
    }
    out->is_given = out->is_given && out->weight_sum > 0;
    if (out->is_given) {
        uint32_t sum = out->people_sum + out->staff_sum;
        out->total = (2 * sum + out->weight_sum) / (2 * out->weight_sum);
    }
}

struct ranking {
    const struct model_service *services;
    const struct model_points *points;
};

static int
compare_points(const void *context, size_t a, size_t b)
{
    const struct ranking *ranking = context;
    const struct model_points *left = &ranking->points[a], *right = &ranking->points[b];
    enum model_group groups[] = {ranking->services[a].group,
                                 ranking->services[b].group};
    if (groups[0] != groups[1]) {
        return groups[0] < groups[1] ? -1 : 1;
    }
    if (left->is_given != right->is_given) {
        return left->is_given ? -1 : 1;
    }
    if (left->total != right->total) {
        return left->total > right->total ? -1 : 1;
    }
    return 0;
}

static bool
decide_weighing(struct model *model, struct model_order *order, size_t **sorted_out,
                struct error *err)
{
    size_t count = model->service_count;
    order->points = model_take(model, count, sizeof *order->points, err);
    order->places = model_take(model, count, sizeof *order->places, err);
    if (!order->points || !order->places) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        model_points_of(model, &model->services[i], order->weights, &order->points[i]);
    }
    const struct ranking ranking = {model->services, order->points};
    if (!model_sort(model, count, compare_points, &ranking, sorted_out, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t service = (*sorted_out)[i];
        order->places[service] =
            model->services[service].group == GROUP_NEEDS ? 0 : (uint32_t)i + 1;
    }
    return true;
}

/* The weights as they are printed, and what they would be otherwise. */
static void
set_weights(struct model *model)
{
    for (int i = 0; i < MODEL_WEIGHINGS; i++) {
        uint32_t *weights = model->weighings[i].weights;
        memcpy(weights, model->input->weights, sizeof model->weighings[i].weights);
        for (int j = 0; j < RULES_WEIGHTS; j++) {
            weights[j] = i == WEIGH_ALIKE ? 1 : weights[j];
        }
        weights[POINT_SAVINGS] *= i == WEIGH_SAVINGS ? 3 : 1;
        weights[POINT_CONTROL] *= i == WEIGH_CONTROL ? 3 : 1;
        weights[POINT_SAVINGS] *= i != WEIGH_PEOPLE;
        weights[POINT_SEEN] *= i != WEIGH_PEOPLE;
    }
}

static bool
is_any(const uint32_t weights[RULES_WEIGHTS])
{
    uint32_t sum = 0;
    for (int i = 0; i < RULES_WEIGHTS; i++) {
        sum += weights[i];
    }
    return sum > 0;
}

static bool
find_moves(struct model *model, struct error *err)
{
    model->moves = model_take(model, model->service_count, sizeof *model->moves, err);
    if (!model->moves) {
        return false;
    }
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_move *move = &model->moves[i];
        for (int j = 0; j < MODEL_WEIGHINGS; j++) {
            uint32_t place = model->weighings[j].places[i];
            move->first_place =
                j == 0 || place < move->first_place ? place : move->first_place;
            move->last_place = place > move->last_place ? place : move->last_place;
        }
        move->moves = move->first_place != move->last_place;
        model->moving += move->moves;
    }
    return true;
}

static void
list_groups(struct model *model)
{
    for (size_t i = 0; i < model->service_count; i++) {
        model->group_count[model->services[i].group]++;
    }
    for (int i = 1; i < MODEL_GROUPS; i++) {
        model->group_first[i] = model->group_first[i - 1] + model->group_count[i - 1];
    }
}

bool
model_decide_order(struct model *model, struct error *err)
{
    set_weights(model);
    for (int i = 0; i < MODEL_WEIGHINGS; i++) {
        struct model_order *order = &model->weighings[i];
        size_t *sorted;
        /* weights for staff's figures alone leave nothing for people only */
        if (!is_any(order->weights)) {
            memcpy(order->weights, model->weighings[0].weights, sizeof order->weights);
        }
        if (!decide_weighing(model, order, &sorted, err)) {
            return false;
        }
        model->order = i == WEIGH_PRINTED ? sorted : model->order;
    }
    for (size_t i = 0; i < model->service_count; i++) {
        model->services[i].points = model->weighings[WEIGH_PRINTED].points[i];
        model->services[i].place = model->weighings[WEIGH_PRINTED].places[i];
    }
    list_groups(model);
    return find_moves(model, err);
}
