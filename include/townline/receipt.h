/*
 * receipt: the office's proof that it opened and kept a bundle, short enough to be
 * typed; carried code: the word of whoever took a bundle away, which proves nothing.
 *
 * A receipt is 8 digits and 2 check digits. The 8 are BLAKE2b-256 keyed with the random
 * receipt key that only the sealed bundle holds, over the bundle's id, modulo 10^8; the
 * check digits (ISO/IEC 7064 MOD 97-10) tell a slip of the finger from a wrong code. As
 * a file it holds the whole 32 bytes. A receipt for N confirms all bundles up to N.
 */
#ifndef TOWNLINE_RECEIPT_H
#define TOWNLINE_RECEIPT_H

#include "townline/bundle.h"

#define RECEIPT_DIGITS 10
#define CARRIED_DIGITS 4

enum receipt_match {
    RECEIPT_RIGHT,
    RECEIPT_SLIP,  /* check digits wrong, or not ten digits: costs no attempt */
    RECEIPT_WRONG, /* well formed, but not this bundle's */
};

/* Digits and NUL. */
void receipt_code(const uint8_t receipt_key[SEAL_KEY_BYTES],
                  const uint8_t id[BUNDLE_ID_BYTES], char out[RECEIPT_DIGITS + 1]);
/* Compares what was typed; spaces and hyphens in it are passed over. */
enum receipt_match receipt_check(const char *typed,
                                 const uint8_t receipt_key[SEAL_KEY_BYTES],
                                 const uint8_t id[BUNDLE_ID_BYTES]);

/* The file: one per kiosk and store, text, named <N>-<8 hex of id>.receipt. */
struct receipt_file {
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    uint32_t number;
    uint8_t id[BUNDLE_ID_BYTES];
    uint32_t day;                 /* at the office, since 1970; 0: version 1, no date */
    uint8_t mac[SEAL_HASH_BYTES]; /* the proof, which covers the day too */
};
void receipt_file_make(const struct bundle *bundle, struct receipt_file *out);
/* Makes version 2 of a receipt without a date: its proof says the day as well, so that
 * a kiosk may set its clock by it. Day 0, or a receipt that has a date, is left alone.
 */
void receipt_file_date(struct receipt_file *receipt, uint32_t day);
void receipt_file_write(const struct receipt_file *receipt, struct buffer *out);
bool receipt_file_read(const void *data, size_t size, struct receipt_file *out,
                       struct error *err) __attribute__((warn_unused_result));
bool receipt_file_is_right(const struct receipt_file *receipt,
                           const uint8_t receipt_key[SEAL_KEY_BYTES]);

/* "7-4821": N and four digits of the id. */
void carried_code(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES], char *out,
                  size_t size);

#endif
