/* support_listener: presses keys and listens. */
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STEPS_MAX 400

static uint64_t
now_ms(void *context)
{
    return clock_ms(context);
}

static void
draw(struct listener *listener)
{
    struct error err;
    if (!kiosk_draw(listener->booth.kiosk, NULL, &err)) {
        fail_msg("%s", err.text);
    }
}

void
listener_open_again(struct listener *listener)
{
    struct booth *booth = &listener->booth;
    struct error err;
    if (!booth->kiosk && !booth_open(booth, &err)) {
        fail_msg("%s", err.text);
    }
    const struct speech_log_options log = {.now_ms = now_ms, .context = &booth->clock};
    if (!speech_log_open(&log, &booth->kiosk->listening.speech, &err)) {
        fail_msg("%s", err.text);
    }
    booth->kiosk->dirty = true;
}

void
listener_begin(void **state, enum listener_by by, const char *pack_dir)
{
    static struct listener listener;
    listener = (struct listener){.by = by};
    booth_start(&listener.booth);
    if (pack_dir) {
        listener.booth.options.pack_dir = pack_dir;
    }
    listener_open(&listener);
    *state = &listener;
}

int
listener_end(void **state)
{
    struct listener *listener = *state;
    booth_finish(&listener->booth);
    return 0;
}

void
listener_open(struct listener *listener)
{
    listener_open_again(listener);
    booth_play(&listener->booth, "choose-pin 246810\nexpect screen attract\n");
    listener_wait(listener, KIOSK_SETTLE_MS);
}

void
listener_wait(struct listener *listener, uint64_t ms)
{
    for (uint64_t passed = 0; passed < ms; passed += 100) {
        clock_advance(&listener->booth.clock, ms - passed < 100 ? ms - passed : 100);
        kiosk_tick(listener->booth.kiosk);
        draw(listener);
    }
}

void
listener_hear_out(struct listener *listener)
{
    for (int i = 0; i < 10000; i++) {
        if (!speech_is_speaking(&listener->booth.kiosk->listening.speech)) {
            return;
        }
        listener_wait(listener, 100);
    }
    fail_msg("it speaks without end");
}

void
listener_press(struct listener *listener, enum action action, uint64_t ms)
{
    listener->presses++;
    kiosk_action(listener->booth.kiosk, action, clock_ms(&listener->booth.clock));
    draw(listener);
    listener_wait(listener, ms);
}

void
listener_switch(struct listener *listener, int key, uint64_t ms)
{
    enum action action = key == '1'   ? ACTION_DOWN
                         : key == '2' ? ACTION_SELECT
                                      : ACTION_NONE;
    listener->presses++;
    kiosk_key(listener->booth.kiosk, key, action, clock_ms(&listener->booth.clock));
    draw(listener);
    listener_wait(listener, ms);
}

const char *
listener_heard(struct listener *listener)
{
    static char *heard;
    const struct speech *speech = &listener->booth.kiosk->listening.speech;
    free(heard);
    heard = strdup(speech_log_text(speech));
    assert_non_null(heard);
    speech_log_forget(speech);
    return heard;
}

bool
listener_is_at(const struct listener *listener, const char *screen)
{
    return strncmp(listener->booth.kiosk->screen, screen, strlen(screen)) == 0;
}

static void
move(struct listener *listener)
{
    if (listener->by == BY_SWITCHES) {
        listener_switch(listener, '1', 400);
    } else {
        listener_press(listener, ACTION_DOWN, 400);
    }
}

static void
choose(struct listener *listener)
{
    if (listener->by == BY_SWITCHES) {
        listener_switch(listener, '2', 400);
    } else {
        listener_press(listener, ACTION_SELECT, 400);
    }
}

static bool
has_focus(const struct listener *listener, const char *id)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    int focus = tree_focus(tree);
    return focus >= 0 && strcmp(tree->nodes[focus].id, id) == 0;
}

void
listener_choose(struct listener *listener, const char *id)
{
    const struct kiosk *kiosk = listener->booth.kiosk;
    for (int i = 0; i < STEPS_MAX && !has_focus(listener, id); i++) {
        move(listener);
    }
    if (!has_focus(listener, id)) {
        fail_msg("%s is not reached on %s", id, kiosk->screen);
    }
    choose(listener);
}

/* The way on: the page after this one, or the next screen. */
static void
go_on(struct listener *listener)
{
    const struct tree *tree = &listener->booth.kiosk->tree;
    if (listener->by == BY_KEYPAD) {
        listener_press(listener, tree->rtl ? ACTION_LEFT : ACTION_RIGHT, 400);
    } else {
        listener_choose(listener, tree_find(tree, "more") >= 0 ? "more" : "next");
    }
}

/* The first answer that is there, unless one is chosen; NULL: nothing to answer. */
static const struct node *
first_answer(const struct tree *tree)
{
    const struct node *first = NULL;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool is_answer = node->role == NODE_ANSWER || node->role == NODE_TOGGLE ||
                         node->role == NODE_CARD;
        if (is_answer && (node->state & NODE_CHOSEN)) {
            return NULL;
        }
        if (is_answer && !first && node_is_active(node)) {
            first = node;
        }
    }
    return first;
}

void
listener_answer_all(struct listener *listener, const char *language)
{
    const struct kiosk *kiosk = listener->booth.kiosk;
    char id[TOUCH_ID_MAX_BYTES];
    snprintf(id, sizeof id, "language-%s", language);
    listener_choose(listener, id);
    assert_true(listener_is_at(listener, "purpose"));
    for (int i = 0; i < STEPS_MAX && !listener_is_at(listener, "recorded"); i++) {
        const struct node *answer = first_answer(&kiosk->tree);
        bool is_first = kiosk->page == 0; /* on the next one something is chosen */
        if (answer && is_first && listener_is_at(listener, "question")) {
            snprintf(id, sizeof id, "%s", answer->id);
            listener_choose(listener, id);
        }
        go_on(listener);
    }
    if (!listener_is_at(listener, "recorded")) {
        fail_msg("it stays at %s", kiosk->screen);
    }
}
