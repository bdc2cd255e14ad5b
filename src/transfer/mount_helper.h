/*
 * mount_helper: the small program of an appliance that mounts sticks, since the kiosk
 * itself has no right to. This is the kiosk's side.
 *
 * Over a Unix stream socket, one question a connection. The kiosk sends one of
 *   state      is a stick in? Nothing is read from it
 *   mount      mount it, so that the kiosk can write
 *   release    write everything out and unmount it
 * and a line end; the helper answers with one line and closes:
 *   none              no stick is in
 *   present           one is in, and not mounted
 *   mounted /PATH     it is mounted there
 *   failed            it is in and could not be mounted, or not unmounted
 */
#ifndef TOWNLINE_MOUNT_HELPER_H
#define TOWNLINE_MOUNT_HELPER_H

#include "townline/removable.h"

#define MOUNT_HELPER_WAIT_MS 10000 /* for an answer */
#define MOUNT_HELPER_STATE_MS 300  /* to the question for the state */

enum mount_state { MOUNT_NONE, MOUNT_PRESENT, MOUNT_MOUNTED, MOUNT_FAILED };
struct mount_answer {
    enum mount_state state;
    char path[REMOVABLE_PATH_MAX_BYTES]; /* when mounted */
};

/* `question`: "state", "mount" or "release". ERROR_SYSTEM: the helper does not answer,
 * or not in these words. */
bool mount_helper_ask(const char *socket_path, const char *question,
                      struct mount_answer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
