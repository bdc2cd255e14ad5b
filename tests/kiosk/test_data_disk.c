/* A kiosk whose data lie on a disk of its own that is full, read-only or fails: a real
 * ext4 on a loop device, which needs root. */
#include "support_booth.h"

#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cmocka.h>

#define PIN "choose-pin 246810\n"
#define RESTS "expect screen resting\nexpect text This kiosk is resting\n"
#define NOT_YET RESTS "expect text Your last answers are not recorded yet.\n"

static int __attribute__((format(printf, 2, 3)))
run(const struct booth *booth, const char *format, ...)
{
    char words[400], command[600];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    snprintf(command, sizeof command, "cd '%s' && %s", booth->folder, words);
    return system(command);
}

static int
start(void **state)
{
    static struct booth booth;
    booth_start(&booth);
    booth.options.script_path = "test"; /* the order of choices does not matter */
    *state = &booth;
    if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        run(&booth,
            "mkdir -p '%s' && truncate -s 6M disk && mkfs.ext4 -q -O ^resize_inode "
            "disk && "
            "mount -o loop,errors=remount-ro disk '%s'",
            booth.data, booth.data) != 0) {
        booth_finish(&booth);
        *state = NULL;
    }
    return 0;
}

static int
stop(void **state)
{
    struct booth *booth = *state;
    if (booth) {
        booth_close(booth);
        (void)umount2(booth->data, MNT_DETACH);
        booth_finish(booth);
    }
    return 0;
}

static struct booth *
booth_of(void **state)
{
    if (!*state) {
        print_message("no loop device may be mounted here\n");
        skip();
    }
    return *state;
}

static void
answer(struct booth *booth, const char *before, const char *after)
{
    char script[1400];
    snprintf(script, sizeof script, "%s%s%s", before, booth_to_recorded, after);
    booth_play(booth, script);
}

/* As with a window: it rests when it cannot open its store. */
static void
close_until_window(struct booth *booth)
{
    booth_close(booth);
    booth->options.script_path = NULL;
}

static void
fill_disk(struct booth *booth)
{
    assert_int_not_equal(
        run(booth, "dd if=/dev/zero of='%s/rest' bs=1024 2>/dev/null", booth->data), 0);
}

static void
a_read_only_disk_rests_and_goes_on_when_it_can_be_written(void **state)
{
    struct booth *booth = booth_of(state);
    answer(booth, PIN, "expect screen recorded\n");
    close_until_window(booth);
    assert_int_equal(run(booth, "mount -o remount,ro '%s'", booth->data), 0);
    booth_play(booth, RESTS "expect text For staff\nwait 100\n" RESTS);
    assert_int_equal(run(booth, "mount -o remount,rw '%s'", booth->data), 0);
    booth_play(booth, "wait 31\nexpect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
}

static void
a_disk_that_is_full_before_there_is_a_store_rests_until_there_is_room(void **state)
{
    struct booth *booth = booth_of(state);
    close_until_window(booth);
    fill_disk(booth);
    booth_play(booth, RESTS "expect text For staff\nwait 100\n" RESTS);
    assert_int_equal(run(booth, "rm '%s/rest'", booth->data), 0);
    booth_play(booth, "wait 31\n" PIN "expect screen attract\n");
}

/* What was recorded is there; what could not be is not said to be. */
static void
a_disk_that_fills_up_asks_again_until_there_is_room(void **state)
{
    struct booth *booth = booth_of(state);
    answer(booth, PIN, "expect screen recorded\n");
    booth_close(booth);
    fill_disk(booth);
    answer(booth, "", NOT_YET "touch next\n" NOT_YET);
    assert_int_equal(booth_open_responses(booth), 1);
    assert_int_equal(run(booth, "rm '%s/rest'", booth->data), 0);
    booth_play(booth, "touch next\nexpect screen recorded\n");
    assert_int_equal(booth_open_responses(booth), 2);
}

/* The kernel makes the disk read-only when it finds it damaged: errors=remount-ro. */
static void
a_disk_that_fails_in_a_session_records_nothing_more_and_loses_nothing(void **state)
{
    struct booth *booth = booth_of(state);
    answer(booth, PIN, "expect screen recorded\ntouch next\n");
    if (run(booth,
            "echo 1 >/sys/fs/ext4/$(findmnt -no SOURCE '%s' | sed 's,/dev/,,')/"
            "trigger_fs_error",
            booth->data) != 0) {
        skip();
    }
    answer(booth, "", NOT_YET "touch next\n" NOT_YET);
    close_until_window(booth);
    /* The next start: still damaged, then checked and repaired as at each start. */
    booth_play(booth, RESTS "expect text For staff\n");
    assert_int_equal(
        run(booth, "umount '%s' && e2fsck -fp disk >/dev/null", booth->data) &
            ~0x100, /* 1: it was repaired */
        0);
    assert_int_equal(run(booth, "mount -o loop disk '%s'", booth->data), 0);
    booth_play(booth, "wait 31\nexpect screen attract\n");
    assert_int_equal(booth_open_responses(booth), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_read_only_disk_rests_and_goes_on_when_it_can_be_written, start, stop),
        cmocka_unit_test_setup_teardown(
            a_disk_that_is_full_before_there_is_a_store_rests_until_there_is_room,
            start, stop),
        cmocka_unit_test_setup_teardown(
            a_disk_that_fills_up_asks_again_until_there_is_room, start, stop),
        cmocka_unit_test_setup_teardown(
            a_disk_that_fails_in_a_session_records_nothing_more_and_loses_nothing,
            start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
