/* Whether all is well with a kiosk: what staff see of it, and the page for the office.
 */
#include "staff_findings.h"
#include "storage_risk.h"
#include "support_booth.h"
#include "townline/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BOOTH_TEST(test)                                                               \
    cmocka_unit_test_setup_teardown(test, booth_setup, booth_teardown)
#define CHECKS                                                                         \
    "choose-pin 246810\nstaff 246810\ntouch health\nexpect screen staff-checks\n"

static enum check_result
result_of(struct booth *booth, enum check_kind kind)
{
    struct check_finding finding;
    check_find(booth->kiosk, kind, &finding);
    return finding.result;
}

static void
all_points_are_touched(void **state)
{
    struct booth *booth = *state;
    char line[40];
    booth_play(booth, CHECKS "touch check-touch\nexpect screen staff-touch\n");
    for (int i = 1; i <= TOUCH_POINTS; i++) {
        assert_int_equal(result_of(booth, CHECKED_TOUCH), CHECK_NOT_DONE);
        snprintf(line, sizeof line, "touch point-%d\n", i);
        booth_play(booth, line);
    }
    booth_play(booth, "expect screen staff-checks\nexpect text All 12 points hit\n");
    booth_close(booth);
    booth_play(booth, CHECKS "expect text All 12 points hit\nexpect text July 16\n");
}

/* The last date of what only a person can check: the size, and the clock. */
static void
size_and_clock_say_when_they_were_checked(void **state)
{
    struct booth *booth = *state;
    struct check_finding size, clock;
    booth->options.width_mm = booth->options.height_mm = 0;
    booth->options.width_px = 1280;
    booth->options.height_px = 800;
    booth_play(booth, "touch next\ntouch larger\ntouch next\ntouch next\n"
                      "expect screen staff-clock\ntouch day-more\ntouch next\n");
    check_find(booth->kiosk, CHECKED_SIZE, &size);
    check_find(booth->kiosk, CHECKED_CLOCK, &clock);
    assert_int_equal(size.half_day, 41302);
    assert_int_equal(clock.half_day, 41302);
    clock_advance(&booth->clock, (uint64_t)3 * 24 * 3600 * 1000);
    booth_play(booth, CHECKS "touch check-size\ntouch smaller\ntouch next\n");
    check_find(booth->kiosk, CHECKED_SIZE, &size);
    check_find(booth->kiosk, CHECKED_CLOCK, &clock);
    assert_int_equal(size.half_day, 41308);
    assert_int_equal(clock.half_day, 41302);
}

static void
checks_lead_to_what_mends_them(void **state)
{
    struct booth *booth = *state;
    booth->options.width_mm = booth->options.height_mm = 0;
    booth->options.width_px = 1280;
    booth->options.height_px = 800;
    booth_play(booth,
               CHECKS "touch check-clock\nexpect screen staff-clock\ntouch skip\n"
                      "expect screen staff-checks\nexpect text May be wrong\n"
                      "touch check-clock\ntouch next\n"
                      "expect screen staff-checks\nexpect text Not measured\n"
                      "touch check-size\nexpect screen staff-size\n"
                      "touch smaller\ntouch next\n"
                      "expect screen staff-checks\nexpect text measured with\n"
                      "touch check-keys\nexpect screen staff-checks\n"
                      "touch extra\nexpect screen staff-log\ntouch back\n"
                      "expect screen staff-checks\ntouch back\n"
                      "expect screen staff-menu\n");
}

static void
sessions_are_told_by_how_they_ended(void **state)
{
    struct booth *booth = *state;
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "touch next\nstaff 246810\ntouch health\n"
                      "expect text 1 began, 1 finished, 0 stopped early\n");
}

