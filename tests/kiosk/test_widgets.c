/* Every kind of question, answered by touches at coordinates as residents do. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PACK TESTS_DIR "/kiosk/pack"
#define BEGIN "choose-pin 246810\ntouch language-en\ntouch next\n"
#define TO_HOUR BEGIN "touch skip\nexpect screen question hour\n"
#define TO_PEOPLE TO_HOUR "touch skip\nexpect screen question people\n"
#define TO_MILES TO_PEOPLE "touch skip\nexpect screen question miles\n"
#define TO_STARS TO_MILES "touch skip\nexpect screen question stars\n"
#define TO_LIKELY TO_STARS "touch skip\nexpect screen question likely\n"
#define TO_SHARE TO_LIKELY "touch skip\nexpect screen question share\n"
#define TO_KEPT TO_SHARE "touch skip\nexpect screen question kept\n"
#define TO_VALUES TO_KEPT "touch skip\nexpect screen question values\n"
#define TO_PROMISES TO_VALUES "touch skip\nexpect screen question promises\n"
#define TO_WORRIES TO_PROMISES "touch skip\nexpect screen question worries\n"
#define TO_HOME TO_WORRIES "touch skip\nexpect screen question home\n"
#define TO_RULES TO_HOME "touch next\nexpect screen question rules\n"
#define TO_SAY TO_RULES "touch choice-OK\ntouch next\nexpect screen question say\n"
#define TO_MAIL TO_SAY "touch next\nexpect screen question reach/mail\n"
#define TO_PHONE TO_MAIL "touch next\nexpect screen question reach/phone\n"

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.pack_dir = PACK;
    *state = &booth;
    return 0;
}

/* The value of the question that is asked, or was asked last. */
static const char *
value_of(const struct booth *booth, const char *path)
{
    const struct form *form = booth->kiosk->pack->form;
    struct place place = {0};
    while (strcmp(form_control(form, place.control)->path, path) != 0) {
        place.control++;
    }
    return instance_value(booth->kiosk->session.instance, &place);
}

/* The booth's clock stands at half-day 41300: 2026-07-16. */
static void
a_date_is_set_in_steps_from_today(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, BEGIN "expect screen question move\nexpect text Month\n"
                            "touch day-more\n");
    assert_string_equal(value_of(booth, "move"), "2026-07-16");
    booth_play(booth, "expect text July\ntouch month-less\ntouch day-more\n"
                      "touch year-back\ntouch year-less\nexpect text 2015\n");
    assert_string_equal(value_of(booth, "move"), "2015-06-17");
    booth_play(booth, "touch next\ntouch back\nexpect text June\nexpect text 2015\n");
}

static void
a_day_that_the_month_has_not_becomes_its_last(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, BEGIN "touch month-more\ntouch day-less\n"
                            "touch day-less\ntouch day-less\ntouch day-less\n"
                            "touch day-less\ntouch day-less\ntouch day-less\n"
                            "touch day-less\ntouch day-less\ntouch day-less\n"
                            "touch day-less\ntouch day-less\ntouch day-less\n"
                            "touch day-less\ntouch day-less\ntouch day-less\n");
    assert_string_equal(value_of(booth, "move"), "2026-07-31");
    booth_play(booth, "touch month-less\n");
    assert_string_equal(value_of(booth, "move"), "2026-06-30");
    booth_play(booth, "touch month-less\ntouch month-less\ntouch month-less\n"
                      "touch month-less\n");
    assert_string_equal(value_of(booth, "move"), "2026-02-28");
    booth_play(booth, "touch day-more\n");
    assert_string_equal(value_of(booth, "move"), "2026-02-01");
    booth_play(booth, "touch month-less\ntouch month-less\n");
    assert_string_equal(value_of(booth, "move"), "2026-12-01");
}

static void
a_time_has_twelve_hours_where_the_language_has(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_HOUR "touch hour-more\nexpect text 12\n"
                              "expect chosen half-pm\n");
    assert_string_equal(value_of(booth, "hour"), "12:00:00.000");
    booth_play(booth, "touch hour-more\ntouch minute-more\ntouch minute-more\n");
    assert_string_equal(value_of(booth, "hour"), "13:10:00.000");
    booth_play(booth, "touch half-am\nexpect chosen half-am\n");
    assert_string_equal(value_of(booth, "hour"), "01:10:00.000");
    booth_play(booth, "touch hour-less\ntouch hour-less\n");
    assert_string_equal(value_of(booth, "hour"), "11:10:00.000");
    booth_play(booth, "touch half-pm\ntouch language\ntouch language-vi\n"
                      "expect text 23\nexpect no node half-pm\n");
    booth_play(booth, "touch hour-more\n");
    assert_string_equal(value_of(booth, "hour"), "00:10:00.000");
}

