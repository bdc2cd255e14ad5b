/* Many sessions one after the other in time that is made up: seeded touches, keys,
 * switches, letters, pauses, languages, headsets that come and go, and people who walk
 * away. Nothing of a session is seen or heard in the next one, memory stays as it is,
 * and the store holds a response for each session that was shown as recorded, and for
 * those that left after they had finished something, as the first page promises.
 *
 * TOWNLINE_SESSIONS says how many, TOWNLINE_SEED which; tools/soak runs 2,000. */
#include "support_listener.h"
#include "townline/random.h"

#include <SDL2/SDL_keycode.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SESSIONS 12
#define WARM_SESSIONS 100 /* after so many, caches are as large as they get */
#define LOOK_SESSIONS 50  /* between two looks at the memory */
#define GROWS_MAX_BYTES ((size_t)2 << 20)
#define ACTIONS_MAX 400 /* of one session; then the resident walks away */

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

struct soak {
    struct listener listener;
    struct random_source random;
    uint64_t seed;
    unsigned session, recorded, deleted, kept, actions;
    uint32_t stored;             /* responses in the store when this session began */
    char secret[24], before[24]; /* what is typed in this session, and in the last */
    char *told;                  /* the transcript of this session */
    size_t told_size;
    size_t taken; /* bytes, after the first sessions */
};

static uint32_t
below(struct soak *soak, uint32_t limit)
{
    uint32_t number;
    soak->random.fill(soak->random.context, (uint8_t *)&number, sizeof number);
    return number % limit;
}

static struct kiosk *
kiosk_of(struct soak *soak)
{
    return soak->listener.booth.kiosk;
}

static void
complain(struct soak *soak, const char *why)
{
    fail_msg("TOWNLINE_SEED=%" PRIu64 ", session %u at %s: %s\n%s", soak->seed,
             soak->session, kiosk_of(soak)->screen, why,
             tree_dump(&kiosk_of(soak)->tree));
}

static void
tap(struct soak *soak, double x_mm, double y_mm, uint64_t hold_ms)
{
    struct touch_event event = {.kind = TOUCH_DOWN, .x_mm = x_mm, .y_mm = y_mm};
    event.time_ms = clock_ms(&soak->listener.booth.clock);
    kiosk_touch(kiosk_of(soak), &event);
    listener_wait(&soak->listener, hold_ms);
    event.kind = TOUCH_UP;
    event.time_ms = clock_ms(&soak->listener.booth.clock);
    kiosk_touch(kiosk_of(soak), &event);
    listener_wait(&soak->listener, 350);
}

static void
tap_node(struct soak *soak, int node)
{
    if (node >= 0) {
        const struct rect_mm rect = kiosk_of(soak)->tree.nodes[node].rect;
        tap(soak, rect.x + rect.w / 2, rect.y + rect.h / 2, 60);
    }
}

static int
any_node(struct soak *soak)
{
    const struct tree *tree = &kiosk_of(soak)->tree;
    for (int tries = 0; tries < 100; tries++) {
        int node = (int)below(soak, (uint32_t)tree->count);
        if (node_is_active(&tree->nodes[node])) {
            return node;
        }
    }
    return -1;
}

/* The way on; where the screen is heard, the second touch acts. */
static void
go_on(struct soak *soak)
{
    const struct tree *tree = &kiosk_of(soak)->tree;
    int way = tree_find(tree, "more");
    way = way >= 0 ? way : tree_find(tree, "next");
    way = way >= 0 ? way : any_node(soak);
    tap_node(soak, way);
    if (kiosk_of(soak)->listening.on) {
        tap_node(soak, way);
    }
}

static void
press(struct soak *soak)
{
    static const int codes[] = {'1', '2', '1', '2', SDLK_F13, SDLK_F14};
    if (below(soak, 3) == 0) {
        listener_switch(&soak->listener, codes[below(soak, 6)], 350);
    } else {
        enum action action = (enum action)(1 + below(soak, ACTION_COUNT - 1));
        listener_press(&soak->listener, action, 350);
    }
}

