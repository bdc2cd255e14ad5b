/* The engine that speaks, into SDL's disk driver: what would be heard is read as
 * samples. Nothing here asks a clock how long something took. */
#include "speech_engine.h"
#include "townline/voices.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define RATE_HZ 22050

static char heard_path[] = "/tmp/townline-heard-XXXXXX";

static void
rest(long ms)
{
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

static int
open_speech(void **state)
{
    static struct speech speech;
    struct error err;
    int file = mkstemp(heard_path);
    assert_true(file >= 0);
    close(file);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", heard_path, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1); /* faster than it would be heard */
    if (!speech_engine_open(&speech, &err)) {
        fail_msg("%s", err.text);
    }
    *state = &speech;
    return 0;
}

static int
close_speech(void **state)
{
    speech_close(*state);
    unlink(heard_path);
    strcpy(heard_path + strlen(heard_path) - 6, "XXXXXX");
    return 0;
}

static void
say(const struct speech *speech, const char *words, const char *language)
{
    struct error err;
    const struct speech_piece piece = {words, language, NULL};
    assert_true(speech_say(speech, &piece, 1, &err));
}

static void
hear_out(const struct speech *speech)
{
    struct error fault;
    while (speech_is_speaking(speech)) {
        rest(2);
    }
    if (speech_engine_fault(speech, &fault)) {
        fail_msg("%s", fault.text);
    }
}

static double
seconds(const struct speech *speech)
{
    return (double)speech_engine_figures(speech).samples / RATE_HZ;
}

static off_t
file_bytes(void)
{
    struct stat about;
    assert_int_equal(stat(heard_path, &about), 0);
    return about.st_size;
}

/* 100 words of one to four syllables, as the screens have them. */
static const char english[] =
    "Towns here may share some services. We want to know what you think. "
    "We ask no names. You can skip any question, or delete your answers before you "
    "leave. If you walk away, we keep only the services you finished. "
    "This service is part of what makes our community what it is. "
    "Decisions about this service should be made by our own town. "
    "A dispatcher answers emergency calls and sends police, fire and ambulance. "
    "One center would answer for all four towns, day and night, in every language. "
    "Staff expect to save money each year after the third year. "
    "Would you share it with the towns nearby, or keep it as it is?";

static size_t
words_in(const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; at++) {
        count += at[0] != ' ' && (at[1] == ' ' || at[1] == '\0');
    }
    return count;
}

static void
english_has_125_words_a_minute(void **state)
{
    const struct speech *speech = *state;
    say(speech, english, "en");
    hear_out(speech);
    double wpm = (double)words_in(english) * 60 / seconds(speech);
    print_message("%zu words, %.1f words a minute\n", words_in(english), wpm);
    assert_true(wpm > 112.5 && wpm < 137.5);
}

/* Vowels that are written in Arabic with all its marks; each is a syllable. */
static size_t
arabic_syllables(const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; at++) {
        bool is_mark = (unsigned char)at[0] == 0xD9 && (unsigned char)at[1] >= 0x8B &&
                       (unsigned char)at[1] <= 0x90;
        count += is_mark;
    }
    return count;
}

/* Han characters. */
static size_t
chinese_syllables(const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; at++) {
        count += (unsigned char)*at >= 0xE4 && (unsigned char)*at <= 0xE9;
    }
    return count;
}

/* Groups of vowels: good enough for Spanish words without a hiatus. */
static size_t
spanish_syllables(const char *text)
{
    size_t count = 0;
    bool was_vowel = false;
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at == 0xC3) {
            continue;
        }
        bool is_accented = at > text && (unsigned char)at[-1] == 0xC3 &&
                           (unsigned char)*at != 0xB1; /* n with a tilde */
        bool is_vowel = strchr("aeiouAEIOU", *at) || is_accented;
        count += is_vowel && !was_vowel;
        was_vowel = is_vowel;
    }
    return count;
}

/* The rates stand in voices.c; whether they are right for those who hear them, a native
 * reader has to say. */
