/* What the sound device is given when a session ends in the middle of a sentence, with
 * the engine that speaks, into SDL's disk driver: silence, and the next resident hears
 * exactly what the first one heard. */
#include "speech_engine.h"
#include "support_listener.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SPOKEN_BYTES 16000  /* of a sentence that the device took: 0.4 seconds */
#define VARIES_SAMPLES 2205 /* a sentence is never twice as long to the sample */
/* Heard after the end: a block that is on its way, and what the disk driver's file has
 * in its buffer. */
#define ON_ITS_WAY_BYTES (2 * 512 * 2 + 4096)
#define LOOK_MS 500

static char heard_path[] = "/tmp/townline-silence-XXXXXX";

static void
rest(long ms)
{
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

static struct kiosk *
kiosk_of(const struct listener *listener)
{
    return listener->booth.kiosk;
}

static unsigned long long
handed_over(const struct listener *listener)
{
    return speech_engine_figures(&kiosk_of(listener)->listening.speech).samples;
}

static int
start(void **state)
{
    static struct listener listener;
    struct error err;
    int file = mkstemp(heard_path);
    assert_true(file >= 0);
    close(file);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", heard_path, 1);
    setenv("SDL_DISKAUDIODELAY", "23", 1); /* as fast as it is heard */
    listener = (struct listener){.by = BY_KEYPAD};
    booth_start(&listener.booth);
    if (!booth_open(&listener.booth, &err)) {
        fail_msg("%s", err.text);
    }
    assert_true(speech_engine_open(&kiosk_of(&listener)->listening.speech, &err));
    kiosk_of(&listener)->unpainted = true;
    booth_play(&listener.booth, "choose-pin 246810\nexpect screen attract\n");
    listener_wait(&listener, KIOSK_SETTLE_MS);
    *state = &listener;
    return 0;
}

static int
finish(void **state)
{
    struct listener *listener = *state;
    booth_finish(&listener->booth);
    unlink(heard_path);
    strcpy(heard_path + strlen(heard_path) - 6, "XXXXXX");
    return 0;
}

static size_t
heard_bytes(void)
{
    struct stat about;
    assert_int_equal(stat(heard_path, &about), 0);
    return (size_t)about.st_size;
}

static void
hear_out(struct listener *listener)
{
    while (speech_is_speaking(&kiosk_of(listener)->listening.speech)) {
        rest(2);
    }
}

/* How many samples after this place are no silence; *count_out: of how many. */
static size_t
loud_after(size_t place, size_t *count_out)
{
    FILE *file = fopen(heard_path, "rb");
    int16_t sample;
    size_t loud = 0;
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)place, SEEK_SET), 0);
    for (*count_out = 0; fread(&sample, sizeof sample, 1, file) == 1; ++*count_out) {
        loud += sample != 0;
    }
    assert_int_equal(fclose(file), 0);
    return loud;
}

/* Waits until the sentence that began when so much was heard is heard too. */
static void
wait_for_words(struct listener *listener, size_t before)
{
    while (heard_bytes() < before + SPOKEN_BYTES) {
        assert_true(speech_is_speaking(&kiosk_of(listener)->listening.speech));
        rest(2);
    }
}

static void
press(struct listener *listener, enum action action)
{
    size_t before = heard_bytes();
    listener_press(listener, action, 0);
    wait_for_words(listener, before);
}

static void
choose(struct listener *listener, const char *id)
{
    size_t before = heard_bytes();
    listener_choose(listener, id);
    wait_for_words(listener, before);
}

static void
expect_silence(struct listener *listener)
{
    size_t place = heard_bytes(), count;
    assert_true(listener_is_at(listener, "attract"));
    assert_false(kiosk_of(listener)->listening.on);
    assert_false(speech_is_speaking(&kiosk_of(listener)->listening.speech));
    unsigned long long before = handed_over(listener);
    assert_true(loud_after(0, &count) > 0);
    rest(LOOK_MS);
    assert_int_equal(handed_over(listener), before);
    assert_int_equal(loud_after(place + ON_ITS_WAY_BYTES, &count), 0);
    assert_true(count > 0);
    listener_wait(listener, KIOSK_SETTLE_MS);
}

/* From the first screen to the page after it, which is being spoken. */
static void
begin(struct listener *listener)
{
    press(listener, ACTION_DOWN);
    choose(listener, "language-en");
    assert_true(listener_is_at(listener, "purpose"));
}

static void
going_back_to_the_first_screen_is_silent(void **state)
{
    struct listener *listener = *state;
    begin(listener);
    listener_press(listener, ACTION_LEFT, 0);
    expect_silence(listener);
}

static void
leaving_when_all_was_recorded_is_silent(void **state)
{
    struct listener *listener = *state;
    listener_press(listener, ACTION_DOWN, 0);
    listener_answer_all(listener, "en");
    for (int pages = 0; pages < 4 && !listener_is_at(listener, "attract"); pages++) {
        assert_true(listener_is_at(listener, "recorded"));
        wait_for_words(listener, heard_bytes());
        listener_press(listener, ACTION_RIGHT, 400);
    }
    expect_silence(listener);
}

static void
deleting_the_answers_is_silent(void **state)
{
    struct listener *listener = *state;
    begin(listener);
    press(listener, ACTION_RIGHT);
    choose(listener, "settings");
    choose(listener, "delete");
    choose(listener, "delete-yes");
    assert_true(listener_is_at(listener, "deleted"));
    listener_press(listener, ACTION_RIGHT, 0);
    expect_silence(listener);
}

/* A session lasts as long as it speaks, so what is spoken is heard out. */
static void
walking_away_from_a_sentence_that_is_paused_is_silent(void **state)
{
    struct listener *listener = *state;
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    begin(listener);
    listener_press(listener, ACTION_PAUSE, 0);
    assert_false(speech_is_speaking(&kiosk_of(listener)->listening.speech));
    for (int i = 0; i < 1000 && !listener_is_at(listener, "attract"); i++) {
        hear_out(listener);
        listener_wait(listener, 1000);
    }
    expect_silence(listener);
}

/* Everything of the first screen. */
static unsigned long long
hear_first_screen(struct listener *listener)
{
    unsigned long long before = handed_over(listener);
    listener_press(listener, ACTION_DOWN, 0);
    hear_out(listener);
    return handed_over(listener) - before;
}

static void
the_next_resident_hears_what_the_first_one_heard(void **state)
{
    struct listener *listener = *state;
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    unsigned long long first = hear_first_screen(listener);
    listener_choose(listener, "language-en");
    listener_press(listener, ACTION_LEFT, 0);
    assert_true(listener_is_at(listener, "attract"));
    listener_wait(listener, KIOSK_SETTLE_MS);
    unsigned long long next = hear_first_screen(listener);
    print_message("%llu samples, and %llu\n", first, next);
    assert_in_range(next, first - VARIES_SAMPLES, first + VARIES_SAMPLES);
}

#define SILENCE_TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        SILENCE_TEST(going_back_to_the_first_screen_is_silent),
        SILENCE_TEST(leaving_when_all_was_recorded_is_silent),
        SILENCE_TEST(deleting_the_answers_is_silent),
        SILENCE_TEST(walking_away_from_a_sentence_that_is_paused_is_silent),
        SILENCE_TEST(the_next_resident_hears_what_the_first_one_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
