/* The kiosk's clock across power cuts, and what staff and receipts make of it. */
#include "clock.h"
#include "clock_chip.h"
#include "support_booth.h"
#include "support_mounter.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HALF_DAY 41300u

static struct store_clock
kept_at(const struct clock *clock)
{
    struct store_clock kept = {.shift_min = clock->shift_min,
                               .is_trusted = clock_is_trusted(clock),
                               .half_day = clock_half_day(clock)};
    assert_true(clock_boot_id(clock, kept.boot_id));
    return kept;
}

static void
the_same_start_goes_on_with_what_staff_said(void **state)
{
    (void)state;
    struct clock clock, again;
    clock_init_fake(&clock, HALF_DAY);
    clock.fake_stops = true;
    assert_false(clock_is_trusted(&clock));
    clock_set(&clock, 2000, true);
    struct store_clock kept = kept_at(&clock);
    clock_init_fake(&again, HALF_DAY);
    again.fake_stops = true;
    assert_false(clock_resume(&again, &kept));
    assert_true(clock_is_trusted(&again));
    assert_int_equal(clock_minutes(&again), clock_minutes(&clock));
}

static void
a_clock_without_a_battery_is_doubted_after_a_power_cut_and_never_goes_back(void **state)
{
    (void)state;
    struct clock clock, again;
    clock_init_fake(&clock, HALF_DAY);
    clock_set(&clock, 0, true);
    struct store_clock kept = kept_at(&clock);
    clock_init_fake(&again, HALF_DAY - 600); /* what the board thinks now */
    again.fake_boot = 1;
    again.fake_stops = true;
    assert_true(clock_resume(&again, &kept));
    assert_false(clock_is_trusted(&again));
    assert_int_equal(clock_half_day(&again), HALF_DAY);
}

static void
a_clock_with_a_battery_stays_trusted_unless_it_went_back(void **state)
{
    (void)state;
    struct clock clock, again;
    clock_init_fake(&clock, HALF_DAY);
    clock_set(&clock, -30, true);
    struct store_clock kept = kept_at(&clock);
    clock_init_fake(&again, HALF_DAY + 8);
    again.fake_boot = 1;
    assert_true(clock_resume(&again, &kept));
    assert_true(clock_is_trusted(&again));
    assert_int_equal(clock_minutes(&again), (int64_t)(HALF_DAY + 8) * 720 - 30);
    clock_init_fake(&again, HALF_DAY - 2);
    again.fake_boot = 2;
    assert_true(clock_resume(&again, &kept));
    assert_false(clock_is_trusted(&again));
    assert_int_equal(clock_half_day(&again), kept.half_day);
}

static void
a_clock_that_staff_were_not_sure_of_stays_doubted(void **state)
{
    (void)state;
    struct clock clock, again;
    clock_init_fake(&clock, HALF_DAY);
    clock_set(&clock, 0, false);
    struct store_clock kept = kept_at(&clock);
    clock_init_fake(&again, HALF_DAY + 2);
    again.fake_boot = 1;
    assert_true(clock_resume(&again, &kept));
    assert_false(clock_is_trusted(&again));
}

static void
the_machines_start_has_a_name_that_stays(void **state)
{
    (void)state;
    struct clock clock = {.is_fake = false};
    uint8_t id[STORE_BOOT_ID_BYTES], again[STORE_BOOT_ID_BYTES];
    static const uint8_t zeros[STORE_BOOT_ID_BYTES];
    assert_true(clock_boot_id(&clock, id));
    assert_true(clock_boot_id(&clock, again));
    assert_memory_equal(id, again, sizeof id);
    assert_memory_not_equal(id, zeros, sizeof id);
}

static void
open_after_a_power_cut(struct booth *booth, uint32_t machine_half_day)
{
    uint8_t boot = booth->clock.fake_boot;
    booth_close(booth);
    clock_init_fake(&booth->clock, machine_half_day);
    booth->clock.fake_boot = (uint8_t)(boot + 1);
    booth->clock.fake_stops = true;
    assert_true(booth_open(booth, NULL));
}

static void
a_kiosk_keeps_its_clock_and_believes_the_offices_receipt(void **state)
{
    struct booth *booth = *state;
    struct audit_entry entry;
    booth_play(booth, "choose-pin 246810\n");
    kiosk_set_clock(booth->kiosk, 3 * 1440, true);
    uint32_t now = clock_half_day(&booth->clock);
    assert_int_equal(now, HALF_DAY + 6);

    open_after_a_power_cut(booth, HALF_DAY - 1000);
    assert_int_equal(clock_half_day(&booth->clock), now);
    assert_false(clock_is_trusted(&booth->clock));

    kiosk_hear_office_day(booth->kiosk, 0);
    kiosk_hear_office_day(booth->kiosk, now / 2 - 5); /* an old receipt */
    assert_int_equal(clock_half_day(&booth->clock), now);
    assert_false(clock_is_trusted(&booth->clock));
    kiosk_hear_office_day(booth->kiosk, now / 2 + 9);
    assert_int_equal(clock_half_day(&booth->clock), (now / 2 + 9) * 2 + 1);
    assert_true(clock_is_trusted(&booth->clock));
    assert_true(store_audit_entry(booth->kiosk->store, 0, &entry));
    assert_int_equal(entry.kind, AUDIT_CLOCK_SET);
    assert_int_equal(booth->kiosk->boots, 1);
}

