/*
 * archive_write: the responses of one bundle into the tables, inside the caller's
 * transaction.
 */
#ifndef TOWNLINE_ARCHIVE_WRITE_H
#define TOWNLINE_ARCHIVE_WRITE_H

#include "archive_parts.h"
#include "archive_texts.h"

struct written {
    uint32_t responses, comments;
    uint8_t digest[SEAL_HASH_BYTES];
};
/* `skip` says which responses are left out; NULL: none. */
bool archive_write(struct archive *archive, int64_t bundle, int64_t form,
                   const struct bundle_content *content,
                   const struct text_opener *opener, const bool *skip,
                   struct written *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
