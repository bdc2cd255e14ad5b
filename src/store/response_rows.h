/*
 * response_rows: responses as rows of store.db. Free texts are sealed on the way in;
 * what comes back out holds them as ANSWER_SEALED.
 */
#ifndef TOWNLINE_RESPONSE_ROWS_H
#define TOWNLINE_RESPONSE_ROWS_H

#include "store_epoch.h"

#include "townline/response.h"

/* The boxes of the session that saves now, so that a text that did not change keeps
 * its box. A text is known again by its keyed hash under the epoch's key; the hashes
 * are in memory only. */
struct kept_text {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
    uint8_t hash[SEAL_HASH_BYTES];
    struct sealed_text sealed; /* box owned */
};
struct kept_texts {
    uint8_t response[RESPONSE_ID_BYTES];
    struct kept_text *texts;
    size_t count;
};
void kept_texts_finish(struct kept_texts *texts); /* empties; takes a zeroed struct */

/* Responses of one bundle-to-be, with the epochs of their texts. */
struct loaded_responses {
    struct response_set set;
    struct met_epochs epochs;
    size_t weight; /* codec_weight in all */
    /* For damaged files: a text whose key cannot be read is taken as left empty. */
    bool is_lenient;
    size_t texts_lost;
};
/* Adds the response stored under `id`, which was given under `descriptor`. */
bool response_rows_load(struct database *database, const struct descriptor *descriptor,
                        const uint8_t id[RESPONSE_ID_BYTES],
                        struct loaded_responses *loaded, struct error *err)
    __attribute__((warn_unused_result));
void loaded_responses_finish(struct loaded_responses *loaded);

/* Ids that `sql` selects, in key order; the caller frees them. */
bool response_rows_list(struct database *database, const char *sql, int64_t value,
                        uint8_t (**ids_out)[RESPONSE_ID_BYTES], size_t *count_out,
                        struct error *err) __attribute__((warn_unused_result));

#endif
