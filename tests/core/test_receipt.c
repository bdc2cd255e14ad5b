#include "fields.h"
#include "support_vector.h"
#include "townline/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 21;

static void
draw(uint8_t key[SEAL_KEY_BYTES], uint8_t id[BUNDLE_ID_BYTES])
{
    random_seeded(&seed).fill(&seed, key, SEAL_KEY_BYTES);
    random_seeded(&seed).fill(&seed, id, BUNDLE_ID_BYTES);
}

static void
a_receipt_is_right_however_it_is_spaced(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES], id[BUNDLE_ID_BYTES];
    char code[RECEIPT_DIGITS + 1], spaced[32];
    draw(key, id);
    receipt_code(key, id, code);
    assert_int_equal(strlen(code), RECEIPT_DIGITS);
    assert_int_equal(receipt_check(code, key, id), RECEIPT_RIGHT);
    snprintf(spaced, sizeof spaced, " %.4s-%.4s %s ", code, code + 4, code + 8);
    assert_int_equal(receipt_check(spaced, key, id), RECEIPT_RIGHT);
}

static void
every_wrong_digit_and_every_swap_of_neighbours_is_a_slip(void **state)
{
    (void)state;
    for (size_t trial = 0; trial < 50; trial++) {
        uint8_t key[SEAL_KEY_BYTES], id[BUNDLE_ID_BYTES];
        char code[RECEIPT_DIGITS + 1];
        draw(key, id);
        receipt_code(key, id, code);
        for (size_t i = 0; i < RECEIPT_DIGITS; i++) {
            char kept = code[i];
            for (int digit = '0'; digit <= '9'; digit++) {
                code[i] = (char)digit;
                assert_int_equal(receipt_check(code, key, id),
                                 digit == kept ? RECEIPT_RIGHT : RECEIPT_SLIP);
            }
            code[i] = kept;
        }
        for (size_t i = 0; i + 1 < RECEIPT_DIGITS; i++) {
            char first = code[i], second = code[i + 1];
            if (first == second) {
                continue;
            }
            code[i] = second;
            code[i + 1] = first;
            assert_int_equal(receipt_check(code, key, id), RECEIPT_SLIP);
            code[i] = first;
            code[i + 1] = second;
        }
    }
}

static void
what_is_not_ten_digits_is_a_slip(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES], id[BUNDLE_ID_BYTES];
    char code[RECEIPT_DIGITS + 3];
    draw(key, id);
    receipt_code(key, id, code);
    memcpy(code + RECEIPT_DIGITS, "0", 2);
    assert_int_equal(receipt_check(code, key, id), RECEIPT_SLIP);
    code[RECEIPT_DIGITS - 1] = '\0';
    assert_int_equal(receipt_check(code, key, id), RECEIPT_SLIP);
    assert_int_equal(receipt_check("", key, id), RECEIPT_SLIP);
    assert_int_equal(receipt_check("12345678901234567890123", key, id), RECEIPT_SLIP);
    assert_int_equal(receipt_check("12345o7890", key, id), RECEIPT_SLIP);
}

static void
the_receipt_of_another_bundle_is_wrong_and_no_slip(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES], id[BUNDLE_ID_BYTES], other[BUNDLE_ID_BYTES];
    char code[RECEIPT_DIGITS + 1];
    draw(key, other);
    draw(key, id);
    receipt_code(key, other, code);
    assert_int_equal(receipt_check(code, key, id), RECEIPT_WRONG);
}

static struct receipt_file
made(uint8_t key[SEAL_KEY_BYTES])
{
    struct bundle bundle = {.header = {.number = 7}};
    struct receipt_file file;
    draw(bundle.content.receipt_key, bundle.id);
    memcpy(key, bundle.content.receipt_key, SEAL_KEY_BYTES);
    memset(&bundle.header.kiosk, 3, sizeof bundle.header.kiosk);
    memset(bundle.header.store_id, 4, sizeof bundle.header.store_id);
    receipt_file_make(&bundle, &file);
    return file;
}

static void
a_receipt_file_reads_back_and_holds_for_its_key_alone(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES];
    struct receipt_file file = made(key), read;
    struct buffer text;
    buffer_init(&text, 4096);
    receipt_file_write(&file, &text);
    assert_true(receipt_file_read(text.data, text.size, &read, NULL));
    assert_memory_equal(&read, &file, sizeof read);
    assert_true(receipt_file_is_right(&read, key));
    read.id[5] ^= 1;
    assert_false(receipt_file_is_right(&read, key));
    read.id[5] ^= 1;
    key[0] ^= 1;
    assert_false(receipt_file_is_right(&read, key));
    buffer_finish(&text);
}