static void
the_storage_is_told_by_its_mount(void **state)
{
    (void)state;
    static const struct {
        const char *list;
        enum storage_risk risk;
    } cases[] = {
        {"25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n", STORAGE_SAFE},
        {"25 1 8:1 / / rw - ext4 /dev/sda1 rw,data=writeback", STORAGE_WRITEBACK},
        {"25 1 8:1 / / rw - ext4 /dev/sda1 rw,nobarrier\n", STORAGE_WRITEBACK},
        {"25 1 8:1 / /a\\040b rw - vfat /dev/sda1 rw\n", STORAGE_FAT},
        {"25 1 8:1 / / rw a:1 b:2 - exfat /dev/sda1 rw\n", STORAGE_FAT},
        {"25 1 8:1 / / rw - ext4 /dev/sda1 ro\n", STORAGE_READ_ONLY},
        {"25 1 8:1 / / rw - tmpfs tmpfs rw\n", STORAGE_MEMORY},
        {"25 1 8:2 / / rw - vfat /dev/sda2 rw\n", STORAGE_UNKNOWN},
        {"24 1 8:2 / / rw - vfat x rw\n25 1 8:1 / /d rw - ext4 x rw\n", STORAGE_SAFE},
        {"", STORAGE_UNKNOWN},
        {"\n \n8:1 8:1 8:1", STORAGE_UNKNOWN},
        {"25 1 8:1 / / rw -", STORAGE_UNKNOWN},
        {"25 1 8:1 / / rw - ext4", STORAGE_UNKNOWN},
        {"25 1 8:1 / / rw - ext4 x rw,xdata=writebacky\n", STORAGE_SAFE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (storage_risk_of(cases[i].list, 8, 1) != cases[i].risk) {
            fail_msg("%s", cases[i].list);
        }
    }
}

/* The mark of an earlier start of the machine, which nobody took away. */
static void
coming_back_from_a_power_cut_is_remembered(void **state)
{
    struct booth *booth = *state;
    char path[128];
    struct file_content other = {.data = "another", .size = 7, .mode = 0600};
    snprintf(path, sizeof path, "%s/running", booth->data);
    booth_play(booth, CHECKS);
    assert_true(file_exists(path));
    assert_int_equal(result_of(booth, CHECKED_POWER), CHECK_NOT_DONE);
    booth_close(booth);
    assert_false(file_exists(path));
    booth_play(booth, CHECKS);
    assert_int_equal(result_of(booth, CHECKED_POWER), CHECK_NOT_DONE);
    booth_close(booth);
    assert_true(file_save(path, &other, NULL));
    booth_play(booth, CHECKS);
    assert_int_equal(result_of(booth, CHECKED_POWER), CHECK_GOOD);
    booth_close(booth);
    booth_play(booth, CHECKS "expect text It came back\n");
}

/* Everything below the stick, as one text. */
static void
read_stick(const char *stick, struct buffer *out)
{
    char command[300], path[200];
    snprintf(path, sizeof path, "%s.all", stick);
    snprintf(command, sizeof command, "cat '%s'/TOWNLINE/*/readiness.html > '%s'",
             stick, path);
    assert_int_equal(system(command), 0);
    assert_true(file_load(path, out, NULL));
    buffer_add_u8(out, 0);
}

static void
the_page_for_the_office_tells_of_no_people(void **state)
{
    struct booth *booth = *state;
    char stick[100];
    struct buffer page;
    snprintf(stick, sizeof stick, "%s/stick", booth->folder);
    assert_true(file_make_folder(stick, 0700, NULL));
    booth->options.stick_dir = stick;
    booth->options.name = "Desk <1>";
    booth_play(booth, "choose-pin 246810\n");
    booth_play(booth, booth_to_recorded);
    booth_play(booth, "expect screen recorded\ntouch next\n" CHECKS
                      "touch next\nexpect text The page is on the stick\n");
    buffer_init(&page, 100000);
    read_stick(stick, &page);
    const char *text = (const char *)page.data;
    assert_non_null(strstr(text, "Desk &lt;1&gt;"));
    assert_non_null(strstr(text, "Townline " TOWNLINE_VERSION));
    assert_non_null(strstr(text, "Storage"));
    assert_non_null(strstr(text, "2026-07-16"));
    assert_null(strstr(text, "answer"));
    assert_null(strstr(text, ":00"));
    buffer_finish(&page);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        BOOTH_TEST(all_points_are_touched),
        BOOTH_TEST(size_and_clock_say_when_they_were_checked),
        BOOTH_TEST(checks_lead_to_what_mends_them),
        BOOTH_TEST(sessions_are_told_by_how_they_ended),
        cmocka_unit_test(the_storage_is_told_by_its_mount),
        BOOTH_TEST(coming_back_from_a_power_cut_is_remembered),
        BOOTH_TEST(the_page_for_the_office_tells_of_no_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
