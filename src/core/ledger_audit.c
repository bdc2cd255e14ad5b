/* ledger_audit: works out what a reader can. Each rule narrows the bounds of its cells,
 * and whatever was narrowed wakes the other rules of the same cells. */
#include "ledger_cells.h"
#include "townline/ledger.h"

#include <stdlib.h>

#define STEPS_MAX UINT64_C(300000000) /* cells looked at, in all */
#define TRY_STEPS_MAX 200000u         /* while one number of one cell is tried */
#define NO_CELL UINT32_MAX
/* more than any sum of cells without an upper bound */
#define UNBOUND ((int64_t)1 << 55)

struct bounds {
    int64_t low, high;
};
struct change {
    uint32_t cell;
    struct bounds before;
};
struct audit {
    const struct ledger *ledger;
    struct bounds *bounds; /* of each cell; owned, as all below */
    uint32_t *later;       /* of each cell: itself in the next report, or NO_CELL */
    uint32_t *earlier;
    /* the rows of each cell: uses[use_first[cell]] and on */
    uint32_t *use_first, *uses;
    uint32_t *queue; /* rows to look at, a ring with room for all */
    bool *is_queued;
    size_t queue_first, queued;
    struct change *changes; /* while a number is tried: what to put back */
    size_t change_count, change_room;
    bool is_trying;
    uint64_t steps, steps_max;
    bool is_contradicted, ran_out, no_memory;
};

static bool
goes_on(const struct audit *audit)
{
    return !audit->is_contradicted && !audit->ran_out && !audit->no_memory;
}

static void
wake(struct audit *audit, uint32_t cell)
{
    for (uint32_t i = audit->use_first[cell]; i < audit->use_first[cell + 1]; i++) {
        uint32_t row = audit->uses[i];
        if (!audit->is_queued[row]) {
            size_t at = audit->queue_first + audit->queued++;
            audit->queue[at % audit->ledger->row_count] = row;
            audit->is_queued[row] = true;
        }
    }
}

static void
remember(struct audit *audit, uint32_t cell)
{
    if (audit->change_count == audit->change_room) {
        size_t room = audit->change_room == 0 ? 1024 : audit->change_room * 2;
        struct change *grown = realloc(audit->changes, room * sizeof *grown);
        if (!grown) {
            audit->no_memory = true;
            return;
        }
        audit->changes = grown;
        audit->change_room = room;
    }
    audit->changes[audit->change_count++] = (struct change){cell, audit->bounds[cell]};
}

/* True when that narrowed the cell. */
static bool
set_bounds(struct audit *audit, uint32_t cell, int64_t low, int64_t high)
{
    struct bounds *bounds = &audit->bounds[cell];
    if ((low <= bounds->low && high >= bounds->high) || !goes_on(audit)) {
        return false;
    }
    if (audit->is_trying) {
        remember(audit, cell);
    }
    bounds->low = low > bounds->low ? low : bounds->low;
    bounds->high = high < bounds->high ? high : bounds->high;
    audit->is_contradicted = bounds->low > bounds->high;
    audit->steps++;
    wake(audit, cell);
    return true;
}

/* Narrows the cell. In later reports it is at least so large, in earlier ones at most.
 */
static void
narrow(struct audit *audit, uint32_t cell, int64_t low, int64_t high)
{
    if (!set_bounds(audit, cell, low, high)) {
        return;
    }
    uint32_t other = audit->later[cell];
    while (other != NO_CELL && set_bounds(audit, other, low, INT64_MAX)) {
        other = audit->later[other];
    }
    other = audit->earlier[cell];
    while (other != NO_CELL && set_bounds(audit, other, 0, high)) {
        other = audit->earlier[other];
    }
}

/* Sum: whole = parts. Ticks: whole <= parts, and each part <= whole. */
static void
apply(struct audit *audit, const struct ledger_row *row)
{
    const uint32_t *parts = &audit->ledger->parts[row->first];
    struct bounds sum = {0};
    audit->steps += row->count + 1;
    for (uint32_t i = 0; i < row->count; i++) {
        sum.low += audit->bounds[parts[i]].low;
        sum.high += audit->bounds[parts[i]].high;
    }
    int64_t low = row->kind == LEDGER_SUM ? sum.low : 0;
    narrow(audit, row->whole, low, row->kind == LEDGER_SOME ? UNBOUND : sum.high);
    for (uint32_t i = 0; i < row->count && goes_on(audit); i++) {
        /* The whole may have been narrowed since, or be one of the parts of a rule
         * that makes no sense; then these bounds are only wider than they could be. */
        struct bounds whole = audit->bounds[row->whole], part = audit->bounds[parts[i]];
        int64_t least = whole.low - (sum.high - part.high);
        int64_t most = whole.high - (sum.low - part.low);
        if (row->kind == LEDGER_SUM) {
            narrow(audit, parts[i], least, most);
        } else {
            narrow(audit, parts[i], row->kind == LEDGER_TICKS ? least : 0, whole.high);
            narrow(audit, row->whole, part.low, UNBOUND);
        }
        struct bounds now = audit->bounds[parts[i]];
        sum.low += now.low - part.low;
        sum.high += now.high - part.high;
    }
}

