/* hiding_tables: which rows of a table are told, and whether a rank is. */
#include "hiding_units.h"

#include <stdlib.h>

static void
hide(struct figure *figure, uint32_t most)
{
    figure_hide(figure, 0, most);
}

/* The figures of one row: its columns, and what they are together. */
#define COLUMNS_MAX 3
struct row {
    struct figure *columns[COLUMNS_MAX]; /* NULL: what is left of `n` */
    struct figure *n;
};

static struct row
row_of(const struct hiding_unit *unit, struct model_main *main, size_t columns)
{
    if (unit->question == UNIT_SHARE) {
        struct model_share *share = &main->share;
        if (columns == 3) {
            return (struct row){{&share->yes, &share->maybe, &share->no}, &share->n};
        }
        return (struct row){{&share->yes, NULL}, &share->n};
    }
    struct model_statement *statement =
        unit->question == UNIT_IDENTITY ? &main->identity : &main->control;
    return (struct row){{&statement->agree, NULL}, &statement->n};
}

static uint32_t
cell_of(const struct row *row, size_t column)
{
    const struct figure *figure = row->columns[column];
    return figure ? figure->n : row->n->n - row->columns[0]->n;
}

/* Whether a row, or the sums of all rows, are told in these columns. */
static bool
is_told(const struct row *row, size_t columns)
{
    bool told = figure_is_told(row->n);
    for (size_t i = 0; i < columns; i++) {
        told = told && (!row->columns[i] || figure_is_told(row->columns[i]));
    }
    return told;
}

/* ---- what is hidden of a row ---- */

/* What the page has no place for. */
static void
leave_out(struct hiding *hiding, struct figure *figure, uint32_t most)
{
    hide(figure, most);
    hiding_leave_out(hiding, figure);
}

/* All but `agree` and `n` of a statement: parts of one of them, or of the rest. */
static void
leave_out_inside(struct hiding *hiding, struct model_statement *at, uint32_t agree,
                 uint32_t others, uint32_t none)
{
    leave_out(hiding, &at->parts[3], agree);
    leave_out(hiding, &at->parts[4], agree);
    leave_out(hiding, &at->parts[0], others);
    leave_out(hiding, &at->parts[1], others);
    leave_out(hiding, &at->parts[2], others);
    leave_out(hiding, &at->disagree, others);
    leave_out(hiding, &at->none, none);
}

static void
hide_share(struct hiding *hiding, const struct model_share *all, struct model_share *at,
           bool told, size_t columns)
{
    uint32_t rest = at->n.n - at->yes.n;
    leave_out(hiding, &at->none, all->none.high);
    if (!told) {
        hide(&at->yes, all->yes.high);
        hide(&at->maybe, all->maybe.high);
        hide(&at->no, all->no.high);
        hide(&at->n, all->n.high);
    } else if (columns == 2) {
        leave_out(hiding, &at->maybe, rest);
        leave_out(hiding, &at->no, rest);
    }
}

static void
hide_row(struct hiding *hiding, const struct hiding_unit *unit, struct model_main *main,
         bool told, size_t columns)
{
    const struct model_main *all = unit->all;
    if (unit->question == UNIT_SHARE) {
        hide_share(hiding, &all->share, &main->share, told, columns);
        return;
    }
    bool is_identity = unit->question == UNIT_IDENTITY;
    struct model_statement *at = is_identity ? &main->identity : &main->control;
    const struct model_statement *whole = is_identity ? &all->identity : &all->control;
    if (told) {
        leave_out_inside(hiding, at, at->agree.n, at->n.n - at->agree.n,
                         whole->none.high);
    } else {
        leave_out_inside(hiding, at, whole->n.high, whole->n.high, whole->none.high);
        hide(&at->agree, whole->agree.high);
        hide(&at->n, whole->n.high);
    }
}

/* No row is told, so there is no table. */
static void
hide_table(struct hiding *hiding, struct hiding_unit *unit)
{
    for (size_t i = 0; i < unit->count; i++) {
        struct row row = row_of(unit, &unit->members[i], 3);
        hide_row(hiding, unit, &unit->members[i], false, 2);
        for (size_t k = 0; k < COLUMNS_MAX; k++) {
            if (row.columns[k]) {
                hiding_leave_out(hiding, row.columns[k]);
            }
        }
        hiding_leave_out(hiding, row.n);
    }
    unit->tells_rows = false;
}

/* ---- tables ---- */

struct rows {
    struct disclosure_table table;
    uint32_t *cells, *before_rest;
    bool *told, *before;
};

static void
rows_finish(struct rows *rows)
{
    free(rows->cells);
    free(rows->before_rest);
    free(rows->told);
    free(rows->before);
}

static bool
rows_init(struct rows *rows, const struct hiding *hiding, size_t count, size_t columns)
{
    *rows = (struct rows){
        .table = {.rows = count, .columns = columns, .smallest = hiding->smallest}};
    rows->cells = calloc(count * columns + 1, sizeof *rows->cells);
    rows->before_rest = calloc(columns + 1, sizeof *rows->before_rest);
    rows->told = calloc(count + 1, sizeof *rows->told);
    rows->before = calloc(count + 1, sizeof *rows->before);
    rows->table.cells = rows->cells;
    rows->table.told = rows->told;
    return rows->cells && rows->before_rest && rows->told && rows->before;
}

/* What the last report told of a cell of the table; of those who are in no column by
 * name, the difference. */
static bool
told_before(const struct hiding *hiding, const struct row *row, size_t column,
            uint32_t *n_out)
{
    if (row->columns[column]) {
        return hiding_before(hiding, row->columns[column], n_out) == LEDGER_TOLD;
    }
    uint32_t n = 0, first = 0;
    bool ok = hiding_before(hiding, row->n, &n) == LEDGER_TOLD &&
              hiding_before(hiding, row->columns[0], &first) == LEDGER_TOLD;
    *n_out = n - first;
    return ok && n >= first;
}

