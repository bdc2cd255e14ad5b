/*
 * receipt: the office's proof that it opened and kept a bundle, short enough to be
 * typed. carried code: what somebody who took a bundle away says about it; it proves
 * nothing.
 *
 * A receipt is 8 digits and 2 check digits. The 8 digits are the BLAKE2b-256 of the
 * bundle's id, modulo 10^8, keyed with the random receipt key, which only the sealed
 * bundle holds. The check digits (ISO/IEC 7064 MOD 97-10) tell a typing mistake from a
 * wrong code. A receipt as a file holds all 32 bytes. A receipt for N confirms all
 * bundles up to N.
 */
#ifndef TOWNLINE_RECEIPT_H
#define TOWNLINE_RECEIPT_H

#include "townline/bundle.h"

#define RECEIPT_DIGITS 10
#define CARRIED_DIGITS 4

enum receipt_match {
    RECEIPT_RIGHT,
    /* the check digits are wrong, or there are not ten digits; costs no attempt */
    RECEIPT_SLIP,
    RECEIPT_WRONG, /* it could be a receipt, but not for this bundle */
};

/* Writes the digits and a NUL. */
void receipt_code(const uint8_t receipt_key[SEAL_KEY_BYTES],
                  const uint8_t id[BUNDLE_ID_BYTES], char out[RECEIPT_DIGITS + 1]);
/* Compares what was typed. Blanks and hyphens in it are ignored. */
enum receipt_match receipt_check(const char *typed,
                                 const uint8_t receipt_key[SEAL_KEY_BYTES],
                                 const uint8_t id[BUNDLE_ID_BYTES]);

/* The file: a text, one for each kiosk and store, with the name <N>-<8 hex of
 * id>.receipt. */
struct receipt_file {
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;
    uint8_t id[BUNDLE_ID_BYTES];
    /* at the office, days since 1970-01-01; 0 in version 1, which has no date */
    uint32_t day;
    uint8_t mac[SEAL_HASH_BYTES]; /* the proof, which also covers the day */
};
void receipt_file_make(const struct bundle *bundle, struct receipt_file *out);
/* Gives a receipt without a date its day, which makes it version 2. The proof then
 * covers the day, so that a kiosk may set its clock by it. Does nothing when `day` is 0
 * or the receipt has a date. */
void receipt_file_date(struct receipt_file *receipt, uint32_t day);
void receipt_file_write(const struct receipt_file *receipt, struct buffer *out);
bool receipt_file_read(const void *data, size_t size, struct receipt_file *out,
                       struct error *err) __attribute__((warn_unused_result));
bool receipt_file_is_right(const struct receipt_file *receipt,
                           const uint8_t receipt_key[SEAL_KEY_BYTES]);

/* Writes "7-4821": N and four digits that come from the id. */
void carried_code(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES], char *out,
                  size_t size);

#endif
