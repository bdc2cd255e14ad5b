/*
 * speech_file: writes speech as a .wav file, as fast as it can be made, for people who
 * listen to a pack before it goes out. For one thread, while no engine speaks.
 */
#ifndef TOWNLINE_SPEECH_FILE_H
#define TOWNLINE_SPEECH_FILE_H

#include "speech.h"

#define SPEECH_FILE_MAX_BYTES ((size_t)256 << 20)

/* At the usual speed and as loud as it can be. What has neither a voice nor a recording
 * is left out; where nothing is left, no file is written. `seconds_out` is how long it
 * is. */
bool speech_file_save(const char *path, const struct speech_piece *pieces, size_t count,
                      double *seconds_out, struct error *err)
    __attribute__((warn_unused_result));

#endif
