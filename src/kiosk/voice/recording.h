/*
 * recording: what somebody said, from a .wav file of a pack. For any thread.
 */
#ifndef TOWNLINE_RECORDING_H
#define TOWNLINE_RECORDING_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define RECORDING_MAX_BYTES ((size_t)32 << 20) /* about six minutes at 44.1 kHz */

struct recording {
    int16_t *samples; /* owned */
    size_t count;
};
/* Whether the name is one that can be played: it ends with .wav. */
bool recording_can_be(const char *name);
/* Loads it as one channel at this rate. ERROR_INPUT: it is no sound that can be played.
 */
bool recording_load(const char *path, int rate_hz, struct recording *out,
                    struct error *err) __attribute__((warn_unused_result));
void recording_finish(struct recording *recording); /* takes a zeroed struct */

#endif
