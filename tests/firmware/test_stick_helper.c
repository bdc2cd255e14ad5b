/* The helper that mounts sticks, as a process, with sticks that are real filesystems on
 * loop devices, in a /sys that says they are on USB. It needs root. */
#include "support_folder.h"
#include "townline/machine_clock.h"
#include "townline/removable.h"
#include "townline/updater.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define WAIT_MS 20000
#define NOBODY 65534

struct machine {
    struct folder folder;
    char socket[108], device[32]; /* such as loop3 */
    char stick[400];              /* where the helper mounts it */
    pid_t helper;
};

static int __attribute__((format(printf, 2, 3)))
run(const struct machine *machine, const char *format, ...)
{
    char words[600], command[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    snprintf(command, sizeof command, "cd '%s' && %s", machine->folder.path, words);
    return system(command);
}

/* Sends a line and reads what comes until the end, as the user `uid`. */
static void
ask_as(const struct machine *machine, uid_t uid, const char *line, size_t size,
       char *out, size_t out_size)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int ends[2];
    size_t at = 0;
    ssize_t got;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        char bytes[512];
        snprintf(address.sun_path, sizeof address.sun_path, "%s", machine->socket);
        int file = socket(AF_UNIX, SOCK_STREAM, 0);
        struct pollfd ready = {.fd = file, .events = POLLIN};
        if ((uid != 0 && setuid(uid) != 0) ||
            connect(file, (const struct sockaddr *)&address, sizeof address) != 0) {
            _exit(1);
        }
        (void)!send(file, line, size, MSG_NOSIGNAL);
        while (poll(&ready, 1, WAIT_MS) == 1 &&
               (got = recv(file, bytes, sizeof bytes, 0)) > 0) {
            (void)!write(ends[1], bytes, (size_t)got);
        }
        _exit(0);
    }
    close(ends[1]);
    while (at + 1 < out_size &&
           (got = read(ends[0], out + at, out_size - 1 - at)) > 0) {
        at += (size_t)got;
    }
    out[at] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void
answers(const struct machine *machine, const char *line, const char *wanted)
{
    char said[1200];
    ask_as(machine, 0, line, strlen(line), said, sizeof said);
    if (strcmp(said, wanted) != 0) {
        fail_msg("%s is answered with %s and not %s", line, said, wanted);
    }
}

/* Writes one file of the kernel's about the stick. */
static void
say(const struct machine *machine, const char *name, const char *text)
{
    assert_int_equal(run(machine, "printf '%%s\\n' '%s' >usb/%s", text, name), 0);
}

/* Plugs the stick in, or pulls it out. */
static void
plug(const struct machine *machine)
{
    assert_int_equal(run(machine, "ln -s \"$(readlink -f usb)\" sys/class/block/%s",
                         machine->device),
                     0);
}

static void
pull(const struct machine *machine)
{
    assert_int_equal(run(machine, "rm sys/class/block/%s", machine->device), 0);
}

/* A program in the place of RAUC, which takes a bundle that says so. */
static const char fake_rauc[] =
    "#!/bin/sh\n"
    "[ \"$1\" != info ] || { echo \"RAUC_MF_VERSION='7.1'\"; exit 0; }\n"
    "echo ' 20% Checking bundle'\n"
    "[ \"$(stat -c %u \"$2\")\" = 0 ] || { echo 'LastError: it is not roots'; exit 1; "
    "}\n"
    "if (echo more >>\"$2\") 2>/dev/null; then echo 'LastError: it can be written'; "
    "exit 1; fi\n"
    "grep -q good \"$2\" || { echo 'LastError: signature verification failed'; exit 1; "
    "}\n"
    "echo '100% Installing done.'\n";

/* A program in the place of systemctl, which can be told to fail. */
static const char fake_manager[] =
    "#!/bin/sh\necho $* >\"$0.asked\"\n[ ! -e \"$0.fails\" ]\n";

static const char make_stick[] =
    "truncate -s 16M image && mkfs.ext4 -q -E root_owner=0:0 image && mkdir made &&"
    " mount -o loop image made && ln -s /etc made/TOWNLINE && ln -s /etc/passwd "
    "made/passwd"
    " && mknod made/disk b 7 0 && mknod made/null c 1 3 && cp /bin/true made/autorun"
    " && chmod 4755 made/autorun && printf '[autorun]\\nopen=autorun\\n' "
    ">made/autorun.inf"
    " && echo good >made/good.raucb && echo foreign >made/foreign.raucb"
    " && ln -s good.raucb made/link.raucb && umount made";

/* The socket is there a moment before somebody listens to it. */
static bool
can_connect(const struct machine *machine)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", machine->socket);
    bool ok = connect(file, (const struct sockaddr *)&address, sizeof address) == 0;
    close(file);
    return ok;
}

