/*
 * stick_receipts: receipts written back to the stick that bundles came from, into the
 * kiosk's own folder, where the kiosk looks for them. Only a folder that a kiosk made
 * is written to: TOWNLINE/NAME-KEY, with the first eight digits of that kiosk's key. No
 * other file is ever replaced.
 */
#ifndef STICK_RECEIPTS_H
#define STICK_RECEIPTS_H

#include "townline/archive.h"

#include <limits.h>

/* Finds the kiosk's folder on the stick from the path of a bundle in it; false when the
 * bundle came from elsewhere. */
bool stick_receipts_folder(const char *bundle_path, const struct sign_public *kiosk,
                           char out[PATH_MAX]);

enum stick_receipt_outcome {
    STICK_RECEIPT_WRITTEN,
    STICK_RECEIPT_THERE,  /* one that says the same */
    STICK_RECEIPT_FAILED, /* `err` says why */
};
/* Writes `N-ID.receipt` there, past a power cut; `path_out` is its name. */
enum stick_receipt_outcome stick_receipts_write(const char *folder,
                                                const struct receipt_file *receipt,
                                                char path_out[PATH_MAX],
                                                struct error *err);

#endif
