/*
 * archive_rows: the responses of a bundle as rows of cells, in the order of their
 * positions. What contradicts the form is damage.
 */
#ifndef TOWNLINE_ARCHIVE_ROWS_H
#define TOWNLINE_ARCHIVE_ROWS_H

#include "archive_tables.h"
#include "archive_terms.h"

#include "townline/arena.h"

struct row_reader;
/* `tables` is borrowed until the reader is closed. */
bool row_reader_open(struct archive *archive, const struct form_tables *tables,
                     struct row_reader **out, struct error *err)
    __attribute__((warn_unused_result));
void row_reader_close(struct row_reader *reader); /* takes NULL */
bool row_reader_begin(struct row_reader *reader, int64_t bundle, struct error *err)
    __attribute__((warn_unused_result));

/* A response with the cells of its row in table 0; all of it lasts until the next. */
struct response_row {
    int64_t position;
    struct response_head head;
    int64_t round; /* a term */
    const struct cell *cells;
    size_t count;
};
/* *out is NULL after the last response of the bundle. */
bool row_reader_next(struct row_reader *reader, const struct response_row **out,
                     struct error *err) __attribute__((warn_unused_result));
/* Its rows in the other tables; the cells last during the call. */
typedef bool row_visit(void *context, size_t table,
                       const uint16_t instance[DESCRIPTOR_MAX_DEPTH],
                       const struct cell *cells, size_t count, struct error *err);
bool row_reader_repeats(struct row_reader *reader, row_visit *visit, void *context,
                        struct error *err) __attribute__((warn_unused_result));

#endif
