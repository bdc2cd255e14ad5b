/*
 * terms: what the kiosk works under after a start: pack, form, office and recipients.
 * All open responses and contacts were given under the same terms. When the terms
 * change, what is open is frozen under the old ones, for the old recipients.
 */
#ifndef TOWNLINE_TERMS_H
#define TOWNLINE_TERMS_H

#include "store_file.h"

#include "townline/bundle.h"

struct terms {
    int64_t number; /* number of its row */
    uint8_t pack_id[PACK_ID_BYTES];
    uint8_t office_id[OFFICE_ID_BYTES];
    struct recipient_public recipients[SEAL_RECIPIENTS_MAX];
    size_t recipient_count;
    struct descriptor *descriptor; /* owned */
};

bool terms_load(struct database *database, int64_t number, struct terms *out,
                struct error *err) __attribute__((warn_unused_result));
void terms_finish(struct terms *terms); /* takes a zeroed struct */

/* Finds the row that says the same; 0 when there is none. `terms->number` is not read.
 */
bool terms_find(struct database *database, const struct terms *terms,
                const struct descriptor *descriptor, int64_t *number_out,
                struct error *err) __attribute__((warn_unused_result));
/* Adds a row inside a transaction. */
bool terms_add(struct database *database, const struct terms *terms,
               const struct descriptor *descriptor, int64_t *number_out,
               struct error *err) __attribute__((warn_unused_result));

#endif
