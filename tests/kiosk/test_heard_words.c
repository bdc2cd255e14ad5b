/* All that is said in one whole session, in each language of the county's pack, line by
 * line as in tests/golden/heard: a change of spoken words is seen there and looked at
 * by who reads the change. tools/renew-golden writes the files anew. */
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STOPS_MAX 120
#define SCREENS_MAX 60

struct transcript {
    struct listener listener;
    FILE *out;
    char *text; /* owned */
    size_t size;
};

static void
open_transcript(struct transcript *transcript)
{
    struct listener *listener = &transcript->listener;
    *transcript = (struct transcript){.listener = {.by = BY_KEYPAD}};
    transcript->out = open_memstream(&transcript->text, &transcript->size);
    assert_non_null(transcript->out);
    booth_start(&listener->booth);
    listener->booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    listener->booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    listener_open(listener);
    listener->booth.kiosk->unpainted = true;
    listener->booth.kiosk->listening.has_headset = true; /* answers are spoken too */
}

/* Writes what was said since the last time; each line has its language before it. */
static void
note(struct transcript *transcript, const char *what)
{
    listener_hear_out(&transcript->listener);
    const char *heard = listener_heard(&transcript->listener);
    fprintf(transcript->out, "%s\n", what);
    for (const char *line = heard; *line; line += strcspn(line, "\n") + 1) {
        if (*line != '-') { /* it was silenced, which no word tells */
            fprintf(transcript->out, "  %.*s\n", (int)strcspn(line, "\n"), line);
        }
    }
}

/* From one thing to the next until the first one comes again. */
static void
go_round(struct transcript *transcript)
{
    struct listener *listener = &transcript->listener;
    const struct tree *tree = &listener->booth.kiosk->tree;
    char first[TOUCH_ID_MAX_BYTES];
    int focus = tree_focus(tree);
    snprintf(first, sizeof first, "%s", focus >= 0 ? tree->nodes[focus].id : "");
    for (int i = 0; i < STOPS_MAX; i++) {
        listener_press(listener, ACTION_DOWN, 0);
        const char *id = tree->nodes[tree_focus(tree)].id;
        if (strcmp(id, first) == 0) {
            listener_hear_out(listener);
            listener_heard(listener);
            return;
        }
        note(transcript, "down");
        if (!first[0]) {
            snprintf(first, sizeof first, "%s", id);
        }
    }
    fail_msg("the keys do not come round on %s", listener->booth.kiosk->screen);
}

static void
choose_first_answer(struct transcript *transcript)
{
    const struct kiosk *kiosk = transcript->listener.booth.kiosk;
    const struct tree *tree = &kiosk->tree;
    char id[TOUCH_ID_MAX_BYTES] = "";
    for (size_t i = 0; i < tree->count; i++) {
        enum node_role role = tree->nodes[i].role;
        bool is_answer =
            role == NODE_ANSWER || role == NODE_TOGGLE || role == NODE_CARD;
        if (is_answer && (tree->nodes[i].state & NODE_CHOSEN)) {
            return;
        }
        if (is_answer && !*id && node_is_active(&tree->nodes[i])) {
            snprintf(id, sizeof id, "%s", tree->nodes[i].id);
        }
    }
    if (*id && kiosk->page == 0 && strncmp(kiosk->screen, "question", 8) == 0) {
        listener_choose(&transcript->listener, id);
        note(transcript, "select");
    }
}

static void
go_through(struct transcript *transcript, const char *language)
{
    struct listener *listener = &transcript->listener;
    const struct kiosk *kiosk = listener->booth.kiosk;
    char id[64], screen[KIOSK_SCREEN_NAME_MAX_BYTES + 16];
    listener_press(listener, ACTION_DOWN, 0);
    note(transcript, "screen attract");
    snprintf(id, sizeof id, "language-%s", language);
    listener_choose(listener, id);
    for (int i = 0; i < SCREENS_MAX; i++) {
        snprintf(screen, sizeof screen, "screen %s%s", kiosk->screen,
                 kiosk->page > 0 ? ", next page" : "");
        note(transcript, screen);
        go_round(transcript);
        if (strcmp(kiosk->screen, "recorded") == 0) {
            break;
        }
        choose_first_answer(transcript);
        listener_press(listener, kiosk->tree.rtl ? ACTION_LEFT : ACTION_RIGHT, 400);
    }
    assert_true(listener_is_at(listener, "recorded"));
    fflush(transcript->out);
    assert_null(strstr(transcript->text, "\u2068")); /* no voice reads directions */
}

static char *
read_golden(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    if (in) {
        size_t size = fread(text, 1, (1 << 20) - 1, in);
        text[size] = '\0';
        fclose(in);
    }
    return text;
}

/* The first line that differs, for who reads the failure. */
static void
expect_same(const char *language, const char *now, const char *golden)
{
    unsigned line = 1;
    while (*now && *now == *golden) {
        line += *now == '\n';
        now++;
        golden++;
    }
    if (*now != *golden) {
        while (now[-1] != '\n') {
            now--;
            golden--;
        }
        fail_msg("tests/golden/heard/%s.txt:%u is\n%.*s\nand was\n%.*s", language, line,
                 (int)strcspn(now, "\n"), now, (int)strcspn(golden, "\n"), golden);
    }
}

static void
a_session_says_what_it_said(void **state)
{
    const char *language = *state;
    struct transcript transcript;
    char path[300];
    snprintf(path, sizeof path, "%s/golden/heard/%s.txt", TESTS_DIR, language);
    open_transcript(&transcript);
    go_through(&transcript, language);
    if (getenv("TOWNLINE_RENEW_GOLDEN")) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        fputs(transcript.text, out);
        assert_int_equal(fclose(out), 0);
    } else {
        char *golden = read_golden(path);
        expect_same(language, transcript.text, golden);
        free(golden);
    }
    booth_finish(&transcript.listener.booth);
    fclose(transcript.out);
    free(transcript.text);
}

#define IN(language)                                                                   \
    {                                                                                  \
        "a_session_says_what_it_said_" language, a_session_says_what_it_said, NULL,    \
            NULL, language                                                             \
    }

int
main(void)
{
    /* Tagalog has no voice, and this is said of it. */
    const struct CMUnitTest tests[] = {IN("en"), IN("es"), IN("zh"),
                                       IN("vi"), IN("tl"), IN("ar")};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
