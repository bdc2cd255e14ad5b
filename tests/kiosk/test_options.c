#include "clock.h"
#include "options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAX_WORDS 16

/* Reads a command line written as one text. */
static bool
read_line(const char *line, struct kiosk_options *out, struct error *err)
{
    static char memory[400];
    static char program[] = "townline-kiosk";
    char *words[MAX_WORDS] = {program};
    int count = 1;
    strcpy(memory, line);
    for (char *word = strtok(memory, " "); word; word = strtok(NULL, " ")) {
        words[count++] = word;
    }
    return options_read(count, words, out, err);
}

static void
pack_and_data_are_enough(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    assert_true(read_line("--pack p --data d", &options, &err));
    assert_string_equal(options.pack_dir, "p");
    assert_string_equal(options.data_dir, "d");
    assert_string_equal(options.round, "");
    assert_null(options.keys_path);
    assert_int_equal(options.width_px, 1280);
    assert_int_equal(options.height_px, 800);
    assert_false(options.test_mode);
    assert_false(options.show_others);
}

static void
every_option_is_read(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    assert_true(read_line("--pack p --data d --keys k --name North --window 1080x1920 "
                          "--mm 268x476 --test-mode --show-others",
                          &options, &err));
    assert_string_equal(options.name, "North");
    assert_int_equal(options.height_px, 1920);
    assert_int_equal(options.height_mm, 476);
    assert_true(options.test_mode);
    assert_true(options.show_others);
    assert_true(read_line("--pack p --data d --script s --seed 7 --render r "
                          "--date 2026-05-12T13",
                          &options, &err));
    assert_true(options.has_seed);
    assert_int_equal(options.seed, 7);
    assert_int_equal(options.date_half_day, 2 * 20585 + 1);
    assert_true(read_line("--pack p --data d --panel 21.5", &options, &err));
    assert_int_equal(options.width_px, 1080);
    assert_int_equal(options.height_mm, 476);
}

static void
wrong_use_is_told_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *line, *said;
    } wrong[] = {
        {"--pack p", "--data"},
        {"--data d --render r --render-all *", "--pack"},
        {"--pack p --data d --colour", "--colour"},
        {"--pack p --data d --window big", "1280x800"},
        {"--pack p --data d --window 0x800", "1280x800"},
        {"--pack p --data d --mm 10", "217x136"},
        {"--pack p --data d --wall-window 10", "1920x1080"},
        {"--pack p --data d --panel 8", "10.1"},
        {"--pack p --data", "--data"},
        {"--pack p --data d extra", "extra"},
        {"--pack p --data d --seed 5", "--script"},
        {"--pack p --data d --script s --seed -5", "--seed"},
        {"--pack p --data d --script s --date 2026-02-31", "--date"},
        {"--pack p --data d --script s --date 2026-13-01T09", "--date"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct kiosk_options options;
        struct error err;
        assert_false(read_line(wrong[i].line, &options, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_non_null(strstr(err.text, wrong[i].said));
    }
}

static void
help_needs_nothing_else(void **state)
{
    (void)state;
    struct kiosk_options options;
    struct error err;
    assert_true(read_line("--help", &options, &err));
    assert_true(options.help);
    assert_true(read_line("--version", &options, &err));
    assert_true(options.version);
}

static void
half_days_are_counted_from_1970(void **state)
{
    (void)state;
    uint32_t half_day;
    assert_true(clock_read_date("1971-01-01T00", &half_day));
    assert_int_equal(half_day, 730);
    assert_true(clock_read_date("2000-02-29T12", &half_day));
    assert_int_equal(half_day, 2 * 11016 + 1);
    assert_false(clock_read_date("2026-05-12T24", &half_day));
    assert_false(clock_read_date("2026-05-12 09", &half_day));
}

static void
a_fake_clock_moves_only_when_told(void **state)
{
    (void)state;
    struct clock clock;
    clock_init_fake(&clock, 41000);
    assert_int_equal(clock_ms(&clock), 0);
    assert_int_equal(clock_half_day(&clock), 41000);
    clock_advance(&clock, 12 * 3600 * 1000 - 1);
    assert_int_equal(clock_half_day(&clock), 41000);
    clock_advance(&clock, 1);
    assert_int_equal(clock_half_day(&clock), 41001);
    assert_true(clock_is_trusted(&clock));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pack_and_data_are_enough),
        cmocka_unit_test(every_option_is_read),
        cmocka_unit_test(wrong_use_is_told_by_name),
        cmocka_unit_test(help_needs_nothing_else),
        cmocka_unit_test(half_days_are_counted_from_1970),
        cmocka_unit_test(a_fake_clock_moves_only_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
