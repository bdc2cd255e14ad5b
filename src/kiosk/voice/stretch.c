/* stretch: the one file that calls libsonic. */
#include "stretch.h"

#include <sonic.h>
#include <stdlib.h>

struct stretch {
    sonicStream stream;
};

struct stretch *
stretch_create(int rate_hz, double speed)
{
    struct stretch *stretch = calloc(1, sizeof *stretch);
    if (!stretch) {
        return NULL;
    }
    stretch->stream = sonicCreateStream(rate_hz, 1);
    if (!stretch->stream) {
        free(stretch);
        return NULL;
    }
    sonicSetSpeed(stretch->stream, (float)speed);
    return stretch;
}

void
stretch_destroy(struct stretch *stretch)
{
    if (stretch) {
        sonicDestroyStream(stretch->stream);
        free(stretch);
    }
}

#define WRITTEN_MAX 4096

bool
stretch_write(struct stretch *stretch, const int16_t *samples, size_t count)
{
    short piece[WRITTEN_MAX]; /* sonic takes samples that are not const */
    while (count > 0) {
        size_t some = count < WRITTEN_MAX ? count : WRITTEN_MAX;
        for (size_t i = 0; i < some; i++) {
            piece[i] = samples[i];
        }
        if (!sonicWriteShortToStream(stretch->stream, piece, (int)some)) {
            return false;
        }
        samples += some;
        count -= some;
    }
    return true;
}

bool
stretch_flush(struct stretch *stretch)
{
    return sonicFlushStream(stretch->stream) != 0;
}

size_t
stretch_read(struct stretch *stretch, int16_t *out, size_t max)
{
    int read = sonicReadShortFromStream(stretch->stream, out, (int)max);
    return read > 0 ? (size_t)read : 0;
}
