/*
 * storage_risk: tells whether a power cut can harm the folder with the answers, by the
 * kernel's list of mounts (proc(5), /proc/PID/mountinfo). Pure.
 */
#ifndef TOWNLINE_STORAGE_RISK_H
#define TOWNLINE_STORAGE_RISK_H

enum storage_risk {
    STORAGE_SAFE,
    STORAGE_UNKNOWN,   /* the list does not have it */
    STORAGE_FAT,       /* vfat or exfat: without a journal, so files may be lost */
    STORAGE_WRITEBACK, /* ext with data=writeback or without barriers */
    STORAGE_MEMORY,    /* tmpfs: gone when the power is cut */
    STORAGE_READ_ONLY
};

/* `major` and `minor` are the device of the folder, as stat gives it. `list` is the
 * text of the list and may hold anything. */
enum storage_risk storage_risk_of(const char *list, unsigned major, unsigned minor);

#endif
