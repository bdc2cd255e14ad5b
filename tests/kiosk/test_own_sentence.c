/* The questions about identity and control: a service's own sentence, or the form's
 * words below its name. Shown, spoken and in the review of what was answered. */
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
a_service_without_one_is_asked_in_the_words_of_the_form(void **state)
{
    struct booth *booth = *state;
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_service_without_one_is_asked_in_the_words_of_the_form, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_sentence_of_its_own_is_the_question_and_is_said_and_reviewed, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
