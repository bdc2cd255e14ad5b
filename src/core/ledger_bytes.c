/*
 * ledger_bytes: a publication as bytes: "TLPB", u8 version 1, varint people, varint
 * cells; each cell, by ascending names: u64 name, varint 2 * low, plus 1 if it is not
 * told, and then varint high - low; varint
 * rules; each rule: u8 kind, varint cell of the whole, varint parts, each a varint
 * cell. Nothing follows.
 */
#include "ledger_cells.h"
#include "townline/ledger.h"

#include <stdlib.h>
#include <string.h>

#define VERSION 1
static const char magic[4] = {'T', 'L', 'P', 'B'};

/* A cell of the new report and where it is written. */
struct place {
    uint64_t name;
    uint32_t cell;
};

static int
compare_names(const void *a, const void *b)
{
    uint64_t left = ((const struct place *)a)->name;
    uint64_t right = ((const struct place *)b)->name;
    return left < right ? -1 : left > right;
}

static void
write_cells(const struct ledger *ledger, const struct place *places, size_t count,
            struct buffer *out)
{
    buffer_add_varint(out, count);
    for (size_t i = 0; i < count; i++) {
        const struct ledger_cell *cell = &ledger->cells[places[i].cell];
        buffer_add_u64(out, cell->name);
        bool is_hidden = cell->low != cell->high;
        buffer_add_varint(out, (uint64_t)cell->low * 2 + is_hidden);
        if (is_hidden) {
            buffer_add_varint(out, cell->high - cell->low);
        }
    }
}

/* A cell that is left out is known where it is told all the same. */
static bool
is_written(const struct ledger_cell *cell)
{
    return !cell->is_unprinted || cell->low == cell->high;
}

static bool
is_written_row(const struct ledger *ledger, const struct ledger_row *row)
{
    bool ok = is_written(&ledger->cells[row->whole]);
    for (size_t i = 0; ok && i < row->count; i++) {
        ok = is_written(&ledger->cells[ledger->parts[row->first + i]]);
    }
    return ok;
}

/* `written` is the place of each cell. */
static void
write_rows(const struct ledger *ledger, const uint32_t *written, struct buffer *out)
{
    size_t base = ledger->old_count, rows = 0;
    for (size_t i = ledger->old_rows; i < ledger->row_count; i++) {
        rows += is_written_row(ledger, &ledger->rows[i]);
    }
    buffer_add_varint(out, rows);
    for (size_t i = ledger->old_rows; i < ledger->row_count; i++) {
        const struct ledger_row *row = &ledger->rows[i];
        if (!is_written_row(ledger, row)) {
            continue;
        }
        buffer_add_u8(out, (uint8_t)row->kind);
        buffer_add_varint(out, written[row->whole - base]);
        buffer_add_varint(out, row->count);
        for (size_t k = 0; k < row->count; k++) {
            buffer_add_varint(out, written[ledger->parts[row->first + k] - base]);
        }
    }
}

bool
ledger_write(const struct ledger *ledger, uint32_t people, struct buffer *out,
             struct error *err)
{
    size_t all = ledger->count - ledger->old_count, count = 0;
    struct place *places = calloc(all + 1, sizeof *places);
    uint32_t *written = calloc(all + 1, sizeof *written);
    if (!places || !written) {
        free(places);
        free(written);
        return error_no_memory(err);
    }
    for (size_t i = ledger->old_count; i < ledger->count; i++) {
        if (is_written(&ledger->cells[i])) {
            places[count++] = (struct place){ledger->cells[i].name, (uint32_t)i};
        }
    }
    qsort(places, count, sizeof *places, compare_names);
    for (size_t i = 0; i < count; i++) {
        written[places[i].cell - ledger->old_count] = (uint32_t)i;
    }
    buffer_add(out, magic, sizeof magic);
    buffer_add_u8(out, VERSION);
    buffer_add_varint(out, people);
    write_cells(ledger, places, count, out);
    write_rows(ledger, written, out);
    free(places);
    free(written);
    return !out->failed ||
           error_set(err, ERROR_FULL, "what the report tells does not fit");
}

static bool
is_damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT, "what an earlier report told is damaged");
}

static bool
read_cells(struct ledger *ledger, struct cursor *in, struct error *err)
{
    uint64_t count = cursor_varint(in);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t name = cursor_u64(in), first = cursor_varint(in), more = 0;
        uint64_t low = first / 2;
        bool is_hidden = first % 2 == 1;
        if (is_hidden) {
            more = cursor_varint(in);
        }
        bool is_first = ledger->count == ledger->old_count;
        if (in->failed || low > UINT32_MAX || more > UINT32_MAX - low ||
            (is_hidden && more == 0) ||
            (!is_first && name <= ledger->cells[ledger->count - 1].name)) {
            return is_damaged(err);
        }
        if (!ledger_push(ledger, name, err)) {
            return false;
        }
        struct ledger_cell *cell = &ledger->cells[ledger->count - 1];
        cell->low = (uint32_t)low;
        cell->high = (uint32_t)(low + more);
    }
    return !in->failed || is_damaged(err);
}

/* A cell of this report. */
static bool
read_cell(const struct ledger *ledger, struct cursor *in, uint32_t *out)
{
    uint64_t at = cursor_varint(in);
    if (in->failed || at >= ledger->count - ledger->old_count) {
        return false;
    }
    *out = (uint32_t)(ledger->old_count + at);
    return true;
}

static bool
read_rows(struct ledger *ledger, struct cursor *in, struct error *err)
{
    uint64_t rows = cursor_varint(in);
    for (uint64_t i = 0; i < rows; i++) {
        uint8_t kind = cursor_u8(in);
        uint32_t whole = 0;
        bool ok = read_cell(ledger, in, &whole);
        uint64_t count = cursor_varint(in);
        if (!ok || in->failed || kind > LEDGER_SOME || count > cursor_left(in)) {
            return is_damaged(err);
        }
        if (!ledger_row(ledger, (enum ledger_kind)kind, whole, (size_t)count, err)) {
            return false;
        }
        uint32_t *parts = &ledger->parts[ledger->part_count - (size_t)count];
        for (uint64_t k = 0; k < count; k++) {
            if (!read_cell(ledger, in, &parts[k])) {
                return is_damaged(err);
            }
        }
    }
    return (!in->failed && cursor_left(in) == 0) || is_damaged(err);
}

bool
ledger_read(struct ledger *ledger, const void *data, size_t size, uint32_t *people_out,
            struct error *err)
{
    struct cursor in;
    cursor_init(&in, data, size);
    const uint8_t *start = cursor_take(&in, sizeof magic);
    if (!start || memcmp(start, magic, sizeof magic) != 0) {
        return is_damaged(err);
    }
    if (cursor_u8(&in) != VERSION) {
        return error_set(err, ERROR_INPUT,
                         "what an earlier report told is of another version");
    }
    uint64_t people = cursor_varint(&in);
    bool ok = people <= UINT32_MAX || is_damaged(err);
    if (!ok || !read_cells(ledger, &in, err) || !read_rows(ledger, &in, err) ||
        !ledger_turn(ledger, err)) {
        ledger_restart(ledger);
        return false;
    }
    *people_out = (uint32_t)people;
    return true;
}
