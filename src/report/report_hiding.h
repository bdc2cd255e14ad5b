/*
 * report_hiding: hides what a report may not tell, with what the archive knows of
 * earlier public reports.
 */
#ifndef TOWNLINE_REPORT_HIDING_H
#define TOWNLINE_REPORT_HIDING_H

#include "report_data.h"

/* Comes between model_read and model_decide. */
bool report_hide(struct report_data *data, struct archive *archive,
                 const struct report_options *options, struct error *err)
    __attribute__((warn_unused_result));

#endif
