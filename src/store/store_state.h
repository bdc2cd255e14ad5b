/*
 * store_state: what an open store holds in memory, shared by the files of this folder.
 * Not thread-safe: a store belongs to one thread.
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

    const struct descriptor *descriptor; /* borrowed from who opened the store */
    uint8_t pack_id[PACK_ID_BYTES];
    uint8_t office_id[OFFICE_ID_BYTES];
    struct recipient_public recipients[SEAL_RECIPIENTS_MAX];
    size_t recipient_count;
    int64_t terms; /* the row of table `terms` that says the above */

    uint8_t store_id[STORE_ID_BYTES];
    struct sign_public kiosk;
    struct sign_secret *kiosk_secret; /* locked memory */

    uint32_t newest_half_day; /* that any response was stored with */
    uint32_t half_day;        /* now, or the newest stored where the clock went back */
    bool clock_trusted;
    struct store_epoch epoch;         /* of store.db */
    struct store_epoch contact_epoch; /* of contacts.db */
    struct kept_texts texts;          /* of the session that saves now */
    struct comment_model *model;      /* of the texts to seal */
    bool session_seen; /* it saved a block, so its beginning is counted */
    struct attempts pin_attempts, receipt_attempts;
};

#endif