static void
numbers_are_typed_and_their_limits_are_told(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_PEOPLE "expect text From 1 to 20\ntouch key-2\ntouch key-5\n"
                                "touch next\nexpect screen question people\n"
                                "expect node problem\nexpect text There is a problem\n"
                                "expect text a number from 1 to 20\n"
                                "touch key-backspace\nexpect no node problem\n"
                                "touch next\nexpect screen question miles\n");
    assert_string_equal(value_of(booth, "people"), "2");
}

static void
a_nought_does_not_lead_a_number(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_PEOPLE "touch key-0\ntouch key-7\n");
    assert_string_equal(value_of(booth, "people"), "7");
}

static void
a_number_with_decimals_is_typed_digit_by_digit(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MILES "touch key-3\ntouch key-.\nexpect text 3.\n");
    assert_string_equal(value_of(booth, "miles"), "3");
    booth_play(booth, "touch key-.\ntouch key-0\ntouch key-5\nexpect text 3.05\n");
    assert_string_equal(value_of(booth, "miles"), "3.05");
    booth_play(booth, "touch key-backspace\ntouch key-backspace\n"
                      "touch key-backspace\ntouch key-backspace\n");
    assert_string_equal(value_of(booth, "miles"), "");
    booth_play(booth, "touch key-.\ntouch key-5\n");
    assert_string_equal(value_of(booth, "miles"), "0.5");
}

static void
stars_are_told_in_words_and_taken_back_by_skip(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_STARS "touch range-2\nexpect chosen range-2\n"
                               "expect text 3 of 5 stars\n");
    assert_string_equal(value_of(booth, "stars"), "3");
    booth_play(booth, "wait 1\ntouch range-2\n");
    assert_string_equal(value_of(booth, "stars"), "3");
    booth_play(booth, "touch skip\ntouch back\n");
    assert_string_equal(value_of(booth, "stars"), "");
}

static void
a_short_range_is_buttons_and_a_long_one_is_stepped_through(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_LIKELY "touch range-10\n");
    assert_string_equal(value_of(booth, "likely"), "10");
    booth_play(booth, "touch next\nexpect screen question share\ntouch range-more\n");
    assert_string_equal(value_of(booth, "share"), "50");
    booth_play(booth, "touch range-ahead\ntouch range-less\n");
    assert_string_equal(value_of(booth, "share"), "59");
    booth_play(booth, "touch range-back\ntouch range-back\ntouch range-back\n"
                      "touch range-back\ntouch range-back\ntouch range-back\n");
    assert_string_equal(value_of(booth, "share"), "0");
}

static void
words_that_are_no_scale_are_equal_answers_when_the_form_says_likert(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_KEPT "touch choice-some\nexpect chosen choice-some\n");
    const struct tree *tree = &booth->kiosk->tree;
    const struct rect_mm *a = &tree->nodes[tree_find(tree, "choice-never")].rect;
    const struct rect_mm *b = &tree->nodes[tree_find(tree, "choice-often")].rect;
    assert_true(a->w == b->w && a->h == b->h && a->y == b->y);
}

static void
a_rank_is_made_by_touching_in_order(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_VALUES "touch choice-local\ntouch choice-jobs\n"
                                "touch choice-fair\n");
    assert_string_equal(value_of(booth, "values"), "local jobs fair");
    booth_play(booth, "wait 1\ntouch choice-local\n");
    assert_string_equal(value_of(booth, "values"), "jobs fair");
    booth_play(booth, "expect text Start again\ntouch skip\nexpect text Skip\n");
    assert_string_equal(value_of(booth, "values"), "");
}

static const char *
picks_of(const struct booth *booth)
{
    const struct place *place = &booth->kiosk->session.stop.place;
    return instance_picks(booth->kiosk->session.instance, place);
}

