/* A monkey at the kiosk: seeded touches, double touches, keys, letters, Back and More,
 * through every pack. After each of them something has changed or a message is in
 * sight; progress did not go back; no answer changed that was not touched; a way on
 * exists.
 *
 * TOWNLINE_SEED plays one walk again, TOWNLINE_TOUCHES makes it longer, TOWNLINE_PACK
 * and TOWNLINE_KEYS name another pack. */
#include "support_booth.h"
#include "townline/random.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define TOUCHES 400
#define SNAPSHOT_BYTES (1 << 18)

struct answers {
    bool there;
    uint8_t session[RESPONSE_ID_BYTES];
    char text[SNAPSHOT_BYTES]; /* "CONTROL INSTANCE VALUE\n" of each question */
};

/* What the kiosk shows and holds at one moment. */
struct sight {
    char screen[KIOSK_SCREEN_NAME_MAX_BYTES];
    char *dump; /* owned */
    int page;
    bool at_stop, in_sheet;
    double share;
    struct place place;
    struct answers answers;
};

struct monkey {
    struct booth booth;
    uint64_t seed;
    struct random_source random;
    unsigned step;
    char did[160]; /* for the message of a failure */
    struct sight before, after;
    unsigned recorded, told;
};

static uint32_t
below(struct monkey *monkey, uint32_t limit)
{
    uint32_t number;
    monkey->random.fill(monkey->random.context, (uint8_t *)&number, sizeof number);
    return number % limit;
}

#define EXPECT(monkey, condition, why)                                                 \
    do {                                                                               \
        if (!(condition))                                                              \
            complain(monkey, why);                                                     \
    } while (0)

static void
complain(struct monkey *monkey, const char *why)
{
    fail_msg("TOWNLINE_SEED=%" PRIu64 ", touch %u (%s) on %s page %d: %s\n%s",
             monkey->seed, monkey->step, monkey->did, monkey->before.screen,
             monkey->before.page, why, tree_dump(&monkey->booth.kiosk->tree));
}

/* ---- what is seen ---- */

static size_t
instances_of(const struct form *form, const struct control *control)
{
    const struct descriptor *descriptor = form_descriptor(form);
    for (int repeat = control->repeat; repeat >= 0;
         repeat = descriptor->repeats[repeat].parent) {
        if (descriptor->repeats[repeat].keys) {
            return descriptor->repeats[repeat].key_count;
        }
    }
    return 1;
}

static void
note_answers(const struct kiosk *kiosk, struct answers *out)
{
    const struct session *session = &kiosk->session;
    const struct form *form = kiosk->pack->form;
    size_t at = 0;
    out->there = session->instance != NULL;
    out->text[0] = '\0';
    memcpy(out->session, session->id, sizeof out->session);
    for (size_t i = 0; out->there && i < form_control_count(form); i++) {
        const struct control *control = form_control(form, i);
        size_t count = control->question >= 0 ? instances_of(form, control) : 0;
        for (size_t k = 0; k < count; k++) {
            struct place place = {.control = i};
            place.instance[0] = (uint16_t)k;
            at += (size_t)snprintf(out->text + at, sizeof out->text - at,
                                   "%zu %zu %s\x1f\n", i, k,
                                   instance_value(session->instance, &place));
            assert_true(at < sizeof out->text);
        }
    }
}

static void
look(struct monkey *monkey, struct sight *sight)
{
    struct kiosk *kiosk = monkey->booth.kiosk;
    const struct session *session = &kiosk->session;
    free(sight->dump);
    sight->dump = strdup(tree_dump(&kiosk->tree));
    assert_non_null(sight->dump);
    memcpy(sight->screen, kiosk->screen, sizeof sight->screen);
    sight->page = kiosk->page;
    sight->at_stop = session->view == SESSION_AT_STOP;
    sight->in_sheet = session->sheet != SHEET_NONE || kiosk->staff.view != STAFF_AWAY;
    sight->share = session->progress.share;
    sight->place = *session_place(session);
    note_answers(kiosk, &sight->answers);
}

/* ---- what must hold ---- */

/* The control whose question the node `id` belongs to. */
static size_t
control_of(const struct sight *sight, const char *id)
{
    char *end;
    if (id[0] == 'q' && id[1] >= '0' && id[1] <= '9') {
        size_t control = strtoul(id + 1, &end, 10);
        return *end == '.' ? control : sight->place.control;
    }
    return sight->place.control;
}

