/* ledger_cells: the inside of a ledger: its cells and rules in arrays. */
#ifndef TOWNLINE_LEDGER_CELLS_H
#define TOWNLINE_LEDGER_CELLS_H

#include "townline/ledger.h"

struct ledger_cell {
    uint64_t name;
    uint32_t report;
    uint32_t low, high; /* as told */
    bool is_unprinted;
};
struct ledger_row { /* a rule */
    enum ledger_kind kind;
    uint32_t whole;        /* cell */
    uint32_t first, count; /* of `parts` */
};
struct ledger {
    uint32_t smallest;
    uint32_t report;           /* the number of earlier reports, and of the new one */
    struct ledger_cell *cells; /* owned, as all below */
    size_t count, room;
    struct ledger_row *rows;
    size_t row_count, row_room;
    uint32_t *parts; /* cells */
    size_t part_count, part_room;
    uint32_t *slots;   /* a hash table: 1 + a cell of the new report; 0: free */
    size_t slot_count; /* a power of two */
    /* the first cell of each earlier report; they are in the order of their names */
    uint32_t *firsts;
    size_t first_room;
    /* how many of each are of earlier reports */
    size_t old_count, old_rows, old_parts;
};

/* The cell of that name in `report`; `ledger->count` when there is none. */
size_t ledger_find(const struct ledger *ledger, uint64_t name, uint32_t report);
/* Finds it or makes one of which nothing is told. */
bool ledger_cell(struct ledger *ledger, uint64_t name, uint32_t *out, struct error *err)
    __attribute__((warn_unused_result));
/* Makes a cell, which must not be there, and does not put it into the hash table. */
bool ledger_push(struct ledger *ledger, uint64_t name, struct error *err)
    __attribute__((warn_unused_result));
/* The new report becomes an earlier one; its cells are in the order of their names. */
bool ledger_turn(struct ledger *ledger, struct error *err)
    __attribute__((warn_unused_result));
bool ledger_row(struct ledger *ledger, enum ledger_kind kind, uint32_t whole,
                size_t count, struct error *err) __attribute__((warn_unused_result));

#endif
