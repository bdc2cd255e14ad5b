/*
 * townline-stick-helper: mounts sticks for the kiosk, which has no right to, installs
 * updates from them, and has the machine's clock set. It runs as root, is started by
 * the first line that is sent to its socket, and listens to the kiosk's user alone.
 * src/transfer/mount_helper.h is what they say to each other.
 */
#include "mount_request.h"
#include "update.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_PASSED 3 /* sd_listen_fds(3) */
#define LINE_WAIT_MS 2000
#define AT_ONCE_MAX 4 /* questions */
#define LOCK_TRIES 40
#define LOCK_TRY_MS 25
#define ANSWER_BYTES (PATH_MAX + 32)

struct helper {
    struct stick_mount_options sticks;
    struct update_options update;
    uid_t user;          /* who may ask, besides root */
    const char *lock;    /* a file: who has it mounts and unmounts */
    const char *manager; /* the program that asks the service manager: systemctl */
};

/* ---- one question ---- */

static void
answer(int file, const char *words)
{
    char line[ANSWER_BYTES + 1];
    int size = snprintf(line, sizeof line, "%s\n", words);
    if (size > 0 && (size_t)size < sizeof line) {
        (void)send(file, line, (size_t)size, MSG_NOSIGNAL);
    }
}

static void
say_state(enum stick_mount_state state, const char *path, char *out, size_t out_size)
{
    switch (state) {
    case STICK_NONE:
        snprintf(out, out_size, "none");
        break;
    case STICK_PRESENT:
        snprintf(out, out_size, "present");
        break;
    case STICK_MOUNTED:
        snprintf(out, out_size, "mounted %s", path);
        break;
    case STICK_FAILED:
        snprintf(out, out_size, "failed");
        break;
    }
}

/* The lock's file, which holds it until it is closed; -1 if another has it for longer
 * than a moment. */
static int
take_lock(const struct helper *helper)
{
    int file = open(helper->lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    for (int i = 0; file >= 0 && flock(file, LOCK_EX | LOCK_NB) != 0; i++) {
        if (i == LOCK_TRIES) {
            close(file);
            return -1;
        }
        nanosleep(&(struct timespec){.tv_nsec = LOCK_TRY_MS * 1000000L}, NULL);
    }
    return file;
}

/* Whoever only looks needs the lock when a stick was pulled out while it was mounted,
 * to forget it. */
static enum stick_mount_state
look(const struct helper *helper, char *path_out)
{
    bool was_pulled;
    enum stick_mount_state state =
        stick_mount_state(&helper->sticks, path_out, &was_pulled);
    int lock = was_pulled ? take_lock(helper) : -1;
    if (lock >= 0) {
        stick_forget(&helper->sticks);
        state = stick_mount_state(&helper->sticks, path_out, &was_pulled);
        close(lock);
    }
    return state;
}

/* Mounts, lets go or installs, for whoever has the lock. */
static void
change(const struct helper *helper, int file, const struct mount_request *request,
       char *out, size_t out_size)
{
    struct update_result result;
    char path[PATH_MAX] = "";
    stick_end_update(helper->update.at); /* of one that was ended in its middle */
    if (request->verb == MOUNT_VERB_MOUNT) {
        say_state(stick_mount(&helper->sticks, path), path, out, out_size);
    } else if (request->verb == MOUNT_VERB_RELEASE) {
        say_state(stick_release(&helper->sticks), path, out, out_size);
    } else {
        update_install(&helper->update, request->path, file, &result);
        snprintf(out, out_size, "%s %s", result.installed ? "installed" : "refused",
                 result.words);
    }
}

/* The service manager starts a unit that may set the clock, which this process may not.
 */
static bool
set_clock(const struct helper *helper, int64_t seconds)
{
    char unit[64];
    int status = 0;
    snprintf(unit, sizeof unit, "townline-clock-set@%" PRId64 ".service", seconds);
    pid_t process = fork();
    if (process == 0) {
        execl(helper->manager, helper->manager, "start", unit, (char *)NULL);
        _exit(127);
    }
    return process > 0 && waitpid(process, &status, 0) == process &&
           WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void
carry_out(const struct helper *helper, int file, const struct mount_request *request)
{
    char path[PATH_MAX] = "", words[ANSWER_BYTES] = "failed";
    if (request->verb == MOUNT_VERB_REBOOT) {
        answer(file, "rebooting");
        sync();
        execl(helper->manager, helper->manager, "reboot", (char *)NULL);
        return;
    }
    if (request->verb == MOUNT_VERB_CLOCK) {
        snprintf(words, sizeof words, "%s",
                 set_clock(helper, request->clock_s) ? "set" : "failed");
    } else if (request->verb == MOUNT_VERB_STATE) {
        say_state(look(helper, path), path, words, sizeof words);
    } else {
        int lock = take_lock(helper);
        if (lock >= 0) {
            change(helper, file, request, words, sizeof words);
            /* before the answer, since whoever has it may ask again at once */
            close(lock);
        } else if (request->verb == MOUNT_VERB_UPDATE) {
            snprintf(words, sizeof words, "refused busy");
        }
    }
    answer(file, words);
}

static bool
may_ask(const struct helper *helper, int file)
{
    struct ucred asker;
    socklen_t size = sizeof asker;
    return getsockopt(file, SOL_SOCKET, SO_PEERCRED, &asker, &size) == 0 &&
           (asker.uid == 0 || asker.uid == helper->user);
}

/* Reads the line, which has so much time and no more. */
static bool
read_request(int file, struct mount_request *out)
{
    char line[MOUNT_REQUEST_MAX_BYTES];
    size_t size = 0;
    struct pollfd ready = {.fd = file, .events = POLLIN};
    while (size < sizeof line && poll(&ready, 1, LINE_WAIT_MS) == 1) {
        ssize_t got = recv(file, line + size, sizeof line - size, 0);
        if (got <= 0) {
            return false;
        }
        char *end = memchr(line + size, '\n', (size_t)got);
        size += (size_t)got;
        if (end) {
            return mount_request_read(line, (size_t)(end - line), out);
        }
    }
    return false;
}

static void
serve(const struct helper *helper, int file)
{
    struct mount_request request;
    alarm(2 * LINE_WAIT_MS / 1000); /* for whoever sends a letter now and then */
    if (!may_ask(helper, file)) {
        answer(file, "failed");
    } else if (!read_request(file, &request)) {
        answer(file, "failed");
    } else {
        alarm(0);
        carry_out(helper, file, &request);
    }
}

/* ---- all questions ---- */

static int
listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        return -1;
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file >= 0 &&
        (bind(file, (const struct sockaddr *)&address, sizeof address) != 0 ||
         listen(file, AT_ONCE_MAX) != 0)) {
        close(file);
        return -1;
    }
    return file;
}

