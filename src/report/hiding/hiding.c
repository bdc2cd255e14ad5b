/* hiding: hides, audits, and hides more until nothing can be worked out. */
#include "hiding.h"

#include "hiding_units.h"

#define ROUNDS_MAX 40
#define LEAKS_MAX 200
#define HIDING_MAX_BYTES ((size_t)256 << 20)

/* Everything is told, as model_read left it. */
static void
tell_all(struct hiding *hiding)
{
    for (size_t i = 0; i < hiding->name_count; i++) {
        struct figure *figure = hiding->names[i].figure;
        figure_hide(figure, figure->n, figure->n);
        hiding->names[i].is_left_out = false;
    }
    for (size_t i = 0; i < hiding->unit_count; i++) {
        if (hiding->units[i].list) {
            hiding->units[i].list->of_people = false;
        }
    }
}

/* Fewer people than may be told of at all. */
static void
hide_all(struct hiding *hiding)
{
    for (size_t i = 0; i < hiding->name_count; i++) {
        figure_hide(hiding->names[i].figure, 0, UINT32_MAX);
    }
    figure_hide(&hiding->model->people, 0, hiding->smallest - 1);
}

/* Days that were told by one report and weeks by another would have to be compared; so
 * once one unit was told, no other is. */
static void
drop_other_units_of_time(struct hiding *hiding)
{
    uint64_t own = hiding_when(hiding->model->unit);
    bool is_other = false;
    uint32_t n;
    for (int unit = UNIT_HALF_DAY; unit <= UNIT_MONTH; unit++) {
        uint64_t name = hiding_when((enum model_unit)unit);
        is_other = is_other || (name != own &&
                                ledger_before(hiding->ledger, name, &n) != LEDGER_NEW);
    }
    for (size_t i = 0; is_other && i < hiding->unit_count; i++) {
        if (hiding->units[i].name == own) {
            hiding->units[i].is_dropped = true;
        }
    }
}

/* ---- when the audit finds something ---- */

/* The unit in which a cell stands; unit_count when it stands in none. */
static size_t
unit_of(const struct hiding *hiding, uint64_t cell)
{
    for (size_t i = 0; i < hiding->name_count; i++) {
        if (hiding->names[i].name == cell) {
            return hiding->names[i].unit;
        }
    }
    for (size_t i = 0; i < hiding->unit_count; i++) {
        const struct hiding_unit *unit = &hiding->units[i];
        if (unit->list && hiding_silent(unit) == cell) {
            return i;
        }
    }
    return hiding->unit_count;
}

enum step { DROP_UNIT, DROP_TABLES, DROP_SERVICE, DROP_ALL_TABLES, DROP_ALL, DROP_END };

static bool
is_dropped_by(const struct hiding_unit *unit, const struct hiding_unit *leaking,
              enum step step)
{
    bool is_same = leaking && unit->service == leaking->service;
    bool is_table = unit->kind == UNIT_TABLE || unit->kind == UNIT_POOLED ||
                    unit->kind == UNIT_OFFERED;
    switch (step) {
    case DROP_UNIT:
        return unit == leaking;
    case DROP_TABLES:
        return is_same && is_table;
    case DROP_SERVICE:
        return is_same && (unit->service >= 0 || is_table);
    case DROP_ALL_TABLES:
        return is_table;
    case DROP_ALL:
        return unit->total || unit->kind != UNIT_SINGLE;
    case DROP_END:
        break;
    }
    return false;
}

/* Drops the least that was not dropped yet; false when nothing is left. `leaking` is
 * NULL where the cell is in no unit. */
static bool
drop(struct hiding *hiding, const struct hiding_unit *leaking)
{
    for (int step = DROP_UNIT; step < DROP_END; step++) {
        bool any = false;
        for (size_t i = 0; i < hiding->unit_count; i++) {
            struct hiding_unit *unit = &hiding->units[i];
            if (!unit->is_dropped && is_dropped_by(unit, leaking, (enum step)step)) {
                unit->is_dropped = unit->is_dropped_now = true;
                any = true;
            }
        }
        if (any) {
            return true;
        }
    }
    return false;
}

/* For each unit with a leak, in their order. */
static bool
drop_all(struct hiding *hiding, const struct ledger_leak *leaks, size_t count)
{
    bool ok = true, is_elsewhere = false;
    for (size_t i = 0; i < hiding->unit_count; i++) {
        hiding->units[i].is_leaking = hiding->units[i].is_dropped_now = false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t unit = unit_of(hiding, leaks[i].cell);
        is_elsewhere = is_elsewhere || unit == hiding->unit_count;
        if (unit < hiding->unit_count) {
            hiding->units[unit].is_leaking = true;
        }
    }
    for (size_t i = 0; ok && i < hiding->unit_count; i++) {
        const struct hiding_unit *unit = &hiding->units[i];
        ok = !unit->is_leaking || unit->is_dropped_now || drop(hiding, unit);
    }
    return ok && (!is_elsewhere || drop(hiding, NULL));
}

