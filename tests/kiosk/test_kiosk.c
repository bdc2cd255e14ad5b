#include "support_booth.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"

static void
recorded_is_said_once_the_response_is_stored(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    assert_int_equal(booth_said(booth, "recorded"), 1);
    assert_int_equal(booth_open_responses(booth), 1);
    booth_play(booth, "expect screen recorded\ntouch next\nexpect screen attract\n");
    assert_int_equal(booth_said(booth, "recorded"), 1);
    booth_play(booth, booth_to_recorded);
    assert_int_equal(booth_said(booth, "recorded"), 2);
    assert_int_equal(booth_open_responses(booth), 2);
}

static void
what_was_recorded_is_there_after_a_restart(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_close(booth);
    booth_play(booth, "expect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
}

/* A limit on the size of files stands for a full disk: it holds for root too. */
static void
a_full_disk_lets_the_station_rest_and_loses_nothing(void **state)
{
    struct booth *booth = *state;
    struct rlimit limit, none = {0, 0};
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\n");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    none.rlim_max = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    struct error err = {0};
    bool played = booth_try(booth, booth_to_recorded, &err) &&
                  booth_try(booth,
                            "expect screen resting\n"
                            "expect text This kiosk is resting\n",
                            &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_string_equal(err.text, "");
    assert_true(played);
    assert_int_equal(booth_said(booth, "recorded"), 1);
    booth_play(booth, "staff 246810\nexpect text Look at this first\ntouch back\n");
    booth_play(booth, "expect screen recorded\n");
    assert_int_equal(booth_said(booth, "recorded"), 2);
    assert_int_equal(booth_open_responses(booth), 2);
}

static void
open_on_smallest_panel(struct booth *booth)
{
    struct error err;
    booth_close(booth);
    booth->options.width_px = 800;
    booth->options.height_px = 480;
    booth->options.width_mm = 154;
    booth->options.height_mm = 86;
    assert_true(booth_open(booth, &err));
}

static void
every_digit_of_the_pin_can_be_typed_on_the_smallest_panel(void **state)
{
    struct booth *booth = *state;
    open_on_smallest_panel(booth);
    booth_play(booth, "choose-pin 135792468031\nexpect screen attract\n"
                      "staff 135792468031\nexpect screen staff-menu\n");
}

/* Numbers and collecting on the first, residents and health on the second. */
static void
the_menu_has_two_pages_on_the_smallest_panel(void **state)
{
    static const char *const languages[] = {"en", "es", "vi", "zh", "tl", "ar"};
    struct booth *booth = *state;
    open_on_smallest_panel(booth);
    booth_play(booth, PIN);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        char line[60];
        booth_play(booth, "staff 246810\ntouch next\ntouch language\n");
        snprintf(line, sizeof line, "touch language-%s\n", languages[i]);
        booth_play(booth, line);
        booth_play(booth, "touch next\nexpect screen staff-more\ntouch back\n"
                          "expect screen staff-menu\nexpect node count-open\n"
                          "expect node send\nexpect node receipt\ntouch more\n"
                          "expect node station-open\nexpect node helping\n"
                          "expect node health\nexpect no node more\n"
                          "touch back\ntouch back\nexpect screen attract\n");
    }
}

static void
what_staff_freeze_is_changed_by_nobody(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth,
               "touch another\nstaff 246810\ntouch next\ntouch final\ntouch next\n"
               "expect screen staff-sending\ntouch back\n"
               "touch back\nexpect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 0);
}

static void
staff_need_five_taps_and_the_pin(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN "touch staff-corner\ntouch staff-corner\ntouch staff-corner\n"
                   "touch staff-corner\nexpect screen attract\nwait 4\n"
                   "touch staff-corner\nexpect screen attract\n"
                   "staff 111111\nexpect screen staff-pin\nexpect node problem\n"
                   "type 246810\ntouch next\nexpect screen staff-menu\n"
                   "expect node count-open\nexpect node count-carried\n"
                   "expect node count-confirmed\ntouch back\nexpect screen attract\n");
}

