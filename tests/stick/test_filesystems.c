/* A whole visit on the filesystems that sticks have: ext4 by a loop mount, vfat and
 * exfat by FUSE. Where this machine lacks the right or the tool a test is skipped
 * aloud; with CI=true a test whose tool is there must run. */
#define _GNU_SOURCE
#include "support_round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct filesystem {
    const char *name;
    const char *make;    /* %s: the image */
    const char *mount;   /* %s: the image, then the folder */
    const char *unmount; /* %s: the folder */
    const char *tools[4];
    bool uses_fuse;
};

static const struct filesystem filesystems[] = {
    {"ext4",
     "mkfs.ext4 -q -F '%s'",
     "mount -o loop '%s' '%s'",
     "umount '%s'",
     {"mkfs.ext4", "mount"},
     false},
    {"vfat",
     "mkfs.vfat '%s' >/dev/null",
     "fusefat -o rw+ '%s' '%s'",
     "fusermount -u '%s'",
     {"mkfs.vfat", "fusefat", "fusermount"},
     true},
    {"exfat",
     "mkfs.exfat '%s' >/dev/null",
     "mount.exfat-fuse \"$(losetup -f --show '%s')\" '%s'",
     "d=$(findmnt -n -o SOURCE '%s'); umount \"$d\" && losetup -d \"$d\"",
     {"mkfs.exfat", "mount.exfat-fuse", "losetup"},
     true},
};

struct mounting {
    struct desk *desk;
    struct round round;
    char image[100], folder[100];
    const struct filesystem *mounted;
};

__attribute__((format(printf, 1, 2))) static bool
run(const char *format, ...)
{
    char command[600], quiet[650];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    snprintf(quiet, sizeof quiet, "PATH=$PATH:/sbin:/usr/sbin; { %s; } 2>&1", command);
    return system(quiet) == 0;
}

/* The program's commands are formats of this file alone. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool
run_for(const char *format, const char *one, const char *two)
{
    char command[400];
    snprintf(command, sizeof command, format, one, two);
    return run("%s", command);
}
#pragma GCC diagnostic pop

static int
start(void **state)
{
    static struct mounting mounting;
    void *desk;
    mounting = (struct mounting){.mounted = NULL};
    if (desk_setup(&desk) != 0) {
        return -1;
    }
    mounting.desk = desk;
    snprintf(mounting.image, sizeof mounting.image, "%s/image",
             mounting.desk->directory);
    snprintf(mounting.folder, sizeof mounting.folder, "%s/mounted",
             mounting.desk->directory);
    *state = &mounting;
    return mkdir(mounting.folder, 0700);
}

static int
stop(void **state)
{
    struct mounting *mounting = *state;
    void *desk = mounting->desk;
    round_end(&mounting->round);
    if (mounting->mounted) {
        (void)run_for(mounting->mounted->unmount, mounting->folder, NULL);
    }
    return desk_teardown(&desk);
}

/* Skipped aloud; not where whoever runs it says that everything is there. */
static void
skip_for(const struct filesystem *filesystem, const char *why, bool is_right)
{
    const char *ci = getenv("CI");
    printf("SKIPPED: %s was not tried: %s\n", filesystem->name, why);
    if (is_right && ci && strcmp(ci, "true") == 0) {
        fail_msg("%s must be tried here: %s", filesystem->name, why);
    }
    skip();
}

/* `kb`: size of the stick. */
static void
mount_stick(struct mounting *mounting, const struct filesystem *filesystem, unsigned kb)
{
    for (size_t i = 0; i < 4 && filesystem->tools[i]; i++) {
        if (!run("command -v %s >/dev/null", filesystem->tools[i])) {
            skip_for(filesystem, filesystem->tools[i], false);
        }
    }
    if (filesystem->uses_fuse && access("/dev/fuse", R_OK | W_OK) != 0) {
        skip_for(filesystem, "/dev/fuse is missing or may not be used", true);
    }
    assert_true(run("truncate -s %uK '%s'", kb, mounting->image));
    assert_true(run_for(filesystem->make, mounting->image, NULL));
    if (!run_for(filesystem->mount, mounting->image, mounting->folder)) {
        skip_for(filesystem, "it could not be mounted; is the right missing?", true);
    }
    mounting->mounted = filesystem;
}

