/* What staff set behind More, and what residents then find. */
#include "part.h"
#include "settings.h"
#include "support_office.h"
#include "townline/audit.h"
#include "townline/bundle.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BOOTH_TEST(test)                                                               \
    cmocka_unit_test_setup_teardown(test, booth_setup, booth_teardown)
#define PIN "choose-pin 246810\n"
#define MORE "staff 246810\ntouch next\nexpect screen staff-more\n"

static void
restart(struct booth *booth)
{
    struct error err;
    booth_close(booth);
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

/* It is a Thursday, 2026-07-16, at midnight. */
static void
outside_of_its_hours_it_is_closed(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN MORE "touch hours\nexpect text Always open\ntouch extra\n"
                        "expect text Monday to Saturday\ntouch back\ntouch back\n"
                        "touch back\nexpect screen closed\n");
    clock_advance(&booth->clock, (uint64_t)9 * 3600 * 1000);
    booth_play(booth, "wait 1\nexpect screen attract\n");
    clock_advance(&booth->clock, (uint64_t)9 * 3600 * 1000);
    booth_play(booth, "wait 1\nexpect screen closed\n");
    restart(booth);
    booth_play(booth, "expect screen closed\n" MORE
                      "touch hours\ntouch extra\ntouch back\ntouch back\ntouch back\n"
                      "expect screen attract\n");
}

static void
hours_do_not_hold_while_the_clock_may_be_wrong(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "touch hours\ntouch extra\ntouch back\n"
                               "touch clock\ntouch skip\n");
    booth_play(booth, "touch next\ntouch back\ntouch back\nexpect screen attract\n");
}

static void
whoever_answers_when_it_closes_may_finish(void **state)
{
    struct booth *booth = *state;
    clock_init_fake(&booth->clock, 41301); /* noon */
    booth_play(booth, PIN MORE "touch hours\ntouch extra\ntouch back\ntouch back\n"
                               "touch back\nexpect screen attract\n");
    clock_advance(&booth->clock,
                  (uint64_t)6 * 3600 * 1000 - 60000 - clock_ms(&booth->clock));
    booth_play(booth, "wait 1\nexpect screen attract\ntouch language-en\nwait 59\n"
                      "expect screen purpose\ntouch next\nexpect screen question\n");
}

static void
hours_may_go_past_the_end_of_the_week(void **state)
{
    (void)state;
    struct hours hours = {true, 5, 1, 600, 720}; /* Friday to Monday, 10:00 to 12:00 */
    const int64_t thursday = (int64_t)20650 * 1440;
    static const bool open[] = {false, true, true, true, true, false, false};
    for (int day = 0; day < 7; day++) {
        int64_t midnight = thursday + day * 1440;
        assert_int_equal(hours_are_open(&hours, midnight + 600), open[day]);
        assert_false(hours_are_open(&hours, midnight + 599));
        assert_false(hours_are_open(&hours, midnight + 720));
    }
    hours.is_set = false;
    assert_true(hours_are_open(&hours, thursday));
}

static void
another_pin_needs_the_old_one(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN MORE "touch change-pin\nexpect screen staff-old-pin\n"
                        "type 902615\ntouch next\nexpect screen staff-old-pin\n"
                        "expect node problem\ntype 246810\ntouch next\n"
                        "expect screen staff-new-pin\ntype 111111\ntouch next\n"
                        "expect screen staff-new-pin\ntype 902615\ntouch next\n"
                        "type 902615\ntouch next\nexpect screen staff-more\n"
                        "expect text The PIN is changed\ntouch back\ntouch back\n"
                        "staff 246810\nexpect screen staff-pin\n"
                        "type 902615\ntouch next\nexpect screen staff-menu\n");
}

