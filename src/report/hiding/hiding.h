/*
 * hiding: decides which figures of a model the reader is told, so that no small number
 * can be worked out: from none of the tables and charts, from none of the reports that
 * were told before, nor from all of them together. It comes between model_read and
 * model_decide. Staff's own report is hidden by the same rules, with a smaller
 * `smallest`.
 *
 * How: each list and table is hidden by the rules of disclosure.h. Then everything that
 * is told is entered in a ledger (ledger.h) and audited. Where a cell is no riddle, the
 * list or table that it stands in is not told; if that does not help, nothing of its
 * service is, and so on, always in the same order.
 *
 * - In public a list of answers has one group more: those who answered nothing. Where
 *   they are hidden, so is the number who answered, and percents are of all people.
 * - By town, round and other parts: yes, maybe and no where all rows may tell them,
 *   else yes of n. A row is told when ten said yes and ten did not; "not said" is a row
 *   as well. Of the statements, those who agree of n.
 * - Rows that are only there because somebody is in them (a language, a day, a kiosk, a
 *   number) leave the model when they are hidden: the row alone would say "not nobody".
 * - A rank is told whole or not at all, for its points are a mean of all its cells.
 *
 * What is hidden with all of its table is no cell that a reader sees. Of such a number
 * it may be found out that it is not nobody, but never that it is small.
 *
 * Not hidden: how many left a question in the repeat over services, a rank or a free
 * text empty, which is what is left of all people when nearly all answered; that is
 * never printed.
 */
#ifndef TOWNLINE_HIDING_H
#define TOWNLINE_HIDING_H

#include "model.h"
#include "townline/ledger.h"

/* `ledger` has what earlier reports of the same form told; it holds this one when it
 * returns. ERROR_INPUT: earlier reports have told so much that nothing can be told now.
 */
bool hiding_apply(struct model *model, struct ledger *ledger, struct error *err)
    __attribute__((warn_unused_result));

#endif
