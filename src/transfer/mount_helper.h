/*
 * mount_helper: the kiosk's side of the mount helper. The helper is a small program of
 * an appliance that mounts sticks, which the kiosk has no right to do:
 * firmware/helper. It chooses the stick; the kiosk names no device.
 *
 * They talk over a Unix stream socket, one question for each connection. The kiosk
 * sends one line:
 *   state      is a stick in? The helper reads nothing from it
 *   mount      mount it, so that the kiosk can write on it
 *   release    write everything out and unmount it
 *   reboot     start the machine anew
 *   clock N    set the machine's clock, and the chip that keeps it without power, to N
 *              seconds since 1970-01-01
 * The helper answers with one line and closes the connection:
 *   none              no stick is in
 *   present           a stick is in and not mounted
 *   mounted /PATH     it is mounted there
 *   failed            it could not be mounted, or not unmounted
 *   rebooting         it will be off in a moment
 *   set               the clock was set
 *
 * One question takes minutes:
 *   update /PATH.raucb  install this signed bundle, which lies on the mounted stick.
 *                     The helper lets go of the stick first, so the kiosk may have no
 *                     file open on it, and it is not mounted afterwards
 * It is answered with any number of lines "progress N", N from 0 to 100, and then:
 *   installed VERSION  it is used from the next start of the machine on
 *   refused WORD WHY   WORD is signature, other (it is for another machine), older,
 *                     missing, busy or failed; WHY, which may be empty, is for a log
 */
#ifndef TOWNLINE_MOUNT_HELPER_H
#define TOWNLINE_MOUNT_HELPER_H

#include "townline/removable.h"

#include <stddef.h>

#define MOUNT_HELPER_WAIT_MS 10000 /* for an answer */
#define MOUNT_HELPER_STATE_MS 300  /* for the answer to "state" */

enum mount_state { MOUNT_NONE, MOUNT_PRESENT, MOUNT_MOUNTED, MOUNT_FAILED };
struct mount_answer {
    enum mount_state state;
    char path[REMOVABLE_PATH_MAX_BYTES]; /* when it is mounted */
};

/* A connection, which the caller closes; below 0 when there is none. */
int mount_helper_connect(const char *socket_path);
/* Reads one line and takes its end off. */
bool mount_helper_read_line(int file, int wait_ms, char *out, size_t size);

/* Asks a question to which `wanted` is the only answer that pleases. False for every
 * other, and for none. */
bool mount_helper_agrees(const char *socket_path, const char *question,
                         const char *wanted);

/* `question` is "state", "mount" or "release". ERROR_SYSTEM: the helper gives no
 * answer, or one that is none of these lines. */
bool mount_helper_ask(const char *socket_path, const char *question,
                      struct mount_answer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
