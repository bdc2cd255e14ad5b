/*
 * support_frames: the moving code of a bundle, as pictures and as films of them, which
 * ffmpeg encodes.
 */
#ifndef SUPPORT_FRAMES_H
#define SUPPORT_FRAMES_H

#include "support_office.h"

struct frames {
    const struct buffer *bundle;
    size_t count;     /* of frames in the stream */
    size_t step;      /* 2: every other one is lost */
    bool is_shuffled; /* names that have nothing to do with the order */
    size_t first;     /* number of the first picture where not shuffled */
};
/* Draws them into a folder of the office's, "0000.png" and so on; how many. */
size_t frames_draw(const struct office *office, const char *folder,
                   const struct frames *frames);
/* Films the pictures of a folder, shown at 15 a second, as a film `name`, with these
 * words for ffmpeg. */
void frames_film(const struct office *office, const char *folder, const char *name,
                 const char *words);
/* Any words for ffmpeg, which runs in the office's folder. */
void frames_ffmpeg(const struct office *office, const char *words);

#endif
