/* Staff screens on the four panels of the design, in the six languages of staff: what
 * must lie in one place is on one page. */
#include "kiosk.h"
#include "part.h"
#include "support_booth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BOOTH_TEST(test)                                                               \
    cmocka_unit_test_setup_teardown(test, booth_setup, booth_teardown)

static const int panels[][4] = {{800, 480, 154, 86},
                                {1280, 800, 217, 136},
                                {1920, 1080, 344, 194},
                                {1080, 1920, 268, 476}};

static void
use_panel(struct booth *booth, const int panel[4])
{
    struct error err;
    booth_close(booth);
    booth->options.width_px = panel[0];
    booth->options.height_px = panel[1];
    booth->options.width_mm = panel[2];
    booth->options.height_mm = panel[3];
    if (!booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
}

/* Plays it in each language on each panel, from the menu. */
static void
play_everywhere(struct booth *booth, const char *lines)
{
    char script[800];
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        use_panel(booth, panels[i]);
        for (size_t k = 0; kiosk_staff_language(k); k++) {
            const char *code = kiosk_staff_language(k)->code;
            print_message("%d x %d, %s\n", panels[i][0], panels[i][1], code);
            snprintf(script, sizeof script,
                     "staff 246810\ntouch next\ntouch language\ntouch language-%s\n"
                     "touch next\ntouch back\nexpect screen staff-menu\n%s",
                     code, lines);
            booth_play(booth, script);
        }
    }
}

static void
the_five_controls_of_the_code_stand_on_one_page(void **state)
{
    booth_play(*state, "choose-pin 246810\n");
    booth_play(*state, booth_to_recorded);
    booth_play(*state, "touch next\nstaff 246810\ntouch next\ntouch final\ntouch next\n"
                       "touch back\ntouch back\n");
    play_everywhere(*state,
                    "touch send\nexpect screen staff-sending\nexpect node slower\n"
                    "expect node faster\nexpect node larger\nexpect node smaller\n"
                    "expect node pause\ntouch next\nexpect screen staff-carried\n"
                    "touch back\ntouch back\ntouch back\n");
}

/* Also where answers were kept, which brings one more button. */
static void
all_dials_of_the_clock_stand_on_one_page(void **state)
{
    booth_play(*state, "choose-pin 246810\n");
    booth_play(*state, booth_to_recorded);
    booth_play(*state, "touch next\n");
    play_everywhere(*state,
                    "touch next\ntouch clock\nexpect screen staff-clock\n"
                    "expect node extra\nexpect node skip\nexpect node month-more\n"
                    "expect node year-less\nexpect node minute-less\ntouch extra\n"
                    "touch next\nexpect screen staff-clock\nexpect node month-less\n"
                    "touch back\ntouch back\ntouch back\n");
}

static void
a_kiosks_name_is_asked_on_one_page(void **state)
{
    booth_play(*state, "choose-pin 246810\n");
    play_everywhere(*state, "touch next\ntouch clock\ntouch next\n"
                            "expect screen staff-name\nexpect node field\n"
                            "expect node key-space\ntouch back\ntouch back\n"
                            "touch back\n");
}

/* The words of the bar with this beginning. */
static const char *
words_of_bar(const struct tree *tree, const char *beginning)
{
    const struct node *node = &tree->nodes[tree_find(tree, "staff-bar")];
    for (size_t i = 0; i < node->part_count; i++) {
        const struct part *part = &tree->parts[node->first_part + i];
        if (part->kind == PART_TEXT &&
            strncmp(part->text, beginning, strlen(beginning)) == 0) {
            return part->text;
        }
    }
    fail_msg("the bar does not begin with %s", beginning);
    return NULL;
}

static void
a_long_name_is_one_line_of_the_bar(void **state)
{
    struct booth *booth = *state;
    booth->options.name = "The reading room on the second floor, beside the stairs";
    booth_play(booth, "choose-pin 246810\n");
    use_panel(booth, panels[0]);
    booth_play(booth, "staff 246810\nexpect screen staff-menu\n");
    const char *words = words_of_bar(&booth->kiosk->tree, "The reading");
    assert_true(strlen(words) < strlen(booth->options.name));
    assert_string_equal(words + strlen(words) - 3, "\u2026");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(the_five_controls_of_the_code_stand_on_one_page),
        BOOTH_TEST(all_dials_of_the_clock_stand_on_one_page),
        BOOTH_TEST(a_long_name_is_one_line_of_the_bar),
        BOOTH_TEST(a_kiosks_name_is_asked_on_one_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
