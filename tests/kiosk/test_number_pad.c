/* Numbers touched in on a pad, with a sign where they may have one. */
#include "support_booth.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const char form[] =
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
    "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Numbers</h:title>"
    "<model><instance><data id=\"numbers\" version=\"1\"><hours/><degrees/><people/>"
    "</data></instance>"
    "<bind nodeset=\"/data/hours\" type=\"int\" "
    "constraint=\". &gt;= -20 and . &lt;= 20\" required=\"true()\"/>"
    "<bind nodeset=\"/data/degrees\" type=\"decimal\"/>"
    "<bind nodeset=\"/data/people\" type=\"int\" constraint=\". &gt;= 0\"/>"
    "</model></h:head><h:body>"
    "<input ref=\"/data/hours\"><label>By how many hours?</label></input>"
    "<input ref=\"/data/degrees\"><label>How warm?</label></input>"
    "<input ref=\"/data/people\"><label>How many people?</label></input>"
    "</h:body></h:html>";

static struct booth *
open_numbers(void **state)
{
    static char folder[128];
    struct booth *booth = *state;
    struct error err = {0};
    char path[160];
    snprintf(folder, sizeof folder, "%s/pack", booth->folder);
    snprintf(path, sizeof path, "%s/form.xml", folder);
    mkdir(folder, 0700);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(form, out);
    assert_int_equal(fclose(out), 0);
    booth->options.pack_dir = folder;
    assert_true(booth_open(booth, &err));
    booth_play(booth, "choose-pin 246810\ntouch language-und\ntouch next\n"
                      "expect screen question hours\n");
    return booth;
}

static const char *
value(const struct booth *booth)
{
    const struct session *session = &booth->kiosk->session;
    return instance_value(session->instance, &session->stop.place);
}

static void
a_script_types_on_the_pad(void **state)
{
    struct booth *booth = open_numbers(state);
    booth_play(booth, "type -12\nexpect text -12\n");
    assert_string_equal(value(booth), "-12");
    booth_play(booth, "touch next\nexpect screen question degrees\ntype -0.5\n");
    assert_string_equal(value(booth), "-0.5");
    booth_play(booth, "touch next\nexpect screen question people\ntype 7\ntouch next\n"
                      "expect screen recorded\n");
}

static void
a_minus_is_put_in_front_and_taken_away(void **state)
{
    struct booth *booth = open_numbers(state);
    booth_play(booth, "touch key-1\ntouch key-5\ntouch key-minus\n");
    assert_string_equal(value(booth), "-15");
    booth_play(booth, "touch key-minus\n");
    assert_string_equal(value(booth), "15");
    booth_play(booth, "touch key-backspace\ntouch key-backspace\ntouch key-minus\n");
    assert_string_equal(value(booth), "");
    booth_play(booth, "touch next\nexpect screen question hours\n"
                      "expect node problem\ntouch key-3\ntouch next\n"
                      "expect screen question degrees\n");
}

static void
where_no_number_is_negative_there_is_no_key_for_it(void **state)
{
    struct booth *booth = open_numbers(state);
    booth_play(booth,
               "expect node key-minus\nexpect no node key-.\ntype 1\ntouch next\n"
               "expect node key-minus\nexpect node key-.\ntouch skip\n"
               "expect screen question people\nexpect no node key-minus\n"
               "expect no node key-.\n");
}

static struct rect_mm
place_of(const struct booth *booth, const char *id)
{
    int node = tree_find(&booth->kiosk->tree, id);
    assert_true(node >= 0);
    return booth->kiosk->tree.nodes[node].rect;
}

/* A hand that has learned where Next is finds it beside a pad too, also that of a PIN.
 */
static void
r53_a_pad_leaves_back_and_next_their_places(void **state)
{
    (void)state;
    for (size_t p = 0; panel_at(p); p++) {
        struct booth booth;
        void *own = &booth;
        booth_start(&booth);
        booth.options.width_px = panel_at(p)->width_px;
        booth.options.height_px = panel_at(p)->height_px;
        booth.options.width_mm = (int)panel_at(p)->width_mm;
        booth.options.height_mm = (int)panel_at(p)->height_mm;
        open_numbers(&own);
        struct rect_mm next = place_of(&booth, "next"), back = place_of(&booth, "back");
        struct rect_mm key = place_of(&booth, "key-1");
        assert_true(key.w > 12.69 && key.h > 12.69);
        booth_play(&booth, "touch back\nexpect screen purpose\n");
        /* where this takes two pages, "More" stands in the place of Next */
        bool has_next = tree_find(&booth.kiosk->tree, "next") >= 0;
        struct rect_mm usual = place_of(&booth, has_next ? "next" : "more");
        assert_true(fabs(next.x + next.w - usual.x - usual.w) < 0.05);
        assert_true(fabs(next.y - usual.y) < 0.05);
        assert_true(fabs(back.x - place_of(&booth, "back").x) < 0.05);
        booth_play(&booth, "touch staff-corner\ntouch staff-corner\n"
                           "touch staff-corner\ntouch staff-corner\n"
                           "touch staff-corner\nexpect screen staff-pin\n");
        next = place_of(&booth, "next");
        assert_true(fabs(next.x + next.w - usual.x - usual.w) < 0.05);
        booth_finish(&booth);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_script_types_on_the_pad, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(a_minus_is_put_in_front_and_taken_away,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            where_no_number_is_negative_there_is_no_key_for_it, booth_setup,
            booth_teardown),
        cmocka_unit_test(r53_a_pad_leaves_back_and_next_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
