/*
 * speech_engine: speech that is heard. A thread of its own turns words into samples
 * (synth.h) or reads a recording, sets their speed (stretch.h) and their loudness, and
 * hands them to the sound device (speaker.h), never more than a third of a second
 * ahead. Both are opened when something is said for the first time; the device is given
 * back when nothing was said for a while.
 */
#ifndef TOWNLINE_SPEECH_ENGINE_H
#define TOWNLINE_SPEECH_ENGINE_H

#include "speech.h"

/* What was measured since the engine was opened, for tests. */
struct speech_engine_figures {
    unsigned long long samples;    /* handed to the device */
    unsigned long long dropped_ms; /* of them: cut off before they were heard */
    unsigned pieces;               /* spoken to their end */
    unsigned cut;                  /* ended by stop */
    int peak;                      /* the largest sample; 32767 may be clipped */
    double first_ms; /* time of the processor from say to the first samples, worst */
};

bool speech_engine_open(struct speech *out, struct error *err)
    __attribute__((warn_unused_result));
struct speech_engine_figures speech_engine_figures(const struct speech *speech);
/* Why nothing could be said since the last call; false: nothing failed. */
bool speech_engine_fault(const struct speech *speech, struct error *fault_out);

#endif
