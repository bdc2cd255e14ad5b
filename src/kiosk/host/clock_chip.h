/*
 * clock_chip: whether the machine's time comes from a chip that keeps it without power,
 * as the kernel tells in /sys. A chip with an empty battery is there all the same, and
 * one that was never set runs all the same; neither kept the time.
 */
#ifndef TOWNLINE_CLOCK_CHIP_H
#define TOWNLINE_CLOCK_CHIP_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_CHIP_FOLDER "/sys/class/rtc/rtc0"

/* True when the kernel took its time from the chip at the start, and the chip still
 * says what the machine's clock says, `now_s`, to the day. They differ where the
 * machine found the chip's time too early and went on from what it had noted itself. */
bool clock_chip_kept_time(const char *folder, int64_t now_s);

#endif
