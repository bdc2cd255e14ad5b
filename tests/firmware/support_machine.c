/* support_machine: the helper as a process, and a stick on a loop device. */
#include "support_machine.h"

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
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

int
machine_run(const struct machine *machine, const char *format, ...)
{
    char words[1400], command[1800];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    snprintf(command, sizeof command, "cd '%s' && %s", machine->folder.path, words);
    return system(command);
}

void
machine_ask_as(const struct machine *machine, uid_t uid, const char *line, size_t size,
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

void
machine_answers(const struct machine *machine, const char *line, const char *wanted)
{
    char said[1200];
    machine_ask_as(machine, 0, line, strlen(line), said, sizeof said);
    if (strcmp(said, wanted) != 0) {
        fail_msg("%s is answered with %s and not %s", line, said, wanted);
    }
}

void
machine_say(const struct machine *machine, const char *name, const char *text)
{
    assert_int_equal(machine_run(machine, "printf '%%s\\n' '%s' >usb/%s", text, name),
                     0);
}

void
machine_plug(const struct machine *machine)
{
    assert_int_equal(machine_run(machine,
                                 "ln -s \"$(readlink -f usb)\" sys/class/block/%s",
                                 machine->device),
                     0);
}

void
machine_pull(const struct machine *machine)
{
    assert_int_equal(machine_run(machine, "rm sys/class/block/%s", machine->device), 0);
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
        setpgid(0, 0); /* with the processes that serve */
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

int
machine_begin(void **state)
{
    static struct machine machine;
    char line[64];
    machine = (struct machine){0};
    *state = NULL;
    folder_begin(&machine.folder);
    snprintf(machine.socket, sizeof machine.socket, "%s/socket", machine.folder.path);
    if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        machine_run(&machine, "%s", make_stick) != 0 ||
        machine_run(&machine, "losetup -f --show image >device") != 0) {
        folder_end(&machine.folder);
        return 0;
    }
    FILE *file = fopen(folder_path(&machine.folder, "device"), "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    (void)fclose(file);
    assert_int_equal(sscanf(line, "/dev/%31s", machine.device), 1);
    assert_int_equal(machine_run(&machine,
                                 "mkdir -p run/sticks sys/class/block "
                                 "sys/devices/usb1/1-1/block/%s/holders && ln -s "
                                 "sys/devices/usb1/1-1/block/%s usb && chmod 755 . run",
                                 machine.device, machine.device),
                     0);
    assert_int_equal(
        machine_run(&machine, "cat /sys/class/block/%s/dev >usb/dev", machine.device),
        0);
    machine_say(&machine, "size", "32768");
    folder_write(&machine.folder, "rauc", fake_rauc, sizeof fake_rauc - 1);
    folder_write(&machine.folder, "manager", fake_manager, sizeof fake_manager - 1);
    assert_int_equal(machine_run(&machine, "chmod 755 rauc manager"), 0);
    snprintf(machine.stick, sizeof machine.stick, "%s/run/sticks/%s",
             machine.folder.path, machine.device);
    start_helper(&machine);
    *state = &machine;
    return 0;
}

int
machine_end(void **state)
{
    struct machine *machine = *state;
    if (machine) {
        kill(-machine->helper, SIGKILL);
        waitpid(machine->helper, NULL, 0);
        for (int ms = 0; ms < WAIT_MS && kill(-machine->helper, 0) == 0; ms++) {
            usleep(1000); /* one of them may still be mounting */
        }
        (void)umount2(machine->stick, MNT_DETACH);
        assert_int_equal(machine_run(machine, "losetup -d /dev/%s", machine->device),
                         0);
        folder_end(&machine->folder);
    }
    return 0;
}

struct machine *
machine_of(void **state)
{
    if (!*state) {
        print_message("no loop device may be mounted here\n");
        skip();
    }
    return *state;
}

void
machine_mount(const struct machine *machine)
{
    char wanted[500];
    snprintf(wanted, sizeof wanted, "mounted %s\n", machine->stick);
    machine_answers(machine, "mount\n", wanted);
}
