/*
 * mount_request: one line that the kiosk sends to the program that mounts sticks; see
 * mount_helper.h for all of the talk. Pure, since that program reads it as root: it has
 * no memory of its own and no other file of ours.
 */
#ifndef TOWNLINE_MOUNT_REQUEST_H
#define TOWNLINE_MOUNT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MOUNT_REQUEST_MAX_BYTES 1024 /* of the line, with its end */

enum mount_verb {
    MOUNT_VERB_STATE,
    MOUNT_VERB_MOUNT,
    MOUNT_VERB_RELEASE,
    MOUNT_VERB_UPDATE,
    MOUNT_VERB_REBOOT,
    MOUNT_VERB_CLOCK,
};
struct mount_request {
    enum mount_verb verb;
    char path[MOUNT_REQUEST_MAX_BYTES]; /* of an update; "" for all others */
    int64_t clock_s; /* of the clock: since 1970-01-01; 0 for all others */
};

/* No clock is set to a time before this program was made, or after the year 2099. */
#define MOUNT_CLOCK_LEAST_S INT64_C(1767225600)
#define MOUNT_CLOCK_MOST_S INT64_C(4102444799)

/* Takes a line without its end. Of an update the path is absolute and plain: no "." or
 * ".." and no empty name in it, no control character, and it ends with ".raucb". A time
 * has ten digits and lies between the two above. False, and `out` stays, for everything
 * else. */
bool mount_request_read(const char *line, size_t size, struct mount_request *out)
    __attribute__((warn_unused_result));

#endif
