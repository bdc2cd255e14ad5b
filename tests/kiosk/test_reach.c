/* Everything that can be touched is reached with two keys, also on the screens that
 * come only to some: how others answered, a story, the warning, and the keyboards of
 * languages that have rows of their own. */
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STOPS_MAX 200

static void
open_county(struct listener *listener)
{
    *listener = (struct listener){.by = BY_KEYPAD};
    booth_start(&listener->booth);
    listener->booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    listener->booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    listener_open(listener);
    listener->booth.kiosk->unpainted = true;
}

/* Ids of what had the focus, each with a line feed behind it. */
struct met {
    char ids[20000];
};

static bool
was_met(const struct met *met, const char *id)
{
    char line[TOUCH_ID_MAX_BYTES + 2];
    snprintf(line, sizeof line, "\n%s\n", id);
    return strstr(met->ids, line) != NULL;
}

static const struct node *
focus_of(const struct kiosk *kiosk)
{
    int focus = tree_focus(&kiosk->tree);
    if (focus < 0) {
        fail_msg("nothing has the focus on %s", kiosk->screen);
    }
    return &kiosk->tree.nodes[focus];
}

static void
note(struct met *met, const char *id)
{
    size_t size = strlen(met->ids);
    snprintf(met->ids + size, sizeof met->ids - size, "%s%s\n", size ? "" : "\n", id);
}

/* Goes on until the first stop comes again, and through each row that is met. */
static void
go_round(struct listener *listener, struct met *met)
{
    const struct kiosk *kiosk = listener->booth.kiosk;
    char first[TOUCH_ID_MAX_BYTES];
    bool is_in_row = kiosk->touch.row[0];
    snprintf(first, sizeof first, "%s", focus_of(kiosk)->id);
    for (int i = 0; i < STOPS_MAX; i++) {
        const struct node *node = focus_of(kiosk);
        bool enters = node->role == NODE_ROW && !is_in_row && !was_met(met, node->id);
        note(met, node->id);
        if (enters) {
            char row[TOUCH_ID_MAX_BYTES];
            snprintf(row, sizeof row, "%s", node->id);
            listener_press(listener, ACTION_SELECT, 0);
            assert_string_equal(kiosk->touch.row, row);
            go_round(listener, met);
            while (strcmp(focus_of(kiosk)->id, row) != 0) {
                listener_press(listener, ACTION_DOWN, 0);
            }
            listener_press(listener, ACTION_SELECT, 0); /* out again */
            assert_string_equal(kiosk->touch.row, "");
        }
        listener_press(listener, ACTION_DOWN, 0);
        if (strcmp(focus_of(kiosk)->id, first) == 0) {
            return;
        }
    }
    fail_msg("the keys do not come round on %s", kiosk->screen);
}

static void
expect_all_reached(struct listener *listener, const char *screen)
{
    static struct met met;
    const struct kiosk *kiosk = listener->booth.kiosk;
    met.ids[0] = '\0';
    assert_true(listener_is_at(listener, screen));
    if (tree_focus(&kiosk->tree) < 0) {
        listener_press(listener, ACTION_DOWN, 0);
    }
    go_round(listener, &met);
    size_t active = 0;
    for (size_t i = 0; i < kiosk->tree.count; i++) {
        const struct node *node = &kiosk->tree.nodes[i];
        active += node_is_active(node);
        if (node_is_active(node) && !was_met(&met, node->id)) {
            fail_msg("%s is not reached on %s", node->id, kiosk->screen);
        }
    }
    print_message("%s: %zu are reached\n", kiosk->screen, active);
}

static void
open_sheet(struct listener *listener, enum session_sheet sheet)
{
    kiosk_send(listener->booth.kiosk,
               &(struct session_event){.kind = SESSION_OPEN, .number = sheet});
    listener_wait(listener, 100);
}

static void
r35_what_comes_only_to_some_is_reached_too(void **state)
{
    struct listener listener;
    (void)state;
    open_county(&listener);
    listener_press(&listener, ACTION_DOWN, 100);
    expect_all_reached(&listener, "attract");
    listener_answer_all(&listener, "en");
    expect_all_reached(&listener, "recorded");
    open_sheet(&listener, SHEET_OTHERS);
    expect_all_reached(&listener, "others");
    open_sheet(&listener, SHEET_REVIEW);
    expect_all_reached(&listener, "review");
    open_sheet(&listener, SHEET_SWITCHES);
    expect_all_reached(&listener, "switches");
    booth_finish(&listener.booth);
}

/* Rows of candidates, of tones and of another script are rows like the others. */
static void
r35_keyboards_of_all_languages_are_reached(void **state)
{
    static const char *const languages[] = {"zh", "vi", "ar"};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct listener listener;
        char script[200];
        open_county(&listener);
        snprintf(script, sizeof script,
                 "touch language-%s\ntouch next\nskip-to question comment\n",
                 languages[i]);
        booth_play(&listener.booth, script);
        if (i == 0) {
            booth_play(&listener.booth, "touch key-n\ntouch key-i\n");
            assert_true(tree_find(&listener.booth.kiosk->tree, "key-pick-1") >= 0);
        }
        expect_all_reached(&listener, "question comment");
        booth_finish(&listener.booth);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r35_what_comes_only_to_some_is_reached_too),
        cmocka_unit_test(r35_keyboards_of_all_languages_are_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