static void
say_of_chip(const struct booth *booth, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", booth->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s\n", text);
    assert_int_equal(fclose(file), 0);
}

/* The kernel's two files about the chip. */
static void
a_chip_kept_the_time_when_the_kernel_took_it_and_it_still_says_so(void **state)
{
    struct booth *booth = *state;
    assert_false(clock_chip_kept_time(booth->folder, 1790000000));
    say_of_chip(booth, "since_epoch", "1790000007");
    say_of_chip(booth, "hctosys", "1");
    assert_true(clock_chip_kept_time(booth->folder, 1790000000));
    say_of_chip(booth, "hctosys", "0"); /* its battery was empty */
    assert_false(clock_chip_kept_time(booth->folder, 1790000000));
    say_of_chip(booth, "hctosys", "1");
    say_of_chip(booth, "since_epoch", "1577836800"); /* 2020: it was never set */
    assert_false(clock_chip_kept_time(booth->folder, 1790000000));
    say_of_chip(booth, "since_epoch", "");
    assert_false(clock_chip_kept_time(booth->folder, 1790000000));
}

/* The seconds that the machine's clock was set to; 0 when it was not. */
static int64_t
machine_clock(const struct booth *booth)
{
    char path[200];
    long long seconds = 0;
    snprintf(path, sizeof path, "%s/machine-clock", booth->folder);
    FILE *file = fopen(path, "r");
    if (file) {
        assert_int_equal(fscanf(file, "clock %lld", &seconds), 1);
        (void)fclose(file);
    }
    return (int64_t)seconds;
}

static void
where_a_helper_is_the_machines_own_clock_is_set(void **state)
{
    struct booth *booth = *state;
    struct mounter mounter;
    booth_close(booth);
    mounter_begin(&mounter, booth->folder);
    booth->options.stick_helper = mounter.socket;
    assert_true(booth_open(booth, NULL));
    booth_play(booth, "choose-pin 246810\n");
    assert_int_equal(machine_clock(booth), 0);
    kiosk_set_clock(booth->kiosk, 3 * 1440 + 5, true);
    int64_t right_min = (int64_t)HALF_DAY * 720 + 3 * 1440 + 5;
    assert_int_equal(machine_clock(booth), right_min * 60);
    assert_int_equal(booth->clock.shift_min, 0);
    assert_int_equal(clock_minutes(&booth->clock), right_min);
    kiosk_hear_office_day(booth->kiosk, (HALF_DAY + 20) / 2);
    assert_int_equal(machine_clock(booth), (int64_t)(HALF_DAY + 21) * 43200);

    /* The chip goes on while the power is off, and nothing is added to what it says. */
    booth_close(booth);
    clock_init_fake(&booth->clock, HALF_DAY + 22);
    booth->clock.fake_boot = 1;
    assert_true(booth_open(booth, NULL));
    assert_int_equal(clock_half_day(&booth->clock), HALF_DAY + 22);
    assert_true(clock_is_trusted(&booth->clock));
    booth_close(booth);
    mounter_end(&mounter);
    assert_true(booth_open(booth, NULL));
}

static void
where_the_machines_clock_cannot_be_set_the_kiosk_adds_the_difference(void **state)
{
    struct booth *booth = *state;
    struct mounter mounter;
    char path[200];
    booth_close(booth);
    snprintf(path, sizeof path, "%s/machine-clock", booth->folder);
    assert_true(file_make_folder(path, 0700, NULL));
    mounter_begin(&mounter, booth->folder);
    booth->options.stick_helper = mounter.socket;
    assert_true(booth_open(booth, NULL));
    booth_play(booth, "choose-pin 246810\n");
    kiosk_set_clock(booth->kiosk, 3 * 1440, true);
    assert_int_equal(booth->clock.shift_min, 3 * 1440);
    mounter_end(&mounter);
    booth_close(booth);
    clock_init_fake(&booth->clock, HALF_DAY + 2);
    booth->clock.fake_boot = 1;
    assert_true(booth_open(booth, NULL));
    assert_int_equal(clock_half_day(&booth->clock), HALF_DAY + 8);
    assert_true(clock_is_trusted(&booth->clock));
    booth_close(booth);
    assert_int_equal(rmdir(path), 0);
    assert_true(booth_open(booth, NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_start_goes_on_with_what_staff_said),
        cmocka_unit_test(
            a_clock_without_a_battery_is_doubted_after_a_power_cut_and_never_goes_back),
        cmocka_unit_test(a_clock_with_a_battery_stays_trusted_unless_it_went_back),
        cmocka_unit_test(a_clock_that_staff_were_not_sure_of_stays_doubted),
        cmocka_unit_test(the_machines_start_has_a_name_that_stays),
        cmocka_unit_test_setup_teardown(
            a_kiosk_keeps_its_clock_and_believes_the_offices_receipt, booth_setup,
            booth_teardown),
        cmocka_unit_test_setup_teardown(
            a_chip_kept_the_time_when_the_kernel_took_it_and_it_still_says_so,
            booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(where_a_helper_is_the_machines_own_clock_is_set,
                                        booth_setup, booth_teardown),
        cmocka_unit_test_setup_teardown(
            where_the_machines_clock_cannot_be_set_the_kiosk_adds_the_difference,
            booth_setup, booth_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
