/* Which partition of a stick is mounted, with tables that real programs wrote. */
#include "support_machine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

#include <cmocka.h>

#define EFI "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"
#define DATA "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
#define SMALL "start=2048,size=8192,type="
#define LARGE "start=10240,size=16384,type="
#define LARGE_FIRST "start=2048,size=16384,type="
#define SMALL_SECOND "start=18432,size=8192,type="

/* Makes a disk with this table, with ext4 in those partitions, and tells it to the
 * helper as a stick. Its name is in the file "device". */
static const char make_disk[] =
    "truncate -s 16M parts && printf '%s' | sfdisk -q parts && "
    "D=$(losetup -f --show parts) && { partx -d $D 2>/dev/null; partx -a $D; } && "
    "N=${D#/dev/} && echo $N >device && "
    "for P in %s; do mkfs.ext4 -q ${D}p$P || exit 1; done && "
    "rm -f sys/class/block/* && K=sys/devices/usb1/1-9/block/$N && "
    "mkdir -p $K/holders && cp /sys/class/block/$N/dev /sys/class/block/$N/size $K/ && "
    "ln -s ../../../$K sys/class/block/$N && "
    "for P in 1 2; do [ ! -e ${D}p$P ] || { mkdir -p $K/${N}p$P/holders && "
    "cp /sys/class/block/${N}p$P/dev /sys/class/block/${N}p$P/size "
    "/sys/class/block/${N}p$P/partition $K/${N}p$P/ && "
    "ln -s ../../../$K/${N}p$P sys/class/block/${N}p$P || exit 1; }; done";

static void
of_several_partitions_the_one_that_people_see_is_mounted(void **state)
{
    struct machine *machine = machine_of(state);
    static const struct {
        const char *table, *formatted;
        unsigned mounted; /* partition; 0: none */
    } cases[] = {
        {"label: gpt\\n" SMALL EFI "\\n" LARGE DATA "\\n", "1 2", 2},
        {"label: gpt\\n" LARGE_FIRST EFI "\\n" SMALL_SECOND DATA "\\n", "1 2", 2},
        {"label: dos\\n" SMALL "ef\\n" LARGE "7\\n", "1 2", 2},
        {"label: dos\\n" SMALL "7\\n" LARGE "c\\n", "1 2", 2},
        {"label: dos\\n" LARGE_FIRST "c\\n" SMALL_SECOND "c\\n", "1 2", 1},
        {"label: dos\\n" SMALL "c\\n", "1", 1},
        {"label: gpt\\n" SMALL EFI "\\n", "1", 1},
        /* Nobody would find there what is written to the other one. */
        {"label: dos\\n" SMALL "c\\n" LARGE "7\\n", "1", 0},
        {"label: gpt\\n" SMALL EFI "\\n" LARGE DATA "\\n", "1", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char wanted[500] = "failed\n", name[32] = "";
        assert_int_equal(
            machine_run(machine, make_disk, cases[i].table, cases[i].formatted), 0);
        FILE *file = fopen(folder_path(&machine->folder, "device"), "r");
        assert_non_null(file);
        assert_int_equal(fscanf(file, "%31s", name), 1);
        (void)fclose(file);
        if (cases[i].mounted > 0) {
            snprintf(wanted, sizeof wanted, "mounted %s/run/sticks/%sp%u\n",
                     machine->folder.path, name, cases[i].mounted);
        }
        machine_answers(machine, "mount\n", wanted);
        machine_answers(machine, "release\n", "present\n");
        assert_int_equal(
            machine_run(machine, "partx -d /dev/%s; losetup -d /dev/%s", name, name),
            0);
        assert_int_equal(machine_run(machine, "rm -r sys/devices/usb1/1-9"), 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            of_several_partitions_the_one_that_people_see_is_mounted, machine_begin,
            machine_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
