/*
 * speaker: the sound device, through SDL. Samples of one channel wait in it until they
 * are heard. For any thread, if the caller holds one lock for all calls.
 */
#ifndef TOWNLINE_SPEAKER_H
#define TOWNLINE_SPEAKER_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

struct speaker;
/* The environment's SDL_AUDIODRIVER says which driver; ERROR_SYSTEM: there is none. */
bool speaker_open(int rate_hz, struct speaker **out, struct error *err)
    __attribute__((warn_unused_result));
void speaker_close(struct speaker *speaker);
/* False: the device is gone, or memory ran out. */
bool speaker_queue(struct speaker *speaker, const int16_t *samples, size_t count)
    __attribute__((warn_unused_result));
unsigned speaker_waiting_ms(const struct speaker *speaker);
void speaker_clear(struct speaker *speaker); /* what waits is never heard */
/* A thread that called any of these calls it before it ends. */
void speaker_leave(void);
/* What waits is heard later, or now. */
void speaker_pause(struct speaker *speaker, bool paused);

#endif
