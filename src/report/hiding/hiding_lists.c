/* hiding_lists: which cells of a list, and which single numbers, are told. */
#include "hiding_units.h"

#include <stdlib.h>

/* Nothing of it but that it is no more than `most`. */
static void
hide(struct figure *figure, uint64_t most)
{
    figure_hide(figure, 0, most < UINT32_MAX ? (uint32_t)most : UINT32_MAX);
}

enum ledger_before
hiding_before(const struct hiding *hiding, const struct figure *figure, uint32_t *n_out)
{
    const struct hiding_name *name = hiding_find(hiding, figure);
    return !name ? LEDGER_NEW : ledger_before(hiding->ledger, name->name, n_out);
}

/* The most that a reader must think possible of the total. */
static uint32_t
most_of(const struct hiding_unit *unit)
{
    return unit->total ? unit->total->high : UINT32_MAX;
}

static void
hide_all(const struct hiding_unit *unit)
{
    for (size_t i = 0; i < unit->count; i++) {
        hide(unit->cells[i], most_of(unit));
    }
}

/* ---- lists ---- */

/* Fills in what was told of the same cells by the last report. All of them must have
 * been there, and their total told. */
static void
look_back(const struct hiding *hiding, const struct hiding_unit *unit,
          struct disclosure_list *list)
{
    const struct figure *total = unit->list ? &hiding->model->people : unit->total;
    uint32_t sum = 0;
    if (hiding_before(hiding, total, &sum) != LEDGER_TOLD) {
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        uint32_t n = 0;
        enum ledger_before before =
            i < unit->count ? hiding_before(hiding, unit->cells[i], &n)
                            : ledger_before(hiding->ledger, hiding_silent(unit), &n);
        /* who left it out is in no report while that is hidden */
        bool is_missing = before == LEDGER_NEW && i < unit->count;
        if (is_missing || (before == LEDGER_TOLD && n > sum)) {
            return;
        }
        list->cells[i].was_joined = before != LEDGER_TOLD;
        sum -= before == LEDGER_TOLD ? n : 0;
    }
    list->is_again = true;
    list->sum_before = sum;
}

static void
tell_list(struct hiding_unit *unit, const struct disclosure_list *list,
          enum disclosure_told told)
{
    uint64_t joined = 0, alone = 0;
    for (size_t i = 0; i < list->count; i++) {
        joined += list->cells[i].joined ? list->cells[i].n : 0;
        alone += list->cells[i].joined || i >= unit->count ? 0 : list->cells[i].n;
    }
    for (size_t i = 0; i < unit->count; i++) {
        if (told == DISCLOSURE_NOTHING) {
            hide(unit->cells[i], list->smallest - 1);
        } else if (list->cells[i].joined) {
            hide(unit->cells[i], joined);
        }
    }
    bool hides_silent = unit->list && list->cells[unit->count].joined;
    if (hides_silent && told != DISCLOSURE_NOTHING) {
        figure_hide(unit->total, (uint32_t)alone, (uint32_t)(alone + joined));
        unit->list->of_people = true;
    }
}

/* With one cell more where it has those who left the question out. */
static bool
apply_list(struct hiding *hiding, struct hiding_unit *unit, struct error *err)
{
    const struct figure *people = &hiding->model->people;
    if (unit->owns_total && unit->total->n < hiding->smallest) {
        hide(unit->total, hiding->smallest - 1);
    }
    if (unit->is_dropped && unit->list) {
        hide(unit->total, people->n); /* else those who left it out are known */
    }
    if (!figure_is_told(unit->total) || unit->is_dropped) {
        hide_all(unit);
        return true;
    }
    size_t count = unit->count + (unit->list ? 1 : 0);
    struct disclosure_cell *cells = calloc(count + 1, sizeof *cells);
    if (!cells) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < unit->count; i++) {
        cells[i].n = unit->cells[i]->n;
    }
    if (unit->list) {
        cells[unit->count].n = people->n - unit->total->n;
    }
    struct disclosure_list list = {.cells = cells,
                                   .count = count,
                                   .smallest = hiding->smallest,
                                   .prefer_first = unit->prefer_first};
    look_back(hiding, unit, &list);
    tell_list(unit, &list, disclosure_list(&list));
    free(cells);
    return true;
}