/* Staff get their report all the same: they have the answers, too. */
static bool
cannot(const struct hiding *hiding, struct error *err)
{
    return !hiding->model->input->is_public ||
           error_set(
               err, ERROR_INPUT,
               "with what earlier reports told, nothing can be told now; wait for "
               "more answers");
}

/* One look at everything. *done_out: it holds. */
static bool
look(struct hiding *hiding, bool *done_out, struct error *err)
{
    struct ledger_leak leaks[LEAKS_MAX];
    size_t count = 0;
    tell_all(hiding);
    for (size_t i = 0; i < hiding->unit_count; i++) {
        if (!hiding_apply_unit(hiding, &hiding->units[i], err)) {
            return false;
        }
    }
    struct error own = {.code = ERROR_NONE};
    if (!hiding_enter(hiding, &own) ||
        !ledger_audit(hiding->ledger, leaks, LEAKS_MAX, &count, &own)) {
        /* A form that is too large to be audited has a report for staff alone. */
        *done_out = true;
        return (own.code == ERROR_FULL && !hiding->model->input->is_public) ||
               error_set(err, own.code, "%s", own.text);
    }
    *done_out = count == 0;
    return count == 0 || drop_all(hiding, leaks, count) || cannot(hiding, err);
}

/* ---- rows that are only there because somebody is in them ---- */

static void
keep_told_items(struct model_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (figure_is_told(&list->items[i].n)) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static void
remove_hidden_rows(struct model *model)
{
    size_t kept = 0;
    for (size_t i = 0; i < model->kiosk_count; i++) {
        if (figure_is_told(&model->kiosks[i].people)) {
            model->kiosks[kept++] = model->kiosks[i];
        }
    }
    if (model->input->is_public && kept < model->kiosk_count) {
        model->kiosk_total = 0;
    }
    model->kiosk_count = kept;
    kept = 0;
    for (size_t i = 0; i < model->period_count; i++) {
        if (figure_is_told(&model->periods[i].people)) {
            model->periods[kept++] = model->periods[i];
        }
    }
    model->period_count = kept;
    keep_told_items(&model->languages);
    keep_told_items(&model->events);
    for (size_t i = 0; i < model->list_count; i++) {
        if (model->lists[i].kind == LIST_VALUES) {
            keep_told_items(&model->lists[i]);
        }
    }
    struct model_list *heads[] = {&model->languages, &model->events, &model->durations,
                                  &model->straight_lines};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        figure_hide(&heads[i]->answered, model->people.low, model->people.high);
    }
    if (!figure_is_told(&model->complete)) {
        /* kiosks count sessions, which are nearly the same people */
        model->sessions_begun = model->sessions_finished = 0;
        model->sessions_timed_out = 0;
    }
}

/* Tables in which no question tells a row are not there. */
static void
remove_tables(struct hiding *hiding)
{
    struct model *model = hiding->model;
    for (size_t i = 0; i < model->service_count; i++) {
        struct model_service *service = &model->services[i];
        bool tells_rounds = false, tells[COUNTS_PARTS] = {false};
        for (size_t k = 0; k < hiding->unit_count; k++) {
            const struct hiding_unit *unit = &hiding->units[k];
            if (!unit->tells_rows) {
                continue;
            }
            tells_rounds = tells_rounds || unit->members == service->rounds;
            for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
                tells[part] = tells[part] || unit->members == service->parts[part];
            }
        }
        for (int part = COUNTS_TOWN; part < COUNTS_PARTS; part++) {
            service->parts[part] = tells[part] ? service->parts[part] : NULL;
        }
        service->rounds = tells_rounds ? service->rounds : NULL;
    }
}

bool
hiding_apply(struct model *model, struct ledger *ledger, struct error *err)
{
    struct hiding hiding = {
        .model = model, .ledger = ledger, .smallest = model->input->smallest};
    arena_init(&hiding.arena, HIDING_MAX_BYTES);
    bool done = false, ok = hiding_collect(&hiding, err);
    if (ok && model->people.n < hiding.smallest) {
        hide_all(&hiding);
        done = true;
    } else if (ok) {
        drop_other_units_of_time(&hiding);
    }
    for (int round = 0; ok && !done && round < ROUNDS_MAX; round++) {
        ok = look(&hiding, &done, err);
    }
    ok = ok && (done || cannot(&hiding, err));
    if (ok) {
        remove_hidden_rows(model);
        remove_tables(&hiding);
    }
    arena_finish(&hiding.arena);
    return ok;
}
