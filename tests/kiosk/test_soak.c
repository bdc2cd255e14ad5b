/* Many sessions one after the other in time that is made up: seeded touches, keys,
 * switches, letters, pauses, languages, headsets that come and go, people who walk
 * away, and between and during them what days bring (support_days.h). Nothing of a
 * session is seen or heard in the next one, memory stays as it is, and the store holds
 * a response for each session that was shown as recorded, and for those that left after
 * they had finished something, as the first page promises.
 *
 * TOWNLINE_SESSIONS says how many, TOWNLINE_SEED which; tools/soak runs 2,000. */
#include "support_days.h"
#include "support_promises.h"
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
    struct days days;
    struct random_source random;
    uint64_t seed;
    unsigned session, recorded, kept, practised, actions, cuts;
    unsigned dark, scanned, pinyin; /* moments of it */
    uint32_t stored;                /* responses in the store when this session began */
    char secret[24], before[24];    /* what is typed in this session, and in the last */
    char *told;                     /* the transcript of this session */
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
note_ways(struct soak *soak)
{
    const struct kiosk *kiosk = kiosk_of(soak);
    soak->dark += kiosk->listening.is_dark;
    soak->scanned += kiosk->switches.scans;
    soak->pinyin += kiosk->hanzi && *kiosk->candidates[0].text;
}

/* What few find by chance: the screen off, and switches that move by themselves. */
static void
set_up(struct soak *soak)
{
    struct kiosk *kiosk = kiosk_of(soak);
    if (kiosk->session.view == SESSION_ATTRACT) {
        return;
    }
    if (below(soak, 2) == 0) {
        listening_begin(kiosk);
        listening_set_dark(kiosk, true);
    } else {
        kiosk->switches.scans = true;
        kiosk->switches.select = '2';
    }
    listener_wait(&soak->listener, 3 * SWITCHES_SCAN_MS);
}

/* What is rare: the power fails, the clock jumps, and people walk away. */
static void
befall(struct soak *soak)
{
    uint32_t what = below(soak, 6);
    if (what == 0) {
        days_cut_power(&soak->days);
        soak->cuts++;
    } else if (what == 1) {
        days_shift_clock(&soak->days, below(soak, 2) == 0);
    } else {
        listener_wait(&soak->listener, 4 * (SESSION_IDLE_MS + SESSION_WARNING_MS));
    }
}

static void
act(struct soak *soak)
{
    struct kiosk *kiosk = kiosk_of(soak);
    uint32_t what = below(soak, 100);
    soak->actions++;
    note_ways(soak);
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
    } else if (what < 97) {
        set_up(soak);
    } else if (what < 98) {
        tap(soak, 5, kiosk->theme.height_mm - 5, LISTENING_HOLD_MS + 300);
    } else if (what < 99) {
        tap(soak, below(soak, 100) + 30, below(soak, 60) + 20,
            LISTENING_BRIGHT_MS + 300);
    } else {
        befall(soak);
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

/* What was recorded is in the store, unless it was deleted after that. Who walked away
 * was promised that what they finished is kept: no more than one response for a session
 * that left a service behind, and one if the session was told that it was stored. */
static void
end_transcript(struct soak *soak, bool was_saved)
{
    struct promises promised;
    assert_int_equal(fclose(kiosk_of(soak)->transcript), 0);
    kiosk_of(soak)->transcript = NULL;
    promises_read(soak->told, &promised);
    if (promised.rested) {
        complain(soak, kiosk_of(soak)->cause);
    }
    uint32_t stored = days_kept(&soak->days);
    uint32_t least = soak->stored + promised.recorded;
    uint32_t most = least + promised.kept_most;
    least += was_saved && promised.recorded == 0 && promised.kept_most > 0;
    if (stored < least || stored > most) {
        print_error("%s", soak->told);
        complain(soak, stored < least ? "something is not in the store"
                                      : "something is in the store without a promise");
    }
    if (soak->days.is_practice) {
        soak->practised += stored - soak->stored;
    } else {
        soak->recorded += promised.recorded;
        soak->kept += stored - soak->stored - promised.recorded;
    }
    soak->stored = stored;
    free(soak->told);
}

static void
let_something_happen(struct soak *soak)
{
    if (soak->session % 2 == 0) {
        enum happening what = (enum happening)((soak->session / 2 - 1) % HAPPENINGS);
        days_let_happen(&soak->days, what, below(soak, 100));
        soak->stored = days_kept(&soak->days);
    }
}

static void
one_session(struct soak *soak)
{
    let_something_happen(soak);
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
        was_saved = kiosk_of(soak)->session.saved;
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
    kiosk_of(soak)->listening.has_headset = false;
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
tell(const struct soak *soak, unsigned sessions)
{
    const struct days *days = &soak->days;
    print_message("%u sessions, %u actions: %u shown as recorded and not deleted, %u "
                  "that left, %u for practice\n",
                  sessions, soak->actions, soak->recorded, soak->kept, soak->practised);
    print_message("%u moments in the dark, %u scanned, %u of pinyin; %u power cuts in "
                  "sessions and %u between, %u sticks, %u times closed\n",
                  soak->dark, soak->scanned, soak->pinyin, soak->cuts,
                  days->happened[THE_POWER_FAILS],
                  days->happened[A_STICK_COMES_AND_GOES], days->closed);
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
    days_start(&soak.days, &soak.listener);
    listener_open(&soak.listener);
    kiosk_of(&soak)->unpainted = true;
    for (soak.session = 1; soak.session <= wanted; soak.session++) {
        one_session(&soak);
        expect_memory_kept(&soak);
    }
    tell(&soak, wanted);
    uint32_t official =
        soak.days.is_practice ? soak.days.official : days_kept(&soak.days);
    assert_int_equal(official, soak.recorded + soak.kept);
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
