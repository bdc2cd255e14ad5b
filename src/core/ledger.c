/* ledger: enters cells, rules and what is told of them. */
#include "townline/ledger.h"

#include "ledger_cells.h"

#include <stdlib.h>
#include <string.h>

bool
ledger_create(uint32_t smallest, struct ledger **out, struct error *err)
{
    struct ledger *ledger = calloc(1, sizeof *ledger);
    if (!ledger) {
        return error_no_memory(err);
    }
    ledger->smallest = smallest;
    *out = ledger;
    return true;
}

void
ledger_close(struct ledger *ledger)
{
    if (ledger) {
        free(ledger->cells);
        free(ledger->rows);
        free(ledger->parts);
        free(ledger->slots);
        free(ledger->firsts);
        free(ledger);
    }
}

static size_t
slot_of(const struct ledger *ledger, uint64_t name)
{
    uint64_t mixed = name * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(mixed >> 32) & (ledger->slot_count - 1);
}

static void
put_slot(struct ledger *ledger, size_t cell)
{
    size_t at = slot_of(ledger, ledger->cells[cell].name);
    while (ledger->slots[at] != 0) {
        at = (at + 1) & (ledger->slot_count - 1);
    }
    ledger->slots[at] = (uint32_t)cell + 1;
}

static bool
fill_slots(struct ledger *ledger, size_t slots)
{
    uint32_t *fresh = calloc(slots, sizeof *fresh);
    if (!fresh) {
        return false;
    }
    free(ledger->slots);
    ledger->slots = fresh;
    ledger->slot_count = slots;
    for (size_t i = ledger->old_count; i < ledger->count; i++) {
        put_slot(ledger, i);
    }
    return true;
}

static size_t
find_new(const struct ledger *ledger, uint64_t name)
{
    if (ledger->slot_count == 0) {
        return ledger->count;
    }
    size_t at = slot_of(ledger, name);
    while (ledger->slots[at] != 0) {
        if (ledger->cells[ledger->slots[at] - 1].name == name) {
            return ledger->slots[at] - 1;
        }
        at = (at + 1) & (ledger->slot_count - 1);
    }
    return ledger->count;
}

size_t
ledger_find(const struct ledger *ledger, uint64_t name, uint32_t report)
{
    if (report >= ledger->report) {
        return find_new(ledger, name);
    }
    size_t low = ledger->firsts[report];
    size_t end =
        report + 1 < ledger->report ? ledger->firsts[report + 1] : ledger->old_count;
    size_t high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ledger->cells[middle].name < name) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < end && ledger->cells[low].name == name ? low : ledger->count;
}

static bool
too_much(struct error *err)
{
    return error_set(err, ERROR_FULL, "the reports have too many numbers to compare");
}

/* Room for `more` things of `size` bytes. */
static bool
reserve(void **array, size_t *room, size_t count, size_t more, size_t size)
{
    if (*room - count >= more) {
        return true;
    }
    size_t wanted = *room < 64 ? 64 : *room * 2;
    wanted = wanted < count + more ? count + more : wanted;
    void *grown = realloc(*array, wanted * size);
    if (!grown) {
        return false;
    }
    *array = grown;
    *room = wanted;
    return true;
}

bool
ledger_push(struct ledger *ledger, uint64_t name, struct error *err)
{
    if (ledger->count >= LEDGER_CELLS_MAX) {
        return too_much(err);
    }
    void *cells = ledger->cells;
    bool ok = reserve(&cells, &ledger->room, ledger->count, 1, sizeof *ledger->cells);
    ledger->cells = cells;
    if (!ok) {
        return error_no_memory(err);
    }
    ledger->cells[ledger->count++] = (struct ledger_cell){
        .name = name, .report = ledger->report, .high = UINT32_MAX};
    return true;
}

bool
ledger_cell(struct ledger *ledger, uint64_t name, uint32_t *out, struct error *err)
{
    size_t at = find_new(ledger, name);
    if (at < ledger->count) {
        *out = (uint32_t)at;
        return true;
    }
    if ((ledger->count - ledger->old_count) * 2 >= ledger->slot_count &&
        !fill_slots(ledger, ledger->slot_count == 0 ? 128 : ledger->slot_count * 2)) {
        return error_no_memory(err);
    }
    if (!ledger_push(ledger, name, err)) {
        return false;
    }
    *out = (uint32_t)ledger->count - 1;
    put_slot(ledger, *out);
    return true;
}

