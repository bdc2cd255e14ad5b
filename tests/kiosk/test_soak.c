/* Many sessions one after the other in time that is made up: seeded touches, keys,
 * switches, letters, pauses, languages, headsets that come and go, people who walk
 * away, and between and during them what days bring (support_days.h). Nothing of a
 * session is seen or heard in the next one, memory stays as it is, and the store holds
 * a response for each session that was shown as recorded, and for those that left after
 * they had finished something, as the first page promises.
 *
 * TOWNLINE_SESSIONS says how many, TOWNLINE_SEED which; tools/soak runs 2,000. */
#include "support_promises.h"
#include "support_wanderer.h"

#include <inttypes.h>
#include <malloc.h>
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
    struct wanderer wanderer;
    uint64_t seed;
    unsigned session, recorded, kept, practised;
    uint32_t stored; /* responses in the store when this session began */
    char before[24]; /* what was typed in the session before this one */
    char *told;      /* the transcript of this session */
    size_t told_size;
    size_t taken; /* bytes, after the first sessions */
};

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
        days_let_happen(&soak->days, what, wanderer_below(&soak->wanderer, 100));
        soak->stored = days_kept(&soak->days);
    }
}

static void
one_session(struct soak *soak)
{
    let_something_happen(soak);
    char *secret = soak->wanderer.secret;
    memcpy(soak->before, secret, sizeof soak->before);
    snprintf(secret, sizeof soak->wanderer.secret, "wq%05ux", soak->session);
    begin_transcript(soak);
    for (int tries = 0; !is_in_session(soak); tries++) {
        if (tries > 200) {
            complain(soak, "no session begins");
        }
        wanderer_act(&soak->wanderer);
        leave_staff(soak);
        expect_nothing_of_the_last(soak);
    }
    bool was_saved = false;
    for (int i = 0; is_in_session(soak); i++) {
        was_saved = kiosk_of(soak)->session.saved;
        if (i < ACTIONS_MAX) {
            wanderer_act(&soak->wanderer);
        } else {
            wanderer_walk_away(&soak->wanderer);
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

/* What the process has written to and holds, as the system counts it. */
static size_t
dirty_bytes(void)
{
    FILE *file = fopen("/proc/self/smaps_rollup", "re");
    char line[200];
    size_t dirty_kb = 0, kb;
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "Private_Dirty: %zu kB", &kb) == 1) {
            dirty_kb = kb;
        }
    }
    if (file) {
        assert_int_equal(fclose(file), 0);
    }
    return dirty_kb << 10;
}

/* Each look is at the first screen, without the fonts and pictures that it needs again
 * at once. With the sanitizers what is allocated is counted, otherwise what the system
 * gave. */
static void
expect_memory_kept(struct soak *soak)
{
    if (soak->session % LOOK_SESSIONS != 0 || soak->session < WARM_SESSIONS) {
        return;
    }
    typeset_rest(kiosk_of(soak)->typeset);
    (void)malloc_trim(0);
    size_t bytes = __sanitizer_get_current_allocated_bytes
                       ? __sanitizer_get_current_allocated_bytes()
                       : dirty_bytes();
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
    const struct wanderer *wanderer = &soak->wanderer;
    print_message("%u sessions, %u actions: %u shown as recorded and not deleted, %u "
                  "that left, %u for practice\n",
                  sessions, wanderer->actions, soak->recorded, soak->kept,
                  soak->practised);
    print_message("%u moments in the dark, %u scanned, %u of pinyin; %u power cuts in "
                  "sessions and %u between, %u sticks, %u times closed\n",
                  wanderer->dark, wanderer->scanned, wanderer->pinyin, wanderer->cuts,
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
    soak.wanderer = (struct wanderer){.listener = &soak.listener,
                                      .days = &soak.days,
                                      .random = random_seeded(&random_state)};
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
