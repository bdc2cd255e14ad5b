/*
 * response_rows: responses as rows of store.db. Free texts are sealed when they are
 * saved, and are loaded as ANSWER_SEALED.
 */
#ifndef TOWNLINE_RESPONSE_ROWS_H
#define TOWNLINE_RESPONSE_ROWS_H

#include "store_epoch.h"

#include "townline/response.h"

/* The boxes of the session that is saving now. A text that did not change keeps its
 * box. To know it again, its hash is kept in memory, keyed with the epoch's key, and
 * never on disk. */
struct kept_text {
    size_t question;
    uint16_t instance[DESCRIPTOR_MAX_DEPTH];
    uint8_t hash[SEAL_HASH_BYTES];
    struct sealed_text sealed; /* its box is owned */
};
struct kept_texts {
    uint8_t response[RESPONSE_ID_BYTES];
    struct kept_text *texts;
    size_t count;
};
/* empties it; takes a zeroed struct */
void kept_texts_finish(struct kept_texts *texts);

/* The responses of a bundle that is being made, with the epochs of their texts. */
struct loaded_responses {
    struct response_set set;
    struct met_epochs epochs;
    size_t weight; /* the codec_weight of all */
    /* For damaged files: a text whose key cannot be read counts as left empty. */
    bool is_lenient;
    size_t texts_lost;
};
/* Adds the response with this id, which was given under `descriptor`. */
bool response_rows_load(struct database *database, const struct descriptor *descriptor,
                        const uint8_t id[RESPONSE_ID_BYTES],
                        struct loaded_responses *loaded, struct error *err)
    __attribute__((warn_unused_result));
void loaded_responses_finish(struct loaded_responses *loaded);

/* Lists the ids that `sql` selects, in key order. The caller frees them. */
bool response_rows_list(struct database *database, const char *sql, int64_t value,
                        uint8_t (**ids_out)[RESPONSE_ID_BYTES], size_t *count_out,
                        struct error *err) __attribute__((warn_unused_result));

#endif
