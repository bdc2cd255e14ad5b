/* What the helper takes for a stick, in a /sys that is made up, and what it knows of a
 * disk by its first bytes. */
#include "disk_format.h"
#include "disk_table.h"
#include "support_folder.h"
#include "usb_disks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <cmocka.h>

#define OWN "/run/townline/sticks"

struct sys {
    struct folder folder;
};

static int
begin(void **state)
{
    static struct sys sys;
    sys = (struct sys){0};
    folder_begin(&sys.folder);
    *state = &sys;
    return 0;
}

static int
end(void **state)
{
    struct sys *sys = *state;
    folder_end(&sys->folder);
    return 0;
}

/* A disk or partition below sys/devices, such as "usb1/1-1/block/sda/sda1". */
static void
add(struct sys *sys, const char *place, const char *size, unsigned minor,
    const char *partition)
{
    char command[1200];
    const char *name = strrchr(place, '/') + 1;
    snprintf(
        command, sizeof command,
        "cd '%s' && mkdir -p devices/%s/holders class/block && echo %s "
        ">devices/%s/size && echo 250:%u >devices/%s/dev && ln -s ../../devices/%s "
        "class/block/%s && if [ '%s' ]; then echo %s >devices/%s/partition; fi",
        sys->folder.path, place, size, place, minor, place, place, name, partition,
        partition, place);
    assert_int_equal(system(command), 0);
}

static void
change(const struct sys *sys, const char *what)
{
    char command[600];
    snprintf(command, sizeof command, "cd '%s' && %s", sys->folder.path, what);
    assert_int_equal(system(command), 0);
}

/* The names of what is found, in their order, each with a space behind it. */
static const char *
found(const struct sys *sys)
{
    static char names[USB_DISKS_MAX * USB_DISK_NAME_BYTES];
    struct usb_disks disks;
    usb_disks_find(sys->folder.path, OWN, &disks);
    names[0] = '\0';
    for (size_t i = 0; i < disks.count; i++) {
        strcat(strcat(names, disks.disks[i].name), " ");
    }
    return names;
}

static void
a_stick_is_its_partitions_or_itself(void **state)
{
    struct sys *sys = *state;
    struct usb_disks disks;
    assert_string_equal(found(sys), "");
    add(sys, "usb1/1-1/block/sdb", "1000", 16, "");
    add(sys, "usb1/1-2/block/sda", "9000", 0, "");
    add(sys, "usb1/1-2/block/sda/sda2", "5000", 2, "2");
    add(sys, "usb1/1-2/block/sda/sda1", "3000", 1, "1");
    add(sys, "pci0/virtio/block/vda", "9000", 32, "");
    add(sys, "pci0/virtio/block/vda/vda1", "9000", 33, "1");
    assert_string_equal(found(sys), "sda1 sda2 sdb ");
    usb_disks_find(sys->folder.path, OWN, &disks);
    const struct usb_disk *second = &disks.disks[1], *plain = &disks.disks[2];
    assert_int_equal(second->number, 2);
    assert_int_equal(second->size, 5000);
    assert_int_equal(second->minor, 2);
    assert_string_equal(second->whole, "sda");
    assert_int_equal(second->whole_minor, 0);
    assert_int_equal(plain->number, 0);
    assert_string_equal(plain->whole, "sdb");
    assert_int_equal(plain->whole_minor, 16);
}

static void
a_reader_without_a_card_and_what_the_kernel_does_not_describe_are_none(void **state)
{
    struct sys *sys = *state;
    add(sys, "usb1/1-1/block/sda", "0", 0, "");
    add(sys, "usb1/1-2/block/sdb", "100", 16, "");
    change(sys, "echo nonsense >devices/usb1/1-2/block/sdb/dev");
    add(sys, "usb1/1-3/block/sdc", "100", 32, "");
    change(sys, "rm devices/usb1/1-3/block/sdc/size");
    change(sys, "ln -s /nowhere class/block/sdd");
    change(sys, "ln -s sde class/block/sde"); /* a circle */
    change(sys, "ln -s ../../devices/usb1/1-2/block/sdb 'class/block/sd b'");
    change(sys, "ln -s ../../devices/usb1/1-2/block/sdb class/block/sd.b");
    add(sys, "usb1/1-4/block/sdf", "100", 48, "");
    add(sys, "usb1/1-4/block/sdf/sdf1", "100", 49, "first"); /* not a number */
    assert_string_equal(found(sys), "");
}

/* Nothing of a disk that the system runs from is a stick, also when it is on USB. */
static void
a_disk_of_the_system_is_none(void **state)
{
    struct sys *sys = *state;
    struct stat root;
    char change_to[200];
    add(sys, "usb1/1-1/block/sda", "9000", 0, "");
    add(sys, "usb1/1-1/block/sda/sda1", "100", 1, "1");
    add(sys, "usb1/1-1/block/sda/sda2", "100", 2, "2");
    assert_string_equal(found(sys), "sda1 sda2 ");
    change(sys, "mkdir devices/usb1/1-1/block/sda/sda2/holders/dm-0");
    assert_string_equal(found(sys), "");
    change(sys, "rmdir devices/usb1/1-1/block/sda/sda2/holders/dm-0");
    /* mounted as the first disk, whatever the list of mounts calls it */
    assert_int_equal(stat("/", &root), 0);
    snprintf(change_to, sizeof change_to,
             "echo %u:%u >devices/usb1/1-1/block/sda/sda2/dev", major(root.st_dev),
             minor(root.st_dev));
    change(sys, change_to);
    assert_string_equal(found(sys), "");
    change(sys, "rm devices/usb1/1-1/block/sda/sda2/dev");
    assert_string_equal(found(sys), "");
}

