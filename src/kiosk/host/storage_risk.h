/*
 * storage_risk: whether the folder of the answers lies where a power cut cannot harm
 * them, by the kernel's list of mounts (proc(5), /proc/PID/mountinfo). Pure.
 */
#ifndef TOWNLINE_STORAGE_RISK_H
#define TOWNLINE_STORAGE_RISK_H

enum storage_risk {
    STORAGE_SAFE,
    STORAGE_UNKNOWN,   /* the list says nothing of it */
    STORAGE_FAT,       /* vfat, exfat: no journal, files may be lost */
    STORAGE_WRITEBACK, /* ext with data=writeback, or without barriers */
    STORAGE_MEMORY,    /* tmpfs: gone without power */
    STORAGE_READ_ONLY
};

/* The device is that of the folder (stat); `list` is text of any contents. */
enum storage_risk storage_risk_of(const char *list, unsigned major, unsigned minor);

#endif
