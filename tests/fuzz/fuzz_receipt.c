/*
 * Input: u8 and the rest, which is by that: a receipt file, a code as typed, the
 * office's public keys, a recovery key as typed, the office's secret keys.
 */
#include "fuzz.h"

#include "townline/keys.h"
#include "townline/receipt.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

static void
try_receipt(const uint8_t *data, size_t size)
{
    static const uint8_t key[SEAL_KEY_BYTES] = {7};
    struct receipt_file receipt, again;
    struct buffer written;
    if (!receipt_file_read(data, size, &receipt, NULL)) {
        return;
    }
    assert(!receipt_file_is_right(&receipt, key));
    buffer_init(&written, 4096);
    receipt_file_write(&receipt, &written);
    bool ok = receipt_file_read(written.data, written.size, &again, NULL);
    assert(ok && again.number == receipt.number);
    assert(memcmp(again.id, receipt.id, sizeof again.id) == 0);
    buffer_finish(&written);
}

static void
try_code(const char *typed)
{
    static const uint8_t key[SEAL_KEY_BYTES] = {7}, id[BUNDLE_ID_BYTES] = {8};
    char code[RECEIPT_DIGITS + 1];
    size_t digits = 0;
    receipt_code(key, id, code);
    for (const char *at = typed; *at; at++) {
        digits += *at >= '0' && *at <= '9';
    }
    enum receipt_match match = receipt_check(typed, key, id);
    assert(match != RECEIPT_RIGHT || digits == RECEIPT_DIGITS);
    if (strcmp(typed, code) == 0) {
        assert(match == RECEIPT_RIGHT);
    }
}

static void
try_public(const uint8_t *data, size_t size)
{
    struct office_public office, again;
    struct buffer written;
    if (!keys_public_read(data, size, &office, NULL)) {
        return;
    }
    assert(office.recipient_count >= 1 &&
           office.recipient_count <= SEAL_RECIPIENTS_MAX);
    buffer_init(&written, KEYS_FILE_MAX_BYTES);
    keys_public_write(&office, &written);
    bool ok = keys_public_read(written.data, written.size, &again, NULL);
    assert(ok && again.recipient_count == office.recipient_count);
    assert(strcmp(again.name, office.name) == 0);
    buffer_finish(&written);
}

static void
try_recovery(const char *typed)
{
    struct recipient_secret secret, again;
    char written[KEYS_RECOVERY_BYTES];
    if (!keys_recovery_read(typed, &secret, NULL)) {
        return;
    }
    keys_recovery_write(&secret, written);
    bool ok = keys_recovery_read(written, &again, NULL);
    assert(ok && memcmp(&secret, &again, sizeof secret) == 0);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    static bool has_started;
    if (!has_started && !seal_start()) {
        return;
    }
    has_started = true;
    if (size == 0) {
        return;
    }
    char *text = malloc(size);
    if (!text) {
        return;
    }
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    switch (data[0] % 4) {
    case 0:
        try_receipt(data + 1, size - 1);
        break;
    case 1:
        try_code(text);
        break;
    case 2:
        try_public(data + 1, size - 1);
        break;
    default:
        try_recovery(text);
    }
    free(text);
}
