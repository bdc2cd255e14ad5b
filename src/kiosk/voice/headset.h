/*
 * headset: whether one is plugged into a jack, as the kernel says it on an input device
 * (SW_HEADPHONE_INSERT). SDL does not tell of it. There may be several, one of the
 * board and one of a keypad at USB, which may come and go while the program runs. A
 * keypad that tells of its socket by the code of a key is heard of in listening.h. For
 * one thread.
 */
#ifndef TOWNLINE_HEADSET_H
#define TOWNLINE_HEADSET_H

#include <stdbool.h>

struct headset;
/* Looks through the event devices of the folder, "/dev/input". NULL: there is no such
 * folder, or no memory. */
struct headset *headset_open(const char *folder);
void headset_close(struct headset *headset); /* takes NULL */
/* Whether there is a jack at all now. False for NULL. */
bool headset_has_jack(const struct headset *headset);
/* Whether one is in now. False for NULL. Call it again and again: it looks for jacks
 * that came, too. */
bool headset_is_in(struct headset *headset);

#endif
