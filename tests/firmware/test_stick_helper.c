/* The helper that mounts sticks: visits, updates, and what is not one of its lines. */
#include "support_machine.h"
#include "townline/machine_clock.h"
#include "townline/removable.h"
#include "townline/updater.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cmocka.h>

static void
a_stick_is_mounted_for_a_visit_and_let_go(void **state)
{
    struct machine *machine = machine_of(state);
    char wanted[500], path[500];
    machine_answers(machine, "state\n", "none\n");
    machine_answers(machine, "mount\n", "none\n");
    machine_plug(machine);
    machine_answers(machine, "state\n", "present\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    machine_mount(machine);
    snprintf(wanted, sizeof wanted, "mounted %s\n", machine->stick);
    machine_answers(machine, "state\n", wanted);
    machine_answers(machine, "mount\n", wanted);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, "kept", 4), 4);
    machine_answers(machine, "release\n", "failed\n"); /* it is still open */
    close(file);
    machine_answers(machine, "release\n", "present\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    machine_answers(machine, "release\n", "present\n");
    assert_int_equal(machine_run(machine,
                                 "mount /dev/%s made && grep -q kept made/file && "
                                 "umount made",
                                 machine->device),
                     0);
}

/* The program in the place of the service manager has been started, and is done. */
static void
waits_for_the_restart(const struct machine *machine)
{
    for (int i = 0; i < WAIT_MS &&
                    (!folder_has(&machine->folder, "manager.asked") ||
                     !folder_holds(&machine->folder, "manager.asked", "reboot\n", 7));
         i++) {
        usleep(1000);
    }
    assert_true(folder_holds(&machine->folder, "manager.asked", "reboot\n", 7));
}

/* The kiosk's own side of it, with the real helper. */
static void
the_kiosk_mounts_writes_and_lets_go(void **state)
{
    struct machine *machine = machine_of(state);
    struct removable_options options = {.helper = machine->socket};
    struct removable *removable;
    struct error err = {0};
    char path[500];
    assert_true(removable_open(&options, &removable, &err));
    assert_false(removable_is_plugged(removable));
    machine_plug(machine);
    assert_true(removable_look(removable));
    assert_true(removable_is_plugged(removable));
    assert_null(removable_root(removable));
    assert_true(removable_mount(removable, &err));
    assert_string_equal(removable_root(removable), machine->stick);
    snprintf(path, sizeof path, "%s/bundle", removable_root(removable));
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_false(removable_release(removable, &err)); /* it is still open */
    close(file);
    assert_true(removable_release(removable, &err));
    assert_null(removable_root(removable));
    assert_true(removable_is_plugged(removable));
    machine_pull(machine);
    assert_true(removable_look(removable));
    assert_false(removable_is_plugged(removable));
    removable_close(removable);
}

/* Who has an answer may ask again at once: nothing of the first question lasts. */
static void
a_question_follows_an_answer_at_once(void **state)
{
    struct machine *machine = machine_of(state);
    struct removable_options options = {.helper = machine->socket};
    struct removable *removable;
    struct error err = {0};
    machine_plug(machine);
    assert_true(removable_open(&options, &removable, &err));
    for (int i = 0; i < 40; i++) {
        assert_true(removable_mount(removable, &err));
    }
    assert_true(removable_release(removable, &err));
    removable_close(removable);
}

static void
links_devices_and_programs_on_a_stick_do_nothing(void **state)
{
    struct machine *machine = machine_of(state);
    struct statvfs about;
    struct stat etc;
    machine_plug(machine);
    machine_mount(machine);
    static const struct {
        const char *name;
        int fault;
    } traps[] = {{"TOWNLINE/passwd", ELOOP},
                 {"passwd", ELOOP},
                 {"disk", EACCES},
                 {"null", EACCES}};
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
        char path[500];
        snprintf(path, sizeof path, "%s/%s", machine->stick, traps[i].name);
        assert_int_equal(open(path, O_RDONLY | O_CLOEXEC), -1);
        assert_int_equal(errno, traps[i].fault);
    }
    assert_int_not_equal(
        machine_run(machine, "run/sticks/%s/autorun 2>/dev/null", machine->device), 0);
    assert_int_equal(statvfs(machine->stick, &about), 0);
    unsigned long safely = ST_NOSUID | ST_NODEV | ST_NOEXEC;
    assert_int_equal(about.f_flag & safely, safely);
    assert_int_equal(stat("/etc", &etc), 0); /* not given to the kiosk */
    assert_int_equal(etc.st_uid, 0);
    machine_answers(machine, "release\n", "present\n");
}

