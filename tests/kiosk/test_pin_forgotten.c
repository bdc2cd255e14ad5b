/* Nobody knows the PIN: the office's file on the stick. */
#include "support_booth.h"

#include "townline/file.h"
#include "townline/pin_reset.h"
#include "townline/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct sign_secret office;

/* The booth's office, of which this test holds the signing key. */
static void
use_office(struct booth *booth)
{
    struct office_secret secret;
    struct office_public public;
    struct recipient_secret recovery;
    struct buffer text;
    keys_make("Larkmoor", seal_random(), &secret, &public, &recovery);
    office = secret.sign;
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    keys_public_write(&public, &text);
    assert_true(file_save(
        booth->keys, &(struct file_content){text.data, text.size, .mode = 0644}, NULL));
    buffer_finish(&text);
}

static void
put_on_stick(const char *stick, const struct sign_public *kiosk, uint64_t number)
{
    char path[256];
    struct pin_reset reset = {.kiosk = *kiosk, .name = "Front desk", .number = number};
    struct buffer text;
    pin_reset_sign(&reset, &office);
    buffer_init(&text, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &text);
    snprintf(path, sizeof path, "%s/desk.pin-reset", stick);
    struct file_content content = {text.data, text.size, .mode = 0644};
    assert_true(file_save(path, &content, NULL));
    buffer_finish(&text);
}

static void
a_forgotten_pin_is_reset_by_the_offices_file_on_the_stick(void **state)
{
    struct booth *booth = *state;
    struct sign_public kiosk, other = {.bytes = {9}};
    uint8_t store_id[STORE_ID_BYTES];
    char stick[128];
    snprintf(stick, sizeof stick, "%s/stick", booth->folder);
    assert_int_equal(mkdir(stick, 0700), 0);
    use_office(booth);
    booth->options.stick_dir = stick;
    assert_true(booth_open(booth, NULL));
    booth_play(booth, "choose-pin 246810\nstaff 246810\ntouch back\n");
    store_identity(booth->kiosk->store, &kiosk, store_id);
    for (int i = 0; i < 5; i++) {
        booth_play(booth, "staff 111111\ntouch back\n");
    }
    booth_play(booth, "staff 246810\nexpect text too often\ntouch extra\n"
                      "expect text has no file of the office\n");
    put_on_stick(stick, &other, 7);
    booth_play(booth, "touch extra\nexpect text for another kiosk: Front desk\n");
    put_on_stick(stick, &kiosk, 7);
    booth_play(booth, "touch extra\nexpect screen staff-new-pin\n"
                      "type 864213\ntouch next\ntype 864213\ntouch next\n");
    while (booth->kiosk->staff.view != STAFF_AWAY) {
        booth_play(booth, "touch next\n");
    }
    booth_play(booth, "staff 864213\nexpect screen staff-menu\ntouch back\n"
                      "staff 246810\nexpect screen staff-pin\ntouch extra\n"
                      "expect text was used already\ntouch back\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_forgotten_pin_is_reset_by_the_offices_file_on_the_stick, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
