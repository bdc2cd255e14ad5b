/*
 * headset: whether one is plugged into the jack, as the kernel says it on an input
 * device (SW_HEADPHONE_INSERT). SDL does not tell of it. For one thread.
 */
#ifndef TOWNLINE_HEADSET_H
#define TOWNLINE_HEADSET_H

#include <stdbool.h>

struct headset;
/* Looks through the event devices of the folder, "/dev/input". NULL: none of them is a
 * jack, or none may be read. */
struct headset *headset_open(const char *folder);
void headset_close(struct headset *headset); /* takes NULL */
/* Whether it is in now. False for NULL, and when the device is gone. */
bool headset_is_in(struct headset *headset);

#endif
