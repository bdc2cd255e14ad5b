/*
 * stretch: makes speech slower or faster without changing its pitch, with libsonic, for
 * engine and recordings alike. For one thread.
 */
#ifndef TOWNLINE_STRETCH_H
#define TOWNLINE_STRETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stretch;
/* Of one channel; `speed` 2 is twice as fast. NULL when memory ran out. */
struct stretch *stretch_create(int rate_hz, double speed)
    __attribute__((warn_unused_result));
void stretch_destroy(struct stretch *stretch);
/* Takes more samples. False when memory ran out. */
bool stretch_write(struct stretch *stretch, const int16_t *samples, size_t count)
    __attribute__((warn_unused_result));
/* No more samples will come: what is held back can be read. */
bool stretch_flush(struct stretch *stretch) __attribute__((warn_unused_result));
/* Gives at most `max` samples; 0: there are none yet. */
size_t stretch_read(struct stretch *stretch, int16_t *out, size_t max);

#endif
