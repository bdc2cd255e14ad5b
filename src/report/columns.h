/*
 * columns: every question of a form in every instance of its repeats, in document
 * order with repeats expanded, as a table with one row for each response has them.
 */
#ifndef TOWNLINE_COLUMNS_H
#define TOWNLINE_COLUMNS_H

#include "townline/archive.h"

#define COLUMNS_MAX 16384 /* as many as spreadsheets hold */

struct csv_column {
    const struct descriptor *descriptor;
    struct answer at; /* question and instance alone are set */
};
struct columns {
    struct csv_column *list; /* owned */
    size_t count;
};
/* Free texts get no column; positional repeats as many as the responses need. */
bool columns_init(struct columns *columns, struct archive *archive,
                  const struct archive_form *form, struct error *err)
    __attribute__((warn_unused_result));
void columns_finish(struct columns *columns);

/* "about/identity[library]", "trips/cost[2]", "people/visits/year[1][3]". */
void column_name(const struct descriptor *descriptor, size_t question,
                 const uint16_t instance[DESCRIPTOR_MAX_DEPTH], struct buffer *out);
/* The instances alone: "library", "2", "1/3"; nothing outside repeats. */
void column_instance(const struct descriptor *descriptor, size_t question,
                     const uint16_t instance[DESCRIPTOR_MAX_DEPTH], struct buffer *out);

#endif
