#include "support_vector.h"

#include "townline/keys.h"
#include "townline/pin_reset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct golden_keys keys;

static struct pin_reset
made(void)
{
    struct pin_reset reset = {
        .kiosk = keys.kiosk, .name = "Library, front desk", .number = 1791234567};
    pin_reset_sign(&reset, &keys.office_secret.sign);
    return reset;
}

static void
the_file_is_that_of_the_document(void **state)
{
    (void)state;
    struct pin_reset reset = made();
    struct buffer text;
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &text);
    vector_assert("pin-reset", text.data, text.size);
    buffer_finish(&text);
}

static void
a_pin_reset_reads_back_and_holds_for_its_office_alone(void **state)
{
    (void)state;
    struct pin_reset reset = made(), read;
    struct sign_public other;
    struct sign_secret secret;
    struct buffer text;
    uint64_t seed = 5;
    sign_pair(random_seeded(&seed), &other, &secret);
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &text);
    assert_true(pin_reset_read(text.data, text.size, &read, NULL));
    assert_string_equal(read.name, "Library, front desk");
    assert_int_equal(read.number, 1791234567);
    assert_memory_equal(&read.kiosk, &keys.kiosk, sizeof read.kiosk);
    assert_true(pin_reset_is_signed(&read, &keys.office.sign));
    assert_false(pin_reset_is_signed(&read, &other));
    assert_false(pin_reset_is_signed(&read, &keys.kiosk));
    buffer_finish(&text);
}

static void
the_signature_covers_kiosk_name_and_number(void **state)
{
    (void)state;
    struct pin_reset reset = made();
    reset.number++;
    assert_false(pin_reset_is_signed(&reset, &keys.office.sign));
    reset = made();
    reset.kiosk.bytes[31] ^= 1;
    assert_false(pin_reset_is_signed(&reset, &keys.office.sign));
    reset = made();
    snprintf(reset.name, sizeof reset.name, "Library, back desk");
    assert_false(pin_reset_is_signed(&reset, &keys.office.sign));
    reset = made();
    reset.signature[3] ^= 1;
    assert_false(pin_reset_is_signed(&reset, &keys.office.sign));
}

static void
a_pin_reset_damaged_or_cut_short_is_refused(void **state)
{
    (void)state;
    struct pin_reset reset = made(), read;
    struct buffer text;
    struct error err;
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &text);
    for (size_t size = 0; size + 1 < text.size; size++) {
        assert_false(pin_reset_read(text.data, size, &read, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    for (size_t i = 0; i + 1 < text.size; i++) {
        text.data[i] ^= 1;
        assert_false(pin_reset_read(text.data, text.size, &read, &err));
        text.data[i] ^= 1;
    }
    buffer_finish(&text);
}

static int
start(void **state)
{
    (void)state;
    if (!seal_start()) {
        return -1;
    }
    keys_golden(&keys);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_that_of_the_document),
        cmocka_unit_test(a_pin_reset_reads_back_and_holds_for_its_office_alone),
        cmocka_unit_test(the_signature_covers_kiosk_name_and_number),
        cmocka_unit_test(a_pin_reset_damaged_or_cut_short_is_refused),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
