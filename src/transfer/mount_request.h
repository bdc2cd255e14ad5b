/*
 * mount_request: one line that the kiosk sends to the program that mounts sticks; see
 * mount_helper.h for all of the talk. Pure, since that program reads it as root: it has
 * no memory of its own and no other file of ours.
 */
#ifndef TOWNLINE_MOUNT_REQUEST_H
#define TOWNLINE_MOUNT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#define MOUNT_REQUEST_MAX_BYTES 1024 /* of the line, with its end */

enum mount_verb {
    MOUNT_VERB_STATE,
    MOUNT_VERB_MOUNT,
    MOUNT_VERB_RELEASE,
    MOUNT_VERB_UPDATE,
    MOUNT_VERB_REBOOT,
};
struct mount_request {
    enum mount_verb verb;
    char path[MOUNT_REQUEST_MAX_BYTES]; /* of an update; "" for all others */
};

/* Takes a line without its end. Of an update the path is absolute and plain: no "." or
 * ".." and no empty name in it, no control character, and it ends with ".raucb". False,
 * and `out` stays, for everything else. */
bool mount_request_read(const char *line, size_t size, struct mount_request *out)
    __attribute__((warn_unused_result));

#endif
