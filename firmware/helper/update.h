/*
 * update: installs a signed bundle from the stick with RAUC, which checks whose it is
 * and writes it into the slot that is not in use.
 */
#ifndef TOWNLINE_UPDATE_H
#define TOWNLINE_UPDATE_H

#include "stick_mount.h"

#define UPDATE_WORDS_BYTES 256

struct update_options {
    const struct stick_mount_options *sticks;
    const char *at;   /* where the stick is mounted meanwhile: only root's to write */
    const char *rauc; /* the program */
};
struct update_result {
    bool installed;
    /* the version that was installed, or why not: a word such as "signature", then what
     * RAUC said; one line of ASCII */
    char words[UPDATE_WORDS_BYTES];
};

/* `path` is a bundle on the mounted stick. Lets go of the stick first, which fails when
 * the kiosk has a file open on it, and leaves it unmounted. Writes "progress N" lines
 * to `to`; when nobody reads them, it goes on. */
void update_install(const struct update_options *options, const char *path, int to,
                    struct update_result *out);

#endif
