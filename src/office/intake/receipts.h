/*
 * receipts: what the office gives back to kiosks: the code to type and the file for
 * the stick, each for all bundles up to N without a gap, and which bundles are still
 * missing. Given only from the archive, after it has saved.
 */
#ifndef RECEIPTS_H
#define RECEIPTS_H

#include "townline/archive.h"

#include <jansson.h>

/* Kiosk and store of each bundle that was taken, each once. */
struct receipts {
    struct receipts_owner *owners;
    size_t count, capacity;
};
void receipts_finish(struct receipts *receipts); /* takes a zeroed struct */
bool receipts_add(struct receipts *receipts, const struct sign_public *kiosk,
                  const uint8_t store_id[STORE_ID_BYTES], struct error *err)
    __attribute__((warn_unused_result));

struct receipts_options {
    const char *folder; /* for the files; NULL: beside the archive */
    const char *archive_path;
    json_t *receipts, *missing; /* arrays to add to; NULL: say it in words */
};
/* ERROR_MISSING when no bundle of an owner is merged; the others are still given. */
bool receipts_give(const struct receipts *receipts, struct archive *archive,
                   const struct receipts_options *options, struct error *err)
    __attribute__((warn_unused_result));

#endif
