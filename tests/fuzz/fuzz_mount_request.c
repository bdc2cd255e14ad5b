/* Input: the line that the program which mounts sticks reads, as root. */
#include "fuzz.h"

#include "mount_request.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = 0; /* it takes no memory */

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct mount_request request = {.verb = MOUNT_VERB_STATE, .path = "?"};
    if (!mount_request_read((const char *)data, size, &request)) {
        assert(strcmp(request.path, "?") == 0);
        return;
    }
    size_t length = strnlen(request.path, sizeof request.path);
    assert(length < sizeof request.path);
    assert(request.verb <= MOUNT_VERB_CLOCK);
    bool is_clock = request.verb == MOUNT_VERB_CLOCK;
    assert(is_clock ? request.clock_s >= MOUNT_CLOCK_LEAST_S &&
                          request.clock_s <= MOUNT_CLOCK_MOST_S
                    : request.clock_s == 0);
    if (request.verb != MOUNT_VERB_UPDATE) {
        assert(length == 0);
        return;
    }
    assert(request.path[0] == '/' && !strstr(request.path, "//"));
    assert(!strstr(request.path, "/../") && !strstr(request.path, "/./"));
    assert(!strpbrk(request.path, "\n\r\t\033"));
    assert(length > 6 && strcmp(request.path + length - 6, ".raucb") == 0);
}
