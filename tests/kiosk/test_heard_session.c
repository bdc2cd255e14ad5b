/* A whole session in each language with the engine that speaks, into SDL's disk driver:
 * every key is followed by speech, another key silences it, and nothing is clipped. */
#include "speech_engine.h"
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define RATE_HZ 22050

static void
rest(void)
{
    const struct timespec time = {0, 2000000};
    nanosleep(&time, NULL);
}

/* Waits until all of it was heard; the device takes it faster than it would be heard.
 */
static void
hear_out(const struct speech *speech)
{
    struct error fault;
    while (speech_is_speaking(speech)) {
        rest();
    }
    if (speech_engine_fault(speech, &fault)) {
        fail_msg("%s", fault.text);
    }
}

static void
answer_in(const char *language)
{
    struct listener listener = {.by = BY_KEYPAD};
    struct error err;
    char id[64];
    booth_start(&listener.booth);
    listener.booth.options.pack_dir = BUILD_BIN "/../share/packs/county.townpack";
    listener.booth.options.keys_path = BUILD_BIN "/../sample/office.pub";
    if (!booth_open(&listener.booth, &err)) {
        fail_msg("%s", err.text);
    }
    struct kiosk *kiosk = listener.booth.kiosk;
    struct speech *speech = &kiosk->listening.speech;
    assert_true(speech_engine_open(speech, &err));
    kiosk->unpainted = true;
    booth_play(&listener.booth, "choose-pin 246810\nexpect screen attract\n");
    listener_wait(&listener, KIOSK_SETTLE_MS);
    listener_press(&listener, ACTION_DOWN, 0);
    listening_set_volume(kiosk, SPEECH_VOLUMES - 1);
    snprintf(id, sizeof id, "language-%s", language);
    listener_choose(&listener, id);
    unsigned screens = 0;
    for (; screens < 40 && !listener_is_at(&listener, "recorded"); screens++) {
        hear_out(speech);
        unsigned long long before = speech_engine_figures(speech).samples;
        const struct tree *tree = &kiosk->tree;
        if (tree_focus(tree) >= 0 && listener_is_at(&listener, "question") &&
            tree->nodes[tree_focus(tree)].role != NODE_BUTTON) {
            listener_press(&listener, ACTION_SELECT, 400);
            hear_out(speech);
        }
        listener_press(&listener, tree->rtl ? ACTION_LEFT : ACTION_RIGHT, 400);
        hear_out(speech);
        if (speech_engine_figures(speech).samples < before + RATE_HZ / 2) {
            fail_msg("%s: nothing is heard on %s", language, kiosk->screen);
        }
    }
    assert_true(listener_is_at(&listener, "recorded"));
    struct speech_engine_figures figures = speech_engine_figures(speech);
    print_message("%s: %u screens, %.0f s of speech, peak %d\n", language, screens,
                  (double)figures.samples / RATE_HZ, figures.peak);
    assert_true(figures.peak > 8000 && figures.peak < 32767);
    /* a key in the middle of it silences it */
    listener_press(&listener, ACTION_PAUSE, 0);
    assert_true(speech_is_speaking(speech));
    listener_press(&listener, ACTION_ERASE, 0);
    unsigned long long handed = speech_engine_figures(speech).samples;
    for (int i = 0; i < 20; i++) {
        rest();
    }
    assert_false(speech_is_speaking(speech));
    assert_int_equal(speech_engine_figures(speech).samples, handed);
    booth_finish(&listener.booth);
}

static void
each_language_with_a_voice_is_heard_from_begin_to_end(void **state)
{
    static const char *const languages[] = {"en", "es", "zh", "vi", "ar"};
    char path[] = "/tmp/townline-heard-XXXXXX";
    (void)state;
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        answer_in(languages[i]);
    }
    unlink(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_language_with_a_voice_is_heard_from_begin_to_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
