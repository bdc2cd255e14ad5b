/*
 * report: what managers and councils read. From an archive it makes bytes: a HTML page
 * that needs no other file, and CSV for people who do their own statistics. It computes
 * in integers only, so an office and a browser make the same page, byte for byte.
 *
 * Promises: visitors chose to take part, so no margin of error is claimed. A group of
 * fewer than ten people, or in staff's own report of fewer than five, is never given as
 * a number, nor can it be computed from what is shown (disclosure.h); of public reports
 * not even from all of them together. Everything that comes from a bundle or a form is
 * escaped. Labels come from the form when it is there; otherwise codes are shown.
 */
#ifndef TOWNLINE_REPORT_H
#define TOWNLINE_REPORT_H

#include "townline/archive.h"
#include "townline/form.h"
#include "townline/rules.h"

#define REPORT_MAX_BYTES ((size_t)256 << 20) /* a maximum for `out` */

struct report_options {
    const struct archive_form *form; /* the form whose responses are reported */
    const struct form *labels;       /* the form of the pack, or NULL */
    size_t language;                 /* of the labels: its number in `labels` */
    /* who asks: "County of ..."; NULL: nobody is named */
    const char *office;
    const char *today; /* the day of the report: "2026-11-22" */
    /* groups of fewer than ten people are hidden; else, for staff, fewer than five */
    bool is_public;
    /* of a public report, what archive_publication_add has to keep before anybody gets
     * the report; empty where the last public report told the same. NULL: not wanted */
    struct buffer *publication;
    const struct rules *rules; /* NULL: the defaults */
    const uint32_t *weights;   /* RULES_WEIGHTS of them; NULL: the defaults */
    uint64_t seed;             /* of the lot by which comments are drawn */
    /* language of the page's own words, "es" or "es-MX"; NULL, or one that the report
     * does not know: English */
    const char *words;
};
/* Whether the page has its own words in this language. */
bool report_has_words(const char *language);
/* Each sheet of a report on invented answers says so. ERROR_FULL when `out` is too
 * small. ERROR_INPUT: a public report has fewer than ten new people since the last one,
 * or that one told so much that nothing can be told now. */
bool report_html(struct archive *archive, const struct report_options *options,
                 struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Every figure and decision of the report as JSON, for people who check or reuse them.
 * src/report/JSON.md describes it. What the report does not tell is not in it. */
bool report_json(struct archive *archive, const struct report_options *options,
                 struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* CSV as in RFC 4180, in UTF-8 with CRLF, one row for each response. The first columns
 * are those of the head (kiosk, bundle, response, round, event, language, date, half,
 * ...), then the paths of questions. In a keyed repeat there is a column for each key,
 * "about/identity[library]"; in a positional one "path[1]" and so on, up to the most
 * that anybody filled in. A value that a spreadsheet would take for a formula, because
 * it begins with = + - @ TAB or CR and is no number, gets an apostrophe in front. An
 * empty cell means: not asked; a single "-" means: asked and left empty. Free texts are
 * left out: see report_comments_csv. */
struct csv_options {
    const struct archive_form *form;
    bool byte_order_mark; /* for Excel */
};
bool report_csv(struct archive *archive, const struct csv_options *options,
                struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* The residents' own words: question, instance, language, state, text. Their order has
 * nothing to do with that of report_csv. Only allowed ones are given, unless
 * `also_not_allowed` is true. */
bool report_comments_csv(struct archive *archive, const struct csv_options *options,
                         bool also_not_allowed, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* What these tables hold, file by file and column by column, and that they are not for
 * publication. The tables of the second form are "responses-2.csv" and so on. */
bool report_csv_readme(const struct archive_form *forms, size_t count,
                       struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
