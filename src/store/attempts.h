/*
 * attempts: wrong PINs and receipts, and the wait they earn: a minute from the fifth
 * on, doubled by each further one, a day at most. The count is on disk before the
 * answer is told. Waiting is counted in uptime, for the clock may be wrong: after a
 * restart the machine has to be up for the whole wait again.
 */
#ifndef TOWNLINE_ATTEMPTS_H
#define TOWNLINE_ATTEMPTS_H

#include "store_file.h"

struct attempts {
    const char *name; /* its row */
    uint32_t wrong;
    uint64_t since_s; /* uptime at the last wrong one */
};

bool attempts_load(struct attempts *attempts, struct database *database,
                   const char *name, struct error *err)
    __attribute__((warn_unused_result));
/* Seconds to wait yet; 0 when one may try. */
uint32_t attempts_wait_s(struct attempts *attempts, uint64_t uptime_s);
/* Also counted when the disk takes nothing, until the program ends. */
bool attempts_add(struct attempts *attempts, struct database *database,
                  uint64_t uptime_s, struct error *err)
    __attribute__((warn_unused_result));
/* After a right one. */
bool attempts_clear(struct attempts *attempts, struct database *database,
                    struct error *err) __attribute__((warn_unused_result));

#endif
