/*
 * qr: turns bytes into a QR code (ISO/IEC 18004, byte mode, error correction L), and
 * pictures of QR codes back into bytes. The bytes stay exactly the same: no character
 * set is guessed or converted. Thread-safe.
 */
#ifndef TOWNLINE_QR_H
#define TOWNLINE_QR_H

#include "townline/picture.h"

#define QR_VERSION_MAX 40
#define QR_SIDE_MAX 177    /* modules of version 40 */
#define QR_QUIET_MODULES 4 /* the white margin that a reader needs on every side */

struct qr {
    unsigned version;
    size_t side;      /* modules, without the margin */
    uint8_t *modules; /* owned: side * side, row by row; 1 dark, 0 light */
};

/* The bytes that a version holds at level L; 0 outside of 1 to 40. */
size_t qr_capacity_bytes(unsigned version);
/* The smallest version that holds so many bytes; 0 when none does. */
unsigned qr_version_for(size_t size);
size_t qr_side(unsigned version);

/* Version 0 takes the smallest one that fits. The mask is always the same one, not the
 * best of eight. Frames are as good as random bytes, so any mask serves, and this is
 * eighteen times as fast. ERROR_INPUT when the bytes do not fit into the version. */
bool qr_draw(const void *data, size_t size, unsigned version, struct qr *out,
             struct error *err) __attribute__((warn_unused_result));
void qr_finish(struct qr *qr); /* takes a zeroed struct */
/* False when the installed library takes no mask. Then it chooses one itself, which is
 * slower. */
bool qr_mask_is_fixed(void);
/* The code as black and white pixels with its margin. */
bool qr_picture(const struct qr *qr, size_t module_px, struct picture *out,
                struct error *err) __attribute__((warn_unused_result));

/* Called for each QR code that was found. The payload is gone when it returns. */
typedef void qr_found(void *context, const uint8_t *data, size_t size);
/* True also when the picture shows no code. False only when memory ran out. */
bool qr_read(const struct picture *picture, qr_found *on_found, void *context,
             struct error *err) __attribute__((warn_unused_result));

#endif
