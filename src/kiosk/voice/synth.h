/*
 * synth: turns words into samples with libespeak-ng. The library has one state for the
 * whole program, so there is one synth at a time. It is used by one thread; another
 * thread may open and close it while no words are being spoken.
 */
#ifndef TOWNLINE_SYNTH_H
#define TOWNLINE_SYNTH_H

#include "townline/error.h"
#include "townline/voices.h"

#include <stddef.h>
#include <stdint.h>

struct synth;
/* ERROR_MISSING: the data of espeak-ng is not installed. */
bool synth_open(struct synth **out, struct error *err)
    __attribute__((warn_unused_result));
void synth_close(struct synth *synth);

int synth_rate_hz(const struct synth *synth); /* of the samples; one channel */

/* Called with some more samples, at most 100 ms of them. False ends the speech. */
typedef bool synth_samples(void *context, const int16_t *samples, size_t count);
/* Speaks the words and returns when all samples were given, or on_samples said that it
 * is enough, which is no failure. */
bool synth_speak(struct synth *synth, const struct voice *voice, const char *words,
                 synth_samples *on_samples, void *context, struct error *err)
    __attribute__((warn_unused_result));

#endif