static void
act(struct soak *soak)
{
    struct kiosk *kiosk = kiosk_of(soak);
    uint32_t what = below(soak, 100);
    soak->actions++;
    if (what < 32) {
        go_on(soak);
    } else if (what < 62) {
        tap_node(soak, any_node(soak));
    } else if (what < 82) {
        press(soak);
    } else if (what < 88) {
        kiosk_type(kiosk, soak->secret);
        listener_wait(&soak->listener, 100);
    } else if (what < 93) {
        listener_wait(&soak->listener, 1000 * (1 + below(soak, 12)));
    } else if (what < 96) {
        kiosk->listening.has_headset = !kiosk->listening.has_headset;
        if (kiosk->listening.has_headset) {
            listening_begin(kiosk);
        }
    } else if (what < 98) {
        tap(soak, 5, kiosk->theme.height_mm - 5, LISTENING_HOLD_MS + 300);
    } else if (what < 99) {
        tap(soak, below(soak, 100) + 30, below(soak, 60) + 20,
            LISTENING_BRIGHT_MS + 300);
    } else {
        listener_wait(&soak->listener, 4 * (SESSION_IDLE_MS + SESSION_WARNING_MS));
    }
}

static bool
is_in_session(struct soak *soak)
{
    return kiosk_of(soak)->session.view != SESSION_ATTRACT;
}

static void
expect_nothing_of_the_last(struct soak *soak)
{
    if (*soak->before && strstr(tree_dump(&kiosk_of(soak)->tree), soak->before)) {
        complain(soak, "what was typed in the session before is seen");
    }
    if (*soak->before && strstr(listener_heard(&soak->listener), soak->before)) {
        complain(soak, "what was typed in the session before is heard");
    }
}

/* What a resident set is gone, and so is what was answered. */
static void
expect_fresh(struct soak *soak)
{
    const struct kiosk *kiosk = kiosk_of(soak);
    const struct display plain = display_default();
    const struct session *session = &kiosk->session;
    const struct speech *speech = &kiosk->listening.speech;
    bool is_fresh = session->language == 0 && !session->instance &&
                    !session->fault_message && !session->is_slow &&
                    memcmp(&session->display, &plain, sizeof plain) == 0;
    bool is_silent = !kiosk->listening.on && !kiosk->listening.is_dark &&
                     !kiosk->listening.tells_answers && !kiosk->listening.heard.typed &&
                     speech_log_rate(speech) == SPEECH_RATE_DEFAULT &&
                     speech_log_volume(speech) == SPEECH_VOLUME_DEFAULT &&
                     !speech_is_speaking(speech);
    bool has_switches = kiosk->switches.scans || kiosk->switches.move;
    if (!is_fresh || !is_silent || has_switches) {
        complain(soak, "something of the session before is left");
    }
}

/* Staff come in where the corner is hit five times; here nobody does. */
static void
leave_staff(struct soak *soak)
{
    struct kiosk *kiosk = kiosk_of(soak);
    if (kiosk->staff.view != STAFF_AWAY) {
        kiosk->staff.view = STAFF_AWAY;
        kiosk->dirty = true;
        listener_wait(&soak->listener, 100);
    }
}

/* The transcript says which screens were shown, also between two looks at it. */
static void
begin_transcript(struct soak *soak)
{
    kiosk_of(soak)->transcript = open_memstream(&soak->told, &soak->told_size);
    assert_non_null(kiosk_of(soak)->transcript);
}

/* What the lines of a transcript promise the residents. */
struct promised {
    bool is_recorded; /* shown, and not deleted after that */
    bool was_in_block, may_be_kept;
    unsigned recorded, kept_most; /* of the sessions that are over */
};

static void
end_promises(struct promised *promised)
{
    promised->recorded += promised->is_recorded;
    promised->kept_most += !promised->is_recorded && promised->may_be_kept;
    promised->is_recorded = promised->may_be_kept = promised->was_in_block = false;
}

static void
read_line(struct soak *soak, struct promised *promised, const char *line)
{
    static const char block[] = "screen question about/block/";
    if (strncmp(line, "recorded\n", 9) == 0) {
        promised->is_recorded = true;
    } else if (strncmp(line, "screen deleted\n", 15) == 0) {
        soak->deleted += promised->is_recorded;
        promised->is_recorded = promised->may_be_kept = promised->was_in_block = false;
    } else if (strncmp(line, "screen attract", 14) == 0) {
        end_promises(promised);
    } else if (strncmp(line, "screen resting", 14) == 0) {
        complain(soak, kiosk_of(soak)->cause);
    }
    promised->may_be_kept |= promised->was_in_block;
    promised->was_in_block |= strncmp(line, block, sizeof block - 1) == 0;
}

