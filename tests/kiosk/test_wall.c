/* The wall of a room: nothing before it is revealed, by tens, and never a change that
 * would tell what one person said. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LIBRARIES 2
#define TO_WALL                                                                        \
    "staff 246810\ntouch next\ntouch wall\nexpect screen staff-wall\n"                 \
    "expect no node tens-5\n"

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    *state = &booth;
    booth_play(&booth, "choose-pin 246810\nexpect screen attract\n");
    return 0;
}

static void
answer(struct booth *booth, unsigned count, const char *value, const char *event)
{
    const struct descriptor *descriptor = form_descriptor(booth->kiosk->pack->form);
    static uint8_t id;
    struct error err;
    for (unsigned i = 0; i < count; i++) {
        struct answer answers[] = {{.question = (size_t)descriptor_find_question(
                                        descriptor, "about/block/map/identity"),
                                    .instance = {LIBRARIES},
                                    .state = ANSWER_VALUE,
                                    .value = value}};
        struct response response = {.head = {.round = "",
                                             .event = event,
                                             .language = "en",
                                             .half_day = clock_half_day(&booth->clock),
                                             .duration = DURATION_1_2,
                                             .straight_line = STRAIGHT_UNKNOWN,
                                             .complete = true},
                                    .answers = answers,
                                    .answer_count = 1};
        response.head.id[0] = ++id;
        response.head.id[1] = 9;
        if (!store_save(booth->kiosk->store, &response, &err)) {
            fail_msg("%s", err.text);
        }
    }
}

static void
nine_people_are_never_revealed(void **state)
{
    struct booth *booth = *state;
    struct error err;
    answer(booth, 9, "5", "");
    booth_play(booth, TO_WALL "expect text fewer than 10 people\n"
                              "expect text Not yet\n");
    assert_false(booth_try(booth, "touch next\n", &err));
    assert_false(booth->kiosk->wall.is_revealed);
}

static void
ten_people_are_shown_once_somebody_reveals_them(void **state)
{
    struct booth *booth = *state;
    answer(booth, 13, "5", "");
    answer(booth, 9, "1", "");
    booth_play(booth, TO_WALL "expect text 20 or more people\ntouch next\n"
                              "expect text Libraries\n"
                              "expect text Strongly agree: 10 or more\n"
                              "expect text Strongly disagree: fewer than 10\n"
                              "touch back\nexpect no node tens-5\n"
                              "touch back\nexpect screen staff-more\n");
}

static void
it_changes_only_after_ten_more(void **state)
{
    struct booth *booth = *state;
    answer(booth, 19, "5", "");
    booth_play(booth, TO_WALL "touch next\nexpect text Strongly agree: 10 or more\n");
    answer(booth, 1, "5", "");
    booth_play(booth, "touch next\nexpect text Strongly agree: 10 or more\n");
    booth_play(booth, "touch back\ntouch next\n"
                      "expect text Strongly agree: 10 or more\n");
    answer(booth, 9, "5", "");
    booth_play(booth, "touch next\nexpect text Strongly agree: 20 or more\n");
}

static void
a_restart_does_not_show_one_person_more(void **state)
{
    struct booth *booth = *state;
    answer(booth, 19, "5", "");
    booth_play(booth, TO_WALL "touch next\nexpect text Strongly agree: 10 or more\n");
    answer(booth, 1, "5", "");
    booth_close(booth);
    booth_play(booth, TO_WALL "expect text only after ten more\n");
    answer(booth, 9, "5", "");
    booth_play(booth, "touch back\ntouch wall\ntouch next\n"
                      "expect text Strongly agree: 20 or more\n");
}

static void
only_the_event_counts(void **state)
{
    struct booth *booth = *state;
    booth_close(booth);
    booth->options.event = "fair";
    booth_play(booth, "expect screen attract\n");
    answer(booth, 30, "5", "");
    answer(booth, 9, "5", "fair");
    booth_play(booth, TO_WALL "expect text Not yet\n");
}

#define WALL_TEST(name) cmocka_unit_test_setup_teardown(name, start, booth_teardown)

/* The words that the node says; "" where the second screen has no such node. */
static const char *
in_the_room(const struct booth *booth, const char *id)
{
    const struct tree *tree = &booth->kiosk->room.tree;
    int node = tree_find(tree, id);
    return node < 0 ? "" : tree->nodes[node].text;
}

/* The room sees what was said, and the kiosk keeps the controls. */
static void
with_a_second_screen_the_kiosk_keeps_the_controls(void **state)
{
    struct booth *booth = *state;
    booth_close(booth);
    booth->options.room_width_px = 960;
    booth->options.room_height_px = 540;
    booth_play(booth, "expect screen attract\n");
    assert_false(room_is_shown(booth->kiosk));
    answer(booth, 23, "5", "");
    booth_play(booth, TO_WALL);
    assert_true(room_is_shown(booth->kiosk));
    assert_string_equal(in_the_room(booth, "tens-5"), "");
    assert_string_equal(in_the_room(booth, "next"), "");
    assert_non_null(strstr(in_the_room(booth, "title"), "20 or more people"));
    booth_play(booth, "expect text Ready when you are\ntouch next\n"
                      "expect text Libraries, question 1 of 1\n"
                      "expect no node tens-5\n");
    assert_non_null(strstr(in_the_room(booth, "tens-5"), "20 or more"));
    assert_string_equal(in_the_room(booth, "next"), "");
    assert_string_equal(in_the_room(booth, "more"), "");
    booth_play(booth, "touch back\n");
    assert_string_equal(in_the_room(booth, "tens-5"), "");
    booth_play(booth, "touch back\nexpect screen staff-more\n");
    assert_false(room_is_shown(booth->kiosk));
}

/* Words are at least a 25th of the height, from line to line. */
static void
the_last_row_can_read_it(void **state)
{
    struct booth *booth = *state;
    booth_close(booth);
    booth->options.room_width_px = 1920;
    booth->options.room_height_px = 1080;
    booth_play(booth, "expect screen attract\n");
    answer(booth, 12, "5", "");
    booth_play(booth, TO_WALL "touch next\n");
    const struct theme *theme = &booth->kiosk->room.theme;
    assert_true(theme->cap_mm[TYPE_BODY] / 0.714 >= theme->height_mm / 25);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WALL_TEST(nine_people_are_never_revealed),
        WALL_TEST(ten_people_are_shown_once_somebody_reveals_them),
        WALL_TEST(it_changes_only_after_ten_more),
        WALL_TEST(a_restart_does_not_show_one_person_more),
        WALL_TEST(only_the_event_counts),
        WALL_TEST(with_a_second_screen_the_kiosk_keeps_the_controls),
        WALL_TEST(the_last_row_can_read_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
