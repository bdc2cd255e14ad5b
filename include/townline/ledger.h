/*
 * ledger: everything that a reader was ever told of numbers of people, and what can be
 * worked out from all of it together. A report enters each of its numbers (a *cell*),
 * each sum that holds among them, and what it tells of each. The reports that were told
 * before are entered, too. The audit then tries to break it.
 *
 * A cell is told when the reader knows its number. Every other cell must remain a
 * riddle: either the reader still has to think every number from 0 to smallest - 1
 * possible, or knows that it is not small at all. The audit narrows the bounds of each
 * cell by every sum until nothing narrows any more, and then tries 0 and smallest - 1
 * in each. It cannot prove that no cleverer reader exists; that the single list or
 * table is safe is proved in disclosure.h.
 *
 * Cells are known by a name of 64 bits, which is the same in every report: say a hash
 * of question, choice and town. Counts only grow: a cell in an earlier report is at
 * most the same cell in a later one. Where a number that was told twice has shrunk, the
 * two reports are not compared; and none is where all together cannot be true.
 *
 * A written ledger is a *publication*: what one report told, kept for the audit of all
 * that come after it. It holds no hidden number. Its bytes are read as hostile.
 *
 * Work and memory are bounded. Errors: ERROR_FULL when there is too much of it;
 * ERROR_INPUT for bytes that are no publication.
 */
#ifndef TOWNLINE_LEDGER_H
#define TOWNLINE_LEDGER_H

#include "townline/buffer.h"
#include "townline/error.h"

#define LEDGER_CELLS_MAX 2000000u /* of all reports together */
#define LEDGER_PARTS_MAX 8000000u /* of all their sums */
#define LEDGER_MAX_BYTES                                                               \
    ((size_t)16 << 20) /* of a publication; a maximum for `out`                        \
                        */

struct ledger;
bool ledger_create(uint32_t smallest, struct ledger **out, struct error *err)
    __attribute__((warn_unused_result));
void ledger_close(struct ledger *ledger); /* takes NULL */

/* Enters a report that was told before, the oldest first, and all of them before the
 * first call of the others below. `people_out`: see ledger_write. */
bool ledger_read(struct ledger *ledger, const void *data, size_t size,
                 uint32_t *people_out, struct error *err)
    __attribute__((warn_unused_result));
/* Whether the last report that has a cell of this name told its number. LEDGER_NEW:
 * none has it, or it was left out. */
enum ledger_before { LEDGER_NEW, LEDGER_HIDDEN, LEDGER_TOLD };
enum ledger_before ledger_before(const struct ledger *ledger, uint64_t cell,
                                 uint32_t *n_out);

/* Of the new report: the cell lies between the two, which are the same when it is told.
 * A cell of which nothing is told lies between 0 and UINT32_MAX. What is told twice
 * must hold together. */
bool ledger_tell(struct ledger *ledger, uint64_t cell, uint32_t low, uint32_t high,
                 struct error *err) __attribute__((warn_unused_result));
/* No place of the new report has this cell, not even as a hidden one: the votes of a
 * town in a table that is left out. A reader may find that it is not nobody; but must
 * not find that it is small without every small number being possible. */
bool ledger_leave_out(struct ledger *ledger, uint64_t cell, struct error *err)
    __attribute__((warn_unused_result));
/* What holds among the cells of a report, whatever their numbers. */
enum ledger_kind {
    LEDGER_SUM,   /* the parts have nobody in common and are together the whole */
    LEDGER_TICKS, /* each part is some of the whole, and everybody is in one at least */
    LEDGER_SOME,  /* each part is some of the whole */
};
struct ledger_rule {
    enum ledger_kind kind;
    uint64_t whole;
    const uint64_t *parts; /* borrowed */
    size_t count;
};
bool ledger_add(struct ledger *ledger, const struct ledger_rule *rule,
                struct error *err) __attribute__((warn_unused_result));
/* Forgets what was told of the new report and its rules; earlier ones stay. */
void ledger_restart(struct ledger *ledger);

struct ledger_leak {
    uint64_t cell;
    size_t report;      /* 0 is the oldest that was read; their number: the new one */
    uint32_t low, high; /* what a reader works out; low > high: it contradicts itself */
};
/* The cells that do not remain a riddle, in the order in which they were entered: at
 * most `most` of them. *count_out is 0 when all do. ERROR_FULL: it takes too long. */
bool ledger_audit(struct ledger *ledger, struct ledger_leak *leaks, size_t most,
                  size_t *count_out, struct error *err)
    __attribute__((warn_unused_result));

/* Writes the new report, but for cells that are left out and the rules that they are
 * in. `people`: how many took part; it decides whether enough of
 * them are new next time. The same report is the same bytes. */
bool ledger_write(const struct ledger *ledger, uint32_t people, struct buffer *out,
                  struct error *err) __attribute__((warn_unused_result));

#endif
