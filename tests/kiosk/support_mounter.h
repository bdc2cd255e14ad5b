/*
 * support_mounter: a mount helper of an appliance that is pretended: a stick is in, and
 * its folder appears only while it is mounted.
 */
#ifndef TOWNLINE_SUPPORT_MOUNTER_H
#define TOWNLINE_SUPPORT_MOUNTER_H

#include <sys/types.h>

struct mounter {
    char socket[100];
    pid_t process;
};
/* The stick's files are in FOLDER/hidden; while it is mounted they are in FOLDER/stick.
 */
void mounter_begin(struct mounter *mounter, const char *folder);
void mounter_end(struct mounter *mounter);

#endif