static void
staff_close_the_kiosk_and_open_it_again(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               PIN "staff 246810\ntouch station-closed\n"
                   "expect chosen station-closed\ntouch back\nexpect screen closed\n"
                   "expect text This kiosk is closed\n"
                   "expect text Este quiosco está cerrado\n"
                   "expect no node language-en\nwait 400\n"
                   "expect screen closed\n");
    booth_close(booth);
    booth_play(booth, "expect screen closed\nstaff 246810\n"
                      "expect screen staff-menu\ntouch station-open\n"
                      "expect chosen station-open\ntouch back\n"
                      "expect screen attract\n");
    booth_close(booth);
    booth_play(booth, "expect screen attract\n");
}

static void
staff_who_walk_away_leave_the_screen_to_residents(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "staff 246810\nwait 119\nexpect screen staff-menu\nwait 2\n"
                          "expect screen attract\n");
}

static void
an_idle_resident_is_warned_and_then_forgotten(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-es\ntouch settings\ntouch size-l\n"
                          "touch next\ntouch next\nwait 118\nexpect screen question\n"
                          "wait 3\nexpect screen idle\ntouch here\n"
                          "expect screen question\nwait 152\nexpect screen attract\n"
                          "expect text Tell us\n");
    assert_int_equal(booth->kiosk->theme.display.size, display_default().size);
    assert_int_equal(booth_open_responses(booth), 0);
}

static void
who_deletes_before_anything_was_kept_is_told_so(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "wait 400\ntouch language-es\ntouch next\ntouch settings\n"
                          "touch delete\ntouch delete-yes\nexpect screen deleted\n"
                          "wait 60\nexpect screen deleted\nwait 70\n"
                          "expect screen attract\n");
}

static void
a_comment_is_written_with_the_keyboard_of_the_language(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-es\ntouch next\ntouch next\n"
                          "touch next\nexpect screen question comment\n"
                          "type ¿Cuándo? El año que viene.\n"
                          "expect text ¿Cuándo? El año que viene.\n"
                          "touch language\ntouch language-en\n"
                          "expect text ¿Cuándo? El año que viene.\n"
                          "touch key-backspace\nexpect text ¿Cuándo? El año que viene\n"
                          "touch next\ntouch back\n"
                          "expect text ¿Cuándo? El año que viene\n");
}

