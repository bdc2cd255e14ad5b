/* The questions about identity and control: a service's own sentence, or the form's
 * words below its name. Shown, spoken and in the review of what was answered. And which
 * of several services it is that comes next. */
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PLAIN "This service is part of what makes our community what it is."
#define OWN "Our libraries are part of what makes us."
#define NAME "<name>libraries</name>"
#define TO_IDENTITY                                                                    \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"       \
    "touch next\ntouch service-libraries\ntouch next\ntouch next\n"                    \
    "expect screen question about/block/map/identity\n"

static const struct node *
find(const struct booth *booth, const char *id)
{
    int at = tree_find(&booth->kiosk->tree, id);
    assert_true(at >= 0);
    return &booth->kiosk->tree.nodes[at];
}

static void
a_service_without_one_is_named_above_the_words_of_the_form(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, NAME, "");
    booth_play(booth, TO_IDENTITY);
    assert_string_equal(find(booth, "heading")->text, "Libraries\n" PLAIN);
    assert_string_equal(find(booth, "where")->text, "Question 1 of 4");
    /* heard once, as the first words of the page */
    assert_string_equal(find(booth, "where")->say, "Libraries, question 1 of 4");
    assert_string_equal(find(booth, "heading")->say, PLAIN);
}

static void
where_there_is_little_room_its_name_is_the_line_above(void **state)
{
    struct booth *booth = *state;
    const struct panel *panel = panel_find("7");
    booth->options.width_px = panel->width_px;
    booth->options.height_px = panel->height_px;
    booth->options.width_mm = (int)panel->width_mm;
    booth->options.height_mm = (int)panel->height_mm;
    booth_open_with(booth, NAME, "");
    booth_play(booth, TO_IDENTITY);
    assert_string_equal(find(booth, "heading")->text, PLAIN);
    assert_non_null(strstr(find(booth, "where")->text, "Libraries"));
}

static void
a_sentence_of_its_own_is_the_question_and_is_said_and_reviewed(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, NAME,
                    "<identity>" OWN "</identity><control>Ours decide.</control>");
    booth_play(booth, TO_IDENTITY);
    assert_string_equal(find(booth, "heading")->text, OWN);
    assert_string_equal(find(booth, "heading")->say, OWN);
    assert_non_null(strstr(find(booth, "where")->text, "Libraries"));
    booth_play(booth, "touch choice-4\ntouch next\nexpect text Ours decide.\n"
                      "touch settings\ntouch skip\nexpect screen review\n"
                      "expect text " OWN "\n");
    struct error err = {0};
    assert_false(booth_try(booth, "expect text Libraries: " OWN "\n", &err));
}

#define TO_SERVICES                                                                    \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"       \
    "touch next\nexpect screen question services\n"

static void
between_two_services_a_screen_says_which_comes_next(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, NAME, "");
    booth_play(booth, TO_SERVICES "touch service-dispatch\ntouch service-libraries\n"
                                  "touch service-payroll\ntouch next\n");
    assert_string_equal(find(booth, "where")->text,
                        "First: Emergency dispatch. 1 of 3");
    booth_play(booth, "touch next\nskip-to service\n");
    assert_string_equal(find(booth, "where")->text, "Next: Libraries. 2 of 3");
    booth_play(booth, "touch next\nskip-to service\n");
    assert_string_equal(find(booth, "where")->text, "Next: Payroll. 3 of 3");
}

static void
of_one_service_no_order_is_told_until_another_is_chosen(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, NAME, "");
    booth_play(booth, TO_SERVICES "touch service-payroll\ntouch next\n");
    assert_string_equal(find(booth, "where")->text, "Payroll");
    /* it stands before the one that was recorded, and is the second all the same */
    booth_play(booth, "touch next\ntouch choice-4\ntouch next\nskip-to recorded\n"
                      "touch another\nexpect screen question services\n"
                      "touch service-dispatch\ntouch next\n");
    assert_string_equal(find(booth, "where")->text, "Next: Emergency dispatch. 2 of 2");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_service_without_one_is_named_above_the_words_of_the_form, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            where_there_is_little_room_its_name_is_the_line_above, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_sentence_of_its_own_is_the_question_and_is_said_and_reviewed, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            between_two_services_a_screen_says_which_comes_next, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            of_one_service_no_order_is_told_until_another_is_chosen, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
