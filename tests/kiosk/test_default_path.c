/* What townline/path.h says of the sample form, held to the screens that the kiosk
 * shows: which they are, that each fits its panel, and how many words stand on them. */
#include "hand.h"
#include "support_booth.h"
#include "townline/walkthrough.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is touched on each screen of the way. */
static const char *const touches[][3] = {
    {"language-en"},
    {"next"},
    {"choice-oakhollow", "next"},
    {"service-payroll", "next"},
    {"next"},
    {"choice-5", "next"},
    {"choice-4", "next"},
    {"next"},
    {"choice-workers", "next"},
    {"next"},
    {"choice-yes", "next"},
    {"choice-county", "next"},
    {NULL},
};
#define SCREENS (sizeof touches / sizeof *touches)

struct reading {
    char choices[40][100]; /* that were read already */
    size_t count;
};

static bool
was_read(struct reading *reading, const char *text)
{
    for (size_t i = 0; i < reading->count; i++) {
        if (strcmp(reading->choices[i], text) == 0) {
            return true;
        }
    }
    assert_true(reading->count < 40);
    snprintf(reading->choices[reading->count++], 100, "%s", text);
    return false;
}

/* Words on the screen that were not there before; not those of the bars. */
static size_t
new_words(struct reading *reading, const struct tree *tree)
{
    size_t words = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool is_choice = node->role == NODE_ANSWER || node->role == NODE_TOGGLE ||
                         strcmp(node->id, "extra") == 0;
        bool is_text = node->role == NODE_TEXT || node->role == NODE_HEADING;
        if (is_text || (is_choice && !was_read(reading, node->text))) {
            words += walkthrough_words(node->text);
        }
    }
    return words;
}

static void
the_estimate_is_what_the_kiosk_shows(void **state)
{
    (void)state;
    struct booth booth;
    struct reading reading = {.count = 0};
    struct walkthrough path;
    struct error err = {0};
    booth_start(&booth);
    assert_true(booth_open(&booth, &err));
    booth_play(&booth, "choose-pin 246810\n");
    assert_true(walkthrough_estimate(booth.kiosk->pack->form, 0, &path, &err));
    assert_string_equal(path.service, "payroll");
    assert_int_equal(path.count, SCREENS);
    for (size_t i = 0; i < path.count; i++) {
        const char *name = path.screens[i].name;
        assert_string_equal(booth.kiosk->screen, name);
        /* behind the end of the way stands what else can be done */
        assert_int_equal(booth.kiosk->pages, i + 1 < path.count ? 1 : 2);
        size_t shown = new_words(&reading, &booth.kiosk->tree);
        bool is_read = i > 0 && i + 1 < path.count &&
                       strcmp(name, "question services") != 0 &&
                       strcmp(name, "question about/block/mind") != 0;
        if (is_read && shown != path.screens[i].words) {
            fail_msg("%s: %zu words, and %zu are estimated", name, shown,
                     path.screens[i].words);
        }
        for (size_t touch = 0; touch < 3 && touches[i][touch]; touch++) {
            assert_true(hand_touch(booth.kiosk, touches[i][touch], &err));
        }
    }
    walkthrough_finish(&path);
    booth_finish(&booth);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_estimate_is_what_the_kiosk_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
