/*
 * stick_state: what an open stick holds, for the files of stick alone.
 */
#ifndef TOWNLINE_STICK_STATE_H
#define TOWNLINE_STICK_STATE_H

#include "townline/kiosk_file.h"
#include "townline/stick.h"

#define STICK_PATH_MAX_BYTES 1024

struct stick {
    int root;
    char path[STICK_PATH_MAX_BYTES]; /* where the stick is mounted */
    struct kiosk_file kiosk;
    char own[STICK_NAME_MAX_BYTES + 10]; /* "library-3fa29c01" */
    /* with the folder above it */
    char folder[sizeof STICK_TOP + STICK_NAME_MAX_BYTES + 10];
};

#endif
