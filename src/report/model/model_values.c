/* Ranks: Borda and pairs side by side. */
#include "model_parts.h"

static int
compare_borda(const void *context, size_t a, size_t b)
{
    const struct model_value *items = context;
    const struct model_value *left = &items[a], *right = &items[b];
    if (left->has_borda != right->has_borda) {
        return left->has_borda ? -1 : 1;
    }
    if (left->borda_points == right->borda_points) {
        return 0;
    }
    return left->borda_points > right->borda_points ? -1 : 1;
}

static bool
read_pairs(struct model *model, int instance, struct model_values *out,
           struct error *err)
{
    const struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    size_t cells = out->count * out->count;
    if (out->count > MODEL_PAIRS_MAX) {
        return true;
    }
    out->before = model_take(model, cells, sizeof *out->before, err);
    for (size_t i = 0; out->before && i < cells; i++) {
        out->before[i] = figure_of(
            model_count(&all, out->question, instance, COUNTS_BEFORE, (int)i));
    }
    return out->before != NULL;
}

bool
model_read_rank(struct model *model, int question, int instance,
                struct model_values *out, struct error *err)
{
    *out = (struct model_values){.question = question};
    if (question < 0) {
        return true;
    }
    const struct question *asked = &model->input->descriptor->questions[question];
    const struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    size_t count = asked->choice_count;
    const char **labels;
    out->answered =
        figure_of(model_count(&all, question, instance, COUNTS_ANSWERED, 0));
    out->items = model_take(model, count, sizeof *out->items, err);
    if (!out->items || !model_choice_labels(model, question, &labels, err)) {
        return false;
    }
    out->count = count;
    for (size_t i = 0; i < count; i++) {
        struct model_value *item = &out->items[i];
        item->code = asked->choices[i];
        item->label = labels[i];
        item->places = model_take(model, count, sizeof *item->places, err);
        if (!item->places) {
            return false;
        }
        for (size_t j = 0; j < count; j++) {
            item->places[j] = figure_of(model_count(
                &all, question, instance, COUNTS_PLACE, (int)(i * count + j)));
        }
    }
    return read_pairs(model, instance, out, err);
}

/* ---- Borda ---- */

static void
decide_borda(struct model_values *values, struct model_value *item)
{
    uint64_t n = values->answered.low, last = values->count - 1;
    item->has_borda = figure_is_told(&values->answered) && n > 0 && last > 0;
    item->borda_points = 0;
    for (size_t i = 0; i < values->count; i++) {
        item->has_borda = item->has_borda && figure_is_told(&item->places[i]);
        item->borda_points += (uint64_t)item->places[i].low * (last - i);
    }
    if (item->has_borda) {
        item->borda =
            (uint32_t)((200 * item->borda_points + last * n) / (2 * last * n));
    } else {
        item->borda_points = 0;
    }
}

static void
place_by_borda(struct model_values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        struct model_value *item = &values->items[i];
        item->borda_place = item->has_borda;
        for (size_t j = 0; item->has_borda && j < values->count; j++) {
            const struct model_value *other = &values->items[j];
            item->borda_place +=
                other->has_borda && other->borda_points > item->borda_points;
        }
    }
}

/* ---- pairs ---- */

static const struct figure *
before(const struct model_values *values, size_t a, size_t b)
{
    return &values->before[a * values->count + b];
}

static bool
beats(const struct model_values *values, size_t a, size_t b)
{
    return a != b && before(values, a, b)->low > before(values, b, a)->low;
}

static bool
pairs_are_told(const struct model_values *values)
{
    if (!values->before || values->answered.high == 0) {
        return false;
    }
    for (size_t i = 0; i < values->count * values->count; i++) {
        if (!figure_is_told(&values->before[i])) {
            return false;
        }
    }
    return true;
}

/* Items are in a cycle when each can be reached from the other by wins. */
static bool
find_cycles(struct model *model, struct model_values *values, struct error *err)
{
    size_t count = values->count;
    bool *reaches = model_take(model, count * count, sizeof *reaches, err);
    if (!reaches) {
        return false;
    }
    for (size_t from = 0; from < count; from++) {
        for (size_t to = 0; to < count; to++) {
            reaches[from * count + to] = beats(values, from, to);
        }
    }
    for (size_t by = 0; by < count; by++) {
        for (size_t from = 0; from < count; from++) {
            for (size_t to = 0; reaches[from * count + by] && to < count; to++) {
                reaches[from * count + to] |= reaches[by * count + to];
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        values->items[i].is_in_cycle = reaches[i * count + i];
        values->has_cycle = values->has_cycle || values->items[i].is_in_cycle;
    }
    return true;
}

static void
count_wins(struct model_values *values)
{
    for (size_t i = 0; i < values->count; i++) {
        for (size_t j = 0; j < values->count; j++) {
            values->items[i].wins += beats(values, i, j);
            values->tied_pairs += i < j && !beats(values, i, j) && !beats(values, j, i);
        }
    }
    for (size_t i = 0; i < values->count; i++) {
        struct model_value *item = &values->items[i];
        item->pairs_place = 1;
        for (size_t j = 0; j < values->count; j++) {
            item->pairs_place += values->items[j].wins > item->wins;
        }
    }
}

static bool
differs(const struct model_values *values, size_t above, size_t below)
{
    const struct model_value *a = &values->items[above], *b = &values->items[below];
    return a->has_borda && b->has_borda && a->borda_points > b->borda_points &&
           beats(values, below, above);
}

static bool
find_differences(struct model *model, struct model_values *values, struct error *err)
{
    size_t count = values->count, found = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            found += differs(values, i, j);
        }
    }
    values->differences = model_take(model, found, sizeof *values->differences, err);
    if (!values->differences) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            size_t above = values->order[i], below = values->order[j];
            if (!differs(values, above, below)) {
                continue;
            }
            values->differences[values->difference_count++] = (struct model_difference){
                .above = above,
                .below = below,
                .below_first = &values->before[below * count + above],
                .above_first = &values->before[above * count + below]};
        }
    }
    return true;
}

bool
model_decide_rank(struct model *model, struct model_values *values, struct error *err)
{
    if (values->question < 0) {
        return true;
    }
    for (size_t i = 0; i < values->count; i++) {
        decide_borda(values, &values->items[i]);
    }
    place_by_borda(values);
    if (!model_sort(model, values->count, compare_borda, values->items, &values->order,
                    err)) {
        return false;
    }
    values->has_pairs = pairs_are_told(values);
    if (!values->has_pairs) {
        return true;
    }
    count_wins(values);
    return find_cycles(model, values, err) && find_differences(model, values, err);
}
