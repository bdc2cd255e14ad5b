/*
 * pin_reset: with this file the office tells one kiosk to forget its staff PIN. It is a
 * small text that the office's signing key has signed, and it names the kiosk in words.
 * Each file has a higher number than all before it, and a kiosk takes only numbers
 * above the last one that it took. So each file works once, and older files never
 * again.
 */
#ifndef TOWNLINE_PIN_RESET_H
#define TOWNLINE_PIN_RESET_H

#include "townline/buffer.h"
#include "townline/seal.h"

#define PIN_RESET_NAME_MAX_BYTES 80 /* with its NUL */
#define PIN_RESET_FILE_MAX_BYTES 4096
#define PIN_RESET_ENDING ".pin-reset" /* the end of the file's name */

struct pin_reset {
    struct sign_public kiosk;
    char name[PIN_RESET_NAME_MAX_BYTES]; /* the name of the kiosk, for people */
    uint64_t number;                     /* above 0 */
    uint8_t signature[SEAL_SIGNATURE_BYTES];
};

/* Fills in the signature. */
void pin_reset_sign(struct pin_reset *reset, const struct sign_secret *office);
bool pin_reset_is_signed(const struct pin_reset *reset,
                         const struct sign_public *office);

void pin_reset_write(const struct pin_reset *reset, struct buffer *out);
/* ERROR_INPUT: it is another file, damaged, or of a newer version. The signature is
 * not checked here. */
bool pin_reset_read(const void *data, size_t size, struct pin_reset *out,
                    struct error *err) __attribute__((warn_unused_result));

#endif