/* At most the one question that was touched has another answer now. */
static void
expect_other_answers_kept(struct monkey *monkey, const char *id)
{
    const char *was = monkey->before.answers.text, *is = monkey->after.answers.text;
    if (!monkey->before.answers.there || !monkey->after.answers.there ||
        memcmp(monkey->before.answers.session, monkey->after.answers.session,
               RESPONSE_ID_BYTES) != 0) {
        return;
    }
    while (*was && *is) {
        size_t old = strcspn(was, "\x1f"), new = strcspn(is, "\x1f");
        if (old != new || memcmp(was, is, old) != 0) {
            size_t control = strtoul(is, NULL, 10);
            EXPECT(monkey, *id, "an answer changed, and nothing was touched");
            EXPECT(monkey, control == control_of(&monkey->before, id),
                   "an answer changed that was not touched");
        }
        was += old + 2;
        is += new + 2;
    }
}

static bool
leads_back(const char *id)
{
    return strcmp(id, "back") == 0 || strncmp(id, "answer-", 7) == 0 ||
           strcmp(id, "remove") == 0;
}

static void
expect_progress(struct monkey *monkey, const char *id)
{
    const struct sight *before = &monkey->before, *after = &monkey->after;
    if (!before->at_stop || !after->at_stop ||
        memcmp(before->answers.session, after->answers.session, RESPONSE_ID_BYTES)) {
        return;
    }
    EXPECT(monkey, leads_back(id) || after->share >= before->share,
           "progress went back");
}

/* A node whose touch may leave all as it is: an answer that is chosen already, and keys
 * that find nothing to erase or to mark. */
static bool
may_do_nothing(const struct node *node)
{
    return node->role == NODE_KEY ||
           (node->role != NODE_TOGGLE && node->role != NODE_CARD &&
            (node->state & NODE_CHOSEN));
}

static bool
has_problem(const struct tree *tree)
{
    return tree_find(tree, "problem") >= 0;
}

static void
expect_way_on(struct monkey *monkey)
{
    const struct kiosk *kiosk = monkey->booth.kiosk;
    const struct tree *tree = &kiosk->tree;
    bool has_way = false, has_answer = false;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool is_active = node_is_active(node);
        has_way |= is_active && node->role != NODE_KEY;
        has_answer |=
            node->role == NODE_FIELD ||
            (is_active && strcmp(node->id, "back") != 0 &&
             strcmp(node->id, "next") != 0 && strcmp(node->id, "more") != 0 &&
             strcmp(node->id, "settings") != 0 && strcmp(node->id, "language") != 0);
    }
    EXPECT(monkey, has_way, "there is no way on");
    if (!monkey->after.at_stop || monkey->after.in_sheet) {
        return;
    }
    EXPECT(monkey, tree_find(tree, "next") >= 0 || tree_find(tree, "more") >= 0,
           "neither Next nor More is there");
    monkey->told += has_problem(tree);
    /* Where it was told; whoever pages on may find it again on a page of its own. */
    bool was_told = strstr(monkey->before.dump, " problem ") != NULL;
    EXPECT(monkey,
           !has_problem(tree) || has_answer || was_told ||
               strcmp(monkey->did, "touch more") == 0 ||
               strcmp(monkey->did, "twice more") == 0,
           "a message stands alone, without what it is about");
}

/* ---- what it does ---- */

static void
draw(struct monkey *monkey)
{
    struct error err;
    if (!kiosk_draw(monkey->booth.kiosk, NULL, &err)) {
        complain(monkey, err.text);
    }
}

static void
pass(struct monkey *monkey, uint64_t ms)
{
    clock_advance(&monkey->booth.clock, ms);
    kiosk_tick(monkey->booth.kiosk);
    draw(monkey);
}

static void
tap(struct monkey *monkey, double x_mm, double y_mm)
{
    static const enum touch_kind kinds[] = {TOUCH_DOWN, TOUCH_UP};
    for (size_t i = 0; i < 2; i++) {
        struct touch_event event = {.kind = kinds[i],
                                    .x_mm = x_mm,
                                    .y_mm = y_mm,
                                    .time_ms = clock_ms(&monkey->booth.clock)};
        kiosk_touch(monkey->booth.kiosk, &event);
        draw(monkey);
        clock_advance(&monkey->booth.clock, 60);
    }
}

