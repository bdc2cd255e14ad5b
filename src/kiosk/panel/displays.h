/*
 * displays: which displays are connected, as the kernel says in /sys/class/drm. SDL
 * looks for them once, when it draws without a desktop; so a display that was pulled
 * out and put back, or another one, needs a new window.
 */
#ifndef TOWNLINE_DISPLAYS_H
#define TOWNLINE_DISPLAYS_H

#include <stdbool.h>
#include <stdint.h>

#define DISPLAYS_FOLDER "/sys/class/drm"
#define DISPLAYS_LOOK_MS 2000 /* between two looks */

struct displays {
    const char *folder; /* borrowed; NULL: nobody looks */
    uint64_t due_ms;
    uint64_t connected; /* a hash of their names */
};

/* Looks for the first time. */
void displays_init(struct displays *displays, const char *folder, uint64_t now_ms);
/* Whether other displays are connected than before, and one at least. While none is,
 * nothing has changed: there is nothing to draw on. */
bool displays_have_changed(struct displays *displays, uint64_t now_ms);

#endif
