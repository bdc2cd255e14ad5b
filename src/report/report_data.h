/*
 * report_data: the model of a form in an archive, with everything that it borrows. The
 * page, the JSON and the tests all begin here.
 */
#ifndef TOWNLINE_REPORT_DATA_H
#define TOWNLINE_REPORT_DATA_H

#include "model.h"
#include "townline/ledger.h"
#include "townline/report.h"

struct report_data {
    struct model_input input;
    struct model model;    /* what may not be told is hidden, and all is decided */
    struct ledger *ledger; /* what is told */
    /* what the input borrows */
    struct counts *counts;
    struct archive_round *archive_rounds;
    struct model_round *rounds;
    struct archive_origin *archive_origins;
    struct model_origin *origins;
    struct archive_kiosk *kiosks;
    struct model_health *health;
    struct model_comment *comments;
    size_t comment_capacity;
    struct arena texts;
};
/* Everything lies in *out, which may not be moved. */
bool report_data_init(struct report_data *out, struct archive *archive,
                      const struct report_options *options, struct error *err)
    __attribute__((warn_unused_result));
void report_data_finish(struct report_data *data); /* takes a zeroed struct */

#endif