/* Touches the first and the last card of the four, whichever they are. */
static void
pick_two(struct booth *booth)
{
    char script[200], first[64] = "", last[64] = "";
    const struct tree *tree = &booth->kiosk->tree;
    unsigned cards = 0;
    for (size_t i = 0; i < tree->count; i++) {
        if (strncmp(tree->nodes[i].id, "choice-", 7) == 0) {
            snprintf(cards == 0 ? first : last, sizeof first, "%s", tree->nodes[i].id);
            cards++;
        }
    }
    assert_int_equal(cards, 4);
    snprintf(script, sizeof script,
             "touch %s\nexpect chosen %s\nexpect text Most important\ntouch %s\n"
             "expect text Least important\nexpect chosen %s\n",
             first, first, last, last);
    booth_play(booth, script);
}

static void
many_things_are_ranked_by_four_screens_of_four(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_PROMISES "expect text 1 of 4\n");
    for (unsigned i = 0; i < 4; i++) {
        assert_string_equal(value_of(booth, "promises"), "");
        pick_two(booth);
        booth_play(booth, i < 3 ? "touch next\nexpect screen question promises\n" : "");
    }
    booth_play(booth, "expect text 4 of 4\n");
    assert_int_equal(strlen(value_of(booth, "promises")),
                     strlen("counter staff seat exit level price name report"));
    assert_non_null(strchr(picks_of(booth), '|'));
    booth_play(booth, "touch next\nexpect screen question worries\ntouch back\n"
                      "expect text 4 of 4\ntouch back\nexpect text 3 of 4\n"
                      "expect text Most important\n");
}

static void
a_rank_with_a_pick_missing_is_left_blank_and_its_picks_stay(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_PROMISES);
    pick_two(booth);
    booth_play(booth, "touch next\ntouch skip\nexpect screen question worries\n");
    assert_string_equal(value_of(booth, "promises"), "");
    booth_play(booth, "touch back\n");
    assert_non_null(strstr(picks_of(booth), "/ - / -"));
}

static void
r51_choosing_too_many_warns_and_takes_nothing_back(void **state)
{
    struct booth *booth = *state;
    booth_play(booth,
               TO_WORRIES "touch choice-staff\ntouch choice-trips\n"
                          "expect no node problem\ntouch choice-cost\n"
                          "expect node problem\nexpect text at most two\n"
                          "expect chosen choice-staff\nexpect chosen choice-cost\n"
                          "touch next\nexpect screen question worries\n"
                          "touch choice-staff\nexpect no node problem\n");
    assert_string_equal(value_of(booth, "worries"), "trips cost");
    booth_play(booth, "touch choice-trips\ntouch choice-none\nexpect node problem\n"
                      "touch choice-cost\nexpect no node problem\ntouch next\n"
                      "expect screen question home\n");
}

static void
several_short_questions_stand_on_one_screen(void **state)
{
    struct booth *booth = *state;
    char script[400], own[32], rooms[32];
    booth_play(booth, TO_HOME);
    const struct form *form = booth->kiosk->pack->form;
    for (unsigned i = 0; i < form_control_count(form); i++) {
        if (strcmp(form_control(form, i)->path, "home/own") == 0) {
            snprintf(own, sizeof own, "q%u.", i);
            snprintf(rooms, sizeof rooms, "q%u.", i + 1);
        }
    }
    snprintf(script, sizeof script,
             "expect text About your home\ntouch %schoice-yes\n"
             "expect chosen %schoice-yes\ntouch %swrite\n"
             "expect screen question home/rooms\ntouch key-9\ntouch key-9\n"
             "touch next\nexpect node problem\ntouch key-backspace\ntouch next\n"
             "expect screen question home\nexpect chosen %schoice-yes\n",
             own, own, rooms, own);
    booth_play(booth, script);
    assert_string_equal(value_of(booth, "home/own"), "yes");
    assert_string_equal(value_of(booth, "home/rooms"), "9");
    snprintf(script, sizeof script,
             "touch %swrite\ntouch back\n"
             "expect screen question home\ntouch next\n"
             "expect screen question rules\n",
             rooms);
    booth_play(booth, script);
}

static void
r54_what_is_required_is_said_in_the_forms_words(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_RULES "expect no node skip\ntouch next\nexpect node problem\n"
                               "expect text Please touch OK to go on\n"
                               "touch language\ntouch language-es\ntouch next\n"
                               "expect text Toque OK para seguir\n"
                               "touch choice-OK\nexpect no node problem\ntouch next\n"
                               "expect screen question say\n");
}

static void
r54_with_keys_the_focus_moves_to_what_is_wrong(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_RULES "key down\nkey down\nkey right\nexpect node problem\n");
    const struct tree *tree = &booth->kiosk->tree;
    assert_true(tree->nodes[tree_find(tree, "choice-OK")].state & NODE_FOCUSED);
    booth_play(booth, "key select\nexpect no node problem\nexpect chosen choice-OK\n");
}

