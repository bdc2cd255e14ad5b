/*
 * receipts: what the office gives back to kiosks: the code to type and the file for
 * the stick, each for all bundles up to N without a gap, and which bundles are still
 * missing. Given only from the archive, after it has saved.
 */
#ifndef RECEIPTS_H
#define RECEIPTS_H

#include "townline/archive.h"

#include <jansson.h>

/* Kiosk and store of each bundle that was taken, each once, and where on sticks it came
 * from. */
struct receipts {
    struct receipts_owner *owners;
    size_t count, capacity;
    struct receipts_origin *origins;
    size_t origin_count;
};
void receipts_finish(struct receipts *receipts); /* takes a zeroed struct */
bool receipts_add(struct receipts *receipts, const struct sign_public *kiosk,
                  const uint8_t store_id[STORE_ID_BYTES], struct error *err)
    __attribute__((warn_unused_result));

/* Call it after receipts_add with the path that the bundle was read from. When it lies
 * in the kiosk's folder on a stick, the receipt is written there, too. */
bool receipts_add_origin(struct receipts *receipts, const struct sign_public *kiosk,
                         const uint8_t store_id[STORE_ID_BYTES],
                         const char *bundle_path, struct error *err)
    __attribute__((warn_unused_result));

struct receipts_options {
    const char *folder; /* for the files; NULL: beside the archive */
    const char *archive_path;
    /* arrays to add to; NULL: say it in words */
    json_t *receipts, *missing, *on_sticks;
};
/* ERROR_MISSING when no bundle of an owner is merged; the others are still given. A
 * stick that cannot be written to is told and is no failure. */
bool receipts_give(const struct receipts *receipts, struct archive *archive,
                   const struct receipts_options *options, struct error *err)
    __attribute__((warn_unused_result));

#endif
