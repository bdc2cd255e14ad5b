/*
 * window_loop: the kiosk in its window, until staff close it: shows what changed, waits
 * for fingers and keys, lets time pass. Why the station rests, or what it could not
 * show, goes to the standard error output.
 */
#ifndef TOWNLINE_WINDOW_LOOP_H
#define TOWNLINE_WINDOW_LOOP_H

#include "kiosk.h"

#include <signal.h>

/* Opens the window and the store. It ends when staff close the kiosk, or when a signal
 * has set `stop_asked`. */
bool window_loop_run(struct kiosk *kiosk, const volatile sig_atomic_t *stop_asked,
                     struct error *err) __attribute__((warn_unused_result));

#endif
