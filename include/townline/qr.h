/*
 * qr: bytes to QR code (ISO/IEC 18004, byte mode, error correction L) and pictures of
 * QR codes back to bytes. Both are exact: no character set is guessed or converted.
 * Thread-safe.
 */
#ifndef TOWNLINE_QR_H
#define TOWNLINE_QR_H

#include "townline/picture.h"

#define QR_VERSION_MAX 40
#define QR_SIDE_MAX 177    /* modules, version 40 */
#define QR_QUIET_MODULES 4 /* the white margin a reader needs on every side */

struct qr {
    unsigned version;
    size_t side;      /* modules; the margin is not in it */
    uint8_t *modules; /* owned: side * side, row by row; 1 dark, 0 light */
};

/* Payload bytes of a version at level L; 0 outside 1 to 40. */
size_t qr_capacity_bytes(unsigned version);
/* The smallest version that holds so many bytes; 0 when none does. */
unsigned qr_version_for(size_t size);
size_t qr_side(unsigned version);

/* version 0: the smallest that fits. The mask is fixed, not the best of eight: frames
 * are random bytes already, and it is eighteen times as fast. ERROR_INPUT when the
 * bytes do not fit the version. */
bool qr_draw(const void *data, size_t size, unsigned version, struct qr *out,
             struct error *err) __attribute__((warn_unused_result));
void qr_finish(struct qr *qr); /* takes a zeroed struct */
/* False where the library at hand takes no mask: then it chooses, and is slower. */
bool qr_mask_is_fixed(void);
/* The code as black and white pixels with its margin. */
bool qr_picture(const struct qr *qr, size_t module_px, struct picture *out,
                struct error *err) __attribute__((warn_unused_result));

/* Called for each QR code found, with its payload, borrowed for the call. */
typedef void qr_found(void *context, const uint8_t *data, size_t size);
/* True also when the picture shows none; false only without memory. */
bool qr_read(const struct picture *picture, qr_found *on_found, void *context,
             struct error *err) __attribute__((warn_unused_result));

#endif
