/* A pack that would argue: what could be saved or given up, and stories, are not shown
 * before both questions about the service, nor one side without the other. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define STORY                                                                          \
    "<story><service>libraries</service><title>One card</title>"                       \
    "<text>Five libraries joined.</text></story>"
#define NOTHING                                                                        \
    "expect no node savings\nexpect no node gives-up\nexpect no node source\n"         \
    "expect no node story\n"
#define TO_IDENTITY                                                                    \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"       \
    "touch next\ntouch service-libraries\n" NOTHING "touch next\n"                     \
    "expect screen service\n" NOTHING "touch next\n"                                   \
    "expect screen question about/block/map/identity\n" NOTHING
#define TO_SHARING                                                                     \
    TO_IDENTITY "touch choice-5\n" NOTHING "touch next\n" NOTHING "touch choice-4\n"   \
                "touch next\nexpect screen map\n" NOTHING "touch next\n"               \
                "touch choice-none\ntouch next\n"

static void
a_form_that_would_show_the_sums_first_is_asked_without_them(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, "appearance=\"townline-map", " townline-savings");
    booth_play(booth, TO_SHARING "expect node savings\nexpect node gives-up\n");
}

static void
a_story_waits_for_both_answers_too(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, "<root>", STORY);
    booth_play(booth, TO_SHARING "expect node story\n");
}

static void
one_side_without_the_other_is_not_shown(void **state)
{
    struct booth *booth = *state;
    /* the first of two columns of one name counts, and this one is empty */
    booth_open_with(booth, "<name>libraries</name>", "<gives_up></gives_up>");
    booth_play(booth, TO_SHARING "expect screen question about/block/sharing/share\n"
                                 "expect no node savings\nexpect no node gives-up\n"
                                 "expect no node source\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_form_that_would_show_the_sums_first_is_asked_without_them, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(a_story_waits_for_both_answers_too, booth_setup,
                                        booth_teardown),
        cmocka_unit_test_setup_teardown(one_side_without_the_other_is_not_shown,
                                        booth_setup, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