/* Whether the last report had the row, told or hidden. */
static bool
had_row(const struct hiding *hiding, const struct row *row)
{
    uint32_t n = 0;
    return hiding_before(hiding, row->n, &n) != LEDGER_NEW;
}

/* The table as the last report told it. It is used only where that report had all rows
 * and told the sum of each column. */
static void
look_back(const struct hiding *hiding, const struct hiding_unit *unit,
          struct rows *rows)
{
    size_t columns = rows->table.columns;
    struct row whole = row_of(unit, unit->all, columns);
    for (size_t i = 0; i < columns; i++) {
        if (!told_before(hiding, &whole, i, &rows->before_rest[i])) {
            return;
        }
    }
    for (size_t i = 0; i < unit->count; i++) {
        struct row row = row_of(unit, &unit->members[i], columns);
        uint32_t n[COLUMNS_MAX] = {0};
        bool told = true;
        if (!had_row(hiding, &row)) {
            return;
        }
        for (size_t k = 0; k < columns; k++) {
            told = told && told_before(hiding, &row, k, &n[k]) &&
                   n[k] <= rows->before_rest[k];
        }
        rows->before[i] = told;
        for (size_t k = 0; told && k < columns; k++) {
            rows->before_rest[k] -= n[k];
        }
    }
    rows->table.before = rows->before;
    rows->table.before_rest = rows->before_rest;
}

/* Tells rows in so many columns; with three, all of them or none. */
static bool
tell_rows(struct hiding *hiding, struct hiding_unit *unit, size_t columns,
          struct error *err)
{
    struct rows rows;
    if (!rows_init(&rows, hiding, unit->count, columns)) {
        rows_finish(&rows);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < unit->count; i++) {
        struct row row = row_of(unit, &unit->members[i], columns);
        for (size_t k = 0; k < columns; k++) {
            rows.cells[i * columns + k] = cell_of(&row, k);
        }
    }
    look_back(hiding, unit, &rows);
    size_t told = disclosure_table(&rows.table);
    unit->tells_rows = told == unit->count || (told > 0 && columns == 2);
    for (size_t i = 0; unit->tells_rows && i < unit->count; i++) {
        hide_row(hiding, unit, &unit->members[i], rows.told[i], columns);
    }
    rows_finish(&rows);
    return true;
}

bool
hiding_apply_table(struct hiding *hiding, struct hiding_unit *unit, struct error *err)
{
    struct row full = row_of(unit, unit->all, 3), two = row_of(unit, unit->all, 2);
    unit->tells_rows = false;
    if (!unit->is_dropped && is_told(&two, 2)) {
        if (unit->question == UNIT_SHARE && is_told(&full, 3) &&
            !tell_rows(hiding, unit, 3, err)) {
            return false;
        }
        if (!unit->tells_rows && !tell_rows(hiding, unit, 2, err)) {
            return false;
        }
    }
    if (!unit->tells_rows) {
        hide_table(hiding, unit);
    }
    return true;
}

/* ---- promises ---- */

/* How often each was the most important, the least, and neither. */
bool
hiding_apply_promises(struct hiding *hiding, struct hiding_unit *unit,
                      struct error *err)
{
    struct model_promises *promises = unit->promises;
    struct rows rows;
    if (!rows_init(&rows, hiding, promises->count, 3)) {
        rows_finish(&rows);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < promises->count; i++) {
        const struct model_promise *item = &promises->items[i];
        uint32_t picked = item->most.n + item->least.n;
        rows.cells[i * 3] = item->most.n;
        rows.cells[i * 3 + 1] = item->least.n;
        rows.cells[i * 3 + 2] = item->shown.n > picked ? item->shown.n - picked : 0;
    }
    bool is_hidden = disclosure_table(&rows.table) == 0 || unit->is_dropped ||
                     promises->answered.n < hiding->smallest;
    for (size_t i = 0; i < promises->count; i++) {
        struct model_promise *item = &promises->items[i];
        struct figure *figures[] = {&item->shown, &item->most, &item->least};
        for (size_t k = 0; k < 3 && (is_hidden || !rows.told[i]); k++) {
            hide(figures[k], UINT32_MAX);
            if (is_hidden) { /* no row is told, so there is no table */
                hiding_leave_out(hiding, figures[k]);
            }
        }
    }
    if (promises->answered.n < hiding->smallest) {
        hide(&promises->answered, hiding->smallest - 1);
    }
    rows_finish(&rows);
    return true;
}

/* ---- ranks ---- */

void
hiding_apply_rank(struct hiding *hiding, struct hiding_unit *unit)
{
    struct model_values *rank = unit->rank;
    size_t cells = rank->count * rank->count;
    bool tells_places = !unit->is_dropped, tells_pairs = rank->before != NULL;
    for (size_t i = 0; i < cells; i++) {
        size_t item = i / rank->count, other = i % rank->count;
        tells_places =
            tells_places && rank->items[item].places[other].n >= hiding->smallest;
        tells_pairs =
            tells_pairs && (item == other || rank->before[i].n >= hiding->smallest);
    }
    if (rank->answered.n < hiding->smallest) {
        hide(&rank->answered, hiding->smallest - 1);
    }
    for (size_t i = 0; i < cells; i++) {
        size_t item = i / rank->count, other = i % rank->count;
        if (!tells_places) {
            leave_out(hiding, &rank->items[item].places[other], rank->answered.high);
        }
        if (rank->before && item != other && !(tells_places && tells_pairs)) {
            leave_out(hiding, &rank->before[i], rank->answered.high);
        }
    }
}
