/* What a resident sets, on the kiosk itself. Numbers in names are those of the kiosk
 * requirements. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Everything that can be set is set, then the session ends. */
static void
r56_all_settings_end_with_the_session(void **state)
{
    (void)state;
    struct booth booth;
    struct error err;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\nexpect screen attract\n");
    char *before = strdup(tree_dump(&booth.kiosk->tree));
    booth_play(&booth, "touch language-es\ntouch settings\ntouch size-xl\n"
                       "touch colors-white-on-black\ntouch reach\ntouch still\n"
                       "touch delete\ntouch delete-yes\nexpect screen deleted\n"
                       "touch next\nexpect screen attract\n");
    struct display now = booth.kiosk->session.display, first = display_default();
    assert_int_equal(now.size, first.size);
    assert_int_equal(now.colors, first.colors);
    assert_int_equal(now.reach, first.reach);
    assert_int_equal(now.still, first.still);
    assert_int_equal(booth.kiosk->session.language, 0);
    booth.kiosk->dirty = true;
    assert_true(kiosk_draw(booth.kiosk, NULL, &err));
    assert_string_equal(tree_dump(&booth.kiosk->tree), before);
    free(before);
    booth_finish(&booth);
}

static void
r41_buttons_can_be_had_lower_down(void **state)
{
    (void)state;
    static const char *const ways[] = {"touch settings\ntouch reach\ntouch next\n",
                                       "touch next\n",
                                       "touch choice-oakhollow\ntouch next\n",
                                       "touch service-libraries\ntouch next\n"};
    struct booth booth;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\ntouch language-en\n");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        booth_play(&booth, ways[i]);
        const struct tree *tree = &booth.kiosk->tree;
        double line = booth.kiosk->theme.height_mm / 3;
        for (size_t n = 0; n < tree->count; n++) {
            if (node_is_active(&tree->nodes[n]) && tree->nodes[n].rect.y < line) {
                fail_msg("%s is at %.0f mm", tree->nodes[n].id, tree->nodes[n].rect.y);
            }
        }
        assert_true(tree_find(tree, "settings") >= 0);
        assert_true(tree_find(tree, "language") >= 0);
    }
    booth_finish(&booth);
}

/* On a question: size, colors and language change, and the answer is still there. */
static void
r10_a_change_of_settings_loses_no_answer(void **state)
{
    (void)state;
    struct booth booth;
    booth_start(&booth);
    booth_play(&booth, "choose-pin 246810\ntouch language-en\ntouch next\n"
                       "touch choice-oakhollow\ntouch settings\ntouch size-xl\n"
                       "touch colors-low\ntouch next\nexpect chosen choice-oakhollow\n"
                       "touch language\ntouch language-es\n"
                       "expect chosen choice-oakhollow\n");
    booth_finish(&booth);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r56_all_settings_end_with_the_session),
        cmocka_unit_test(r41_buttons_can_be_had_lower_down),
        cmocka_unit_test(r10_a_change_of_settings_loses_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
