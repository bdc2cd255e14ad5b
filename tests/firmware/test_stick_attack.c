/* The helper that mounts sticks, asked by somebody hostile, with hostile sticks, and
 * with sticks that are pulled out at any moment. */
#include "support_machine.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define MANY 1000

/* A connection; below 0 when there is none. */
static int
connect_to(const struct machine *machine)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", machine->socket);
    if (connect(file, (const struct sockaddr *)&address, sizeof address) != 0) {
        close(file);
        return -1;
    }
    return file;
}

static bool
is_mounted(const struct machine *machine)
{
    char path[500];
    snprintf(path, sizeof path, "%s/good.raucb", machine->stick);
    return access(path, F_OK) == 0;
}

static void
a_line_of_a_million_bytes_is_not_read(void **state)
{
    struct machine *machine = machine_of(state);
    const size_t size = 1000000;
    char *line = malloc(size), said[100];
    assert_non_null(line);
    memset(line, 'a', size);
    memcpy(line, "update /", 8);
    machine_ask_as(machine, 0, line, size, said, sizeof said);
    assert_true(*said == '\0' || strcmp(said, "failed\n") == 0);
    memcpy(line, "state\n", 6); /* and more behind it, which is left */
    machine_ask_as(machine, 0, line, size, said, sizeof said);
    assert_true(*said == '\0' || strcmp(said, "none\n") == 0);
    free(line);
    machine_answers(machine, "state\n", "none\n");
}

/* Who says nothing, or leaves at once, is soon forgotten. */
static void
a_thousand_who_ask_and_leave_stop_nobody(void **state)
{
    struct machine *machine = machine_of(state);
    machine_plug(machine);
    for (int i = 0; i < MANY; i++) {
        int file = connect_to(machine);
        assert_true(file >= 0);
        if (i % 3 == 1) {
            (void)!send(file, "sta", 3, MSG_NOSIGNAL);
        } else if (i % 3 == 2) {
            (void)!send(file, "mount\n", 6, MSG_NOSIGNAL);
        }
        close(file);
    }
    machine_answers(machine, "release\n", "present\n");
}

/* Four are served at once, and each has a few seconds. */
static void
those_who_say_nothing_do_not_stop_others_for_long(void **state)
{
    struct machine *machine = machine_of(state);
    int silent[4];
    for (size_t i = 0; i < 4; i++) {
        silent[i] = connect_to(machine);
        assert_true(silent[i] >= 0);
    }
    machine_answers(machine, "state\n", "none\n");
    for (size_t i = 0; i < 4; i++) {
        close(silent[i]);
    }
}

/* Asks for the state, again and again, until it is killed. */
static pid_t
begin_asking(const struct machine *machine)
{
    pid_t process = fork();
    if (process == 0) {
        for (;;) {
            char said[64];
            int file = connect_to(machine);
            if (file < 0) {
                _exit(1);
            }
            (void)!send(file, "state\n", 6, MSG_NOSIGNAL);
            (void)!recv(file, said, sizeof said, 0);
            close(file);
        }
    }
    return process;
}

/* Whoever looks while the stick comes back must not take it away again. */
static void
a_stick_that_is_mounted_stays_while_others_look(void **state)
{
    struct machine *machine = machine_of(state);
    pid_t asking[3];
    for (size_t i = 0; i < 3; i++) {
        asking[i] = begin_asking(machine);
    }
    for (int i = 0; i < 60; i++) {
        machine_plug(machine);
        machine_mount(machine);
        for (int look = 0; look < 20; look++) {
            assert_true(is_mounted(machine));
            usleep(500);
        }
        machine_pull(machine);
        for (int ms = 0; ms < WAIT_MS && is_mounted(machine); ms++) {
            usleep(1000); /* until it is forgotten */
        }
        assert_false(is_mounted(machine));
    }
    for (size_t i = 0; i < 3; i++) {
        kill(asking[i], SIGKILL);
        waitpid(asking[i], NULL, 0);
    }
}

/* What a helper that was ended in the middle of an update has left. */
static void
an_update_that_was_cut_is_not_in_the_way_of_the_next(void **state)
{
    struct machine *machine = machine_of(state);
    char line[600];
    snprintf(line, sizeof line, "update %s/good.raucb\n", machine->stick);
    machine_plug(machine);
    assert_int_equal(machine_run(machine,
                                 "mkdir run/update && mount -o ro /dev/%s run/update",
                                 machine->device),
                     0);
    machine_answers(machine, "state\n", "present\n");
    machine_answers(machine, line, "progress 20\nprogress 100\ninstalled 7.1\n");
    machine_answers(machine, "state\n", "present\n");
    assert_false(folder_has(&machine->folder, "run/update"));
}

/* The program that installs finds it gone, and may still have it open. */
static void
a_stick_that_is_pulled_out_of_an_update_leaves_nothing(void **state)
{
    struct machine *machine = machine_of(state);
    char line[600], rauc[600];
    int size = snprintf(rauc, sizeof rauc,
                        "#!/bin/sh\nexec 9<\"$2\"\nrm '%s/sys/class/block/%s'\n"
                        "(sleep 60) >/dev/null 2>&1 &\necho $! >'%s/sleeper'\n"
                        "echo 'LastError: failed to read'\nexit 1\n",
                        machine->folder.path, machine->device, machine->folder.path);
    folder_write(&machine->folder, "rauc", rauc, (size_t)size);
    snprintf(line, sizeof line, "update %s/good.raucb\n", machine->stick);
    machine_plug(machine);
    machine_answers(machine, line, "refused failed failed to read\n");
    assert_false(folder_has(&machine->folder, "run/update"));
    machine_answers(machine, "state\n", "none\n");
    assert_int_equal(machine_run(machine, "kill $(cat sleeper)"), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_of_a_million_bytes_is_not_read,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(a_thousand_who_ask_and_leave_stop_nobody,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(
            those_who_say_nothing_do_not_stop_others_for_long, machine_begin,
            machine_end),
        cmocka_unit_test_setup_teardown(a_stick_that_is_mounted_stays_while_others_look,
                                        machine_begin, machine_end),
        cmocka_unit_test_setup_teardown(
            an_update_that_was_cut_is_not_in_the_way_of_the_next, machine_begin,
            machine_end),
        cmocka_unit_test_setup_teardown(
            a_stick_that_is_pulled_out_of_an_update_leaves_nothing, machine_begin,
            machine_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