/* A hostile table of partitions fills the list, and no more than that. */
static void
a_stick_with_more_partitions_than_anybody_has_overflows_nothing(void **state)
{
    struct sys *sys = *state;
    struct usb_disks disks;
    char place[80], number[16];
    add(sys, "usb1/1-1/block/sda", "9000", 0, "");
    for (unsigned i = 1; i <= 60; i++) {
        snprintf(place, sizeof place, "usb1/1-1/block/sda/sda%u", i);
        snprintf(number, sizeof number, "%u", i);
        add(sys, place, "10", i, number);
    }
    usb_disks_find(sys->folder.path, OWN, &disks);
    assert_int_equal(disks.count, USB_DISKS_MAX);
}

/* ---- the table ---- */

static const uint8_t efi[16] = {0x28, 0x73, 0x2A, 0xC1, 0x1F, 0xF8, 0xD2, 0x11,
                                0xBA, 0x4B, 0x00, 0xA0, 0xC9, 0x3E, 0xC9, 0x3B};

static void
make_gpt(uint8_t *table, size_t sector, unsigned efi_number)
{
    memset(table, 0, DISK_TABLE_BYTES);
    table[510] = 0x55;
    table[511] = 0xAA;
    table[446 + 4] = 0xEE; /* the MBR of a GPT */
    memcpy(table + sector, "EFI PART", 8);
    table[sector + 72] = 2;
    table[sector + 80] = 128;
    table[sector + 84] = 128;
    memset(table + 2 * sector, 7, (size_t)128 * 128);
    memcpy(table + 2 * sector + (size_t)(efi_number - 1) * 128, efi, sizeof efi);
}

static void
the_partition_that_starts_computers_is_known_by_its_type(void **state)
{
    static const size_t sectors[] = {512, 4096};
    uint8_t *table = calloc(1, DISK_TABLE_BYTES);
    (void)state;
    assert_non_null(table);
    for (size_t i = 0; i < 2; i++) {
        for (unsigned number = 1; number <= 128; number += 127) {
            make_gpt(table, sectors[i], number);
            for (unsigned asked = 0; asked <= 200; asked++) {
                assert_int_equal(disk_table_starts_computers(table, asked),
                                 asked == number);
            }
            assert_false(disk_table_starts_computers(table, UINT32_MAX));
        }
    }
    table[4096 + 72] = 3; /* its entries lie elsewhere */
    assert_false(disk_table_starts_computers(table, 128));
    memset(table, 0, DISK_TABLE_BYTES);
    table[446 + 16 + 4] = 0xEF;
    assert_false(disk_table_starts_computers(table, 2)); /* no table at all */
    table[510] = 0x55;
    table[511] = 0xAA;
    assert_true(disk_table_starts_computers(table, 2));
    assert_false(disk_table_starts_computers(table, 1));
    assert_false(disk_table_starts_computers(table, 5));
    free(table);
}

/* ---- filesystems ---- */

static void
only_filesystems_that_sticks_have_are_known(void **state)
{
    static const struct {
        const char *format, *mark;
        size_t at;
    } kinds[] = {
        {"exfat", "EXFAT   ", 3}, {"vfat", "FAT32   ", 82},   {"vfat", "FAT16   ", 54},
        {"vfat", "FAT12   ", 54}, {"ext4", "\x53\xEF", 1080}, {NULL, "NTFS    ", 3},
        {NULL, "H+\0\4", 1024},   {NULL, "BTRFS", 64},        {NULL, "XFSB", 0},
        {NULL, "CD001", 1},       {NULL, "LUKS\xBA\xBE", 0},  {NULL, "-FVE-FS-", 3},
        {NULL, "NXSB", 32}};
    uint8_t bytes[DISK_FORMAT_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        memset(bytes, 0, sizeof bytes);
        bytes[510] = 0x55;
        bytes[511] = 0xAA;
        bytes[12] = 2; /* sectors of 512 bytes */
        memcpy(bytes + kinds[i].at, kinds[i].mark, strlen(kinds[i].mark));
        const char *format = disk_format_find(bytes);
        if (!kinds[i].format) {
            assert_null(format);
        } else {
            assert_non_null(format);
            assert_string_equal(format, kinds[i].format);
        }
    }
    memset(bytes, 0xFF, sizeof bytes);
    assert_null(disk_format_find(bytes));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_stick_is_its_partitions_or_itself, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            a_reader_without_a_card_and_what_the_kernel_does_not_describe_are_none,
            begin, end),
        cmocka_unit_test_setup_teardown(a_disk_of_the_system_is_none, begin, end),
        cmocka_unit_test_setup_teardown(
            a_stick_with_more_partitions_than_anybody_has_overflows_nothing, begin,
            end),
        cmocka_unit_test(the_partition_that_starts_computers_is_known_by_its_type),
        cmocka_unit_test(only_filesystems_that_sticks_have_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