static void
start_helper(struct machine *machine)
{
    char run_folder[300], sys[300], rauc[300], manager[300];
    snprintf(run_folder, sizeof run_folder, "%s/run", machine->folder.path);
    snprintf(sys, sizeof sys, "%s/sys", machine->folder.path);
    snprintf(rauc, sizeof rauc, "%s/rauc", machine->folder.path);
    snprintf(manager, sizeof manager, "%s/manager", machine->folder.path);
    machine->helper = fork();
    if (machine->helper == 0) {
        execl(BUILD_BIN "/townline-stick-helper", "townline-stick-helper", "--user",
              "nobody", "--socket", machine->socket, "--folder", run_folder, "--sys",
              sys, "--rauc", rauc, "--manager", manager, (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < WAIT_MS && !can_connect(machine); i++) {
        usleep(1000);
    }
    assert_int_equal(chmod(machine->socket, 0666), 0);
}

static int
begin(void **state)
{
    static struct machine machine;
    char line[64];
    machine = (struct machine){0};
    *state = NULL;
    folder_begin(&machine.folder);
    snprintf(machine.socket, sizeof machine.socket, "%s/socket", machine.folder.path);
    if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        run(&machine, "%s", make_stick) != 0 ||
        run(&machine, "losetup -f --show image >device") != 0) {
        folder_end(&machine.folder);
        return 0;
    }
    FILE *file = fopen(folder_path(&machine.folder, "device"), "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    (void)fclose(file);
    assert_int_equal(sscanf(line, "/dev/%31s", machine.device), 1);
    assert_int_equal(run(&machine,
                         "mkdir -p run/sticks sys/class/block "
                         "sys/devices/usb1/1-1/block/%s/holders && ln -s "
                         "sys/devices/usb1/1-1/block/%s usb && chmod 755 . run",
                         machine.device, machine.device),
                     0);
    assert_int_equal(
        run(&machine, "cat /sys/class/block/%s/dev >usb/dev", machine.device), 0);
    say(&machine, "size", "32768");
    folder_write(&machine.folder, "rauc", fake_rauc, sizeof fake_rauc - 1);
    folder_write(&machine.folder, "manager", fake_manager, sizeof fake_manager - 1);
    assert_int_equal(run(&machine, "chmod 755 rauc manager"), 0);
    snprintf(machine.stick, sizeof machine.stick, "%s/run/sticks/%s",
             machine.folder.path, machine.device);
    start_helper(&machine);
    *state = &machine;
    return 0;
}

static int
end(void **state)
{
    struct machine *machine = *state;
    if (machine) {
        kill(machine->helper, SIGKILL);
        waitpid(machine->helper, NULL, 0);
        (void)umount2(machine->stick, MNT_DETACH);
        assert_int_equal(run(machine, "losetup -d /dev/%s", machine->device), 0);
        folder_end(&machine->folder);
    }
    return 0;
}

static struct machine *
machine_of(void **state)
{
    if (!*state) {
        print_message("no loop device may be mounted here\n");
        skip();
    }
    return *state;
}

static void
mount_stick(const struct machine *machine)
{
    char wanted[500];
    snprintf(wanted, sizeof wanted, "mounted %s\n", machine->stick);
    answers(machine, "mount\n", wanted);
}

static void
a_stick_is_mounted_for_a_visit_and_let_go(void **state)
{
    struct machine *machine = machine_of(state);
    char wanted[500], path[500];
    answers(machine, "state\n", "none\n");
    answers(machine, "mount\n", "none\n");
    plug(machine);
    answers(machine, "state\n", "present\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    mount_stick(machine);
    snprintf(wanted, sizeof wanted, "mounted %s\n", machine->stick);
    answers(machine, "state\n", wanted);
    answers(machine, "mount\n", wanted);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, "kept", 4), 4);
    answers(machine, "release\n", "failed\n"); /* it is still open */
    close(file);
    answers(machine, "release\n", "present\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    answers(machine, "release\n", "present\n");
    assert_int_equal(run(machine,
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
    plug(machine);
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
    pull(machine);
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
    plug(machine);
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
    plug(machine);
    mount_stick(machine);
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
        run(machine, "run/sticks/%s/autorun 2>/dev/null", machine->device), 0);
    assert_int_equal(statvfs(machine->stick, &about), 0);
    unsigned long safely = ST_NOSUID | ST_NODEV | ST_NOEXEC;
    assert_int_equal(about.f_flag & safely, safely);
    assert_int_equal(stat("/etc", &etc), 0); /* not given to the kiosk */
    assert_int_equal(etc.st_uid, 0);
    answers(machine, "release\n", "present\n");
}

static void
a_stick_that_is_pulled_out_is_forgotten(void **state)
{
    struct machine *machine = machine_of(state);
    char path[500];
    plug(machine);
    mount_stick(machine);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    pull(machine);
    answers(machine, "state\n", "none\n");
    assert_int_not_equal(access(machine->stick, F_OK), 0);
    close(file);
    plug(machine);
    mount_stick(machine);
    answers(machine, "release\n", "present\n");
}

static void
only_what_is_on_usb_and_not_the_systems_is_a_stick(void **state)
{
    struct machine *machine = machine_of(state);
    plug(machine);
    say(machine, "size", "0"); /* a reader without a card */
    answers(machine, "state\n", "none\n");
    say(machine, "size", "32768");
    assert_int_equal(run(machine, "mount /dev/%s made", machine->device), 0);
    answers(machine, "state\n", "none\n");
    answers(machine, "mount\n", "none\n");
    assert_int_equal(run(machine, "umount made && mkdir usb/holders/dm-0"), 0);
    answers(machine, "mount\n", "none\n");
    assert_int_equal(run(machine,
                         "rmdir usb/holders/dm-0 && mkdir -p sys/devices/card "
                         "&& cp -r usb/. sys/devices/card/%s && ln -sfn "
                         "../../devices/card/%s sys/class/block/%s",
                         machine->device, machine->device, machine->device),
                     0);
    answers(machine, "mount\n", "none\n");
}

static void
a_filesystem_that_sticks_do_not_have_is_not_mounted(void **state)
{
    struct machine *machine = machine_of(state);
    plug(machine);
    assert_int_equal(run(machine,
                         "dd if=/dev/zero of=/dev/%s bs=4096 count=4 "
                         "conv=fsync 2>/dev/null",
                         machine->device),
                     0);
    answers(machine, "mount\n", "failed\n");
    answers(machine, "state\n", "present\n");
}

static void
an_update_is_installed_from_a_stick_that_nobody_else_can_write(void **state)
{
    struct machine *machine = machine_of(state);
    char line[600], path[500];
    plug(machine);
    mount_stick(machine);
    snprintf(line, sizeof line, "update %s/good.raucb\n", machine->stick);
    snprintf(path, sizeof path, "%s/file", machine->stick);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    answers(machine, line, "refused busy the stick is in use or was taken out\n");
    close(file);
    mount_stick(machine);
    answers(machine, line, "progress 20\nprogress 100\ninstalled 7.1\n");
    answers(machine, "state\n", "present\n");
    snprintf(line, sizeof line, "update %s/foreign.raucb\n", machine->stick);
    answers(machine, line,
            "progress 20\nrefused signature signature verification failed\n");
    static const char *const missing[] = {"none.raucb", "link.raucb",
                                          "TOWNLINE/a.raucb"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        snprintf(line, sizeof line, "update %s/%s\n", machine->stick, missing[i]);
        answers(machine, line, "refused missing there is no such file on the stick\n");
    }
    answers(machine, "update /etc/passwd.raucb\n",
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
    plug(machine);
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
    answers(machine, "reboot\n", "rebooting\n");
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
        answers(machine, lines[i], "failed\n");
    }
    assert_false(folder_has(&machine->folder, "manager.asked"));
    assert_true(machine_clock_set(machine->socket, 1790000000, NULL));
    assert_true(
        folder_holds(&machine->folder, "manager.asked", asked, sizeof asked - 1));
    answers(machine, "clock 1767225600\n", "set\n");
    folder_write(&machine->folder, "manager.fails", "", 0);
    assert_false(machine_clock_set(machine->socket, 1790000000, NULL));
}

static void
other_lines_and_other_users_get_nothing(void **state)
{
    struct machine *machine = machine_of(state);
    char said[200], longest[5000];
    plug(machine);
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
        answers(machine, lines[i], "failed\n");
    }
    memset(longest, 'a', sizeof longest);
    ask_as(machine, 0, longest, sizeof longest, said, sizeof said);
    assert_true(*said == '\0' || strcmp(said, "failed\n") == 0);
    ask_as(machine, 1, "mount\n", 6, said, sizeof said);
    assert_string_equal(said, "failed\n");
    answers(machine, "state\n", "present\n");
    ask_as(machine, NOBODY, "state\n", 6, said, sizeof said);
    assert_string_equal(said, "present\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_stick_is_mounted_for_a_visit_and_let_go,
                                        begin, end),
        cmocka_unit_test_setup_teardown(the_kiosk_mounts_writes_and_lets_go, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_question_follows_an_answer_at_once, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            links_devices_and_programs_on_a_stick_do_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_stick_that_is_pulled_out_is_forgotten, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            only_what_is_on_usb_and_not_the_systems_is_a_stick, begin, end),
        cmocka_unit_test_setup_teardown(
            a_filesystem_that_sticks_do_not_have_is_not_mounted, begin, end),
        cmocka_unit_test_setup_teardown(
            an_update_is_installed_from_a_stick_that_nobody_else_can_write, begin, end),
        cmocka_unit_test_setup_teardown(the_kiosk_has_an_update_installed, begin, end),
        cmocka_unit_test_setup_teardown(a_new_start_is_asked_of_the_service_manager,
                                        begin, end),
        cmocka_unit_test_setup_teardown(the_clock_is_set_by_the_service_manager, begin,
                                        end),
        cmocka_unit_test_setup_teardown(other_lines_and_other_users_get_nothing, begin,
                                        end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