static void
a_receipt_file_damaged_or_cut_short_is_refused(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES];
    struct receipt_file file = made(key), read;
    struct buffer text;
    struct error err;
    buffer_init(&text, 4096);
    receipt_file_write(&file, &text);
    for (size_t size = 0; size + 1 < text.size; size++) {
        assert_false(receipt_file_read(text.data, size, &read, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    for (size_t i = 0; i + 1 < text.size; i++) {
        text.data[i] ^= 1;
        assert_false(receipt_file_read(text.data, text.size, &read, &err));
        text.data[i] ^= 1;
    }
    buffer_finish(&text);
}

static void
a_dated_receipt_is_that_of_the_document(void **state)
{
    (void)state;
    struct bundle bundle = {.header = {.number = 7}};
    struct receipt_file file;
    memset(bundle.content.receipt_key, 1, SEAL_KEY_BYTES);
    memset(bundle.id, 2, BUNDLE_ID_BYTES);
    receipt_file_make(&bundle, &file);
    receipt_file_date(&file, 20786);
    vector_assert("receipt-dated", file.mac, sizeof file.mac);
}

static void
the_proof_of_a_dated_receipt_covers_its_day(void **state)
{
    (void)state;
    uint8_t key[SEAL_KEY_BYTES];
    struct receipt_file plain = made(key), file = plain, read;
    struct buffer text;
    buffer_init(&text, 4096);
    receipt_file_date(&file, 20786);
    receipt_file_write(&file, &text);
    buffer_add_u8(&text, 0);
    assert_non_null(strstr((const char *)text.data, "\ndate 2026-11-29\n"));
    assert_true(receipt_file_read(text.data, text.size - 1, &read, NULL));
    assert_memory_equal(&read, &file, sizeof read);
    assert_true(receipt_file_is_right(&read, key));
    read.day++;
    assert_false(receipt_file_is_right(&read, key));
    read = file;
    read.day = 0; /* the dated proof is none of version 1 */
    assert_false(receipt_file_is_right(&read, key));
    read = plain;
    read.day = 20786; /* nor is that of version 1 one of any day */
    assert_false(receipt_file_is_right(&read, key));
    buffer_finish(&text);
}

static void
a_receipt_of_no_day_that_is_one_is_refused(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-02-29",
                                       "2026-11-29T10:00:00",
                                       "29.11.2026",
                                       "1969-12-31",
                                       "1970-01-01",
                                       "2026-11-9",
                                       ""};
    uint8_t key[SEAL_KEY_BYTES];
    struct receipt_file file = made(key), read;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct buffer text;
        buffer_init(&text, 4096);
        fields_begin(&text, "townline receipt 2");
        fields_add_hex(&text, "kiosk", file.kiosk.bytes, 32);
        fields_add_hex(&text, "store", file.store_id, STORE_ID_BYTES);
        fields_add_number(&text, "number", 7);
        fields_add_hex(&text, "bundle", file.id, 32);
        fields_add_text(&text, "date", days[i]);
        fields_add_hex(&text, "proof", file.mac, 32);
        fields_end(&text);
        if (receipt_file_read(text.data, text.size, &read, NULL)) {
            fail_msg("\"%s\" was taken for a day", days[i]);
        }
        buffer_finish(&text);
    }
}

static void
a_carried_code_is_the_number_and_four_digits(void **state)
{
    (void)state;
    uint8_t id[BUNDLE_ID_BYTES] = {0x01, 0x02};
    char code[20];
    carried_code(7, id, code, sizeof code);
    assert_string_equal(code, "7-0513");
    carried_code(4294967295u, id, code, sizeof code);
    assert_string_equal(code, "4294967295-0513");
}

static int
start(void **state)
{
    (void)state;
    return seal_start() ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_is_right_however_it_is_spaced),
        cmocka_unit_test(every_wrong_digit_and_every_swap_of_neighbours_is_a_slip),
        cmocka_unit_test(what_is_not_ten_digits_is_a_slip),
        cmocka_unit_test(the_receipt_of_another_bundle_is_wrong_and_no_slip),
        cmocka_unit_test(a_receipt_file_reads_back_and_holds_for_its_key_alone),
        cmocka_unit_test(a_receipt_file_damaged_or_cut_short_is_refused),
        cmocka_unit_test(a_dated_receipt_is_that_of_the_document),
        cmocka_unit_test(the_proof_of_a_dated_receipt_covers_its_day),
        cmocka_unit_test(a_receipt_of_no_day_that_is_one_is_refused),
        cmocka_unit_test(a_carried_code_is_the_number_and_four_digits),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
