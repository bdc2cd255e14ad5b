/*
 * archive_views: how people with SQL see the answers to a form: two views for each of
 * its tables, of the responses that count, with codes ("form1", "form1-about") and with
 * labels ("labels1", "labels1-about"). Columns are named as in the workbook.
 */
#ifndef TOWNLINE_ARCHIVE_VIEWS_H
#define TOWNLINE_ARCHIVE_VIEWS_H

#include "archive_names.h"
#include "archive_tables.h"

/* `names` are those of the table's columns; `repeat` is NULL outside of repeats. */
bool slice_view_create(struct archive *archive, int64_t form,
                       const struct descriptor *descriptor, const struct slice *slice,
                       const char *repeat, char (*names)[NAME_MAX_BYTES],
                       struct error *err) __attribute__((warn_unused_result));

#endif
