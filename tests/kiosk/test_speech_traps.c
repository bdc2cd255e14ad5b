/* What a text could do to the engine that speaks: commands in it, marks, endless words,
 * other scripts. Everything is spoken into a file, as `pack speak` does. */
#include "speech_file.h"
#include "townline/spoken_words.h"
#include "townline/voices.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const languages[] = {"en", "es", "zh", "vi", "ar"};
#define LANGUAGES (sizeof languages / sizeof *languages)

static double
seconds(const char *words, const char *language)
{
    char path[] = "/tmp/townline-traps-XXXXXX";
    const struct speech_piece piece = {words, language, NULL};
    double took;
    struct error err;
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    if (!speech_file_save(path, &piece, 1, &took, &err)) {
        fail_msg("%s: \"%.60s\": %s", language, words, err.text);
    }
    unlink(path);
    return took;
}

static void
no_text_is_a_command(void **state)
{
    (void)state;
    double plain = seconds("One two", "en");
    /* a break of 20 seconds, a file that does not exist, phonemes */
    assert_true(seconds("One <break time=\"20s\"/> two", "en") < plain + 8);
    assert_true(seconds("<speak><prosody rate=\"10%\">One two</prosody></speak>",
                        "en") < plain + 15);
    assert_true(seconds("One <audio src=\"/dev/zero\"/> two", "en") < plain + 10);
    assert_true(seconds("One [[_:_:_:_:_:_:_:_:]] two", "en") > plain - 0.2);
    assert_true(seconds("One | two", "en") < plain + 3);
    /* none of it has a consequence for what is said next */
    assert_true(fabs(seconds("One two", "en") - plain) < 0.2);
}

static void
whatever_a_pack_says_the_next_is_said_as_ever(void **state)
{
    static const char *const texts[] = {
        "!!!",
        "...",
        "\u200f\u200e\u200b",
        "😀",
        "[[",
        "<",
        "&amp;",
        "|",
        "\\",
        "\"'\"",
        "\u202e\u202dabc",
        "\u0301\u0301\u0301",
        "\ufeff",
        "{}",
        "$",
        "\t\n",
        "%n%s",
        "\U0010fffd",
        "\u064e\u064e",
        "１２３",
    };
    static char endless[5001];
    (void)state;
    memset(endless, 'a', sizeof endless - 1);
    for (size_t i = 0; i < LANGUAGES; i++) {
        double before = seconds("1 2 3", languages[i]);
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            assert_true(seconds(texts[j], languages[i]) < 20);
        }
        seconds(endless, languages[i]);
        assert_true(fabs(seconds("1 2 3", languages[i]) - before) < 0.2);
    }
}

static void
digits_of_arabic_writing_and_latin_names_are_heard(void **state)
{
    (void)state;
    assert_string_equal(voice_find("zh-Hans")->name, "cmn-latn-pinyin");
    assert_true(seconds("\u0661\u0668", "ar") > seconds("\u060c", "ar") + 0.5);
    assert_true(seconds("مُقَاطَعَةُ Larkmoor", "ar") > seconds("مُقَاطَعَةُ", "ar") + 0.3);
    assert_true(seconds("Larkmoor 县", "zh") > seconds("县", "zh") + 0.3);
    assert_true(seconds("18 岁", "zh") > seconds("岁", "zh") + 0.3);
}

static void
marks_of_direction_are_not_heard(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        double plain = seconds(i == 0 ? "نَعَمْ" : "Oakhollow", i == 0 ? "ar" : "en");
        double marked =
            seconds(i == 0 ? "\u200f\u200bنَعَمْ\u200e" : "\u200eOakhollow\u200b",
                    i == 0 ? "ar" : "en");
        assert_true(fabs(marked - plain) < 0.4);
    }
}

/* What `pack check` counts with is what is heard. */
static void
the_estimate_of_time_is_near_what_is_heard(void **state)
{
    static const struct {
        const char *language, *words;
    } samples[] = {
        {"en", "Towns may share services. Tell us what you think. You may skip, or "
               "delete your answers. If you leave, we keep what you finished."},
        {"es", "Los pueblos de esta zona pueden compartir algunos servicios. Queremos "
               "saber lo que piensa usted. No pedimos nombres."},
        {"zh", "这里的各镇可能会共享一些服务。我们想知道您的想法。我们不问姓名。"},
        {"vi", "Các thị trấn ở đây có thể dùng chung một số dịch vụ. Chúng tôi muốn "
               "biết quý vị nghĩ gì. Chúng tôi không hỏi tên."},
        {"ar", "يُمْكِنُ لِلْبَلْدَاتِ هُنَا أَنْ تَتَشَارَكَ بَعْضَ الخِدْمَاتِ. نُرِيدُ أَنْ نَعْرِفَ رَأْيَكَ."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        double heard = seconds(samples[i].words, samples[i].language);
        double estimate =
            spoken_words_ms(samples[i].words, samples[i].language) / 1000.0;
        print_message("%s: %.1f s are heard, %.1f s are estimated\n",
                      samples[i].language, heard, estimate);
        assert_true(fabs(heard - estimate) < 0.2 * heard);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_is_a_command),
        cmocka_unit_test(whatever_a_pack_says_the_next_is_said_as_ever),
        cmocka_unit_test(digits_of_arabic_writing_and_latin_names_are_heard),
        cmocka_unit_test(marks_of_direction_are_not_heard),
        cmocka_unit_test(the_estimate_of_time_is_near_what_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
