#include "support_frames.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What a camera before the screen makes of it: more around the code, at an angle, not
 * sharp, with noise. */
#define CAMERA                                                                         \
    "pad=1280:720:(ow-iw)/2:(oh-ih)/2:gray,rotate=0.15:c=gray,"                        \
    "perspective=x0=60:y0=30:x1=1200:y1=0:x2=0:y2=700:x3=1270:y3=690,"                 \
    "fps=30,gblur=sigma=0.8,noise=c0s=10:c0f=t:c0_seed=7"
#define PLAIN "-vf fps=30,scale=390:390:flags=neighbor "
#define H264 "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"

static void
draw(struct bench *bench, const char *folder, size_t responses, size_t count,
     size_t first)
{
    struct buffer bundle;
    kiosk_export(&bench->office, &bench->kiosk, responses, &bundle);
    const struct frames frames = {
        .bundle = &bundle, .count = count, .step = 1, .first = first};
    frames_draw(&bench->office, folder, &frames);
    buffer_finish(&bundle);
}

static json_t *
only_film(json_t *object)
{
    json_t *films = json_object_get(object, "films");
    assert_int_equal(json_array_size(films), 1);
    return json_array_get(films, 0);
}

static json_int_t
number(json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static void
films_in_four_containers_give_their_bundles(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    draw(bench, "one", 100, 30, 0);
    draw(bench, "two", 101, 30, 0);
    draw(bench, "three", 102, 30, 0);
    draw(bench, "four", 103, 30, 0);
    frames_film(office, "one", "1.mp4", "-vf '" CAMERA "' " H264);
    /* A phone that was held upright: the film says that it is to be turned. */
    frames_film(office, "two", "a.mov",
                "-vf '" CAMERA ",transpose=1' " H264 " -metadata:s:v rotate=90");
    frames_ffmpeg(office, "-i a.mov -c copy -metadata:s:v:0 rotate=90 2.mov");
    /* Ten bits a color, as newer phones record. */
    frames_film(office, "three", "3.MKV",
                "-vf '" CAMERA "' -c:v libx265 -preset ultrafast -x265-params "
                "log-level=error -pix_fmt yuv420p10le");
    frames_film(office, "four", "4.webm",
                "-vf '" CAMERA "' -c:v libvpx -deadline realtime -cpu-used 8 -b:v 4M");
    COLLECT(office, "1.mp4", "2.mov", "3.MKV", "4.webm");
    office_expect(office, 0, "merged 100 responses");
    office_expect(office, 0, "merged 101 responses");
    office_expect(office, 0, "merged 102 responses");
    office_expect(office, 0, "merged 103 responses");
    office_expect(office, 0,
                  "4 films read with 240 pictures, 0 of them without a code");
    assert_int_equal(bench_responses(bench), 12 + 406);
}

static void
a_film_may_show_several_kiosks(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    draw(bench, "walk", 40, 16, 0);
    draw(bench, "walk", 41, 16, 16);
    draw(bench, "walk", 42, 16, 32);
    frames_film(office, "walk", "walk.mp4", PLAIN H264);
    COLLECT(office, "walk.mp4", "--json");
    assert_int_equal(office->code, 0);
    json_t *object = office_json(office);
    assert_int_equal(json_array_size(json_object_get(object, "bundles")), 3);
    assert_int_equal(number(only_film(object), "pictures"), 96);
    assert_true(number(only_film(object), "codes") >= 48);
    assert_null(json_object_get(only_film(object), "remark"));
    json_decref(object);
    assert_int_equal(bench_responses(bench), 12 + 123);
}

static void
load(const struct office *office, const char *name, struct buffer *out)
{
    buffer_init(out, 64 << 20);
    assert_true(file_load(folder_path(&office->folder, name), out, NULL));
}

/* Keeps the first `percent` of a file. */
static void
cut(const struct office *office, const char *name, const char *to, size_t percent)
{
    struct buffer bytes;
    load(office, name, &bytes);
    folder_write(&office->folder, to, bytes.data, bytes.size * percent / 100);
    buffer_finish(&bytes);
}

static void
what_is_left_of_a_film_that_was_cut_off_is_used(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    draw(bench, "long", 1000, 60, 0);
    frames_film(office, "long", "long.mkv", PLAIN H264);
    cut(office, "long.mkv", "cut.mkv", 10);
    COLLECT(office, "cut.mkv");
    office_expect(office, 1, "of 0:04 it ends early");
    office_expect(office, 1, "is incomplete");
    frames_film(office, "long", "long.mp4", PLAIN H264 " -movflags +faststart");
    cut(office, "long.mp4", "cut.mp4", 10);
    COLLECT(office, "cut.mp4");
    office_expect(office, 1, "of 0:04 it ends early");
    /* The table of contents at its end is missing; other films are read all the same.
     */
    frames_film(office, "long", "late.mp4", PLAIN H264);
    cut(office, "late.mp4", "late_cut.mp4", 90);
    COLLECT(office, "late_cut.mp4", "cut.mkv", "long.mkv");
    office_expect(office, 1, "late_cut.mp4: is damaged, or was cut off");
    office_expect(office, 1, "merged 1000 responses");
}

static void
a_damaged_film_gives_what_is_whole_in_it(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    draw(bench, "film", 100, 60, 0);
    frames_film(office, "film", "film.mp4", PLAIN H264 " -g 10 -movflags +faststart");
    struct buffer bytes;
    load(office, "film.mp4", &bytes);
    /* In the middle, where pictures are. */
    memset(bytes.data + bytes.size / 2, 0x5a, bytes.size / 8);
    folder_write(&office->folder, "film.mp4", bytes.data, bytes.size);
    buffer_finish(&bytes);
    COLLECT(office, "film.mp4");
    office_expect(office, 0, "merged 100 responses");
    office_expect(office, 0, "parts of it are damaged");
}

static void
a_film_without_a_code_is_told(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    frames_ffmpeg(office, "-f lavfi -i testsrc=size=320x240:rate=10:duration=2 " H264
                          " street.mp4");
    COLLECT(office, "street.mp4");
    office_expect(office, 0, "street.mp4: no code can be read in it");
    office_expect(office, 0, "1 film read with 20 pictures, 1 of them without a code");
}

static void
each_coding_of_phones_and_browsers_is_read(void **state)
{
    static const char *const names[] = {
        "h264.mp4", "hevc.mov",  "vp8.webm",           "vp9.mkv",
        "av1.mp4",  "mjpeg.mov", "mpeg4-fragments.mp4"};
    struct bench *bench = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[1000];
        snprintf(path, sizeof path, TESTS_DIR "/fuzz/seeds/film/%s", names[i]);
        COLLECT(&bench->office, path, "--json");
        json_t *object = office_json(&bench->office);
        if (number(only_film(object), "pictures") != 5) {
            fail_msg("%s: %s", names[i], bench->office.out);
        }
        json_decref(object);
    }
}

