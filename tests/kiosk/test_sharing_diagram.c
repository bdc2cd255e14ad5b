/* The diagrams of a service's screen: who runs it today, and who would. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define NAME "<name>libraries</name>"
#define TO_SERVICE                                                                     \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"       \
    "touch next\ntouch service-libraries\ntouch next\nexpect screen service\n"

/* How often the service's picture stands in the left half of the page, where today is,
 * and how often in the other. */
static void
count_pictures(struct booth *booth, size_t *today_out, size_t *change_out)
{
    const struct tree *tree = &booth->kiosk->tree;
    double middle = booth->kiosk->theme.width_mm / 2;
    *today_out = *change_out = 0;
    for (size_t i = 0; i < tree->part_count; i++) {
        const struct part *part = &tree->parts[i];
        bool is_of_service = part->kind == PART_ICON &&
                             strcmp(part->icon, "libraries.svg") == 0 &&
                             part->rect.y > booth->kiosk->theme.height_mm * 0.14;
        *today_out += is_of_service && part->rect.x < middle;
        *change_out += is_of_service && part->rect.x >= middle;
    }
}

static void
expect_pictures(struct booth *booth, const char *fields, size_t today)
{
    size_t found_today, found_change;
    booth_open_with(booth, NAME, fields);
    booth_play(booth, TO_SERVICE);
    count_pictures(booth, &found_today, &found_change);
    assert_int_equal(found_today, today);
    assert_int_equal(found_change, today > 0);
}

static void
each_town_has_a_picture_of_its_own_today_and_one_in_common_later(void **state)
{
    expect_pictures(*state, "", 3);
}

static void
towns_that_run_it_together_have_one_picture_today(void **state)
{
    /* they are brought beside each other */
    expect_pictures(*state, "<together>brindle_ferry tarn_springs</together>", 2);
}

static void
a_shared_service_is_drawn_where_the_pack_says_who_runs_it(void **state)
{
    expect_pictures(*state,
                    "<already_shared>Two towns</already_shared>"
                    "<together>brindle_ferry tarn_springs</together>",
                    2);
}

static void
of_a_shared_service_nothing_is_drawn_that_may_be_untrue(void **state)
{
    expect_pictures(*state, "<already_shared>Two towns</already_shared>", 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            each_town_has_a_picture_of_its_own_today_and_one_in_common_later,
            booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            towns_that_run_it_together_have_one_picture_today, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_shared_service_is_drawn_where_the_pack_says_who_runs_it, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            of_a_shared_service_nothing_is_drawn_that_may_be_untrue, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
