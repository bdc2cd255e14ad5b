/* hiding_enter: enters what is told, and the sums among it, in the ledger. */
#include "hiding_units.h"

struct entering {
    struct hiding *hiding;
    uint64_t *parts; /* of one sum; owned */
    size_t room;
};

static enum ledger_kind
kind_of(enum model_sum_kind kind)
{
    switch (kind) {
    case SUM_PARTS:
        return LEDGER_SUM;
    case SUM_TICKS:
        return LEDGER_TICKS;
    case SUM_SOME:
        break;
    }
    return LEDGER_SOME;
}

static bool
add(struct hiding *hiding, enum ledger_kind kind, uint64_t whole, const uint64_t *parts,
    size_t count, struct error *err)
{
    struct ledger_rule rule = {kind, whole, parts, count};
    return count == 0 || ledger_add(hiding->ledger, &rule, err);
}

/* False where a figure of the sum has no name. */
static bool
name_parts(const struct entering *entering, const struct model_sum *sum)
{
    for (size_t i = 0; i < sum->count; i++) {
        const struct hiding_name *name = hiding_find(entering->hiding, sum->parts[i]);
        if (!name) {
            return false;
        }
        entering->parts[i] = name->name;
    }
    return true;
}

static bool
enter_sum(void *context, const struct model_sum *sum, struct error *err)
{
    struct entering *entering = context;
    const struct hiding_name *whole = hiding_find(entering->hiding, sum->total);
    if (sum->count > entering->room) {
        entering->room = sum->count * 2;
        entering->parts = arena_take(&entering->hiding->arena, entering->room,
                                     sizeof *entering->parts);
        if (!entering->parts) {
            entering->room = 0;
            return error_no_memory(err);
        }
    }
    if (!whole || !name_parts(entering, sum)) {
        return error_set(err, ERROR_SYSTEM, "a figure of the report has no name");
    }
    return add(entering->hiding, kind_of(sum->kind), whole->name, entering->parts,
               sum->count, err);
}

/* Those who left a list out, with those who answered, are all people. */
static bool
enter_silent(struct hiding *hiding, const struct hiding_unit *unit, struct error *err)
{
    const struct hiding_name *answered = hiding_find(hiding, unit->total);
    const struct hiding_name *people = hiding_find(hiding, &hiding->model->people);
    const uint64_t all[] = {answered->name, hiding_silent(unit)};
    if (figure_is_told(answered->figure) && figure_is_told(people->figure)) {
        uint32_t silent = people->figure->low - answered->figure->low;
        /* a small one is left for the audit to find */
        if (silent >= hiding->smallest &&
            !ledger_tell(hiding->ledger, all[1], silent, silent, err)) {
            return false;
        }
    }
    return add(hiding, LEDGER_SUM, people->name, all, 2, err) &&
           ledger_leave_out(hiding->ledger, all[1], err);
}

/* Who ticked a partner said yes or maybe. */
static bool
enter_share(struct hiding *hiding, const struct hiding_unit *unit, struct error *err)
{
    uint64_t both = hiding_word(unit->name, "yes or maybe");
    const uint64_t answered[] = {hiding_find(hiding, unit->total)->name};
    const uint64_t parts[] = {hiding_find(hiding, &unit->share->yes)->name,
                              hiding_find(hiding, &unit->share->maybe)->name};
    return add(hiding, LEDGER_SUM, both, parts, 2, err) &&
           add(hiding, LEDGER_SOME, both, answered, 1, err) &&
           ledger_leave_out(hiding->ledger, both, err);
}

/* The points of a choice are how often it stands before another one. Where the places
 * are told, so are the points. */
static bool
enter_rank(struct hiding *hiding, const struct hiding_unit *unit, struct error *err)
{
    const struct model_values *rank = unit->rank;
    uint64_t *parts = arena_take(&hiding->arena, rank->count, sizeof *parts);
    for (size_t i = 0; parts && rank->before && i < rank->count; i++) {
        uint64_t points =
            hiding_word(hiding_word(unit->name, rank->items[i].code), "points");
        uint64_t sum = 0;
        bool told = true;
        for (size_t j = 0; j < rank->count; j++) {
            parts[j] = hiding_find(hiding, &rank->before[i * rank->count + j])->name;
            const struct figure *place = &rank->items[i].places[j];
            told = told && figure_is_told(place);
            sum += (uint64_t)place->low * (rank->count - 1 - j);
        }
        if (!add(hiding, LEDGER_SUM, points, parts, rank->count, err) ||
            !ledger_leave_out(hiding->ledger, points, err) ||
            (told && sum < UINT32_MAX &&
             !ledger_tell(hiding->ledger, points, (uint32_t)sum, (uint32_t)sum, err))) {
            return false;
        }
    }
    return parts || error_no_memory(err);
}

bool
hiding_enter(struct hiding *hiding, struct error *err)
{
    struct entering entering = {.hiding = hiding};
    uint64_t unit_of_time = hiding_when(hiding->model->unit);
    ledger_restart(hiding->ledger);
    for (size_t i = 0; i < hiding->name_count; i++) {
        const struct hiding_name *name = &hiding->names[i];
        if (!ledger_tell(hiding->ledger, name->name, name->figure->low,
                         name->figure->high, err) ||
            (name->is_left_out && !ledger_leave_out(hiding->ledger, name->name, err))) {
            return false;
        }
    }
    for (size_t i = 0; i < hiding->unit_count; i++) {
        const struct hiding_unit *unit = &hiding->units[i];
        bool ok = true;
        if (unit->list) {
            ok = enter_silent(hiding, unit, err);
        } else if (unit->share) {
            ok = enter_share(hiding, unit, err);
        } else if (unit->kind == UNIT_RANK) {
            ok = enter_rank(hiding, unit, err);
        }
        if (!ok) {
            return false;
        }
    }
    return ledger_tell(hiding->ledger, unit_of_time, 1, 1, err) &&
           model_each_sum(hiding->model, enter_sum, &entering, err);
}
