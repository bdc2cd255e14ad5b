/*
 * stick: a USB stick, or any folder, that carries files between kiosk and office. The
 * kiosk writes TOWNLINE/<safe name>-<8 hex of key>/<N>-<8 hex of id>.bundle and
 * kiosk.pub in the same folder, and reads *.receipt from its own folder and from
 * TOWNLINE/receipts/.
 *
 * Every file is made durable, read back from the stick and compared before it gets its
 * name. A file that has the name and other bytes is never replaced; one with the same
 * bytes is fine. All that lies on a stick is hostile: no symbolic link below its root
 * is followed. Nothing is written or read before stick_open, which is called after the
 * PIN, or when staff who do not know the PIN ask for a reset.
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

/* Writes the name with ASCII letters, digits and single hyphens. Letters with marks
 * become the nearest ASCII letter, and all else a hyphen. A name of which nothing is
 * left becomes "kiosk". */
void stick_safe_name(const char *name, char out[STICK_NAME_MAX_BYTES + 1]);
/* Writes "7-1f2e3d4c.bundle". `ending` comes without the dot. */
void stick_file_name(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES],
                     const char *ending, char out[STICK_FILE_MAX_BYTES]);

struct stick;
/* `root` is where the stick is mounted. This writes nothing. */
bool stick_open(const char *root, const struct sign_public *kiosk,
                const char *kiosk_name, struct stick **out, struct error *err)
    __attribute__((warn_unused_result));
void stick_close(struct stick *stick);
/* "TOWNLINE/biblioteca-3fa29c01", to be shown on the screen. */
const char *stick_folder(const struct stick *stick);

bool stick_write_bundle(struct stick *stick, uint32_t number,
                        const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                        struct error *err) __attribute__((warn_unused_result));
/* Reads the file once more by its name. ERROR_SYSTEM when it does not have these bytes.
 */
bool stick_check_bundle(struct stick *stick, uint32_t number,
                        const uint8_t id[BUNDLE_ID_BYTES], const struct buffer *bundle,
                        struct error *err) __attribute__((warn_unused_result));
/* Writes kiosk.pub with the kiosk's public key and name, for `townline kiosks accept`.
 */
bool stick_write_kiosk(struct stick *stick, struct error *err)
    __attribute__((warn_unused_result));

/* readiness.html: whether the kiosk is ready, in the place of the one before. */
bool stick_write_report(struct stick *stick, const struct buffer *html,
                        struct error *err) __attribute__((warn_unused_result));

/* TOWNLINE/collect.html: the collector page, for a laptop that has none. It is one for
 * all kiosks of the stick. ERROR_INPUT: something else has this name and was left as it
 * is. */
#define STICK_PAGE_NAME "collect.html"
#define STICK_PAGE_MAX_BYTES (8u << 20)
bool stick_write_page(struct stick *stick, const struct buffer *html, struct error *err)
    __attribute__((warn_unused_result));

/* Called for each receipt file for this kiosk that can be read. Other files are
 * skipped. */
typedef void stick_receipt(void *context, const struct receipt_file *receipt);
/* True also when there is none. It looks at no more than 10,000 entries in all folders.
 */
bool stick_read_receipts(struct stick *stick, stick_receipt *on_receipt, void *context,
                         struct error *err) __attribute__((warn_unused_result));
/* Called for each PIN reset that can be read, also for one of another kiosk, so that
 * staff can be told that it is the wrong file. It searches the stick's root, TOWNLINE,
 * and the folders with receipts. */
typedef void stick_pin_reset(void *context, const struct pin_reset *reset);
bool stick_read_pin_resets(struct stick *stick, stick_pin_reset *on_reset,
                           void *context, struct error *err)
    __attribute__((warn_unused_result));

/* Finds packs, which are files that end with .townpack, in TOWNLINE and beside it, at
 * most the first 16. */
#define STICK_PACKS_MAX 16
struct stick_pack {
    char name[256];
    bool is_below; /* whether it lies in TOWNLINE */
};
struct stick_packs {
    struct stick_pack packs[STICK_PACKS_MAX];
    size_t count;
};
bool stick_find_packs(struct stick *stick, struct stick_packs *out, struct error *err)
    __attribute__((warn_unused_result));
/* Reads the bytes of a pack, which nobody has checked yet. */
bool stick_read_pack(struct stick *stick, const struct stick_pack *pack,
                     struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Finds TOWNLINE/NAME.raucb, an update of the kiosk's own program (updater.h), of
 * several the one with the highest version in its name. *name_out is "" when there is
 * none. It is not opened. */
#define STICK_UPDATE_MAX_BYTES 80 /* of the name, with its NUL */
bool stick_find_update(struct stick *stick, char name_out[STICK_UPDATE_MAX_BYTES],
                       struct error *err) __attribute__((warn_unused_result));

/* Returns when all that was written is on the stick. */
bool stick_settle(struct stick *stick, struct error *err)
    __attribute__((warn_unused_result));
/* False when the room is unknown. */
bool stick_room(const struct stick *stick, uint64_t *free_out, uint64_t *size_out);

/* What staff can do when a call of this file failed. */
enum stick_fault {
    STICK_GONE, /* it was taken out */
    STICK_FULL,
    STICK_READ_ONLY,
    STICK_UNREADABLE, /* broken, or of a kind that this kiosk cannot read */
    STICK_NAME_TAKEN, /* another file or program is in the way */
};
/* Decides it by looking at the stick as it is now. `stick` is NULL when it could not be
 * opened. */
enum stick_fault stick_fault(const struct stick *stick, const struct error *err);

#endif