static bool
is_shown(const struct booth *booth, const char *text)
{
    for (size_t i = 0; i < booth->kiosk->tree.count; i++) {
        if (strcmp(booth->kiosk->tree.nodes[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

static void
a_heading_stands_again_over_its_own_rows_alone(void **state)
{
    struct booth *booth = *state;
    const struct panel *panel = panel_find("7");
    booth->options.width_px = panel->width_px;
    booth->options.height_px = panel->height_px;
    booth->options.width_mm = (int)panel->width_mm;
    booth->options.height_mm = (int)panel->height_mm;
    booth_play(booth, PIN "touch language-en\ntouch settings\nexpect node more\n");
    assert_true(is_shown(booth, "Text size"));
    booth_play(booth, "touch more\n");
    assert_true(is_shown(booth, "Comfort"));
    assert_false(is_shown(booth, "Text size"));
    assert_false(is_shown(booth, "Colors"));
}

static void
screens_slide_the_way_the_resident_goes(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "touch language-en\n");
    assert_int_equal(kiosk_take_turn(booth->kiosk), 1);
    assert_int_equal(kiosk_take_turn(booth->kiosk), 0);
    booth_play(booth, "touch next\ntouch back\n");
    assert_int_equal(kiosk_take_turn(booth->kiosk), -1);
    /* What opens over a screen does not, nor does what was under it. */
    booth_play(booth, "touch settings\n");
    assert_int_equal(kiosk_take_turn(booth->kiosk), 0);
    booth_play(booth, "touch still\ntouch next\n");
    assert_int_equal(kiosk_take_turn(booth->kiosk), 0);
    booth_play(booth, "expect screen purpose\ntouch next\n");
    assert_int_equal(kiosk_take_turn(booth->kiosk), 0);
}

static void
practice_and_official_answers_never_share_a_file(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_close(booth);
    booth->options.test_mode = true;
    booth_play(booth, PIN "expect text Practice\n");
    assert_int_equal(booth_open_responses(booth), 0);
}

/* What the phone shows, typed in the place of what stands there. */
static void
type_carried_code(struct booth *booth, const struct outbox_entry *entry)
{
    char code[32], script[256] = "";
    carried_code(entry->number, entry->id, code, sizeof code);
    for (int i = 0; i < 5; i++) {
        strcat(script, "touch pin-backspace\n");
    }
    strcat(script, "type ");
    for (const char *at = code; *at; at++) {
        if (*at != '-') {
            strncat(script, at, 1);
        }
    }
    strcat(script, "\n");
    booth_play(booth, script);
}

static void
staff_choose_a_bundle_and_send_it_again(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\nstaff 246810\nexpect text 1 answer waits\n"
                      "touch next\ntouch final\ntouch next\ntouch back\n"
                      "expect text Collect today\ntouch extra\n"
                      "expect screen staff-bundles\nexpect no node next\n"
                      "touch bundle-1\nexpect chosen bundle-1\ntouch next\n"
                      "expect screen staff-sending\n");
}

static void
the_staff_log_says_what_was_done_and_the_list_who_took_a_bundle(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth,
               "touch next\nstaff 246810\ntouch station-resting\n"
               "touch station-open\ntouch helping\ntouch next\ntouch final\n"
               "touch next\ntouch back\ntouch extra\n"
               "expect text not collected\ntouch back\ntouch health\ntouch extra\n"
               "expect screen staff-log\n"
               "expect text I am helping: yes\nexpect text Final collection\n"
               "expect text The moving code was shown\n"
               "expect no node problem\n"
               "expect text Set to rest\nexpect text Opened with the PIN\n"
               "expect text A new PIN was set\n");
}

static void
the_program_is_closed_only_with_the_pin(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "staff 246810\ntouch next\nexpect screen staff-more\n"
                          "touch skip\nexpect screen staff-close\ntype 111111\n"
                          "touch next\nexpect node problem\n");
    assert_false(booth->kiosk->quit);
    booth_play(booth, "touch rest\nexpect screen resting\n"
                      "staff 246810\ntouch station-open\ntouch next\ntouch skip\n"
                      "type 246810\ntouch next\n");
    assert_true(booth->kiosk->quit);
}

static bool
count_helped(void *context, const struct stored_response *stored)
{
    *(unsigned *)context += stored->response->head.assisted == SAID_YES;
    return true;
}

static void
who_is_helped_by_staff_is_marked(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN "staff 246810\ntouch helping\nexpect chosen helping\n"
                          "touch back\n");
    booth_play(booth, booth_to_recorded);
    unsigned helped = 0;
    struct error err;
    assert_true(store_each_response(booth->kiosk->store, count_helped, &helped, &err));
    assert_int_equal(helped, 1);
}

static void
a_stream_opened_again_shows_no_frame_twice(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\nstaff 246810\ntouch next\ntouch final\ntouch next\n"
                      "expect screen staff-sending\n");
    struct outbox_entry first, second;
    assert_true(store_outbox(booth->kiosk->store, 0, &first));
    assert_true(first.next_symbol > 0);
    booth_play(booth, "touch back\nexpect screen staff-menu\ntouch send\n"
                      "expect screen staff-sending\n");
    assert_true(store_outbox(booth->kiosk->store, 0, &second));
    assert_int_equal(second.state, OUTBOX_WAITING);
    assert_true(second.next_symbol > first.next_symbol);
    booth_play(booth, "touch next\ntype 10000\ntouch next\n"
                      "expect screen staff-carried\nexpect node problem\n");
    assert_true(store_outbox(booth->kiosk->store, 0, &second));
    assert_int_equal(second.state, OUTBOX_WAITING);
    type_carried_code(booth, &second);
    booth_play(booth, "touch next\nexpect screen staff-menu\n"
                      "expect text July 16, by phone (bundle 1)\n");
    assert_true(store_outbox(booth->kiosk->store, 0, &second));
    assert_int_equal(second.state, OUTBOX_CARRIED);
}