/* ---- ticks ---- */

/* Each choice is told or hidden by itself, so it may be said that it is a small one, or
 * that all but a few ticked it: every small number stays possible. */
static void
hide_tick(const struct hiding *hiding, struct figure *figure, uint32_t of)
{
    if (figure->n < hiding->smallest) {
        hide(figure, hiding->smallest - 1);
    } else {
        figure_hide(figure, of - (hiding->smallest - 1), of);
    }
}

static uint32_t
less(uint32_t a, uint32_t b)
{
    return a > b ? a - b : 0;
}

/* So many ticked something, and are among those who said yes or maybe. Whether a reader
 * then finds a small number of one of the answers. */
static bool
gives_share_away(const struct hiding *hiding, const struct model_share *share,
                 uint32_t ticked)
{
    if (figure_is_told(&share->maybe) && figure_is_told(&share->no)) {
        return false;
    }
    uint32_t maybe = less(ticked, share->yes.high);
    uint32_t yes = less(ticked, share->maybe.high);
    return (!figure_is_told(&share->maybe) && maybe > 0 && maybe < hiding->smallest) ||
           (!figure_is_told(&share->yes) && yes > 0 && yes < hiding->smallest) ||
           less(share->n.high, ticked) < hiding->smallest - 1;
}

static bool
apply_ticks(struct hiding *hiding, struct hiding_unit *unit, struct error *err)
{
    const struct figure *people = &hiding->model->people;
    uint32_t of = unit->total->n;
    if (of < hiding->smallest) {
        hide(unit->total, hiding->smallest - 1);
        hide_all(unit);
        return true;
    }
    if (unit->share &&
        (unit->is_dropped || gives_share_away(hiding, unit->share, of))) {
        hide(unit->total, unit->share->n.high);
        hide_all(unit);
        return true;
    }
    if (unit->list && people->n >= of && people->n - of < hiding->smallest) {
        of = people->n;
        figure_hide(unit->total, of - (hiding->smallest - 1), of);
        unit->list->of_people = true;
    }
    struct disclosure_cell *cells = calloc(unit->count + 1, sizeof *cells);
    if (!cells) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < unit->count; i++) {
        cells[i].n = unit->cells[i]->n;
    }
    enum disclosure_told told =
        disclosure_ticks(cells, unit->count, of, hiding->smallest);
    for (size_t i = 0; i < unit->count; i++) {
        if (unit->is_dropped || told == DISCLOSURE_NOTHING) {
            hide(unit->cells[i], of);
        } else if (cells[i].joined) {
            hide_tick(hiding, unit->cells[i], of);
        }
    }
    free(cells);
    return true;
}

/* A few of the services: if each named exactly three, their sum is known. */
static bool
apply_few(struct hiding *hiding, struct hiding_unit *unit, struct error *err)
{
    uint32_t of = unit->total->n;
    if (of < hiding->smallest) {
        hide(unit->total, hiding->smallest - 1);
        hide_all(unit);
        return true;
    }
    struct disclosure_cell *cells = calloc(unit->count + 1, sizeof *cells);
    if (!cells) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < unit->count; i++) {
        cells[i].n = unit->cells[i]->n;
    }
    struct disclosure_list list = {
        .cells = cells, .count = unit->count, .smallest = hiding->smallest};
    disclosure_list(&list);
    for (size_t i = 0; i < unit->count; i++) {
        if (unit->is_dropped || cells[i].joined ||
            !disclosure_part(cells[i].n, of, hiding->smallest)) {
            hide(unit->cells[i], of);
        }
    }
    free(cells);
    return true;
}

/* ---- sums over all services ---- */