static void
practice_begins_and_ends_with_the_pin(void **state)
{
    struct booth *booth = *state;
    char test[128], official[128];
    snprintf(test, sizeof test, "%s/test/store.db", booth->data);
    snprintf(official, sizeof official, "%s/official/store.db", booth->data);
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch next\n");
    assert_int_equal(booth_open_responses(booth), 1);
    assert_false(file_exists(test));
    booth_play(booth, MORE "touch test\ntype 902615\ntouch next\n"
                           "expect screen staff-test\nexpect node problem\n"
                           "type 246810\ntouch next\nexpect screen staff-menu\n"
                           "expect text TEST\ntouch back\nexpect screen attract\n"
                           "expect text Practice\n");
    assert_true(file_exists(test));
    assert_int_equal(booth_open_responses(booth), 0);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch next\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch next\n");
    assert_int_equal(booth_open_responses(booth), 2);
    restart(booth); /* it stays so, and says so */
    booth_play(booth, "expect text Practice\n" MORE "touch test\ntype 246810\n"
                      "touch next\nexpect screen staff-menu\ntouch back\n"
                      "expect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
    assert_true(file_exists(official));
    restart(booth);
    assert_int_equal(booth_open_responses(booth), 1);
}

static void
confirm(struct booth *booth, const struct office *office)
{
    struct bundle *bundle = NULL;
    struct receipt_file receipt;
    struct receipt_answer answer;
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    assert_true(store_bundle(booth->kiosk->store, 1, &bytes, NULL));
    assert_true(
        bundle_open(bytes.data, bytes.size, &office->secret.recipient, &bundle, NULL));
    receipt_file_make(bundle, &receipt);
    assert_true(store_receipt_file(booth->kiosk->store, &receipt, &answer, NULL));
    assert_int_equal(answer.result, RECEIPT_CONFIRMED);
    bundle_close(bundle);
    buffer_finish(&bytes);
}

static bool
count_one(void *context, const struct stored_response *stored)
{
    (void)stored;
    ++*(unsigned *)context;
    return true;
}

static unsigned
on_disk(const struct booth *booth)
{
    unsigned responses = 0;
    assert_true(store_each_response(booth->kiosk->store, count_one, &responses, NULL));
    return responses;
}

static void
confirmed_answers_go_after_so_many_days_and_a_question(void **state)
{
    struct booth *booth = *state;
    struct office office;
    struct audit_entry entry;
    office_make(&office);
    booth->options.keys_path = NULL;
    office_write_pack(booth, &office, 1);
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\n" MORE "touch final\ntouch next\ntouch back\n"
                      "touch back\nexpect screen attract\n");
    confirm(booth, &office);
    booth_play(booth, MORE "expect text Never\ntouch erase\nexpect chosen days-0\n"
                           "expect no node next\ntouch days-90\n"
                           "expect text No answer was confirmed so long ago\n"
                           "expect no node next\ntouch back\ntouch back\ntouch back\n");
    restart(booth);
    clock_advance(&booth->clock, (uint64_t)91 * 24 * 3600 * 1000);
    booth_play(booth, "wait 1\nstaff 246810\n"
                      "expect text 1 answer was confirmed more than 90 days ago\n"
                      "touch today\nexpect screen staff-erasing\n"
                      "expect text Erase 1 answer\ntouch back\ntouch back\n"
                      "touch back\ntouch back\n");
    assert_int_equal(on_disk(booth), 1);
    booth_play(booth, MORE "expect text 1 answer may go now\n"
                           "touch erase\nexpect chosen days-90\ntouch next\n"
                           "expect screen staff-erasing\nexpect text Erase 1 answer\n"
                           "touch back\nexpect screen staff-erase\n");
    assert_int_equal(on_disk(booth), 1);
    booth_play(booth, "touch next\ntouch next\nexpect screen staff-erase\n"
                      "expect text 1 answer was erased.\nexpect no node next\n");
    assert_int_equal(on_disk(booth), 0);
    assert_true(store_audit_entry(booth->kiosk->store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_ERASED);
}

/* The menu's card says who set the clock, and on which day. */
static void
the_menu_says_who_set_the_clock(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "staff 246810\nexpect text right, set by staff on July 16\n"
                          "touch back\nexpect screen attract\n");
    kiosk_hear_office_day(booth->kiosk, 41300 / 2 + 3);
    restart(booth);
    booth_play(booth, "staff 246810\n"
                      "expect text right, set by the office on July 19\n");
}

