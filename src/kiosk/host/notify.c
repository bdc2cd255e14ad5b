/* notify: sends the datagrams of sd_notify(3). */
#include "notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define START_EVERY_MS 5000
#define START_MORE_US "60000000" /* that it may take from the last sign on */
#define WATCHDOG_PARTS 3         /* so many signs of life in the time that is allowed */

static int
connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = path ? strlen(path) : 0;
    if (length < 2 || length >= sizeof address.sun_path ||
        (*path != '/' && *path != '@')) {
        return -1;
    }
    memcpy(address.sun_path, path, length);
    if (*path == '@') { /* a name in the kernel, without a file */
        address.sun_path[0] = '\0';
    }
    int file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (file >= 0 &&
        connect(file, (const struct sockaddr *)&address,
                (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) != 0) {
        close(file);
        return -1;
    }
    return file;
}

/* The time that may pass between two signs of life; 0 when none are asked for. */
static uint64_t
watchdog_ms(void)
{
    const char *time_us = getenv("WATCHDOG_USEC");
    const char *pid = getenv("WATCHDOG_PID");
    if (!time_us || (pid && strtoll(pid, NULL, 10) != (long long)getpid())) {
        return 0;
    }
    return strtoull(time_us, NULL, 10) / 1000;
}

void
notify_open(struct notify *notify)
{
    uint64_t most_ms = watchdog_ms();
    *notify = (struct notify){.socket = connect_to(getenv("NOTIFY_SOCKET")),
                              .has_watchdog = most_ms > 0,
                              .every_ms = START_EVERY_MS};
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    if (most_ms > 0 && most_ms / WATCHDOG_PARTS < START_EVERY_MS) {
        notify->every_ms = most_ms / WATCHDOG_PARTS + 1;
    }
}

void
notify_close(struct notify *notify)
{
    if (notify->socket >= 0) {
        close(notify->socket);
    }
    notify->socket = -1;
}

/* A manager that does not read is no reason to wait: the next sign comes soon. */
static bool
say(struct notify *notify, const char *text)
{
    return send(notify->socket, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0;
}

void
notify_ready(struct notify *notify)
{
    if (notify->socket >= 0 && !notify->is_ready) {
        notify->is_ready = say(notify, "READY=1\nWATCHDOG=1");
    }
}

void
notify_alive(struct notify *notify, uint64_t now_ms)
{
    if (notify->socket < 0 || now_ms < notify->due_ms) {
        return;
    }
    notify->due_ms = now_ms + notify->every_ms;
    if (!notify->is_ready) {
        (void)say(notify, "EXTEND_TIMEOUT_USEC=" START_MORE_US);
    } else if (notify->has_watchdog) {
        (void)say(notify, "WATCHDOG=1");
    }
}

int
notify_wait_ms(const struct notify *notify, int wait_ms)
{
    bool speaks = notify->socket >= 0 && (notify->has_watchdog || !notify->is_ready);
    return speaks && wait_ms > (int)notify->every_ms ? (int)notify->every_ms : wait_ms;
}