/* Cells that are hidden one by one, each of them small, may have a sum that is told if
 * every small number stays possible in each of them. */
static bool
may_tell_sum(const struct hiding *hiding, size_t hidden, uint64_t sum)
{
    uint64_t most = hiding->smallest - 1;
    return hidden == 0 || (hidden >= 2 && sum >= most && sum <= (hidden - 1) * most);
}

static void
hide_pooled(struct hiding_unit *unit, uint64_t low, uint64_t high)
{
    figure_hide(unit->total, low < UINT32_MAX ? (uint32_t)low : UINT32_MAX - 1,
                high < UINT32_MAX ? (uint32_t)high : UINT32_MAX);
}

static void
apply_pooled(struct hiding *hiding, struct hiding_unit *unit)
{
    uint64_t low = 0, high = 0, sum = 0;
    size_t hidden = 0;
    for (size_t i = 0; i < unit->count; i++) {
        const struct figure *cell = unit->cells[i];
        bool is_told = figure_is_told(cell);
        low += cell->low;
        high += cell->high;
        hidden += !is_told;
        sum += is_told ? 0 : cell->n;
    }
    if (unit->is_dropped || unit->total->n < hiding->smallest ||
        !may_tell_sum(hiding, hidden, sum)) {
        hide_pooled(unit, low, high > low ? high : low + hiding->smallest);
    }
}

/* Yes and maybe of several services: cells are "no" and n in turn. */
static void
apply_offered(struct hiding *hiding, struct hiding_unit *unit)
{
    uint64_t low = 0, high = 0, sum = 0;
    size_t hidden = 0;
    bool has_unknown = false;
    for (size_t i = 0; i + 1 < unit->count; i += 2) {
        const struct figure *no = unit->cells[i], *n = unit->cells[i + 1];
        bool is_hidden = !figure_is_told(no);
        has_unknown = has_unknown || !figure_is_told(n);
        low += n->low > no->high ? n->low - no->high : 0;
        high += n->high > no->low ? n->high - no->low : 0;
        hidden += is_hidden;
        sum += is_hidden ? no->n : 0;
    }
    if (unit->is_dropped || unit->total->n < hiding->smallest || has_unknown ||
        !may_tell_sum(hiding, hidden, sum)) {
        hide_pooled(unit, low, high > low ? high : low + hiding->smallest);
        hiding_leave_out(hiding, unit->total); /* only percents of it are printed */
    }
}

/* ---- single numbers ---- */

static void
apply_single(const struct hiding *hiding, struct hiding_unit *unit)
{
    struct figure *figure = unit->cells[0];
    if (unit->kind == UNIT_PART) {
        if (unit->is_dropped || !figure_is_told(unit->total) ||
            !disclosure_part(figure->n, unit->total->n, hiding->smallest)) {
            hide(figure, most_of(unit));
        }
    } else if (unit->is_dropped) {
        hide(figure, UINT32_MAX);
    } else if (figure->n < hiding->smallest) {
        hide(figure, hiding->smallest - 1);
    }
}

bool
hiding_apply_unit(struct hiding *hiding, struct hiding_unit *unit, struct error *err)
{
    switch (unit->kind) {
    case UNIT_ABSENT:
        return true;
    case UNIT_SINGLE:
    case UNIT_PART:
        apply_single(hiding, unit);
        return true;
    case UNIT_LIST:
        return apply_list(hiding, unit, err);
    case UNIT_TICKS:
        return apply_ticks(hiding, unit, err);
    case UNIT_FEW:
        return apply_few(hiding, unit, err);
    case UNIT_TABLE:
        return hiding_apply_table(hiding, unit, err);
    case UNIT_POOLED:
        apply_pooled(hiding, unit);
        return true;
    case UNIT_OFFERED:
        apply_offered(hiding, unit);
        return true;
    case UNIT_RANK:
        hiding_apply_rank(hiding, unit);
        return true;
    case UNIT_PROMISES:
        return hiding_apply_promises(hiding, unit, err);
    }
    return true;
}