static void
put_in_again(struct mounting *mounting)
{
    const struct filesystem *filesystem = mounting->mounted;
    mounting->mounted = NULL;
    assert_true(run_for(filesystem->unmount, mounting->folder, NULL));
    assert_true(run_for(filesystem->mount, mounting->image, mounting->folder));
    mounting->mounted = filesystem;
}

static void
visit_and_come_again(struct mounting *mounting, const struct filesystem *filesystem)
{
    mount_stick(mounting, filesystem, 20000);
    round_begin(&mounting->round, mounting->desk, mounting->folder);
    round_renew(&mounting->round);
    struct stick_visit_status status = round_visit(&mounting->round);
    assert_int_equal(status.fault, VISIT_FINE);
    assert_int_equal(status.receipts, 1);
    assert_int_equal(status.saved, 2);
    assert_true(status.has_room);
    assert_int_equal(round_check(&mounting->round), 2);
    put_in_again(mounting);
    assert_int_equal(round_check(&mounting->round), 2);
    status = round_visit(&mounting->round);
    assert_int_equal(status.fault, VISIT_FINE);
    assert_int_equal(round_check(&mounting->round), 2);
}

/* Nothing fits any more. */
static void
fill_up(struct mounting *mounting, const struct filesystem *filesystem)
{
    mount_stick(mounting, filesystem, 20000);
    round_begin(&mounting->round, mounting->desk, mounting->folder);
    round_renew(&mounting->round);
    (void)run("cat /dev/zero > '%s/full' 2>/dev/null", mounting->folder);
    for (unsigned i = 0; run("sync; echo more > '%s/full-%u'", mounting->folder, i);
         i++) {
        assert_true(i < 5000); /* what is kept back for small files */
    }
    struct stick_visit_status status = round_visit(&mounting->round);
    assert_int_equal(status.fault, VISIT_STICK);
    assert_int_equal(status.stick_fault, STICK_FULL);
    assert_int_equal(round_check(&mounting->round), 0);
    assert_int_equal(outbox_entry(mounting->round.store, 2).state, OUTBOX_WAITING);
    if (strcmp(filesystem->name, "vfat") == 0) {
        return; /* fusefat itself gives nothing back */
    }
    assert_true(run("rm '%s'/full*", mounting->folder));
    put_in_again(mounting);
    status = round_visit(&mounting->round);
    assert_int_equal(status.fault, VISIT_FINE);
    assert_int_equal(round_check(&mounting->round), 2);
}

static void
ext4_takes_a_visit(void **state)
{
    visit_and_come_again(*state, &filesystems[0]);
}

static void
a_full_ext4_is_told(void **state)
{
    fill_up(*state, &filesystems[0]);
}

static void
a_read_only_ext4_is_told(void **state)
{
    struct mounting *mounting = *state;
    mount_stick(mounting, &filesystems[0], 20000);
    round_begin(&mounting->round, mounting->desk, mounting->folder);
    round_renew(&mounting->round);
    assert_true(run("mount -o remount,ro '%s'", mounting->folder));
    struct stick_visit_status status = round_visit(&mounting->round);
    assert_int_equal(status.fault, VISIT_STICK);
    assert_int_equal(status.stick_fault, STICK_READ_ONLY);
    assert_int_equal(outbox_entry(mounting->round.store, 2).state, OUTBOX_WAITING);
}

static void
vfat_takes_a_visit(void **state)
{
    visit_and_come_again(*state, &filesystems[1]);
}

static void
a_full_vfat_is_told(void **state)
{
    fill_up(*state, &filesystems[1]);
}

static void
exfat_takes_a_visit(void **state)
{
    visit_and_come_again(*state, &filesystems[2]);
}

static void
a_full_exfat_is_told(void **state)
{
    fill_up(*state, &filesystems[2]);
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(ext4_takes_a_visit),       PLACE_TEST(a_full_ext4_is_told),
        PLACE_TEST(a_read_only_ext4_is_told), PLACE_TEST(vfat_takes_a_visit),
        PLACE_TEST(a_full_vfat_is_told),      PLACE_TEST(exfat_takes_a_visit),
        PLACE_TEST(a_full_exfat_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