static void
propagate(struct audit *audit)
{
    uint64_t limit = audit->steps_max;
    if (audit->is_trying && audit->steps + TRY_STEPS_MAX < limit) {
        limit = audit->steps + TRY_STEPS_MAX;
    }
    while (audit->queued > 0 && goes_on(audit)) {
        uint32_t row = audit->queue[audit->queue_first];
        audit->queue_first = (audit->queue_first + 1) % audit->ledger->row_count;
        audit->queued--;
        audit->is_queued[row] = false;
        apply(audit, &audit->ledger->rows[row]);
        audit->ran_out = audit->steps > limit;
    }
    while (audit->queued > 0) { /* it was given up */
        audit->is_queued[audit->queue[audit->queue_first]] = false;
        audit->queue_first = (audit->queue_first + 1) % audit->ledger->row_count;
        audit->queued--;
    }
}

/* Whether the cell may be one of the numbers from `low` to `high`, as far as can be
 * seen. */
static bool
may_be(struct audit *audit, uint32_t cell, int64_t low, int64_t high)
{
    audit->is_trying = true;
    narrow(audit, cell, low, high);
    propagate(audit);
    bool may = !audit->is_contradicted;
    audit->is_contradicted = audit->is_trying = false;
    audit->ran_out = audit->steps > audit->steps_max;
    while (audit->change_count > 0) {
        const struct change *change = &audit->changes[--audit->change_count];
        audit->bounds[change->cell] = change->before;
    }
    return may;
}

static bool
is_riddle(struct audit *audit, uint32_t cell)
{
    int64_t most = (int64_t)audit->ledger->smallest - 1;
    struct bounds bounds = audit->bounds[cell];
    if (bounds.low > most) {
        return true;
    }
    if (audit->ledger->cells[cell].is_unprinted && bounds.high > most) {
        return may_be(audit, cell, most + 1, bounds.high) ||
               (may_be(audit, cell, 0, 0) && may_be(audit, cell, most, most));
    }
    if (bounds.low == 0 && bounds.high >= most && may_be(audit, cell, 0, 0) &&
        may_be(audit, cell, most, most)) {
        return true;
    }
    return bounds.high > most && !may_be(audit, cell, 0, most);
}

/* The newest earlier report's cell of the same name; `count` when there is none. */
static size_t
find_older(const struct ledger *ledger, const struct ledger_cell *cell)
{
    size_t found = ledger->count;
    for (uint32_t report = cell->report; report-- > 0 && found == ledger->count;) {
        found = ledger_find(ledger, cell->name, report);
    }
    return found;
}

/* Cells `first` to `end` are one report. It is compared with those before it unless a
 * number that was told has shrunk. */
static void
link_report(struct audit *audit, size_t first, size_t end)
{
    const struct ledger *ledger = audit->ledger;
    for (size_t i = first; i < end; i++) {
        size_t old = find_older(ledger, &ledger->cells[i]);
        if (old < ledger->count && ledger->cells[i].high < ledger->cells[old].low) {
            return;
        }
    }
    for (size_t i = first; i < end; i++) {
        size_t old = find_older(ledger, &ledger->cells[i]);
        if (old < ledger->count) {
            audit->later[old] = (uint32_t)i;
            audit->earlier[i] = (uint32_t)old;
        }
    }
}

static void
link_reports(struct audit *audit)
{
    const struct ledger *ledger = audit->ledger;
    for (size_t first = 0, end; first < ledger->count; first = end) {
        end = first + 1;
        while (end < ledger->count &&
               ledger->cells[end].report == ledger->cells[first].report) {
            end++;
        }
        link_report(audit, first, end);
    }
}