static void
the_event_is_chosen_from_the_menu(void **state)
{
    struct booth *booth = *state;
    struct office office;
    office_make(&office);
    booth->options.keys_path = NULL;
    office_write_county_pack(booth, &office, "https://collect.example.gov");
    booth_play(booth, PIN "staff 246810\nexpect text Event: none\ntouch event\n"
                          "expect screen staff-event\ntouch event-fair\ntouch back\n"
                          "expect screen staff-menu\nexpect text Event: Book fair\n"
                          "touch next\ntouch event\ntouch back\n"
                          "expect screen staff-more\n");
}

static void
nothing_is_erased_while_the_clock_may_be_wrong(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "touch erase\ntouch days-30\ntouch back\n"
                               "touch clock\ntouch skip\n");
    booth_play(booth, "touch next\ntouch erase\nexpect chosen days-30\n"
                      "expect text only while the clock is right\n"
                      "expect no node next\n");
}

static void
staff_read_their_own_language(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN "touch language-es\ntouch back\n" MORE
                   "expect text Close the program\ntouch language\n"
                   "touch language-es\ntouch next\nexpect screen staff-more\n"
                   "expect text Cerrar\ntouch back\ntouch back\n"
                   "touch language-en\ntouch back\n" MORE "expect text Cerrar\n");
}

/* Answers were kept by a clock that was a year ahead. */
static void
the_clock_goes_back_past_kept_answers_after_a_warning_alone(void **state)
{
    struct booth *booth = *state;
    struct audit_entry entry;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\n");
    assert_int_equal(store_newest_half_day(booth->kiosk->store), 41300);
    booth_play(booth, MORE "touch clock\nexpect text July 16, 2026\n");
    assert_false(booth_try(booth, "touch month-less\n", NULL));
    booth_play(booth, "touch extra\nexpect screen staff-clock-back\n"
                      "expect text July 16\ntouch back\n");
    assert_false(booth_try(booth, "touch month-less\n", NULL));
    booth_play(booth, "touch extra\ntouch next\nexpect screen staff-clock\n"
                      "expect no node extra\ntouch month-less\n"
                      "expect text June 16, 2026\ntouch back\ntouch clock\n"
                      "expect text July 16, 2026\nexpect node extra\n");
    assert_false(booth_try(booth, "touch month-less\n", NULL));
    assert_int_equal(store_newest_half_day(booth->kiosk->store), 41300);
    booth_play(booth, "touch extra\ntouch next\ntouch month-less\ntouch next\n"
                      "expect screen staff-name\ntouch back\n");
    assert_int_equal(store_newest_half_day(booth->kiosk->store), 41300 - 60);
    assert_int_equal(clock_half_day(&booth->clock), 41300 - 60);
    assert_true(store_audit_entry(booth->kiosk->store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_CLOCK_BACK);
    booth_play(booth, "touch clock\nexpect text June 16, 2026\ntouch day-more\n"
                      "expect text June 17, 2026\ntouch next\n");
    assert_int_equal(clock_half_day(&booth->clock), 41300 - 58);
}

static void
what_was_not_kept_is_as_it_was(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "touch language\ntouch language-es\ntouch back\n"
                               "expect text Close the program\n"
                               "touch clock\ntouch year-more\nwait 121\n"
                               "expect screen attract\n");
    assert_int_equal(clock_half_day(&booth->clock), 41300);
    booth_play(booth, MORE "touch clock\ntouch next\nexpect screen staff-name\n"
                           "type Desk\nwait 121\nexpect screen attract\n" MORE
                           "expect text Kiosk\n");
}

