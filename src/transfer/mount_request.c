/* mount_request: reads the line that asks for a stick, an update, a new start or a
 * time. */
#include "mount_request.h"

#include <string.h>

#define UPDATE "update "
#define CLOCK "clock "
#define CLOCK_DIGITS 10
#define ENDING ".raucb"

static bool
is(const char *line, size_t size, const char *word)
{
    return size == strlen(word) && memcmp(line, word, size) == 0;
}

/* Whether the names between the slashes are plain. */
static bool
is_plain(const char *path, size_t size)
{
    size_t begin = 1;
    if (size < 2 || *path != '/') {
        return false;
    }
    for (size_t i = 1; i <= size; i++) {
        if (i < size && ((unsigned char)path[i] < 0x20 || path[i] == 0x7F)) {
            return false;
        }
        if (i < size && path[i] != '/') {
            continue;
        }
        if (i == begin || is(path + begin, i - begin, ".") ||
            is(path + begin, i - begin, "..")) {
            return false;
        }
        begin = i + 1;
    }
    return true;
}

static bool
read_clock(const char *line, size_t size, int64_t *out)
{
    size_t before = strlen(CLOCK);
    int64_t seconds = 0;
    if (size != before + CLOCK_DIGITS || memcmp(line, CLOCK, before) != 0) {
        return false;
    }
    for (size_t i = before; i < size; i++) {
        if (line[i] < '0' || line[i] > '9') {
            return false;
        }
        seconds = seconds * 10 + (line[i] - '0');
    }
    *out = seconds;
    return seconds >= MOUNT_CLOCK_LEAST_S && seconds <= MOUNT_CLOCK_MOST_S;
}

bool
mount_request_read(const char *line, size_t size, struct mount_request *out)
{
    static const char *const words[] = {
        [MOUNT_VERB_STATE] = "state",
        [MOUNT_VERB_MOUNT] = "mount",
        [MOUNT_VERB_RELEASE] = "release",
        [MOUNT_VERB_REBOOT] = "reboot",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i] && is(line, size, words[i])) {
            *out = (struct mount_request){.verb = (enum mount_verb)i};
            return true;
        }
    }
    int64_t clock_s;
    if (read_clock(line, size, &clock_s)) {
        *out = (struct mount_request){.verb = MOUNT_VERB_CLOCK, .clock_s = clock_s};
        return true;
    }
    size_t before = strlen(UPDATE), ending = strlen(ENDING);
    if (size >= sizeof out->path || size < before + ending ||
        memcmp(line, UPDATE, before) != 0 ||
        memcmp(line + size - ending, ENDING, ending) != 0 ||
        !is_plain(line + before, size - before)) {
        return false;
    }
    *out = (struct mount_request){.verb = MOUNT_VERB_UPDATE};
    memcpy(out->path, line + before, size - before);
    return true;
}
