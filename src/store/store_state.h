/*
 * store_state: what an open store holds in memory, for the files of this folder. A
 * store is used by one thread.
 */
#ifndef TOWNLINE_STORE_STATE_H
#define TOWNLINE_STORE_STATE_H

#include "townline/comment.h"
#include "townline/store.h"

#include "attempts.h"
#include "response_rows.h"
#include "store_epoch.h"
#include "store_file.h"

struct store {
    struct store_file responses; /* store.db */
    struct store_file contacts;  /* contacts.db */
    struct random_source random;
    bool test_mode;
    char program_version[32];

    /* borrowed from the caller who opened the store; NULL: no questions yet */
    const struct descriptor *descriptor;
    uint8_t pack_id[PACK_ID_BYTES];
    uint8_t office_id[OFFICE_ID_BYTES];
    struct recipient_public recipients[SEAL_RECIPIENTS_MAX];
    size_t recipient_count;
    int64_t terms; /* number of the row of `terms` that holds all of the above */

    uint8_t store_id[STORE_ID_BYTES];
    struct sign_public kiosk;
    struct sign_secret *kiosk_secret; /* in locked memory */

    uint32_t newest_half_day; /* the newest of all stored responses */
    /* now, or the newest stored one when the clock went back */
    uint32_t half_day;
    bool clock_trusted;
    struct store_epoch epoch;         /* of store.db */
    struct store_epoch contact_epoch; /* of contacts.db */
    struct kept_texts texts;          /* of the session that is saving now */
    struct comment_model *model;      /* for the texts that are sealed */
    bool session_seen; /* the session saved a block, so its beginning was counted */
    struct attempts pin_attempts, receipt_attempts;
};

/* In store.c: refuses what cannot be done before there are questions. */
bool store_has_questions(const struct store *store, struct error *err)
    __attribute__((warn_unused_result));

#endif
