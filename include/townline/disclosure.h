/*
 * disclosure: which numbers of people a report may tell. What is told by whole tens
 * alone has its own rule, small_groups.h.
 *
 * A cell is a number of people; it is small when it is under `smallest`, zero as well.
 * What this file decides gives no small cell away: whoever knows the rules below and
 * everything that was told finds every number from 0 to smallest - 1 still possible for
 * each hidden cell. The reader's knowledge of the rules is part of this. Hiding 9 and
 * the smaller of 10 and 10 gives the 9 away: the smaller of two cells that are both at
 * least 10 and together 19 or 20 is no riddle.
 *
 * What is not here: what several tables tell together, and what earlier reports told;
 * that is ledger.h. Whoever tells part of a sum has to see that the rest of it is a
 * cell, too: "in no town" is a row like the others.
 *
 * Pure: no memory is taken and nothing fails. `smallest` is 2 or more.
 */
#ifndef TOWNLINE_DISCLOSURE_H
#define TOWNLINE_DISCLOSURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISCLOSURE_PUBLIC 10 /* `smallest` of what everybody may read */
#define DISCLOSURE_STAFF 5   /* of what staff alone read */

/* Lists: cells that have nobody in common, and whose sum is known.
 *
 * Where no cell is small, all are told. Else the k smallest are told as one sum, S, and
 * the others each by itself. k is the least number from 2 on for which
 *     S >= smallest, and S <= (k - 1) * (K - smallest),
 * where K is the next cell. If there is none, all cells are told as one sum; and if
 * even that is small, nothing is told.
 *
 * Proof. Let v be any number under `smallest` and c any of the k cells. Put v into c
 * and share S - v out among the k - 1 others so that they differ by one at most. Each
 * is then under K, so these are the k smallest still. No lesser number t of them would
 * do: their sum is not small only if c is the least of them, and then it is v +
 * (t - 1) * m, where the next cell is m or m + 1; but (t - 1) * (m + 1 - smallest) is
 * less than that. So exactly the same is told, and c may be v.
 *
 * Three cells of which the first matters most (the "agree" of a scale, the "yes" of a
 * question) have one rule more, with `prefer_first`: where all would be told as one
 * sum, the first is told alone when it and the sum S of the others are no small cells
 * and differ by less than `smallest`. Of the two others, one may be v and the other S -
 * v: then v plus the lesser of S - v and the first is more than the other of the two
 * less `smallest`, so again the three would be told as one sum, and the first alone.
 * Where all three are told as one sum, one may be v, another the rest, the last nobody.
 *
 * Which of the joined cells is small, or how many are, must not be told: no "<10" on
 * one of them, no order, and no mark. So where a side of a scale is small and joined
 * with the middle, that side does not say "<10": the middle would then be large for
 * certain. A side is joined with the middle, or all three are. */
enum disclosure_told {
    DISCLOSURE_ALL,  /* each cell by itself */
    DISCLOSURE_SOME, /* those that are `joined` as one sum, the others by themselves */
    DISCLOSURE_SUM,  /* all joined: their sum alone */
    DISCLOSURE_NOTHING, /* not even the sum, which is small */
};
struct disclosure_cell {
    uint32_t n;
    bool joined; /* set here */
    /* the last report told it as part of a sum, and not by itself */
    bool was_joined;
};
struct disclosure_list {
    struct disclosure_cell *cells; /* borrowed; `joined` is set */
    size_t count;
    uint32_t smallest;
    bool prefer_first; /* needs three cells, else it is ignored */
    /* a report told these cells before, by themselves or joined; counts only grow */
    bool is_again;
    uint32_t sum_before; /* of those that were joined; 0 where none was */
};
/* In a later report what was told by itself is told again. What was joined, j cells
 * with the sum S, is looked at as a list of its own, and stays joined unless S remains
 * as good a riddle as it was:
 * - none of the j cells is small any more, and each has the (j - 1)th part of S or more
 *   (unless they are three with `prefer_first`); or two of them have S or more, and j
 *   is 2 or all cells were joined;
 * - or some are small still, and all cells were joined or j is 2; and of what is told
 *   by itself now two have S or more, or one has, and two cells that have S together
 *   stay joined.
 * So whoever puts v into a cell of the old report finds room for the rest of S in the
 * others. */
enum disclosure_told disclosure_list(const struct disclosure_list *list);

/* Tables: rows, such as towns and "in no town", with two or more columns, such as "yes"
 * and "not yes". Nobody is in two cells. The sum of each column is known and no small
 * cell; sums of rows are told only where the row is.
 *
 * A row is told when none of its cells is small. The others are the rest. If the rest
 * is one row, or if one of its columns is small, the row with the fewest people is
 * hidden as well, and so on.
 *
 * Proof. Let c be a cell of a hidden row r. Put v into it and the rest of its column
 * into one other hidden row, which has nobody else; everybody else of the rest is in r,
 * in the other columns. Then every hidden row has a small cell, two or more are hidden,
 * and the columns of the rest are what they were: so exactly the same is told. */
struct disclosure_table {
    const uint32_t *cells; /* borrowed: row after row */
    size_t rows, columns;
    uint32_t smallest;
    bool *told; /* set here: one for each row */
    /* which rows were told by the last report, and the sums of its other rows by
     * column; NULL: told for the first time. A row that was told is told again. */
    const bool *before;
    const uint32_t *before_rest;
};
/* Number of rows that are told. */
size_t disclosure_table(const struct disclosure_table *table);

/* Whether `part` of `whole` may be told by itself: in percent or as a number, with the
 * whole: the part and all others are no small cells. */
bool disclosure_part(uint32_t part, uint32_t whole, uint32_t smallest);

/* A mean, a median, a quartile, an order or a dot that is computed from several cells
 * is told only where each of them is: n times the mean, less the cells that are told,
 * gives a hidden one. */
bool disclosure_mean(const struct disclosure_cell *cells, size_t count,
                     enum disclosure_told told);

/* Ticks: of `people`, so many ticked each choice, and each who answered ticked at least
 * one. A choice is told (cells[i].joined is false) when it may be told by itself. But
 * if some are hidden and those told are fewer than the people, then somebody's only
 * tick was a hidden one, and how many are those is known; so nothing is told.
 *
 * Proof. Each choice is told or hidden by itself, so a hidden one may be any v, and
 * also any people - v, with the same others. Where nothing is told, one hidden choice
 * may be v, another all people and the others nobody. */
enum disclosure_told disclosure_ticks(struct disclosure_cell *cells, size_t count,
                                      uint32_t people, uint32_t smallest);

/* A new report may be told when it has at least `smallest` people more than the last
 * one, or fewer, where a kiosk's answers were taken out; else two reports less each
 * other tell of a few people. */
bool disclosure_is_enough_new(uint32_t people_before, uint32_t people_now,
                              uint32_t smallest);

#endif
