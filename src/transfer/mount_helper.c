/* mount_helper: asks the appliance's mount helper over its socket. */
#include "mount_helper.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MOUNTED "mounted "

static bool
no_answer(struct error *err)
{
    return error_set(err, ERROR_SYSTEM,
                     "the helper that mounts sticks does not answer");
}

int
mount_helper_connect(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        return -1;
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    if (file >= 0 &&
        connect(file, (const struct sockaddr *)&address, sizeof address) != 0) {
        close(file);
        return -1;
    }
    return file;
}

bool
mount_helper_read_line(int file, int wait_ms, char *out, size_t size)
{
    size_t at = 0;
    struct pollfd ready = {.fd = file, .events = POLLIN};
    while (poll(&ready, 1, wait_ms) == 1) {
        ssize_t got = recv(file, out + at, size - 1 - at, 0);
        if (got <= 0) {
            return false;
        }
        char *end = memchr(out + at, '\n', (size_t)got);
        at += (size_t)got;
        if (end) {
            *end = '\0';
            return true;
        }
        if (at + 1 >= size) {
            return false;
        }
    }
    return false;
}

static bool
understand(const char *line, struct mount_answer *out)
{
    *out = (struct mount_answer){.state = MOUNT_NONE};
    if (strcmp(line, "none") == 0) {
        return true;
    }
    if (strcmp(line, "present") == 0 || strcmp(line, "failed") == 0) {
        out->state = *line == 'p' ? MOUNT_PRESENT : MOUNT_FAILED;
        return true;
    }
    const char *path = line + strlen(MOUNTED);
    if (strncmp(line, MOUNTED, strlen(MOUNTED)) != 0 || *path != '/' ||
        strlen(path) >= sizeof out->path) {
        return false;
    }
    out->state = MOUNT_MOUNTED;
    snprintf(out->path, sizeof out->path, "%s", path);
    return true;
}

bool
mount_helper_ask(const char *socket_path, const char *question,
                 struct mount_answer *out, struct error *err)
{
    char line[REMOVABLE_PATH_MAX_BYTES + sizeof MOUNTED];
    int size = snprintf(line, sizeof line, "%s\n", question);
    int wait_ms =
        strcmp(question, "state") == 0 ? MOUNT_HELPER_STATE_MS : MOUNT_HELPER_WAIT_MS;
    int file = mount_helper_connect(socket_path);
    if (file < 0) {
        return no_answer(err);
    }
    bool ok = send(file, line, (size_t)size, MSG_NOSIGNAL) == size &&
              mount_helper_read_line(file, wait_ms, line, sizeof line) &&
              understand(line, out);
    close(file);
    return ok || no_answer(err);
}

bool
mount_helper_agrees(const char *socket_path, const char *question, const char *wanted)
{
    char line[64];
    int size = snprintf(line, sizeof line, "%s\n", question);
    int file = size < (int)sizeof line ? mount_helper_connect(socket_path) : -1;
    if (file < 0) {
        return false;
    }
    bool ok = send(file, line, (size_t)size, MSG_NOSIGNAL) == size &&
              mount_helper_read_line(file, MOUNT_HELPER_WAIT_MS, line, sizeof line) &&
              strcmp(line, wanted) == 0;
    close(file);
    return ok;
}
