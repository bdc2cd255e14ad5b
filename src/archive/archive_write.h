/*
 * archive_write: the responses of one bundle into the tables of their form, and into
 * the counts, inside the caller's transaction.
 */
#ifndef TOWNLINE_ARCHIVE_WRITE_H
#define TOWNLINE_ARCHIVE_WRITE_H

#include "archive_parts.h"

struct written {
    uint32_t responses, comments;
    uint8_t digest[SEAL_HASH_BYTES];
};
struct archive_writer;
struct writer_options {
    int64_t bundle, form, kiosk;
    bool is_counted;                     /* the bundle counts */
    const struct descriptor *descriptor; /* borrowed until the writer is closed */
    struct written *out;                 /* borrowed; told as responses are added */
};
bool archive_writer_open(struct archive *archive, const struct writer_options *options,
                         struct archive_writer **out, struct error *err)
    __attribute__((warn_unused_result));
void archive_writer_close(struct archive_writer *writer); /* takes NULL */
/* `response` has its texts in clear; `sealed` is the same with the random ids of its
 * texts. */
bool archive_writer_add(struct archive_writer *writer, size_t position,
                        const struct response *response, const struct response *sealed,
                        struct error *err) __attribute__((warn_unused_result));
/* Keeps what was counted: after the last response. */
bool archive_writer_end(struct archive_writer *writer, struct error *err)
    __attribute__((warn_unused_result));

/* The id by which staff name a comment: a hash of its random row id and its words. */
void comment_id(const uint8_t row_id[16], const char *text, uint8_t out[16]);
/* Whether the id in this column of a row is that of the words and of the random row id
 * in the next; id_out may be NULL. */
bool comment_check(struct statement *row, int column, const char *text,
                   uint8_t id_out[16], struct error *err)
    __attribute__((warn_unused_result));

#endif
