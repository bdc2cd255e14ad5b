/* A new kiosk is set up by touch, step by step. */
#include "first_start.h"
#include "pin_rules.h"
#include "support_booth.h"
#include "townline/file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BOOTH_TEST(test)                                                               \
    cmocka_unit_test_setup_teardown(test, new_setup, booth_teardown)

/* Nothing but the pack and the folder is given at the start. */
static int
new_setup(void **state)
{
    int failed = booth_setup(state);
    struct booth *booth = *state;
    booth->options.width_px = 1280;
    booth->options.height_px = 800;
    booth->options.width_mm = booth->options.height_mm = 0;
    return failed;
}

/* The power goes, and comes back. */
static void
restart(struct booth *booth)
{
    struct error err;
    booth_close(booth);
    clock_init_fake(&booth->clock, 41300);
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

static void
a_new_kiosk_is_set_up_step_by_step(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               "expect screen staff-language\ntouch language-es\n"
               "expect chosen language-es\ntouch language-en\ntouch next\n"
               "expect screen staff-size\ntouch next\n"
               "expect screen staff-name\ntype Front desk\ntouch next\n"
               "expect screen staff-clock\ntouch next\n"
               "expect screen staff-new-pin\ntype 246810\ntouch next\n"
               "expect screen staff-pin-again\ntype 246810\ntouch next\n"
               "expect screen staff-office\nexpect node digits\ntouch next\n"
               "expect screen staff-key\nexpect node qr\nexpect node digits\n"
               "touch next\nexpect screen attract\n"
               "staff 246810\nexpect screen staff-menu\nexpect text Front desk\n");
    restart(booth);
    booth_play(booth, "expect screen attract\n");
}

static void
interrupted_anywhere_it_goes_on_where_it_was(void **state)
{
    struct booth *booth = *state;
    static const struct {
        const char *screen, *play;
    } steps[] = {
        {"language", "touch language-es\ntouch next\n"},
        {"size", "touch larger\ntouch next\n"},
        {"name", "type Mesa\ntouch next\n"},
        {"clock", "touch next\n"},
        {"new-pin", "type 246810\ntouch next\ntype 246810\ntouch next\n"},
        {"office", "touch next\n"},
        {"key", "touch next\n"},
    };
    char line[80];
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        snprintf(line, sizeof line, "expect screen staff-%s\n", steps[i].screen);
        booth_play(booth, line);
        restart(booth);
        booth_play(booth, line);
        booth_play(booth, steps[i].play);
    }
    restart(booth);
    booth_play(booth, "expect screen attract\nstaff 246810\nexpect text Mesa\n"
                      "expect text Volver\n");
}

static void
back_keeps_what_was_entered(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "touch language-es\ntouch next\ntouch smaller\ntouch next\n"
                      "type Mesa\ntouch next\ntouch year-more\ntouch next\n"
                      "type 246810\ntouch next\n"
                      "touch back\nexpect screen staff-new-pin\ntouch next\n"
                      "expect screen staff-pin-again\ntouch back\ntouch back\n"
                      "expect screen staff-clock\nexpect text 2027\ntouch back\n"
                      "expect screen staff-name\nexpect text Mesa\ntouch back\n"
                      "expect screen staff-size\ntouch back\n"
                      "expect screen staff-language\nexpect chosen language-es\n"
                      "expect no node back\n");
    assert_true(booth->kiosk->setup.width_dmm > 0);
}

static void
the_first_pin_is_typed_twice(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "touch next\ntouch next\ntouch next\ntouch next\n"
                      "expect screen staff-new-pin\ntype 24681\ntouch next\n"
                      "expect screen staff-new-pin\nexpect node problem\ntype 0\n"
                      "touch next\nexpect screen staff-pin-again\ntype 654320\n"
                      "touch next\nexpect screen staff-new-pin\nexpect node problem\n"
                      "type 123456\ntouch next\nexpect screen staff-new-pin\n"
                      "expect text easy to guess\n"
                      "type 902615\ntouch next\ntype 902615\ntouch next\n"
                      "touch next\ntouch next\nexpect screen attract\n"
                      "staff 902615\nexpect screen staff-menu\n");
}

static void
pins_that_are_easy_to_guess_are_told(void **state)
{
    (void)state;
    static const char *const easy[] = {
        "123456",   "654321",     "111111",       "121212",   "123123",
        "890123",   "098765",     "112233",       "111222",   "123321",
        "135791",   "1234567890", "123456654321", "12341234", "000000000000",
        "00112233", "987654",     "456789",       "1212121",  "123789",
    };
    static const char *const fit[] = {"246810", "135792468031", "902615",  "246813",
                                      "314159", "271828",       "80413762"};
    for (size_t i = 0; i < sizeof easy / sizeof *easy; i++) {
        if (!pin_is_easy(easy[i])) {
            fail_msg("%s is taken", easy[i]);
        }
    }
    for (size_t i = 0; i < sizeof fit / sizeof *fit; i++) {
        if (pin_is_easy(fit[i])) {
            fail_msg("%s is refused", fit[i]);
        }
    }
}

static void
another_office_stops_it(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "touch next\ntouch next\ntouch next\ntouch next\n"
                      "type 246810\ntouch next\ntype 246810\ntouch next\n"
                      "expect screen staff-office\ntouch extra\n"
                      "expect screen staff-stopped\nexpect no node next\nwait 300\n"
                      "expect screen staff-stopped\n");
    restart(booth);
    booth_play(booth, "expect screen staff-office\ntouch extra\ntouch back\n"
                      "expect screen staff-office\n");
}

