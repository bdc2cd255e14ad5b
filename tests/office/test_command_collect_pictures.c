#include "support_frames.h"
#include "townline/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Every `step`-th of so many frames, in no order. */
static void
draw_frames(const struct bench *bench, const char *folder, const struct buffer *bundle,
            size_t count, size_t step)
{
    const struct frames frames = {
        .bundle = bundle, .count = count, .step = step, .is_shuffled = true};
    frames_draw(&bench->office, folder, &frames);
}

static void
pictures_in_any_order_and_with_losses_give_the_bundle(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    struct buffer bundle, other;
    kiosk_export(office, &bench->kiosk, 200, &bundle);
    kiosk_export(office, &bench->kiosk, 200, &other);
    draw_frames(bench, "pictures", &bundle, 40, 2);
    draw_frames(bench, "pictures/other", &other, 1, 1);
    struct picture blank;
    struct buffer png;
    assert_true(picture_init(&blank, 200, 200, NULL));
    buffer_init(&png, 1 << 20);
    assert_true(picture_write_png(&blank, &png, NULL));
    folder_write(&office->folder, "pictures/blank.PNG", png.data, png.size);
    COLLECT(office, "pictures");
    office_expect(office, 1, "merged 200 responses");
    office_expect(office, 1, "is incomplete: 1 of");
    office_expect(office, 1, "22 pictures read, 1 of them without a code");
    assert_int_equal(bench_responses(bench), 212);
    picture_finish(&blank);
    buffer_finish(&png);
    buffer_finish(&bundle);
    buffer_finish(&other);
}

static void
too_few_pictures_are_told_and_more_complete_them(void **state)
{
    struct bench *bench = *state;
    struct office *office = &bench->office;
    bench_accept(bench);
    struct buffer bundle;
    kiosk_export(office, &bench->kiosk, 200, &bundle);
    draw_frames(bench, "some", &bundle, 2, 1);
    COLLECT(office, "some", "--json");
    assert_int_equal(office->code, 1);
    json_t *object = office_json(office);
    json_t *incomplete = json_array_get(json_object_get(object, "incomplete"), 0);
    assert_int_equal(json_integer_value(json_object_get(incomplete, "have")), 2);
    assert_true(json_integer_value(json_object_get(incomplete, "need")) > 2);
    json_decref(object);
    COLLECT(office, "some");
    office_expect(office, 1, "show the code again");
    draw_frames(bench, "all", &bundle, 40, 1);
    COLLECT(office, "some", "all");
    office_expect(office, 0, "merged 200 responses");
    /* A stray picture of what is there already is no incomplete bundle. */
    COLLECT(office, "some");
    office_expect(office, 0, "2 pictures read");
    buffer_finish(&bundle);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            pictures_in_any_order_and_with_losses_give_the_bundle, bench_begin,
            bench_end),
        cmocka_unit_test_setup_teardown(
            too_few_pictures_are_told_and_more_complete_them, bench_begin, bench_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
