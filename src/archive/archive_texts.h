/*
 * archive_texts: the epoch keys of one bundle, all opened at the start, and the texts
 * that they open. Keys lie in locked memory and are wiped.
 */
#ifndef TOWNLINE_ARCHIVE_TEXTS_H
#define TOWNLINE_ARCHIVE_TEXTS_H

#include "townline/comment.h"

struct text_opener {
    const struct epoch *epochs; /* borrowed */
    size_t count;
    uint8_t *keys; /* one after the other, in the epochs' order */
    struct comment_model *model;
};
bool text_opener_init(struct text_opener *opener, const struct bundle_content *content,
                      const struct recipient_secret *secret, struct error *err)
    __attribute__((warn_unused_result));
void text_opener_finish(struct text_opener *opener);
/* Adds the text and a NUL to `out`. */
bool text_open(const struct text_opener *opener, const struct sealed_text *sealed,
               const char *path, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* A response with its texts in clear; the memory is used again for the next. */
struct opened_response {
    struct answer *answers; /* owned */
    size_t *offsets;        /* owned; where each text begins in `texts` */
    size_t capacity;
    struct buffer texts;
};
void opened_response_init(struct opened_response *opened);
void opened_response_finish(struct opened_response *opened);
/* Values of "" become empty answers, except to text questions. *out lasts until the
 * next. */
bool response_open(struct opened_response *opened, const struct text_opener *opener,
                   const struct descriptor *descriptor, const struct response *response,
                   struct response *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