/* A node that can be touched; more often one that leads on. */
static int
choose_node(struct monkey *monkey)
{
    static const char *const ways[] = {"next", "next", "next", "more", "back"};
    const struct tree *tree = &monkey->booth.kiosk->tree;
    if (below(monkey, 3) == 0) {
        int node = tree_find(tree, ways[below(monkey, 5)]);
        if (node >= 0 && node_is_active(&tree->nodes[node])) {
            return node;
        }
    }
    for (int tries = 0; tries < 200; tries++) {
        int node = (int)below(monkey, (uint32_t)tree->count);
        if (node_is_active(&tree->nodes[node])) {
            return node;
        }
    }
    return -1;
}

static void
touch_something(struct monkey *monkey, bool twice)
{
    const struct tree *tree = &monkey->booth.kiosk->tree;
    int at = choose_node(monkey);
    EXPECT(monkey, at >= 0, "nothing can be touched");
    const struct node node = tree->nodes[at];
    double x = node.rect.x + node.rect.w * (0.2 + 0.006 * below(monkey, 100));
    double y = node.rect.y + node.rect.h * (0.2 + 0.006 * below(monkey, 100));
    struct bestworst picks; /* its line of words says what to touch */
    const struct session *session = &monkey->booth.kiosk->session;
    bool is_picked = session->view == SESSION_AT_STOP && session->sheet == SHEET_NONE &&
                     session_bestworst(session, session_place(session), &picks);
    bool may_rest = may_do_nothing(&node) || twice || is_picked ||
                    kiosk_is_settling(monkey->booth.kiosk);
    snprintf(monkey->did, sizeof monkey->did, "%s %s", twice ? "twice" : "touch",
             node.id);
    tap(monkey, x, y);
    if (twice) {
        tap(monkey, x, y);
    }
    look(monkey, &monkey->after);
    bool changed = strcmp(monkey->before.dump, monkey->after.dump) != 0 ||
                   monkey->before.page != monkey->after.page ||
                   strcmp(monkey->before.screen, monkey->after.screen) != 0;
    EXPECT(monkey, changed || may_rest || has_problem(tree),
           "nothing changed, and no message is in sight");
}

static void
act(struct monkey *monkey)
{
    static const enum action keys[] = {ACTION_DOWN,   ACTION_DOWN,     ACTION_UP,
                                       ACTION_SELECT, ACTION_SELECT,   ACTION_LEFT,
                                       ACTION_RIGHT,  ACTION_LANGUAGE, ACTION_ERASE};
    struct kiosk *kiosk = monkey->booth.kiosk;
    uint32_t what = below(monkey, 100);
    if (what < 60) {
        touch_something(monkey, false);
    } else if (what < 72) {
        touch_something(monkey, true);
    } else if (what < 90) {
        enum action key = keys[below(monkey, sizeof keys / sizeof *keys)];
        snprintf(monkey->did, sizeof monkey->did, "key %s", action_name(key));
        kiosk_action(kiosk, key, clock_ms(&monkey->booth.clock));
        draw(monkey);
    } else if (what < 95) {
        snprintf(monkey->did, sizeof monkey->did, "letters");
        kiosk_type(kiosk, below(monkey, 2) ? "Le\u00f3n 12 pl" : "7.5-");
        draw(monkey);
    } else if (what < 99) { /* nowhere, or anywhere; not where staff come in */
        snprintf(monkey->did, sizeof monkey->did, "somewhere");
        tap(monkey, below(monkey, (uint32_t)kiosk->theme.width_mm - 40) + 20,
            below(monkey, (uint32_t)kiosk->theme.height_mm - 40) + 30);
    } else {
        snprintf(monkey->did, sizeof monkey->did, "wait");
        pass(monkey, SESSION_IDLE_MS);
        if (below(monkey, 4) == 0) {
            pass(monkey, SESSION_WARNING_MS + 1000);
        }
    }
}

/* The id that the last action activated; "" for none. Letters are typed at once into
 * the field that is open. */