static void
a_slip_in_a_receipt_is_told_and_costs_nothing(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\nstaff 246810\ntouch next\ntouch final\n"
                      "touch next\ntouch back\n"
                      "touch receipt\ntype 1234567890\ntouch next\n"
                      "expect screen staff-receipt\nexpect text not count as a try\n");
}

static void
the_stick_gets_what_waits(void **state)
{
    struct booth *booth = *state;
    char stick[96];
    snprintf(stick, sizeof stick, "%s", booth->folder);
    booth->options.stick_dir = stick;
    booth_play(booth, PIN);
    booth_play(booth, booth_to_recorded);
    booth_play(
        booth,
        "touch next\nstaff 246810\nexpect text not yet\n"
        "touch next\ntouch final\ntouch next\ntouch back\n"
        "touch stick\nexpect screen staff-stick\nexpect text Bundle 1 saved: 1 answer\n"
        "expect text Safe to take out\ntouch next\nexpect screen staff-menu\n"
        "expect text July 16, by stick (bundle 1)\n");
    struct outbox_entry entry;
    assert_true(store_outbox(booth->kiosk->store, 0, &entry));
    assert_int_equal(entry.state, OUTBOX_CARRIED);
}

static void
without_the_offices_keys_it_does_not_start(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.keys_path = NULL;
    assert_false(booth_open(booth, &err));
    assert_int_equal(err.code, ERROR_MISSING);
    assert_non_null(strstr(err.text, "office.pub"));
}

static void
a_data_folder_that_cannot_be_written_is_told(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.data_dir = booth->keys; /* a file */
    assert_false(booth_open(booth, &err));
    booth->options.data_dir = "/proc/1/nothing";
    assert_false(booth_open(booth, &err));
    assert_true(err.code == ERROR_SYSTEM || err.code == ERROR_FULL ||
                err.code == ERROR_MISSING);
}

static void
a_folder_that_is_no_pack_is_told(void **state)
{
    struct booth *booth = *state;
    struct error err;
    booth->options.pack_dir = booth->folder;
    assert_false(booth_open(booth, &err));
    assert_non_null(strstr(err.text, booth->folder));
}

#define BOOTH_TEST(name)                                                               \
    cmocka_unit_test_setup_teardown(name, booth_setup, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(recorded_is_said_once_the_response_is_stored),
        BOOTH_TEST(what_was_recorded_is_there_after_a_restart),
        BOOTH_TEST(a_full_disk_lets_the_station_rest_and_loses_nothing),
        BOOTH_TEST(every_digit_of_the_pin_can_be_typed_on_the_smallest_panel),
        BOOTH_TEST(the_menu_has_two_pages_on_the_smallest_panel),
        BOOTH_TEST(what_staff_freeze_is_changed_by_nobody),
        BOOTH_TEST(staff_need_five_taps_and_the_pin),
        BOOTH_TEST(staff_close_the_kiosk_and_open_it_again),
        BOOTH_TEST(staff_who_walk_away_leave_the_screen_to_residents),
        BOOTH_TEST(an_idle_resident_is_warned_and_then_forgotten),
        BOOTH_TEST(who_deletes_before_anything_was_kept_is_told_so),
        BOOTH_TEST(a_comment_is_written_with_the_keyboard_of_the_language),
        BOOTH_TEST(a_heading_stands_again_over_its_own_rows_alone),
        BOOTH_TEST(screens_slide_the_way_the_resident_goes),
        BOOTH_TEST(practice_and_official_answers_never_share_a_file),
        BOOTH_TEST(staff_choose_a_bundle_and_send_it_again),
        BOOTH_TEST(the_staff_log_says_what_was_done_and_the_list_who_took_a_bundle),
        BOOTH_TEST(the_program_is_closed_only_with_the_pin),
        BOOTH_TEST(who_is_helped_by_staff_is_marked),
        BOOTH_TEST(a_stream_opened_again_shows_no_frame_twice),
        BOOTH_TEST(a_slip_in_a_receipt_is_told_and_costs_nothing),
        BOOTH_TEST(the_stick_gets_what_waits),
        BOOTH_TEST(without_the_offices_keys_it_does_not_start),
        BOOTH_TEST(a_data_folder_that_cannot_be_written_is_told),
        BOOTH_TEST(a_folder_that_is_no_pack_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
