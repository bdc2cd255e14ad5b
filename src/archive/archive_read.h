/*
 * archive_read: responses with their answers, put together from the rows of a bundle.
 */
#ifndef TOWNLINE_ARCHIVE_READ_H
#define TOWNLINE_ARCHIVE_READ_H

#include "archive_rows.h"

struct response_reader {
    struct form_tables tables;
    struct row_reader *rows;
    struct statement *comment;
    enum archive_texts texts;
    struct arena strings; /* of the response at hand */
    struct read_item *items;
    struct answer *answers; /* owned, with room for `capacity` */
    size_t count, capacity;
    int64_t bundle, position; /* of the response at hand */
};
/* response_reader_close also after it failed. */
bool response_reader_open(struct response_reader *reader, struct archive *archive,
                          int64_t form, const struct descriptor *descriptor,
                          enum archive_texts texts, struct error *err)
    __attribute__((warn_unused_result));
void response_reader_close(struct response_reader *reader);
bool response_reader_begin(struct response_reader *reader, int64_t bundle,
                           struct error *err) __attribute__((warn_unused_result));
/* The next response of the bundle, good until the next call; *end_out is set after the
 * last. */
bool response_read(struct response_reader *reader, struct response *out, bool *end_out,
                   struct error *err) __attribute__((warn_unused_result));

#endif
