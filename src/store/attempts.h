/*
 * attempts: counts wrong PINs and receipts, and the wait that follows them: a minute
 * from the fifth on, doubled by each further one, at most a day. The count is on disk
 * before anybody is told that a try was wrong, so switching the kiosk off gives no free
 * tries. The wait is counted in uptime, since the clock may be wrong: after a restart
 * the machine has to be up for the whole wait again.
 */
#ifndef TOWNLINE_ATTEMPTS_H
#define TOWNLINE_ATTEMPTS_H

#include "store_file.h"

struct attempts {
    const char *name; /* the name of its row */
    uint32_t wrong;
    uint64_t since_s; /* uptime when the last wrong one came */
};

bool attempts_load(struct attempts *attempts, struct database *database,
                   const char *name, struct error *err)
    __attribute__((warn_unused_result));
/* How many seconds one still has to wait; 0 when one may try. */
uint32_t attempts_wait_s(struct attempts *attempts, uint64_t uptime_s);
/* Counts a wrong one. When the disk cannot be written to, it counts until the program
 * ends. */
bool attempts_add(struct attempts *attempts, struct database *database,
                  uint64_t uptime_s, struct error *err)
    __attribute__((warn_unused_result));
/* Forgets the wrong ones, after a right one. */
bool attempts_clear(struct attempts *attempts, struct database *database,
                    struct error *err) __attribute__((warn_unused_result));

#endif