static void
a_stick_that_is_pulled_out_is_forgotten(void **state)
{
    struct machine *machine = machine_of(state);
    char path[500];
    machine_plug(machine);
    machine_mount(machine);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    machine_pull(machine);
    machine_answers(machine, "state\n", "none\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    close(file);
    machine_plug(machine);
    machine_mount(machine);
    machine_answers(machine, "release\n", "present\n");
}

static void
only_what_is_on_usb_and_not_the_systems_is_a_stick(void **state)
{
    struct machine *machine = machine_of(state);
    machine_plug(machine);
    machine_say(machine, "size", "0"); /* a reader without a card */
    machine_answers(machine, "state\n", "none\n");
    machine_say(machine, "size", "32768");
    assert_int_equal(machine_run(machine, "mount /dev/%s made", machine->device), 0);
    machine_answers(machine, "state\n", "none\n");
    machine_answers(machine, "mount\n", "none\n");
    assert_int_equal(machine_run(machine, "umount made && mkdir usb/holders/dm-0"), 0);
    machine_answers(machine, "mount\n", "none\n");
    assert_int_equal(machine_run(machine,
                                 "rmdir usb/holders/dm-0 && mkdir -p sys/devices/card "
                                 "&& cp -r usb/. sys/devices/card/%s && ln -sfn "
                                 "../../devices/card/%s sys/class/block/%s",
                                 machine->device, machine->device, machine->device),
                     0);
    machine_answers(machine, "mount\n", "none\n");
}

static void
a_filesystem_that_sticks_do_not_have_is_not_mounted(void **state)
{
    struct machine *machine = machine_of(state);
    machine_plug(machine);
    assert_int_equal(machine_run(machine,
                                 "dd if=/dev/zero of=/dev/%s bs=4096 count=4 "
                                 "conv=fsync 2>/dev/null",
                                 machine->device),
                     0);
    machine_answers(machine, "mount\n", "failed\n");
    machine_answers(machine, "state\n", "present\n");
}

static void
an_update_is_installed_from_a_stick_that_nobody_else_can_write(void **state)
{
    struct machine *machine = machine_of(state);
    char line[600], path[500];
    machine_plug(machine);
    machine_mount(machine);
    snprintf(line, sizeof line, "update %s/good.raucb\n", machine->stick);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    machine_answers(machine, line,
                    "refused busy the stick is in use or was taken out\n");
    close(file);
    machine_mount(machine);
    machine_answers(machine, line, "progress 20\nprogress 100\ninstalled 7.1\n");
    machine_answers(machine, "state\n", "present\n");
    snprintf(line, sizeof line, "update %s/foreign.raucb\n", machine->stick);
    machine_answers(machine, line,
                    "progress 20\nrefused signature signature verification failed\n");
    static const char *const missing[] = {"none.raucb", "link.raucb",
                                          "TOWNLINE/a.raucb"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        snprintf(line, sizeof line, "update %s/%s\n", machine->stick, missing[i]);
        machine_answers(machine, line,
                        "refused missing there is no such file on the stick\n");
    }
    machine_answers(machine, "update /etc/passwd.raucb\n",
                    "refused missing it is not on the stick\n");
    assert_false(folder_has(&machine->folder, "run/update"));
}

/* The kiosk's own side of it: the stick was let go of before it asks. */
static void
the_kiosk_has_an_update_installed(void **state)
{
    struct machine *machine = machine_of(state);
    static const struct {
        const char *name;
        enum updater_state state;
        enum updater_refusal refusal;
    } updates[] = {{"good.raucb", UPDATER_INSTALLED, UPDATER_SIGNATURE},
                   {"foreign.raucb", UPDATER_REFUSED, UPDATER_SIGNATURE},
                   {"none.raucb", UPDATER_REFUSED, UPDATER_MISSING}};
    machine_plug(machine);
    for (size_t i = 0; i < sizeof updates / sizeof *updates; i++) {
        struct updater *updater;
        char path[500];
        snprintf(path, sizeof path, "%s/%s", machine->stick, updates[i].name);
        assert_true(updater_begin(machine->socket, path, &updater, NULL));
        const struct updater_status *status = updater_status(updater);
        for (int ms = 0; ms < WAIT_MS && status->state == UPDATER_RUNNING; ms++) {
            usleep(1000);
            (void)updater_look(updater);
        }
        assert_int_equal(status->state, updates[i].state);
        if (i == 0) {
            assert_string_equal(status->version, "7.1");
        } else {
            assert_int_equal(status->refusal, updates[i].refusal);
        }
        updater_close(updater);
    }
    assert_true(updater_restart(machine->socket, NULL));
    waits_for_the_restart(machine);
}

static void
a_new_start_is_asked_of_the_service_manager(void **state)
{
    struct machine *machine = machine_of(state);
    machine_answers(machine, "reboot\n", "rebooting\n");
    waits_for_the_restart(machine);
}

/* What the service manager is asked is one unit with ten digits in its name. */
static void
the_clock_is_set_by_the_service_manager(void **state)
{
    struct machine *machine = machine_of(state);
    static const char asked[] = "start townline-clock-set@1790000000.service\n";
    static const char *const lines[] = {
        "clock\n",
        "clock \n",
        "clock 179000000\n",
        "clock 17900000000\n",
        "clock +790000000\n",
        "clock 1767225599\n", /* before this program was made */
        "clock 4102444800\n", /* the year 2100 */
        "clock 1790000000 \n",
        "clock 17900000;0\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        machine_answers(machine, lines[i], "failed\n");
    }
    assert_false(folder_has(&machine->folder, "manager.asked"));
    assert_true(machine_clock_set(machine->socket, 1790000000, NULL));
    assert_true(
        folder_holds(&machine->folder, "manager.asked", asked, sizeof asked - 1));
    machine_answers(machine, "clock 1767225600\n", "set\n");
    folder_write(&machine->folder, "manager.fails", "", 0);
    assert_false(machine_clock_set(machine->socket, 1790000000, NULL));
}

static void
other_lines_and_other_users_get_nothing(void **state)
{
    struct machine *machine = machine_of(state);
    char said[200], longest[5000];
    machine_plug(machine);
    static const char *const lines[] = {"\n",
                                        "Mount\n",
                                        "mount sda1\n",
                                        "mount \n",
                                        "state",
                                        "update\n",
                                        "update ../a.raucb\n",
                                        "update /run/../a.raucb\n",
                                        "update /a//b.raucb\n",
                                        "update /a/b.txt\n",
                                        "update /a\tb.raucb\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        machine_answers(machine, lines[i], "failed\n");
    }
    memset(longest, 'a', sizeof longest);
    machine_ask_as(machine, 0, longest, sizeof longest, said, sizeof said);
    assert_true(*said == '\0' || strcmp(said, "failed\n") == 0);
    machine_ask_as(machine, 1, "mount\n", 6, said, sizeof said);
    assert_string_equal(said, "failed\n");
    machine_answers(machine, "state\n", "present\n");
    machine_ask_as(machine, NOBODY, "state\n", 6, said, sizeof said);
    assert_string_equal(said, "present\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_stick_is_mounted_for_a_visit_and_let_go,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(the_kiosk_mounts_writes_and_lets_go,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(a_question_follows_an_answer_at_once,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(
            links_devices_and_programs_on_a_stick_do_nothing, machine_begin,
            machine_end),
        cmocka_unit_test_setup_teardown(a_stick_that_is_pulled_out_is_forgotten,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(
            only_what_is_on_usb_and_not_the_systems_is_a_stick, machine_begin,
            machine_end),
        cmocka_unit_test_setup_teardown(
            a_filesystem_that_sticks_do_not_have_is_not_mounted, machine_begin,
            machine_end),
        cmocka_unit_test_setup_teardown(
            an_update_is_installed_from_a_stick_that_nobody_else_can_write,
            machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(the_kiosk_has_an_update_installed,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(a_new_start_is_asked_of_the_service_manager,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(the_clock_is_set_by_the_service_manager,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(other_lines_and_other_users_get_nothing,
                                        machine_begin, machine_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
