/* What `pack check` tells about a pack by ear. */
#include "support_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define BUILD(office, ...)                                                             \
    RUN(office, "pack", "build", __VA_ARGS__, "--sign", "office.secret",               \
        "--passphrase-fd", "3", "-o", "a.townpack", "--force")

static int
begin(void **state)
{
    static struct office office;
    office_begin(&office);
    *state = &office;
    return 0;
}

static int
end(void **state)
{
    office_end(*state);
    return 0;
}

/* Our own packs are clean; what is told of another is told once, grouped, and where an
 * author finds it. */
static void
what_a_voice_says_wrongly_is_told_as_advice(void **state)
{
    static const char survey[] =
        "type,name,label::English (en),say::English (en),label::العربية (ar)\n"
        "text,a,It saves $5 for the EMS,It saves five dollars,المكتبات\n"
        "text,b,Call 911 or 9-1-1,,نَعَمْ 50%\n"
        "text,c,The EMS,,\n";
    struct office *office = *state;
    static const char *const ours[] = {BUILD_BIN "/../share/packs/county.townpack",
                                       BUILD_BIN "/../share/packs/employee.townpack",
                                       TESTS_DIR "/../assets/packs/sample"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        RUN(office, "pack", "check", ours[i]);
        office_expect(office, 0, "by ear, with a headset: ");
        assert_null(strstr(office->out, "text with"));
        assert_null(strstr(office->out, "texts with"));
    }
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    BUILD(office, "book", "--recipient", "office.pub");
    RUN(office, "pack", "check", "a.townpack");
    office_expect(office, 0, "English (en): 1 text with numbers");
    office_expect(office, 0, "survey, b, label: 911, 9-1-1\n");
    office_expect(office, 0, "survey, c, label: EMS\n");
    office_expect(office, 0, "survey, a, label: المكتبات\n");
    office_expect(office, 0, "survey, b, label: 50%\n");
    assert_null(strstr(office->out, "$5"));
    RUN(office, "pack", "check", "a.townpack", "--workbook", "book");
    office_expect(office, 0, "survey, row 3, column C (label::English (en)): 911");
    RUN(office, "pack", "check", "a.townpack", "--json");
    json_t *told = office_json(office), *texts = json_object_get(told, "heard_wrongly");
    assert_int_equal(json_array_size(texts), 4);
    json_t *language = json_array_get(json_object_get(told, "default_path"), 0);
    assert_true(json_integer_value(json_object_get(language, "seconds_by_ear")) > 60);
    assert_true(json_is_true(json_object_get(language, "voice")));
    json_decref(told);
    folder_write(&office->folder, "book/survey.csv", "type,name,label\ntext,a,A\n", 25);
    RUN(office, "pack", "check", "a.townpack", "--workbook", "book");
    office_expect(office, 1, "is not the workbook that this pack was made of");
}

#define RATE_HZ 8000

/* A tone of 8 bits and one channel. */
static void
write_sound(struct office *office, const char *name, unsigned seconds, int loudness)
{
    const uint32_t bytes = seconds * RATE_HZ, riff = bytes + 36;
    const uint32_t words[] = {16, 0x00010001, RATE_HZ, RATE_HZ, 0x00080001};
    uint8_t *sound = malloc(44 + bytes);
    assert_non_null(sound);
    memcpy(sound, "RIFF....WAVEfmt ", 16);
    memcpy(sound + 4, &riff, 4);
    memcpy(sound + 16, words, sizeof words);
    memcpy(sound + 36, "data", 4);
    memcpy(sound + 40, &bytes, 4);
    for (uint32_t i = 0; i < bytes; i++) {
        sound[44 + i] = (uint8_t)(128 + (i / 10 % 2 ? loudness : -loudness));
    }
    folder_write(&office->folder, name, sound, 44 + bytes);
    free(sound);
}

static void
recordings_that_nobody_would_hear_are_told(void **state)
{
    static const char survey[] =
        "type,name,label::English (en),label::Español (es),media::audio::English (en),"
        "media::audio::Español (es),media::audio\n"
        "text,a,A,A,good.wav,silent.wav,\n"
        "text,b,B,B,long.wav,broken.wav,\n"
        "text,c,C,C,good.wav,good.wav,\n"
        "text,d,D,D,song.mp3,,\n"
        "text,e,E,E,short.wav,,\n";
    struct office *office = *state;
    assert_int_equal(mkdir(folder_path(&office->folder, "book"), 0700), 0);
    assert_int_equal(mkdir(folder_path(&office->folder, "book/media"), 0700), 0);
    folder_write(&office->folder, "book/survey.csv", survey, strlen(survey));
    write_sound(office, "book/media/good.wav", 2, 90);
    write_sound(office, "book/media/silent.wav", 2, 0);
    write_sound(office, "book/media/long.wav", 61, 90);
    write_sound(office, "book/media/short.wav", 0, 90);
    folder_write(&office->folder, "book/media/broken.wav", "RIFF....WAVEfmt \x10", 17);
    folder_write(&office->folder, "book/media/song.mp3", "ID3 and more", 12);
    BUILD(office, "book", "--recipient", "office.pub");
    office_expect(office, 0, "a.townpack is signed");
    office_expect(office, 0, "silent.wav is silent, or too short to be heard (2.0 s)");
    office_expect(office, 0, "short.wav is silent, or too short");
    office_expect(office, 0, "long.wav takes 61 s");
    office_expect(office, 0, "broken.wav cannot be played; the voice speaks");
    office_expect(office, 0,
                  "survey, row 4, column F (media::audio::Español (es)): "
                  "\"good.wav\" is heard in more than one language.");
    office_expect(office, 0,
                  "row 5, column E (media::audio::English (en)): a kiosk "
                  "plays .wav alone; in the place of \"song.mp3\"");
    assert_null(strstr(office->err, "good.wav is silent"));
    assert_null(strstr(office->err, "good.wav takes"));
    assert_null(strstr(office->err, "good.wav cannot"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_voice_says_wrongly_is_told_as_advice,
                                        begin, end),
        cmocka_unit_test_setup_teardown(recordings_that_nobody_would_hear_are_told,
                                        begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