static void
what_to_leave_out_stays_while_one_types(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_SAY "expect node hint\ntype Ask Lee\nexpect node hint\n"
                             "touch settings\ntouch size-xl\ntouch next\n"
                             "expect node hint\n");
    booth_play(booth, "touch next\nexpect screen question reach/mail\n"
                      "expect no node hint\n"); /* names are asked for */
}

static void
what_is_left_of_a_long_comment_is_told(void **state)
{
    struct booth *booth = *state;
    struct error err;
    static char text[2001];
    booth_play(booth, TO_SAY);
    memset(text, 'a', 420);
    assert_true(instance_set(booth->kiosk->session.instance,
                             &booth->kiosk->session.stop.place, text, &err));
    booth_play(booth, "type b\nexpect text 79 letters left\n");
    memset(text, 'a', 1999);
    assert_true(instance_set(booth->kiosk->session.instance,
                             &booth->kiosk->session.stop.place, text, &err));
    booth_play(booth, "type b\nexpect text 0 letters left\ntype b\n");
    assert_int_equal(strlen(value_of(booth, "say")), 2000);
}

static void
an_address_is_typed_with_an_at_sign_and_a_telephone_on_a_pad(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_MAIL "type lee@oakhollow.example\n");
    assert_string_equal(value_of(booth, "reach/mail"), "lee@oakhollow.example");
    booth_play(booth, "touch next\nexpect no node key-space\ntouch key-5\n"
                      "touch key-+\n");
    assert_string_equal(value_of(booth, "reach/phone"), "5+");
}

static void
vietnamese_and_arabic_are_typed_on_the_screen(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_SAY "touch language\ntouch language-vi\n"
                             "type Giữ thư viện ở đây.\n");
    assert_string_equal(value_of(booth, "say"), "Giữ thư viện ở đây.");
    booth_play(booth, "touch language\ntouch language-ar\n"
                      "type نعم، 12 إلى A.\n");
    assert_string_equal(value_of(booth, "say"), "Giữ thư viện ở đây.نعم، 12 إلى A.");
}

/* The keys of Arabic and the digits of a pad stand as everywhere. */
static void
r55_keys_and_pads_are_not_mirrored(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, TO_PEOPLE "touch language\ntouch language-ar\n");
    const struct tree *tree = &booth->kiosk->tree;
    assert_true(tree->rtl);
    assert_true(tree->nodes[tree_find(tree, "key-1")].rect.x <
                tree->nodes[tree_find(tree, "key-3")].rect.x);
}

#define BOOTH_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(a_date_is_set_in_steps_from_today),
        BOOTH_TEST(a_day_that_the_month_has_not_becomes_its_last),
        BOOTH_TEST(a_time_has_twelve_hours_where_the_language_has),
        BOOTH_TEST(numbers_are_typed_and_their_limits_are_told),
        BOOTH_TEST(a_nought_does_not_lead_a_number),
        BOOTH_TEST(a_number_with_decimals_is_typed_digit_by_digit),
        BOOTH_TEST(stars_are_told_in_words_and_taken_back_by_skip),
        BOOTH_TEST(a_short_range_is_buttons_and_a_long_one_is_stepped_through),
        BOOTH_TEST(words_that_are_no_scale_are_equal_answers_when_the_form_says_likert),
        BOOTH_TEST(a_rank_is_made_by_touching_in_order),
        BOOTH_TEST(many_things_are_ranked_by_four_screens_of_four),
        BOOTH_TEST(a_rank_with_a_pick_missing_is_left_blank_and_its_picks_stay),
        BOOTH_TEST(r51_choosing_too_many_warns_and_takes_nothing_back),
        BOOTH_TEST(several_short_questions_stand_on_one_screen),
        BOOTH_TEST(r54_what_is_required_is_said_in_the_forms_words),
        BOOTH_TEST(r54_with_keys_the_focus_moves_to_what_is_wrong),
        BOOTH_TEST(what_to_leave_out_stays_while_one_types),
        BOOTH_TEST(what_is_left_of_a_long_comment_is_told),
        BOOTH_TEST(an_address_is_typed_with_an_at_sign_and_a_telephone_on_a_pad),
        BOOTH_TEST(vietnamese_and_arabic_are_typed_on_the_screen),
        BOOTH_TEST(r55_keys_and_pads_are_not_mirrored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