/* The socket that the service manager made. */
static int
passed_socket(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    if (!pid || !count || strtoll(pid, NULL, 10) != (long long)getpid() ||
        strcmp(count, "1") != 0) {
        return -1;
    }
    return fcntl(FIRST_PASSED, F_SETFD, FD_CLOEXEC) == 0 ? FIRST_PASSED : -1;
}

static int
listen_forever(const struct helper *helper, int listening)
{
    unsigned running = 0;
    for (;;) {
        while (running > 0 &&
               waitpid(-1, NULL, running >= AT_ONCE_MAX ? 0 : WNOHANG) > 0) {
            running--;
        }
        int file = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
        if (file < 0) {
            if (errno == EINTR || errno == ECONNABORTED) {
                continue;
            }
            return EXIT_FAILURE;
        }
        pid_t child = fork();
        if (child == 0) {
            close(listening);
            serve(helper, file);
            _exit(EXIT_SUCCESS);
        }
        running += child > 0;
        close(file);
    }
}

static bool
find_user(const char *name, struct helper *helper)
{
    const struct passwd *user = getpwnam(name);
    if (!user) {
        return false;
    }
    helper->user = helper->sticks.uid = user->pw_uid;
    helper->sticks.gid = user->pw_gid;
    return true;
}

int
main(int argc, char *argv[])
{
    static const struct option words[] = {{"user", required_argument, NULL, 'u'},
                                          {"socket", required_argument, NULL, 's'},
                                          {"folder", required_argument, NULL, 'f'},
                                          {"sys", required_argument, NULL, 'y'},
                                          {"rauc", required_argument, NULL, 'r'},
                                          {"manager", required_argument, NULL, 'm'},
                                          {NULL, 0, NULL, 0}};
    const char *user = "townline", *path = NULL, *folder = "/run/townline";
    static char root[PATH_MAX], at[PATH_MAX], lock[PATH_MAX];
    struct helper helper = {.sticks = {.sys = "/sys"},
                            .update = {.rauc = "/usr/bin/rauc"},
                            .manager = "/usr/bin/systemctl"};
    int word;
    while ((word = getopt_long(argc, argv, "", words, NULL)) != -1) {
        switch (word) {
        case 'u':
            user = optarg;
            break;
        case 's':
            path = optarg;
            break;
        case 'f':
            folder = optarg;
            break;
        case 'y':
            helper.sticks.sys = optarg;
            break;
        case 'r':
            helper.update.rauc = optarg;
            break;
        case 'm':
            helper.manager = optarg;
            break;
        default:
            return 2;
        }
    }
    if (snprintf(root, sizeof root, "%s/sticks", folder) >= (int)sizeof root ||
        snprintf(at, sizeof at, "%s/update", folder) >= (int)sizeof at ||
        snprintf(lock, sizeof lock, "%s/stick.lock", folder) >= (int)sizeof lock) {
        return 2;
    }
    helper.sticks.own = folder;
    helper.sticks.root = root;
    helper.update.sticks = &helper.sticks;
    helper.update.at = at;
    helper.lock = lock;
    int listening = path ? listen_at(path) : passed_socket();
    if (!find_user(user, &helper) || listening < 0) {
        fprintf(stderr, "townline-stick-helper: %s\n",
                listening < 0 ? "there is no socket to listen at"
                              : "there is no such user");
        return EXIT_FAILURE;
    }
    signal(SIGPIPE, SIG_IGN);
    return listen_forever(&helper, listening);
}