static void
other_languages_have_their_rate_in_syllables(void **state)
{
    static const struct {
        const char *language;
        size_t (*syllables)(const char *text);
        const char *text;
    } samples[] = {
        {"es", spanish_syllables,
         "Los pueblos de esta zona pueden compartir algunos servicios. Queremos saber "
         "lo que piensa usted. No pedimos nombres. Puede saltar cualquier pregunta o "
         "borrar sus respuestas antes de irse. Este servicio es parte de lo que "
         "somos."},
        {"zh", chinese_syllables,
         "这里的各镇可能会共享一些服务。我们想知道您的想法。我们不问姓名。您可以跳过"
         "任何问题，也可以在离开前删除回答。这项服务是我们社区特色的一部分。"},
        {"vi", words_in,
         "Các thị trấn ở đây có thể dùng chung một số dịch vụ. Chúng tôi muốn biết quý "
         "vị "
         "nghĩ gì. Chúng tôi không hỏi tên. Quý vị có thể bỏ qua bất cứ câu hỏi nào, "
         "hoặc "
         "xóa câu trả lời trước khi rời đi."},
        {"ar", arabic_syllables,
         "يُمْكِنُ لِلْبَلْدَاتِ هُنَا أَنْ تَتَشَارَكَ بَعْضَ الخِدْمَاتِ. نُرِيدُ أَنْ نَعْرِفَ رَأْيَكَ. "
         "لَا نَسْأَلُ عَنِ الأَسْمَاءِ. يُمْكِنُكَ تَخَطِّي أَيِّ سُؤَالٍ، أَوْ حَذْفُ إِجَابَاتِكَ قَبْلَ أَنْ "
         "تُغَادِرَ."},
    };
    const struct speech *speech = *state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        double before = seconds(speech);
        say(speech, samples[i].text, samples[i].language);
        hear_out(speech);
        size_t count = samples[i].syllables(samples[i].text);
        double rate = (double)count * 60 / (seconds(speech) - before);
        int wanted = voice_find(samples[i].language)->syllables_per_min;
        print_message("%s: %zu syllables, %.0f a minute; %d are written down\n",
                      samples[i].language, count, rate, wanted);
        assert_true(fabs(rate - wanted) < 0.1 * wanted);
    }
}

static void
every_language_with_a_voice_is_heard_and_nothing_is_clipped(void **state)
{
    static const struct {
        const char *language, *words;
    } samples[] = {
        {"en", "Would you share this service with the towns nearby?"},
        {"es", "¿Compartiría este servicio con los pueblos vecinos?"},
        {"zh", "您愿意与附近的镇共享这项服务吗？"},
        {"vi", "Quý vị có muốn dùng chung dịch vụ này với các thị trấn lân cận không?"},
        {"ar", "هَلْ تُرِيدُ مُشَارَكَةَ هٰذِهِ الخِدْمَةِ مَعَ البَلْدَاتِ القَرِيبَةِ؟"},
    };
    const struct speech *speech = *state;
    speech_set(speech, SPEECH_RATE_DEFAULT, SPEECH_VOLUMES - 1);
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        double before = seconds(speech);
        say(speech, samples[i].words, samples[i].language);
        hear_out(speech);
        double took = seconds(speech) - before;
        print_message("%s: %.2f s, peak %d\n", samples[i].language, took,
                      speech_engine_figures(speech).peak);
        assert_true(took > 1 && took < 8);
    }
    int peak = speech_engine_figures(speech).peak;
    assert_true(peak > 8000 && peak < 32700);
    assert_false(speech_has_voice(speech, "tl"));
}

static void
speed_goes_from_half_to_twice(void **state)
{
    const struct speech *speech = *state;
    double usual = 0;
    for (int rate = 0; rate < SPEECH_RATES; rate++) {
        double before = seconds(speech);
        speech_set(speech, rate, SPEECH_VOLUME_DEFAULT);
        say(speech, "We want to know what you think about the services here.", "en");
        hear_out(speech);
        double took = (seconds(speech) - before) * speech_speed(rate);
        usual = rate == 0 ? took : usual;
        assert_true(fabs(took - usual) < 0.1 * usual);
    }
}

static void
steps_of_volume_are_6_dB_and_the_usual_is_far_from_the_loudest(void **state)
{
    (void)state;
    for (int volume = 1; volume < SPEECH_VOLUMES; volume++) {
        double step = speech_gain_db(volume) - speech_gain_db(volume - 1);
        assert_true(step >= 0 && step <= 6);
    }
    assert_true(speech_gain_db(0) <= -60);
    double usual = speech_gain_db(SPEECH_VOLUME_DEFAULT);
    assert_true(speech_gain_db(SPEECH_VOLUME_DEFAULT + 2) - usual >= 12);
    assert_true(speech_gain_db(SPEECH_VOLUMES - 1) - speech_gain_db(0) >= 18);
}

static void
nothing_is_handed_over_after_a_stop(void **state)
{
    const struct speech *speech = *state;
    setenv("SDL_DISKAUDIODELAY", "23", 1); /* as fast as it is heard */
    for (int i = 0; i < 20; i++) {
        say(speech, english, "en");
        rest(10 + 7 * i);
        speech_stop(speech);
        unsigned long long handed = speech_engine_figures(speech).samples;
        assert_false(speech_is_speaking(speech));
        rest(60);
        assert_int_equal(speech_engine_figures(speech).samples, handed);
    }
    assert_int_equal(speech_engine_figures(speech).pieces, 0);
}

/* Reads the samples that the device took. */
static int16_t *
read_heard(size_t *count_out)
{
    FILE *file = fopen(heard_path, "rb");
    assert_non_null(file);
    size_t bytes = (size_t)file_bytes();
    int16_t *samples = malloc(bytes + 1);
    assert_non_null(samples);
    *count_out = fread(samples, sizeof *samples, bytes / sizeof *samples, file);
    fclose(file);
    return samples;
}

