/* What moves by itself on a kiosk with a window, and when nothing does. */
#include "support_booth.h"

#include "part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Lets time pass as a window does, and counts the pictures that are drawn. */
static unsigned
pictures_in(struct booth *booth, uint64_t ms)
{
    unsigned pictures = 0;
    for (uint64_t left = ms; left > 0;) {
        int wait = kiosk_wait_ms(booth->kiosk);
        uint64_t step = wait > 0 && (uint64_t)wait < left ? (uint64_t)wait : left;
        clock_advance(&booth->clock, step);
        left -= step;
        kiosk_tick(booth->kiosk);
        bool painted;
        assert_true(kiosk_draw(booth->kiosk, &painted, NULL));
        pictures += painted;
    }
    return pictures;
}

static const struct node *
node_of(const struct booth *booth, const char *id)
{
    int node = tree_find(&booth->kiosk->tree, id);
    assert_true(node >= 0);
    return &booth->kiosk->tree.nodes[node];
}

static double
fade_of(const struct booth *booth, const char *id)
{
    return booth->kiosk->tree.parts[node_of(booth, id)->first_part].fade;
}

/* The kiosk on its first screen, as after a start. */
static struct booth *
open_first(void **state)
{
    struct booth *booth = *state;
    struct error err = {0};
    assert_true(booth_open(booth, &err));
    booth->kiosk->moves = true;
    booth_play(booth, "choose-pin 246810\nexpect screen attract\n");
    return booth;
}

/* A finger goes down and up where nothing can be pressed. */
static void
touch_nothing(struct booth *booth)
{
    const struct rect_mm *rect = &node_of(booth, "title")->rect;
    struct touch_event event = {.kind = TOUCH_DOWN,
                                .x_mm = rect->x + 5,
                                .y_mm = rect->y + 5,
                                .time_ms = clock_ms(&booth->clock)};
    kiosk_touch(booth->kiosk, &event);
    event.kind = TOUCH_UP;
    kiosk_touch(booth->kiosk, &event);
    assert_true(kiosk_draw(booth->kiosk, NULL, NULL));
}

static void
the_headline_goes_through_the_languages_and_then_rests(void **state)
{
    struct booth *booth = open_first(state);
    assert_string_equal(node_of(booth, "title")->language, "en");
    pictures_in(booth, 1000);
    assert_int_equal(pictures_in(booth, 4400), 0);
    /* one language out and one in: 16 pictures in eight tenths of a second */
    assert_int_equal(pictures_in(booth, 1600), 16);
    assert_string_equal(node_of(booth, "title")->language, "es");
    assert_true(fade_of(booth, "title") == 0);
    assert_int_equal(pictures_in(booth, 3000), 0);
    pictures_in(booth, 40000);
    assert_string_equal(node_of(booth, "title")->language, "en");
    assert_int_equal(pictures_in(booth, 3600000), 0);
}

static void
a_touch_stops_the_headline_where_it_can_be_read(void **state)
{
    struct booth *booth = open_first(state);
    for (int i = 0; i < 1000 && strcmp(node_of(booth, "title")->language, "es") != 0;
         i++) {
        pictures_in(booth, 10);
    }
    assert_true(fade_of(booth, "title") > 0); /* it is coming */
    touch_nothing(booth);
    assert_string_equal(node_of(booth, "title")->language, "es");
    assert_true(fade_of(booth, "title") == 0);
    assert_int_equal(pictures_in(booth, 50000), 0);
    assert_int_equal(pictures_in(booth, 60000), 1);
    assert_string_equal(node_of(booth, "title")->language, "en");
}

static void
the_headline_changes_at_once_where_nothing_may_move(void **state)
{
    struct booth *booth = open_first(state);
    booth->kiosk->session.display.still = true;
    assert_int_equal(pictures_in(booth, 7000), 0);
    assert_int_equal(pictures_in(booth, 2000), 1);
    assert_string_equal(node_of(booth, "title")->language, "es");
}

static const char to_map[] = "touch language-en\ntouch next\n"
                             "touch choice-oakhollow\ntouch next\n"
                             "touch service-payroll\ntouch next\ntouch next\n"
                             "touch choice-5\ntouch next\n"
                             "touch choice-4\ntouch next\nexpect screen map\n";

static void
the_dot_goes_to_its_place_once_and_then_its_sentence_is_read(void **state)
{
    struct booth *booth = open_first(state);
    booth_play(booth, to_map);
    /* the script's clock went half a second on */
    booth->kiosk->dot_begun_ms = clock_ms(&booth->clock);
    booth->kiosk->dirty = true;
    assert_true(kiosk_draw(booth->kiosk, NULL, NULL));
    assert_true(kiosk_dot_way(booth->kiosk) < 1);
    assert_true(fade_of(booth, "body-1") == 1);
    assert_non_null(strstr(node_of(booth, "body-1")->say, "part of who we are"));
    assert_in_range(pictures_in(booth, 700), 10, 31);
    assert_true(fade_of(booth, "body-1") == 0);
    assert_int_equal(pictures_in(booth, 60000), 0);
    /* looking at something else does not send it on its way again */
    booth_play(booth, "touch settings\ntouch next\nexpect screen map\n");
    assert_true(kiosk_dot_way(booth->kiosk) == 1);
}

static void
the_dot_stands_in_its_place_where_nothing_may_move(void **state)
{
    struct booth *booth = open_first(state);
    booth_play(booth, "touch language-en\ntouch settings\ntouch still\ntouch next\n"
                      "touch next\ntouch choice-oakhollow\ntouch next\n"
                      "touch service-payroll\ntouch next\ntouch next\n"
                      "touch choice-5\ntouch next\ntouch choice-4\ntouch next\n"
                      "expect screen map\n");
    assert_true(kiosk_dot_way(booth->kiosk) == 1);
    assert_true(fade_of(booth, "body-1") == 0);
    assert_int_equal(pictures_in(booth, 5000), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_headline_goes_through_the_languages_and_then_rests, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(a_touch_stops_the_headline_where_it_can_be_read,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            the_headline_changes_at_once_where_nothing_may_move, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            the_dot_goes_to_its_place_once_and_then_its_sentence_is_read, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            the_dot_stands_in_its_place_where_nothing_may_move, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
