/*
 * pin_reset: the office's word that one kiosk shall forget its staff PIN, as a small
 * text file that its signing key signed. The file says in words which kiosk it is for.
 * Its number is higher than that of every earlier one, and a kiosk takes only numbers
 * above the last it took: each file works once, and older ones not any more.
 */
#ifndef TOWNLINE_PIN_RESET_H
#define TOWNLINE_PIN_RESET_H

#include "townline/buffer.h"
#include "townline/seal.h"

#define PIN_RESET_NAME_MAX_BYTES 80 /* with its NUL */
#define PIN_RESET_FILE_MAX_BYTES 4096
#define PIN_RESET_ENDING ".pin-reset" /* of the file's name */

struct pin_reset {
    struct sign_public kiosk;
    char name[PIN_RESET_NAME_MAX_BYTES]; /* the kiosk's, for people */
    uint64_t number;                     /* above 0 */
    uint8_t signature[SEAL_SIGNATURE_BYTES];
};

/* Fills in the signature. */
void pin_reset_sign(struct pin_reset *reset, const struct sign_secret *office);
bool pin_reset_is_signed(const struct pin_reset *reset,
                         const struct sign_public *office);

void pin_reset_write(const struct pin_reset *reset, struct buffer *out);
/* ERROR_INPUT: no such file, damaged, or of a newer version. The signature is not
 * checked. */
bool pin_reset_read(const void *data, size_t size, struct pin_reset *out,
                    struct error *err) __attribute__((warn_unused_result));

#endif