/* What the device took until the stop is heard: at most one block of 23 ms is on its
 * way. So all that is heard is what had left the queue by then. */
static void
silence_begins_within_100_ms_of_a_stop(void **state)
{
    const struct speech *speech = *state;
    setenv("SDL_DISKAUDIODELAY", "23", 1);
    say(speech, english, "en");
    while (seconds(speech) < 0.5) {
        rest(2);
    }
    speech_stop(speech);
    struct speech_engine_figures figures = speech_engine_figures(speech);
    rest(200);
    size_t count, first = 0, last = 0;
    int16_t *samples = read_heard(&count);
    for (size_t i = 0; i < count; i++) {
        first = first == 0 && samples[i] != 0 ? i : first;
        last = samples[i] != 0 ? i : last;
    }
    free(samples);
    assert_true(last > 0);
    size_t left_queue = (size_t)(figures.samples - figures.dropped_ms * RATE_HZ / 1000);
    print_message("heard %zu, had left the queue %zu, of which one block is 512\n",
                  last - first, left_queue);
    assert_true(last - first <= left_queue + RATE_HZ / 1000);
}

static void
paused_speech_goes_on_where_it_was(void **state)
{
    const struct speech *speech = *state;
    say(speech, english, "en");
    rest(30);
    speech_pause(speech, true);
    assert_false(speech_is_speaking(speech));
    rest(30);
    speech_pause(speech, false);
    assert_true(speech_is_speaking(speech));
    hear_out(speech);
    assert_int_equal(speech_engine_figures(speech).pieces, 1);
    assert_int_equal(speech_engine_figures(speech).cut, 0);
}

static void
the_first_samples_come_after_less_than_200_ms_of_the_processor(void **state)
{
    static const char *const languages[] = {"en", "es", "zh", "vi", "ar"};
    const struct speech *speech = *state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        say(speech, "1 2 3", languages[i]);
        hear_out(speech);
    }
    double first = speech_engine_figures(speech).first_ms;
    print_message("%.1f ms of the processor, with opening the engine\n", first);
    assert_true(first < 200);
}

/* A second of 440 Hz in two channels of 44.1 kHz. */
static void
write_tone(const char *path)
{
    uint8_t head[44] = "RIFF....WAVEfmt ";
    const uint32_t words[] = {16, 0x00020001, 44100, 176400, 0x00100004};
    const uint32_t bytes = 176400, riff = bytes + 36;
    memcpy(head + 4, &riff, 4);
    memcpy(head + 16, words, sizeof words);
    memcpy(head + 36, "data", 4);
    memcpy(head + 40, &bytes, 4);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(head, sizeof head, 1, file);
    for (int i = 0; i < 44100; i++) {
        int16_t sample = (int16_t)(8000 * sin(i * 2 * 3.14159265 * 440 / 44100));
        fwrite(&sample, sizeof sample, 1, file);
        fwrite(&sample, sizeof sample, 1, file);
    }
    fclose(file);
}

static void
a_recording_is_heard_instead_of_the_voice(void **state)
{
    const struct speech *speech = *state;
    struct error err;
    char path[] = "/tmp/townline-tone.wav";
    write_tone(path);
    const struct speech_piece pieces[] = {{"Kumusta po kayo", "tl", path}};
    assert_true(speech_say(speech, pieces, 1, &err));
    hear_out(speech);
    unlink(path);
    assert_true(fabs(seconds(speech) - 1) < 0.05);
}

static void
a_recording_that_cannot_be_played_is_spoken(void **state)
{
    const struct speech *speech = *state;
    struct error err;
    const struct speech_piece pieces[] = {
        {"Libraries", "en", "/tmp/townline-no-such.wav"}, {"", "en", NULL}};
    assert_true(speech_say(speech, pieces, 2, &err));
    hear_out(speech);
    assert_true(seconds(speech) > 0.4);
}

int
main(void)
{
#define ENGINE_TEST(test)                                                              \
    cmocka_unit_test_setup_teardown(test, open_speech, close_speech)
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(english_has_125_words_a_minute),
        ENGINE_TEST(other_languages_have_their_rate_in_syllables),
        ENGINE_TEST(every_language_with_a_voice_is_heard_and_nothing_is_clipped),
        ENGINE_TEST(speed_goes_from_half_to_twice),
        cmocka_unit_test(
            steps_of_volume_are_6_dB_and_the_usual_is_far_from_the_loudest),
        ENGINE_TEST(nothing_is_handed_over_after_a_stop),
        ENGINE_TEST(silence_begins_within_100_ms_of_a_stop),
        ENGINE_TEST(paused_speech_goes_on_where_it_was),
        ENGINE_TEST(the_first_samples_come_after_less_than_200_ms_of_the_processor),
        ENGINE_TEST(a_recording_is_heard_instead_of_the_voice),
        ENGINE_TEST(a_recording_that_cannot_be_played_is_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
