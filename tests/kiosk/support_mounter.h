/*
 * support_mounter: pretends to be the mount helper of an appliance in which there is a
 * stick. The folder of the stick can be seen only while it is mounted. The file of an
 * update holds the lines that it answers when it is to install it.
 */
#ifndef TOWNLINE_SUPPORT_MOUNTER_H
#define TOWNLINE_SUPPORT_MOUNTER_H

#include <sys/types.h>

struct mounter {
    char socket[100];
    pid_t process;
};
/* The files of the stick are in FOLDER/hidden, and in FOLDER/stick while it is mounted.
 * FOLDER/machine-clock is the last line that set the clock; where that is a folder, the
 * clock cannot be set. */
void mounter_begin(struct mounter *mounter, const char *folder);
void mounter_end(struct mounter *mounter);

#endif
