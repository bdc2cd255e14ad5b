/* receipt: makes and checks receipts, their files and carried codes. */
#include "townline/receipt.h"

#include "fields.h"
#include "townline/calendar.h"

#include <stdio.h>
#include <string.h>

#define MAGIC "townline receipt 1"
#define DATED_MAGIC "townline receipt 2"
#define PROOF_DIGITS (RECEIPT_DIGITS - 2)

static uint64_t
number_of(const uint8_t bytes[8])
{
    uint64_t number = 0;
    for (size_t i = 0; i < 8; i++) {
        number |= (uint64_t)bytes[i] << (8 * i);
    }
    return number;
}

void
receipt_code(const uint8_t receipt_key[SEAL_KEY_BYTES],
             const uint8_t id[BUNDLE_ID_BYTES], char out[RECEIPT_DIGITS + 1])
{
    uint8_t mac[SEAL_HASH_BYTES];
    seal_mac(receipt_key, id, BUNDLE_ID_BYTES, mac);
    unsigned number = (unsigned)(number_of(mac) % 100000000);
    unsigned check = 98 - (unsigned)((uint64_t)number * 100 % 97);
    char text[24];
    snprintf(text, sizeof text, "%08u%02u", number, check);
    memcpy(out, text, RECEIPT_DIGITS + 1);
}

enum receipt_match
receipt_check(const char *typed, const uint8_t receipt_key[SEAL_KEY_BYTES],
              const uint8_t id[BUNDLE_ID_BYTES])
{
    char digits[RECEIPT_DIGITS + 1] = "";
    size_t count = 0;
    uint64_t number = 0;
    for (const char *at = typed; *at != '\0'; at++) {
        if (*at == ' ' || *at == '-') {
            continue;
        }
        if (*at < '0' || *at > '9' || count == RECEIPT_DIGITS) {
            return RECEIPT_SLIP;
        }
        digits[count++] = *at;
        number = number * 10 + (uint64_t)(*at - '0');
    }
    /* MOD 97-10 has the check digits 02 to 98. 00, 01 and 99 would fit the same numbers
     * as 97, 98 and 02, so taking them would let a mistake through. */
    uint64_t check = number % 100;
    if (count != RECEIPT_DIGITS || number % 97 != 1 || check < 2 || check > 98) {
        return RECEIPT_SLIP;
    }
    char right[RECEIPT_DIGITS + 1];
    receipt_code(receipt_key, id, right);
    return seal_equal(digits, right, RECEIPT_DIGITS) ? RECEIPT_RIGHT : RECEIPT_WRONG;
}

void
receipt_file_make(const struct bundle *bundle, struct receipt_file *out)
{
    *out = (struct receipt_file){
        .kiosk = bundle->header.kiosk,
        .number = bundle->header.number,
    };
    memcpy(out->store_id, bundle->header.store_id, sizeof out->store_id);
    memcpy(out->id, bundle->id, sizeof out->id);
    /* the id covers the header, and no other bundle has this key */
    seal_mac(bundle->content.receipt_key, out->id, sizeof out->id, out->mac);
}

/* The proof of version 1 is the key of that of version 2. */
static void
date_proof(uint8_t mac[SEAL_HASH_BYTES], uint32_t day)
{
    uint8_t bytes[sizeof DATED_MAGIC + 4], dated[SEAL_HASH_BYTES];
    memcpy(bytes, DATED_MAGIC, sizeof DATED_MAGIC); /* with its NUL */
    for (size_t i = 0; i < 4; i++) {
        bytes[sizeof DATED_MAGIC + i] = (uint8_t)(day >> (8 * i));
    }
    seal_mac(mac, bytes, sizeof bytes, dated);
    memcpy(mac, dated, sizeof dated);
}

void
receipt_file_date(struct receipt_file *receipt, uint32_t day)
{
    if (receipt->day != 0 || day == 0) {
        return;
    }
    receipt->day = day;
    date_proof(receipt->mac, day);
}

void
receipt_file_write(const struct receipt_file *receipt, struct buffer *out)
{
    buffer_clear(out);
    fields_begin(out, receipt->day ? DATED_MAGIC : MAGIC);
    fields_add_hex(out, "kiosk", receipt->kiosk.bytes, sizeof receipt->kiosk.bytes);
    fields_add_hex(out, "store", receipt->store_id, sizeof receipt->store_id);
    fields_add_number(out, "number", receipt->number);
    fields_add_hex(out, "bundle", receipt->id, sizeof receipt->id);
    if (receipt->day) {
        char date[CALENDAR_TEXT_BYTES];
        calendar_write(receipt->day, false, date);
        fields_add_text(out, "date", date);
    }
    fields_add_hex(out, "proof", receipt->mac, sizeof receipt->mac);
    fields_end(out);
}

/* "2026-11-29", and nothing finer. */
static bool
find_day(const struct fields *fields, uint32_t *out)
{
    char text[CALENDAR_TEXT_BYTES], again[CALENDAR_TEXT_BYTES];
    double days;
    if (!fields_find_text(fields, "date", text, sizeof text) ||
        !calendar_parse(text, &days, NULL) || days < 1 || days > UINT32_MAX) {
        return false;
    }
    *out = (uint32_t)days;
    calendar_write(*out, false, again);
    return strcmp(text, again) == 0;
}

bool
receipt_file_read(const void *data, size_t size, struct receipt_file *out,
                  struct error *err)
{
    struct fields fields;
    struct receipt_file receipt = {.number = 0};
    uint64_t number;
    size_t magic_size = sizeof DATED_MAGIC - 1;
    bool is_dated = size >= magic_size && memcmp(data, DATED_MAGIC, magic_size) == 0;
    if (!fields_read(data, size, is_dated ? DATED_MAGIC : MAGIC, "the receipt", &fields,
                     err)) {
        return false;
    }
    if (!fields_find_hex(&fields, "kiosk", receipt.kiosk.bytes,
                         sizeof receipt.kiosk.bytes) ||
        !fields_find_hex(&fields, "store", receipt.store_id, sizeof receipt.store_id) ||
        !fields_find_number(&fields, "number", &number) || number == 0 ||
        number > UINT32_MAX ||
        !fields_find_hex(&fields, "bundle", receipt.id, sizeof receipt.id) ||
        !fields_find_hex(&fields, "proof", receipt.mac, sizeof receipt.mac) ||
        (is_dated && !find_day(&fields, &receipt.day))) {
        return error_set(err, ERROR_INPUT, "the receipt lacks a line it must have");
    }
    receipt.number = (uint32_t)number;
    *out = receipt;
    return true;
}

bool
receipt_file_is_right(const struct receipt_file *receipt,
                      const uint8_t receipt_key[SEAL_KEY_BYTES])
{
    uint8_t mac[SEAL_HASH_BYTES];
    seal_mac(receipt_key, receipt->id, sizeof receipt->id, mac);
    if (receipt->day) {
        date_proof(mac, receipt->day);
    }
    return seal_equal(mac, receipt->mac, sizeof mac);
}

void
carried_code(uint32_t number, const uint8_t id[BUNDLE_ID_BYTES], char *out, size_t size)
{
    snprintf(out, size, "%lu-%04u", (unsigned long)number,
             (unsigned)(number_of(id) % 10000));
}