static void
what_is_no_film_is_refused_with_the_way_out(void **state)
{
    static const char heic[] = "\0\0\0\030ftypheic\0\0\0\0mif1heic";
    struct bench *bench = *state;
    struct office *office = &bench->office;
    folder_write(&office->folder, "words.mp4", "These are only words.", 21);
    folder_write(&office->folder, "empty.mov", "", 0);
    folder_write(&office->folder, "IMG_1.HEIC", heic, sizeof heic - 1);
    folder_write(&office->folder, "renamed.mp4", heic, sizeof heic - 1);
    COLLECT(office, "words.mp4");
    office_expect(office, 1, "words.mp4: is no film of a kind that is read (.mp4");
    COLLECT(office, "empty.mov");
    office_expect(office, 1, "empty.mov: is no film of a kind that is read");
    COLLECT(office, "IMG_1.HEIC");
    office_expect(office, 1,
                  "IMG_1.HEIC: HEIC and HEIF pictures are not read; film the");
    office_expect(office, 1, "no bundle, picture or film is in it");
    COLLECT(office, "renamed.mp4");
    office_expect(office, 1, "HEIC and HEIF pictures are not read");
    COLLECT(office, "IMG_1.HEIC", "renamed.mp4", "--json");
    json_t *object = office_json(office);
    assert_int_equal(json_array_size(json_object_get(object, "unread")), 2);
    json_decref(object);
}

static void
a_film_of_another_coding_or_size_is_named(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    frames_ffmpeg(office, "-f lavfi -i testsrc=size=320x240:rate=10:duration=1 "
                          "-c:v ffv1 other.mkv");
    frames_ffmpeg(office, "-f lavfi -i color=size=5000x3000:rate=2:duration=1 " H264
                          " huge.mp4");
    frames_ffmpeg(office, "-f lavfi -i sine=duration=1 -c:a aac sound.mp4");
    frames_ffmpeg(office, "-f lavfi -i testsrc=size=320x240:rate=10:duration=1 "
                          "-c:v mjpeg old.avi");
    COLLECT(office, "other.mkv");
    office_expect(office, 1, "other.mkv: is coded as ffv1, which is not read");
    COLLECT(office, "huge.mp4");
    office_expect(office, 1, "huge.mp4: has pictures of 5000 x 3000 pixels");
    COLLECT(office, "sound.mp4");
    office_expect(office, 1, "sound.mp4: has no moving pictures in it");
    COLLECT(office, "old.avi");
    office_expect(office, 1, "old.avi: films of this kind are not read");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(films_in_four_containers_give_their_bundles,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_film_may_show_several_kiosks, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(what_is_left_of_a_film_that_was_cut_off_is_used,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_damaged_film_gives_what_is_whole_in_it,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_film_without_a_code_is_told, bench_begin,
                                        bench_end),
        cmocka_unit_test_setup_teardown(each_coding_of_phones_and_browsers_is_read,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(what_is_no_film_is_refused_with_the_way_out,
                                        bench_begin, bench_end),
        cmocka_unit_test_setup_teardown(a_film_of_another_coding_or_size_is_named,
                                        bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