static const char *
activated(const struct monkey *monkey, uint64_t since_ms)
{
    const struct touch *touch = &monkey->booth.kiosk->touch;
    if (strcmp(monkey->did, "letters") == 0 || strcmp(monkey->did, "key erase") == 0) {
        return "key";
    }
    return touch->has_last && touch->last_ms >= since_ms ? touch->last : "";
}

static void
walk(struct monkey *monkey, unsigned touches)
{
    struct kiosk *kiosk = monkey->booth.kiosk;
    draw(monkey);
    for (monkey->step = 0; monkey->step < touches; monkey->step++) {
        if (kiosk->staff.view != STAFF_AWAY) { /* a corner that was hit five times */
            kiosk->staff.view = STAFF_AWAY;
            kiosk->dirty = true;
            draw(monkey);
        }
        look(monkey, &monkey->before);
        bool was_recorded = strcmp(kiosk->screen, "recorded") == 0;
        uint64_t begun = clock_ms(&monkey->booth.clock);
        act(monkey);
        look(monkey, &monkey->after);
        const char *id = activated(monkey, begun);
        expect_other_answers_kept(monkey, id);
        expect_progress(monkey, id);
        expect_way_on(monkey);
        monkey->recorded += !was_recorded && strcmp(kiosk->screen, "recorded") == 0;
        pass(monkey, 350);
    }
}

static unsigned
touches_wanted(void)
{
    const char *given = getenv("TOWNLINE_TOUCHES");
    return given ? (unsigned)strtoul(given, NULL, 10) : TOUCHES;
}

static void
let_loose(const char *pack, const char *keys, int width_px, int height_px, int width_mm,
          int height_mm, bool large)
{
    static struct monkey monkey;
    const char *given = getenv("TOWNLINE_SEED");
    struct error err;
    monkey = (struct monkey){0};
    bool is_long = getenv("TOWNLINE_TOUCHES") != NULL; /* another walk each time */
    monkey.seed = given     ? strtoull(given, NULL, 10)
                  : is_long ? (uint64_t)time(NULL)
                            : 1;
    print_message("TOWNLINE_SEED=%" PRIu64 "\n", monkey.seed);
    uint64_t state = monkey.seed;
    monkey.random = random_seeded(&state);
    booth_start(&monkey.booth);
    if (pack) {
        monkey.booth.options.pack_dir = pack;
    }
    if (keys) {
        monkey.booth.options.keys_path = keys;
    }
    monkey.booth.options.width_px = width_px;
    monkey.booth.options.height_px = height_px;
    monkey.booth.options.width_mm = width_mm;
    monkey.booth.options.height_mm = height_mm;
    if (!booth_open(&monkey.booth, &err)) {
        fail_msg("%s", err.text);
    }
    monkey.booth.kiosk->unpainted = true;
    booth_play(&monkey.booth, "choose-pin 246810\nexpect screen attract\n");
    if (large) {
        booth_play(&monkey.booth, "touch language-en\ntouch settings\ntouch size-xl\n"
                                  "touch next\n");
    }
    walk(&monkey, touches_wanted());
    print_message("%u times recorded, %u messages\n", monkey.recorded, monkey.told);
    free(monkey.before.dump);
    free(monkey.after.dump);
    booth_finish(&monkey.booth);
}

static void
on_a_tablet(void **state)
{
    (void)state;
    let_loose(getenv("TOWNLINE_PACK"), getenv("TOWNLINE_KEYS"), 1280, 800, 217, 136,
              false);
}

static void
on_a_tablet_with_the_largest_text(void **state)
{
    (void)state;
    let_loose(getenv("TOWNLINE_PACK"), getenv("TOWNLINE_KEYS"), 1280, 800, 217, 136,
              true);
}

static void
on_the_smallest_panel(void **state)
{
    (void)state;
    let_loose(getenv("TOWNLINE_PACK"), getenv("TOWNLINE_KEYS"), 800, 480, 154, 86,
              false);
}

static void
through_every_kind_of_question(void **state)
{
    (void)state;
    if (!getenv("TOWNLINE_PACK")) {
        let_loose(TESTS_DIR "/kiosk/pack", NULL, 1280, 800, 217, 136, false);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_a_tablet),
        cmocka_unit_test(on_a_tablet_with_the_largest_text),
        cmocka_unit_test(on_the_smallest_panel),
        cmocka_unit_test(through_every_kind_of_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
