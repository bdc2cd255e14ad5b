/* A story of a place that shares the service already: its picture, and when it can be
 * read. */
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ROOT "<root>"
#define STORY(image)                                                                   \
    "<story><service>libraries</service><title>One card</title>"                       \
    "<place>Sorrel County</place><year>2012</year>"                                    \
    "<text>Five libraries joined.</text>" image "</story>"
#define TO_SHARING                                                                     \
    "choose-pin 246810\ntouch language-en\ntouch next\ntouch choice-oakhollow\n"       \
    "touch next\ntouch service-libraries\ntouch next\ntouch next\n"                    \
    "expect no node story\ntouch choice-5\ntouch next\n"                               \
    "expect no node story\ntouch choice-4\ntouch next\n"                               \
    "expect no node story\ntouch next\ntouch choice-none\ntouch next\n"

/* The area of the one picture that stands on the page; its name goes to `name_out`. */
static double
find_picture(const struct tree *tree, const char **name_out)
{
    double area = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        for (size_t k = 0; k < node->part_count; k++) {
            const struct part *part = &tree->parts[node->first_part + k];
            if (node->role == NODE_DECOR && part->kind == PART_ICON) {
                area = node->rect.w * node->rect.h;
                *name_out = part->icon;
            }
        }
    }
    return area;
}

static void
expect_picture(struct booth *booth, const char *expected)
{
    const char *name = "";
    const struct theme *theme = &booth->kiosk->theme;
    booth_play(booth, TO_SHARING "expect node story\ntouch story\n"
                                 "expect screen story\nexpect text One card\n"
                                 "expect text Sorrel County, 2012\n"
                                 "expect text Five libraries joined.\n");
    double area = find_picture(&booth->kiosk->tree, &name);
    assert_string_equal(name, expected);
    assert_true(area > 0.15 * theme->width_mm * theme->height_mm);
    booth_play(booth, "touch next\nexpect node savings\n");
}

static void
a_story_is_told_beside_its_own_picture_once_both_answers_were_asked_for(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, ROOT, STORY("<image>card.png</image>"));
    expect_picture(booth, "card.png");
}

static void
a_story_without_a_picture_has_that_of_its_service(void **state)
{
    struct booth *booth = *state;
    booth_open_with(booth, ROOT, STORY(""));
    expect_picture(booth, "libraries.svg");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_story_is_told_beside_its_own_picture_once_both_answers_were_asked_for,
            booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_story_without_a_picture_has_that_of_its_service, booth_setup,
            booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
