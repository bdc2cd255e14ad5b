/*
 * machine_clock: the clock of an appliance, with the chip that keeps it while the
 * machine is without power. The kiosk may set neither; the mount helper does
 * (src/transfer/mount_helper.h).
 */
#ifndef TOWNLINE_MACHINE_CLOCK_H
#define TOWNLINE_MACHINE_CLOCK_H

#include "townline/error.h"

#include <stdint.h>

/* Sets it to so many seconds since 1970-01-01. Waits for the answer, some seconds at
 * most. ERROR_SYSTEM: the helper did not, and the clock is as it was. */
bool machine_clock_set(const char *socket_path, int64_t seconds, struct error *err)
    __attribute__((warn_unused_result));

#endif