/* What was recorded is in the store, unless it was deleted after that. Who walked away
 * was promised that what they finished is kept: no more than one response for a session
 * that left a service behind, and one if the session was told that it was stored. */
static void
end_transcript(struct soak *soak, bool was_saved)
{
    struct promised promised = {0};
    assert_int_equal(fclose(kiosk_of(soak)->transcript), 0);
    kiosk_of(soak)->transcript = NULL;
    for (const char *line = soak->told; *line; line += strcspn(line, "\n") + 1) {
        read_line(soak, &promised, line);
    }
    end_promises(&promised);
    uint32_t stored = booth_open_responses(&soak->listener.booth);
    uint32_t least = soak->stored + promised.recorded;
    uint32_t most = least + promised.kept_most;
    least += was_saved && promised.recorded == 0 && promised.kept_most > 0;
    if (stored < least || stored > most) {
        print_error("%s", soak->told);
        complain(soak, stored < least ? "something is not in the store"
                                      : "something is in the store without a promise");
    }
    soak->recorded += promised.recorded;
    soak->kept += stored - soak->stored - promised.recorded;
    soak->stored = stored;
    free(soak->told);
}

static void
one_session(struct soak *soak)
{
    struct kiosk *kiosk = kiosk_of(soak);
    memcpy(soak->before, soak->secret, sizeof soak->before);
    snprintf(soak->secret, sizeof soak->secret, "wq%05ux", soak->session);
    begin_transcript(soak);
    for (int tries = 0; !is_in_session(soak); tries++) {
        if (tries > 200) {
            complain(soak, "no session begins");
        }
        act(soak);
        leave_staff(soak);
        expect_nothing_of_the_last(soak);
    }
    bool was_saved = false;
    for (int i = 0; is_in_session(soak); i++) {
        was_saved = kiosk->session.saved;
        if (i < ACTIONS_MAX) {
            act(soak);
        } else {
            listener_wait(&soak->listener, 4 * (SESSION_IDLE_MS + SESSION_WARNING_MS));
        }
        leave_staff(soak);
        expect_nothing_of_the_last(soak);
        if (i > ACTIONS_MAX + 20) {
            complain(soak, "the session does not end");
        }
    }
    kiosk->listening.has_headset = false;
    expect_fresh(soak);
    end_transcript(soak, was_saved);
    listener_wait(&soak->listener, KIOSK_SETTLE_MS + 100);
}

/* Each look is at the first screen, without the fonts and pictures that it needs again
 * at once. */
static void
expect_memory_kept(struct soak *soak)
{
    if (!__sanitizer_get_current_allocated_bytes ||
        soak->session % LOOK_SESSIONS != 0 || soak->session < WARM_SESSIONS) {
        return;
    }
    typeset_rest(kiosk_of(soak)->typeset);
    size_t bytes = __sanitizer_get_current_allocated_bytes();
    print_message("%u sessions, %u recorded, %zu bytes\n", soak->session,
                  soak->recorded, bytes);
    soak->taken = soak->taken == 0 ? bytes : soak->taken;
    if (bytes > soak->taken + GROWS_MAX_BYTES) {
        complain(soak, "memory grows from session to session");
    }
}

static unsigned
sessions_wanted(void)
{
    const char *given = getenv("TOWNLINE_SESSIONS");
    return given ? (unsigned)strtoul(given, NULL, 10) : SESSIONS;
}

static void
sessions_leave_nothing_behind(void **state)
{
    (void)state;
    static struct soak soak;
    const char *given = getenv("TOWNLINE_SEED");
    unsigned wanted = sessions_wanted();
    soak = (struct soak){.seed = given ? strtoull(given, NULL, 10) : 1};
    uint64_t random_state = soak.seed;
    soak.random = random_seeded(&random_state);
    booth_start(&soak.listener.booth);
    soak.listener.booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    soak.listener.booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    listener_open(&soak.listener);
    kiosk_of(&soak)->unpainted = true;
    for (soak.session = 1; soak.session <= wanted; soak.session++) {
        one_session(&soak);
        expect_memory_kept(&soak);
    }
    print_message("%u sessions, %u actions: %u shown as recorded and not deleted, %u "
                  "that left, %u in the store\n",
                  wanted, soak.actions, soak.recorded, soak.kept, soak.stored);
    assert_int_equal(booth_open_responses(&soak.listener.booth),
                     soak.recorded + soak.kept);
    booth_finish(&soak.listener.booth);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_leave_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
