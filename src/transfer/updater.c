/* updater: asks the helper for an update and hears how far it is. */
#include "townline/updater.h"

#include "mount_helper.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PROGRESS "progress "
#define INSTALLED "installed"
#define REFUSED "refused"

struct updater {
    int file; /* -1: nothing more is heard */
    struct updater_status status;
    char line[UPDATER_WORDS_MAX_BYTES + 64]; /* what came of it so far */
    size_t length;
    bool is_too_long; /* its rest is passed over */
};

bool
updater_begin(const char *socket_path, const char *path, struct updater **out,
              struct error *err)
{
    char question[REMOVABLE_PATH_MAX_BYTES + 200];
    int size = snprintf(question, sizeof question, "update %s\n", path);
    struct updater *updater = calloc(1, sizeof *updater);
    if (!updater) {
        return error_no_memory(err);
    }
    updater->file = mount_helper_connect(socket_path);
    if (updater->file < 0 || size >= (int)sizeof question ||
        send(updater->file, question, (size_t)size, MSG_NOSIGNAL) != size) {
        updater_close(updater);
        return error_set(err, ERROR_SYSTEM,
                         "the helper that installs updates does not answer");
    }
    *out = updater;
    return true;
}

void
updater_close(struct updater *updater)
{
    if (!updater) {
        return;
    }
    if (updater->file >= 0) {
        close(updater->file);
    }
    free(updater);
}

const struct updater_status *
updater_status(const struct updater *updater)
{
    return &updater->status;
}

static void
end(struct updater *updater, enum updater_state state)
{
    updater->status.state = state;
    close(updater->file);
    updater->file = -1;
}

/* Whether the line begins with this word; *rest_out is what follows it. */
static bool
begins(const char *line, const char *word, const char **rest_out)
{
    size_t length = strlen(word);
    *rest_out = line + length + (line[length] == ' ');
    return strncmp(line, word, length) == 0 &&
           (line[length] == ' ' || line[length] == '\0');
}

static enum updater_refusal
read_refusal(const char *words, const char **why_out)
{
    static const char *const names[] = {
        [UPDATER_SIGNATURE] = "signature", [UPDATER_OTHER] = "other",
        [UPDATER_OLDER] = "older",         [UPDATER_MISSING] = "missing",
        [UPDATER_BUSY] = "busy",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (begins(words, names[i], why_out)) {
            return (enum updater_refusal)i;
        }
    }
    if (!begins(words, "failed", why_out)) {
        *why_out = words;
    }
    return UPDATER_FAILED;
}

static void
take_line(struct updater *updater)
{
    struct updater_status *status = &updater->status;
    const char *rest;
    char *end_of_number;
    if (begins(updater->line, INSTALLED, &rest)) {
        snprintf(status->version, sizeof status->version, "%s", rest);
        end(updater, UPDATER_INSTALLED);
    } else if (begins(updater->line, REFUSED, &rest)) {
        status->refusal = read_refusal(rest, &rest);
        snprintf(status->why, sizeof status->why, "%s", rest);
        end(updater, UPDATER_REFUSED);
    } else if (strncmp(updater->line, PROGRESS, strlen(PROGRESS)) == 0) {
        unsigned long percent =
            strtoul(updater->line + strlen(PROGRESS), &end_of_number, 10);
        if (!*end_of_number && percent <= 100) {
            status->percent = (unsigned)percent;
        }
    }
}

static void
take_byte(struct updater *updater, char byte)
{
    if (byte == '\n') {
        updater->line[updater->length] = '\0';
        updater->length = 0;
        if (!updater->is_too_long) {
            take_line(updater);
        }
        updater->is_too_long = false;
    } else if (updater->length + 1 == sizeof updater->line) {
        updater->is_too_long = true;
    } else {
        updater->line[updater->length++] = byte >= 0x20 && byte < 0x7f ? byte : '?';
    }
}

bool
updater_look(struct updater *updater)
{
    const struct updater_status before = updater->status;
    char bytes[256];
    while (updater->file >= 0) {
        ssize_t got = recv(updater->file, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
            break;
        }
        for (ssize_t i = 0; i < got && updater->file >= 0; i++) {
            take_byte(updater, bytes[i]);
        }
        if (got <= 0) {
            updater->status.refusal = UPDATER_FAILED;
            snprintf(updater->status.why, sizeof updater->status.why,
                     "the helper ended before it said how it went");
            end(updater, UPDATER_REFUSED);
        }
    }
    return before.state != updater->status.state ||
           before.percent != updater->status.percent;
}

bool
updater_restart(const char *socket_path, struct error *err)
{
    return mount_helper_agrees(socket_path, "reboot", "rebooting") ||
           error_set(err, ERROR_SYSTEM, "the machine does not start anew");
}