static void
the_size_that_a_card_gave_is_used(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "touch next\nexpect screen staff-size\n");
    double believed = booth->kiosk->panel.width_mm;
    booth_play(booth, "touch larger\ntouch larger\ntouch larger\n");
    assert_true(booth->kiosk->panel.width_mm == believed); /* nothing moves yet */
    booth_play(booth, "touch next\n");
    double measured = booth->kiosk->panel.width_mm;
    assert_true(fabs(measured - believed / 1.0303) < 0.2);
    assert_true(fabs(booth->kiosk->theme.width_mm - measured) < 0.01);
    restart(booth);
    assert_true(fabs(booth->kiosk->panel.width_mm - measured) < 0.01);
}

static void
what_the_command_line_says_is_not_asked(void **state)
{
    struct booth *booth = *state;
    booth->options.width_mm = 217;
    booth->options.height_mm = 136;
    booth->options.name = "Town hall";
    booth_play(booth, "touch next\nexpect screen staff-clock\n"
                      "expect text Step 2 of 6\ntouch back\n"
                      "expect screen staff-language\n");
}

static void
the_clock_is_set_but_not_before_kept_answers(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "touch next\ntouch next\ntouch next\ntouch month-more\n"
                      "touch next\n");
    assert_int_equal(clock_half_day(&booth->clock), 41300 + 2 * 31);
    assert_true(clock_is_trusted(&booth->clock));
    booth_play(booth, "touch back\nexpect text August\ntouch month-more\ntouch skip\n");
    assert_int_equal(clock_half_day(&booth->clock), 41300 + 2 * 31);
    assert_false(clock_is_trusted(&booth->clock));
}

/* A board without a clock begins in 1970: the dials show the first year that can be. */
static void
what_the_dials_show_is_set_without_a_touch_on_them(void **state)
{
    struct booth *booth = *state;
    booth_close(booth);
    clock_init_fake(&booth->clock, 2);
    assert_true(booth_open(booth, NULL));
    booth_play(booth, "touch next\ntouch next\ntype Mesa\ntouch next\n"
                      "expect screen staff-clock\nexpect text January 1, 2026\n"
                      "touch next\nexpect screen staff-new-pin\n");
    assert_int_equal(clock_half_day(&booth->clock), 2 * 20454);
}

static void
its_key_is_saved_for_the_office(void **state)
{
    struct booth *booth = *state;
    char path[200], stick[100];
    snprintf(stick, sizeof stick, "%s/stick", booth->folder);
    assert_true(file_make_folder(stick, 0700, NULL));
    booth->options.stick_dir = stick;
    booth->options.name = "Desk";
    booth_play(booth,
               "touch next\ntouch next\ntouch next\n"
               "type 246810\ntouch next\ntype 246810\ntouch next\ntouch next\n"
               "expect screen staff-key\ntouch extra\nexpect text on the stick\n");
    snprintf(path, sizeof path, "%s/TOWNLINE", stick);
    assert_true(file_is_folder(path));
}

static void
a_name_just_typed_stands_with_the_key_on_the_stick(void **state)
{
    struct booth *booth = *state;
    char path[200], stick[100];
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    snprintf(stick, sizeof stick, "%s/stick", booth->folder);
    assert_true(file_make_folder(stick, 0700, NULL));
    booth->options.stick_dir = stick;
    booth_play(booth, "touch next\ntouch next\ntype Mesa\ntouch next\ntouch next\n"
                      "type 246810\ntouch next\ntype 246810\ntouch next\n"
                      "touch next\nexpect screen staff-key\ntouch extra\n");
    store_identity(booth->kiosk->store, &key, store_id);
    snprintf(path, sizeof path, "%s/TOWNLINE/mesa-%02x%02x%02x%02x", stick,
             key.bytes[0], key.bytes[1], key.bytes[2], key.bytes[3]);
    assert_true(file_is_folder(path));
}

/* A card that lost part of the file costs no more than being asked again. */
static void
a_damaged_file_is_asked_again(void **state)
{
    struct booth *booth = *state;
    char path[200];
    snprintf(path, sizeof path, "%s/setup", booth->data);
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n");
    static const char bytes[] = "step=done\nname=\xff\xfe\nwidth=99999999999999\n=\nx";
    struct file_content content = {.data = bytes, .size = sizeof bytes, .mode = 0600};
    assert_true(file_save(path, &content, NULL));
    restart(booth);
    booth_play(booth, "expect screen attract\nstaff 246810\nexpect text Kiosk\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(a_new_kiosk_is_set_up_step_by_step),
        BOOTH_TEST(interrupted_anywhere_it_goes_on_where_it_was),
        BOOTH_TEST(back_keeps_what_was_entered),
        BOOTH_TEST(the_first_pin_is_typed_twice),
        cmocka_unit_test(pins_that_are_easy_to_guess_are_told),
        BOOTH_TEST(another_office_stops_it),
        BOOTH_TEST(the_size_that_a_card_gave_is_used),
        BOOTH_TEST(what_the_command_line_says_is_not_asked),
        BOOTH_TEST(the_clock_is_set_but_not_before_kept_answers),
        BOOTH_TEST(what_the_dials_show_is_set_without_a_touch_on_them),
        BOOTH_TEST(its_key_is_saved_for_the_office),
        BOOTH_TEST(a_name_just_typed_stands_with_the_key_on_the_stick),
        BOOTH_TEST(a_damaged_file_is_asked_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
