/*
 * report_tables: the tables of the page: each service on both axes; where and when the
 * answers were given.
 */
#ifndef TOWNLINE_REPORT_TABLES_H
#define TOWNLINE_REPORT_TABLES_H

#include "figures.h"

/* Words from a form, which may be of another language than the page's. */
void report_words(struct buffer *out, const struct report_options *options,
                  const char *text);
void report_service_table(struct buffer *out, const struct figures *figures,
                          const struct report_options *options);
bool report_origin_tables(struct buffer *out, const struct figures *figures,
                          struct error *err) __attribute__((warn_unused_result));

#endif
