/*
 * reset_numbers: the number of the newest PIN reset that was made for each kiosk. A
 * kiosk takes a reset only when its number is higher than that of the one before. The
 * number is the time in seconds, or one more than the last when that is higher: so an
 * office whose clock was once far ahead can make resets all the same. They are kept in
 * a file beside the office's keys, with the ending below: a line a kiosk, "KEY NUMBER".
 */
#ifndef RESET_NUMBERS_H
#define RESET_NUMBERS_H

#include "townline/error.h"
#include "townline/seal.h"

#include <stdbool.h>
#include <stdint.h>

#define RESET_NUMBERS_ENDING ".pin-resets"

/* The next number for this kiosk, which is kept before it is given out. `keys` is the
 * path of the office's secret file; `now_s` is the time. */
bool reset_numbers_draw(const char *keys, const struct sign_public *kiosk,
                        uint64_t now_s, uint64_t *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