static void
staff_are_warned_before_their_time_is_over(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "wait 91\nexpect text Touch to stay\ntouch hours\n"
                               "expect screen staff-hours\nwait 1\n"
                               "expect text Always open\nwait 85\n");
    assert_false(booth->kiosk->staff.is_warned);
    booth_play(booth, "wait 5\nexpect text Touch to stay\nwait 30\n"
                      "expect screen attract\n" MORE);
    assert_false(booth->kiosk->staff.is_warned);
}

static void
screens_begin_as_staff_say(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "touch display\ntouch size-l\nexpect chosen size-l\n"
                               "touch back\ntouch back\ntouch back\n"
                               "expect screen attract\ntouch language-en\n");
    assert_int_equal(booth->kiosk->theme.display.size, TEXT_SIZE_L);
    restart(booth);
    booth_play(booth, "touch language-en\n");
    assert_int_equal(booth->kiosk->theme.display.size, TEXT_SIZE_L);
}

static void
settings_that_make_no_sense_are_passed_over(void **state)
{
    struct booth *booth = *state;
    static const char *const bad[] = {"",           "7 1 0 10", "1 6 600 540",
                                      "1 6 0 1441", "1 6 0",    "1 6 0 60 x"};
    struct settings settings;
    struct error err;
    booth_play(booth, PIN);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_true(store_set_setting(booth->kiosk->store, "hours", bad[i], &err));
        assert_true(store_set_setting(booth->kiosk->store, "display", "9 9", &err));
        settings_load(booth->kiosk->store, &settings);
        assert_false(settings.hours.is_set);
        assert_int_equal(settings.display.size, TEXT_SIZE_M);
    }
    assert_true(store_set_setting(booth->kiosk->store, "event", "gone", &err));
    restart(booth);
    assert_string_equal(kiosk_event(booth->kiosk), "");
}

/* Where the first text with these words stands in the field of digits. */
static double
digit_x(const struct tree *tree, const char *digit)
{
    const struct node *node = &tree->nodes[tree_find(tree, "field")];
    for (size_t i = 0; i < node->part_count; i++) {
        const struct part *part = &tree->parts[node->first_part + i];
        if (part->kind == PART_TEXT && strcmp(part->text, digit) == 0) {
            return part->rect.x;
        }
    }
    fail_msg("no %s", digit);
    return 0;
}

/* 1234 5678 90, as the office prints it. */
static void
a_receipts_digits_are_read_from_the_left_in_arabic_too(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN MORE "touch language\ntouch language-ar\ntouch next\n"
                               "touch back\ntouch receipt\ntype 12345\n");
    const struct tree *tree = &booth->kiosk->tree;
    assert_true(tree->rtl);
    double step = digit_x(tree, "2") - digit_x(tree, "1");
    assert_true(step > 0);
    assert_true(digit_x(tree, "5") - digit_x(tree, "4") > step + 0.5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(outside_of_its_hours_it_is_closed),
        BOOTH_TEST(hours_do_not_hold_while_the_clock_may_be_wrong),
        BOOTH_TEST(whoever_answers_when_it_closes_may_finish),
        cmocka_unit_test(hours_may_go_past_the_end_of_the_week),
        BOOTH_TEST(another_pin_needs_the_old_one),
        BOOTH_TEST(practice_begins_and_ends_with_the_pin),
        BOOTH_TEST(confirmed_answers_go_after_so_many_days_and_a_question),
        BOOTH_TEST(the_menu_says_who_set_the_clock),
        BOOTH_TEST(the_event_is_chosen_from_the_menu),
        BOOTH_TEST(nothing_is_erased_while_the_clock_may_be_wrong),
        BOOTH_TEST(staff_read_their_own_language),
        BOOTH_TEST(the_clock_goes_back_past_kept_answers_after_a_warning_alone),
        BOOTH_TEST(what_was_not_kept_is_as_it_was),
        BOOTH_TEST(staff_are_warned_before_their_time_is_over),
        BOOTH_TEST(screens_begin_as_staff_say),
        BOOTH_TEST(settings_that_make_no_sense_are_passed_over),
        BOOTH_TEST(a_receipts_digits_are_read_from_the_left_in_arabic_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