static void
count_uses(struct audit *audit)
{
    const struct ledger *ledger = audit->ledger;
    for (size_t i = 0; i < ledger->row_count; i++) {
        const struct ledger_row *row = &ledger->rows[i];
        audit->use_first[row->whole + 1]++;
        for (uint32_t k = 0; k < row->count; k++) {
            audit->use_first[ledger->parts[row->first + k] + 1]++;
        }
    }
    for (size_t i = 0; i < ledger->count; i++) {
        audit->use_first[i + 1] += audit->use_first[i];
    }
    /* Now use_first[i + 1] is where the uses of cell i end; they are put in from there
     * backwards, and then it is where they begin. */
    for (size_t i = ledger->row_count; i-- > 0;) {
        const struct ledger_row *row = &ledger->rows[i];
        audit->uses[--audit->use_first[row->whole + 1]] = (uint32_t)i;
        for (uint32_t k = 0; k < row->count; k++) {
            uint32_t part = ledger->parts[row->first + k];
            audit->uses[--audit->use_first[part + 1]] = (uint32_t)i;
        }
    }
    for (size_t i = 0; i < ledger->count; i++) {
        audit->use_first[i] = audit->use_first[i + 1];
    }
    audit->use_first[ledger->count] =
        (uint32_t)(ledger->part_count + ledger->row_count);
}

static bool
start(struct audit *audit, const struct ledger *ledger, bool compares)
{
    size_t cells = ledger->count + 2, rows = ledger->row_count + 1;
    *audit = (struct audit){.ledger = ledger, .steps_max = STEPS_MAX};
    audit->bounds = calloc(cells, sizeof *audit->bounds);
    audit->later = calloc(cells, sizeof *audit->later);
    audit->earlier = calloc(cells, sizeof *audit->earlier);
    audit->use_first = calloc(cells, sizeof *audit->use_first);
    audit->uses = calloc(ledger->part_count + rows, sizeof *audit->uses);
    audit->queue = calloc(rows, sizeof *audit->queue);
    audit->is_queued = calloc(rows, sizeof *audit->is_queued);
    if (!audit->bounds || !audit->later || !audit->earlier || !audit->use_first ||
        !audit->uses || !audit->queue || !audit->is_queued) {
        return false;
    }
    for (size_t i = 0; i < ledger->count; i++) {
        audit->later[i] = audit->earlier[i] = NO_CELL;
        audit->bounds[i] = (struct bounds){ledger->cells[i].low, ledger->cells[i].high};
    }
    if (compares) {
        link_reports(audit);
    }
    count_uses(audit);
    return true;
}

static void
finish(struct audit *audit)
{
    free(audit->bounds);
    free(audit->later);
    free(audit->earlier);
    free(audit->use_first);
    free(audit->uses);
    free(audit->queue);
    free(audit->is_queued);
    free(audit->changes);
}

/* Everything that is told at once. */
static void
look_at_all(struct audit *audit)
{
    for (uint32_t i = 0; i < audit->ledger->count; i++) {
        wake(audit, i);
    }
    for (uint32_t i = 0; i < audit->ledger->count; i++) {
        if (audit->later[i] != NO_CELL) {
            narrow(audit, audit->later[i], audit->bounds[i].low, INT64_MAX);
            narrow(audit, i, 0, audit->bounds[audit->later[i]].high);
        }
    }
    propagate(audit);
}

bool
ledger_audit(struct ledger *ledger, struct ledger_leak *leaks, size_t most,
             size_t *count_out, struct error *err)
{
    struct audit audit;
    size_t count = 0;
    bool ok = start(&audit, ledger, true);
    if (ok) {
        look_at_all(&audit);
    }
    if (ok && audit.is_contradicted && ledger->report > 0) {
        /* not only grown: a reader finds that, too */
        finish(&audit);
        ok = start(&audit, ledger, false);
        if (ok) {
            look_at_all(&audit);
        }
    }
    bool is_contradicted = audit.is_contradicted;
    audit.is_contradicted = false;
    for (uint32_t i = 0; ok && i < ledger->count && count < most && goes_on(&audit);
         i++) {
        const struct ledger_cell *cell = &ledger->cells[i];
        if (cell->low != cell->high && (is_contradicted || !is_riddle(&audit, i))) {
            struct bounds bounds = audit.bounds[i];
            int64_t high = bounds.high < UINT32_MAX ? bounds.high : UINT32_MAX;
            leaks[count++] =
                (struct ledger_leak){cell->name, cell->report, (uint32_t)bounds.low,
                                     high < 0 ? 0 : (uint32_t)high};
        }
    }
    ok = ok && !audit.no_memory;
    bool ran_out = audit.ran_out;
    finish(&audit);
    if (!ok) {
        return error_no_memory(err);
    }
    *count_out = count;
    return !ran_out || error_set(err, ERROR_FULL,
                                 "it takes too long to compare what the reports tell");
}
