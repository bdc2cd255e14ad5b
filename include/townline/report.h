/*
 * report: what managers and councils read. Bytes out of an archive: a self-contained
 * HTML page, and CSV for those who count themselves. Integers only, so that the page
 * made in an office and the one made in a browser are the same to the byte.
 *
 * What it promises: visitors chose themselves, so no margin of error is claimed; a
 * group of fewer than SMALL_GROUP people (small_groups.h) is never given as a number,
 * and what is shown does not let it be worked out; everything that came from a bundle
 * or a form is escaped. Labels come from the form when it is at hand, else codes are
 * shown.
 */
#ifndef TOWNLINE_REPORT_H
#define TOWNLINE_REPORT_H

#include "townline/archive.h"
#include "townline/form.h"

#define REPORT_MAX_BYTES ((size_t)256 << 20) /* a maximum for `out` */

struct report_options {
    const struct archive_form *form; /* whose responses */
    const struct form *labels;       /* the pack's form, or NULL */
    size_t language;                 /* of the labels, an index in `labels` */
    const char *office;              /* who asks: "County of ..."; NULL for none */
    const char *today;               /* "2026-11-22", when the report was made */
};
/* ERROR_FULL when `out` is too small. */
bool report_html(struct archive *archive, const struct report_options *options,
                 struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* RFC 4180: one row for each response, CRLF, UTF-8. The columns are those of the head
 * (kiosk, bundle, response, round, event, language, date, half, ...) and then the
 * question paths; in a keyed repeat one for each key, "about/identity[library]", and in
 * a positional one "path[1]" up to the most that anybody filled in. A value that a
 * spreadsheet would take for a formula, because it begins with = + - @ TAB or CR and is
 * no number, gets an apostrophe before it. Not asked: an empty cell; asked and left
 * empty: a single "-". Free texts are left out: see report_comments_csv. */
struct csv_options {
    const struct archive_form *form;
    bool byte_order_mark; /* for Excel */
};
bool report_csv(struct archive *archive, const struct csv_options *options,
                struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Residents' words: question, instance, language, state, text. Their order has nothing
 * to do with that of report_csv. Only those that were allowed, unless all are asked
 * for. */
bool report_comments_csv(struct archive *archive, const struct csv_options *options,
                         bool also_not_allowed, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