bool
ledger_turn(struct ledger *ledger, struct error *err)
{
    void *firsts = ledger->firsts;
    bool ok = reserve(&firsts, &ledger->first_room, ledger->report, 1,
                      sizeof *ledger->firsts);
    ledger->firsts = firsts;
    if (!ok) {
        return error_no_memory(err);
    }
    ledger->firsts[ledger->report++] = (uint32_t)ledger->old_count;
    ledger->old_count = ledger->count;
    ledger->old_rows = ledger->row_count;
    ledger->old_parts = ledger->part_count;
    return true;
}

bool
ledger_row(struct ledger *ledger, enum ledger_kind kind, uint32_t whole, size_t count,
           struct error *err)
{
    if (ledger->row_count >= LEDGER_PARTS_MAX || count > LEDGER_PARTS_MAX ||
        ledger->part_count + count > LEDGER_PARTS_MAX) {
        return too_much(err);
    }
    void *rows = ledger->rows, *parts = ledger->parts;
    bool ok =
        reserve(&rows, &ledger->row_room, ledger->row_count, 1, sizeof *ledger->rows);
    ledger->rows = rows;
    ok = ok && reserve(&parts, &ledger->part_room, ledger->part_count, count + 1,
                       sizeof *ledger->parts);
    ledger->parts = parts;
    if (!ok) {
        return error_no_memory(err);
    }
    ledger->rows[ledger->row_count++] =
        (struct ledger_row){kind, whole, (uint32_t)ledger->part_count, (uint32_t)count};
    ledger->part_count += count;
    return true;
}

bool
ledger_add(struct ledger *ledger, const struct ledger_rule *rule, struct error *err)
{
    uint32_t whole = 0;
    if (!ledger_cell(ledger, rule->whole, &whole, err) ||
        !ledger_row(ledger, rule->kind, whole, rule->count, err)) {
        return false;
    }
    size_t first = ledger->rows[ledger->row_count - 1].first;
    for (size_t i = 0; i < rule->count; i++) {
        uint32_t part = 0;
        if (!ledger_cell(ledger, rule->parts[i], &part, err)) {
            ledger->row_count--;
            ledger->part_count = first;
            return false;
        }
        ledger->parts[first + i] = part;
    }
    return true;
}

bool
ledger_tell(struct ledger *ledger, uint64_t cell, uint32_t low, uint32_t high,
            struct error *err)
{
    uint32_t at = 0;
    if (!ledger_cell(ledger, cell, &at, err)) {
        return false;
    }
    struct ledger_cell *told = &ledger->cells[at];
    told->low = low > told->low ? low : told->low;
    told->high = high < told->high ? high : told->high;
    return told->low <= told->high ||
           error_set(err, ERROR_INPUT, "a number is told in two ways");
}

bool
ledger_leave_out(struct ledger *ledger, uint64_t cell, struct error *err)
{
    uint32_t at = 0;
    if (!ledger_cell(ledger, cell, &at, err)) {
        return false;
    }
    ledger->cells[at].is_unprinted = true;
    return true;
}

enum ledger_before
ledger_before(const struct ledger *ledger, uint64_t cell, uint32_t *n_out)
{
    for (uint32_t report = ledger->report; report-- > 0;) {
        size_t at = ledger_find(ledger, cell, report);
        if (at < ledger->count) {
            const struct ledger_cell *before = &ledger->cells[at];
            *n_out = before->low;
            return before->low == before->high ? LEDGER_TOLD : LEDGER_HIDDEN;
        }
    }
    return LEDGER_NEW;
}

void
ledger_restart(struct ledger *ledger)
{
    ledger->count = ledger->old_count;
    ledger->row_count = ledger->old_rows;
    ledger->part_count = ledger->old_parts;
    if (ledger->slot_count > 0) {
        memset(ledger->slots, 0, ledger->slot_count * sizeof *ledger->slots);
    }
}
