/* Sticks that come and go, on a pretended machine (umockdev). */
#include "townline/removable.h"

#include "support_folder.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <umockdev.h>

struct machine {
    UMockdevTestbed *bed;
    struct folder folder;
    struct removable *removable;
    char mountinfo[100];
};

#define SYSTEM "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"

static void
mounts(struct machine *machine, const char *lines)
{
    folder_write(&machine->folder, "mountinfo", lines, strlen(lines));
}

/* "sda" with "sda1"; 8:`minor` and one more. */
static char *
add_disk(struct machine *machine, const char *name, int minor, const char *removable,
         const char *bus)
{
    char part[32], number[16], part_number[16];
    snprintf(part, sizeof part, "%s1", name);
    snprintf(number, sizeof number, "%d", minor);
    snprintf(part_number, sizeof part_number, "%d", minor + 1);
    char *disk = umockdev_testbed_add_device(
        machine->bed, "block", name, NULL, "removable", removable, "size", "1000", NULL,
        "DEVTYPE", "disk", "DEVNAME", name, "MAJOR", "8", "MINOR", number, "ID_BUS",
        bus, NULL);
    assert_non_null(disk);
    char *child = umockdev_testbed_add_device(
        machine->bed, "block", part, disk, "size", "900", NULL, "DEVTYPE", "partition",
        "DEVNAME", part, "MAJOR", "8", "MINOR", part_number, "ID_BUS", bus, NULL);
    assert_non_null(child);
    g_free(child);
    return disk;
}

static int
start(void **state)
{
    static struct machine machine;
    machine = (struct machine){.bed = umockdev_testbed_new()};
    folder_begin(&machine.folder);
    snprintf(machine.mountinfo, sizeof machine.mountinfo, "%s",
             folder_path(&machine.folder, "mountinfo"));
    mounts(&machine, SYSTEM);
    *state = &machine;
    return 0;
}

static int
stop(void **state)
{
    struct machine *machine = *state;
    removable_close(machine->removable);
    g_object_unref(machine->bed);
    folder_end(&machine->folder);
    return 0;
}

static void
open_machine(struct machine *machine)
{
    const struct removable_options options = {.mountinfo = machine->mountinfo};
    assert_true(removable_open(&options, &machine->removable, NULL));
}

/* News takes its way through a socket. */
static bool
look_soon(struct machine *machine)
{
    for (int i = 0; i < 100; i++) {
        if (removable_look(machine->removable)) {
            return true;
        }
        (void)poll(NULL, 0, 10);
    }
    return false;
}

static void
a_stick_that_is_mounted_already_is_found(void **state)
{
    struct machine *machine = *state;
    g_free(add_disk(machine, "sda", 0, "0", "ata"));
    g_free(add_disk(machine, "sdb", 16, "1", "usb"));
    mounts(machine,
           SYSTEM "2 1 8:17 / /media/clerk/BLUE\\040STICK rw - vfat /dev/sdb1 rw\n");
    open_machine(machine);
    assert_true(removable_is_plugged(machine->removable));
    assert_string_equal(removable_root(machine->removable), "/media/clerk/BLUE STICK");
}

static void
a_disk_inside_the_machine_is_no_stick(void **state)
{
    struct machine *machine = *state;
    g_free(add_disk(machine, "sda", 0, "0", "ata"));
    g_free(add_disk(machine, "sdb", 16, "0", "ata"));
    mounts(machine, SYSTEM "2 1 8:17 / /srv rw - ext4 /dev/sdb1 rw\n");
    open_machine(machine);
    assert_false(removable_is_plugged(machine->removable));
    assert_null(removable_root(machine->removable));
}

static void
the_disk_that_the_system_runs_from_is_no_stick(void **state)
{
    struct machine *machine = *state;
    g_free(add_disk(machine, "sda", 0, "1", "usb"));
    open_machine(machine);
    assert_false(removable_is_plugged(machine->removable));
    assert_null(removable_root(machine->removable));
}

static void
a_stick_is_seen_when_it_comes_and_goes(void **state)
{
    struct machine *machine = *state;
    open_machine(machine);
    assert_false(removable_is_plugged(machine->removable));
    assert_false(removable_look(machine->removable));
    char *disk = add_disk(machine, "sdb", 16, "1", "usb");
    assert_true(look_soon(machine));
    assert_true(removable_is_plugged(machine->removable));
    assert_null(removable_root(machine->removable));
    mounts(machine, SYSTEM "2 1 8:17 / /media/STICK rw - vfat /dev/sdb1 rw\n");
    umockdev_testbed_uevent(machine->bed, disk, "change");
    assert_true(look_soon(machine));
    assert_string_equal(removable_root(machine->removable), "/media/STICK");
    mounts(machine, SYSTEM);
    umockdev_testbed_uevent(machine->bed, disk, "remove");
    umockdev_testbed_remove_device(machine->bed, disk);
    assert_true(look_soon(machine));
    assert_false(removable_is_plugged(machine->removable));
    assert_null(removable_root(machine->removable));
    g_free(disk);
}

static void
a_card_reader_without_a_card_is_no_stick(void **state)
{
    struct machine *machine = *state;
    g_free(umockdev_testbed_add_device(machine->bed, "block", "sdc", NULL, "removable",
                                       "1", "size", "0", NULL, "DEVTYPE", "disk",
                                       "DEVNAME", "sdc", "MAJOR", "8", "MINOR", "32",
                                       "ID_BUS", "usb", NULL));
    open_machine(machine);
    assert_false(removable_is_plugged(machine->removable));
}

#define MACHINE_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        MACHINE_TEST(a_stick_that_is_mounted_already_is_found),
        MACHINE_TEST(a_disk_inside_the_machine_is_no_stick),
        MACHINE_TEST(the_disk_that_the_system_runs_from_is_no_stick),
        MACHINE_TEST(a_stick_is_seen_when_it_comes_and_goes),
        MACHINE_TEST(a_card_reader_without_a_card_is_no_stick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
