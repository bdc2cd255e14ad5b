/*
 * stick: a USB stick, or any folder, between kiosk and office. The kiosk writes
 *   TOWNLINE/<safe name>-<8 hex of key>/<N>-<8 hex of id>.bundle
 *   TOWNLINE/<safe name>-<8 hex of key>/kiosk.pub
 * and reads *.receipt from its own folder and from TOWNLINE/receipts/.
 *
 * Every file is durable, read back from the stick and compared before it gets its name.
 * A file of that name with other bytes is never replaced; the same bytes are fine. What
 * lies on the stick is hostile: no symbolic link below the root is followed. Nothing is
 * written or read before stick_open, which is called after the PIN, or when staff who do
 * not know it ask for a PIN reset.
 */
#ifndef TOWNLINE_STICK_H
#define TOWNLINE_STICK_H

#include "townline/bundle.h"
#include "townline/pin_reset.h"
#include "townline/receipt.h"

#define STICK_TOP "TOWNLINE"
#define STICK_RECEIPTS "receipts"
#define STICK_NAME_MAX_BYTES 32 /* of the safe name */
#define STICK_FILE_MAX_BYTES 64 /* of a bundle's or receipt's file name */

/* Letters, digits and single hyphens, whatever the language of the name: letters
 * outside ASCII are kept as hyphens, "Bücherei Süd" is "b-cherei-s-d"; a name of which
 * nothing is left is "kiosk". */
void stick_safe_name(const char *name, char out[STICK_NAME_MAX_BYTES + 1]);
/* "7-1f2e3d4c.bundle"; `ending` without the dot. */
void stick_file_name(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES],
                     const char *ending, char out[STICK_FILE_MAX_BYTES]);

struct stick;
/* `root` is where the stick is mounted. Writes nothing. */
bool stick_open(const char *root, const struct sign_public *kiosk,
                const char *kiosk_name, struct stick **out, struct error *err)
    __attribute__((warn_unused_result));
void stick_close(struct stick *stick);
/* "TOWNLINE/biblioteca-3fa29c01", for the screen. */
const char *stick_folder(const struct stick *stick);

bool stick_write_bundle(struct stick *stick, uint32_t number,
                        const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                        struct error *err) __attribute__((warn_unused_result));
/* Reads the file under its name once more: ERROR_SYSTEM when it is not these bytes. */
bool stick_check_bundle(struct stick *stick, uint32_t number,
                        const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                        struct error *err) __attribute__((warn_unused_result));
/* kiosk.pub: the kiosk's public key and name, for `townline kiosks accept`. */
bool stick_write_kiosk(struct stick *stick, struct error *err)
    __attribute__((warn_unused_result));

/* Called for each receipt file for this kiosk that can be read; others are passed over.
 */
typedef void stick_receipt(void *context, const struct receipt_file *receipt);
/* True also when there is none. At most 10,000 entries of all folders together are
 * looked at. */
bool stick_read_receipts(struct stick *stick, stick_receipt *on_receipt, void *context,
                         struct error *err) __attribute__((warn_unused_result));
/* Called for each PIN reset that can be read, also those for other kiosks, so that
 * staff are told when they hold the wrong one: from the stick's root, TOWNLINE and the
 * folders that receipts are read from. */
typedef void stick_pin_reset(void *context, const struct pin_reset *reset);
bool stick_read_pin_resets(struct stick *stick, stick_pin_reset *on_reset,
                           void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Packs by their ending, .townpack, in TOWNLINE and beside it. Later ones than the
 * first 16 are not seen. */
#define STICK_PACKS_MAX 16
struct stick_pack {
    char name[256];
    bool is_below; /* in TOWNLINE */
};
struct stick_packs {
    struct stick_pack packs[STICK_PACKS_MAX];
    size_t count;
};
bool stick_find_packs(struct stick *stick, struct stick_packs *out, struct error *err)
    __attribute__((warn_unused_result));
/* The bytes, which nobody has checked yet. */
bool stick_read_pack(struct stick *stick, const struct stick_pack *pack,
                     struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Returns when the stick holds all that was written to it. */
bool stick_settle(struct stick *stick, struct error *err)
    __attribute__((warn_unused_result));
/* False when it cannot be told. */
bool stick_room(const struct stick *stick, uint64_t *free_out, uint64_t *size_out);

/* What staff can do about a call of this file that failed. */
enum stick_fault {
    STICK_GONE, /* taken out */
    STICK_FULL,
    STICK_READ_ONLY,
    STICK_UNREADABLE, /* broken, or of a kind that cannot be read here */
    STICK_NAME_TAKEN, /* another file, or another program, is in the way */
};
/* `stick` NULL: it could not be opened. Looks at the stick as it is now. */
enum stick_fault stick_fault(const struct stick *stick, const struct error *err);

#endif
