/* speech_file: puts samples behind the head of a .wav file. */
#include "speech_file.h"

#include "recording.h"
#include "synth.h"
#include "townline/buffer.h"
#include "townline/file.h"

#include <string.h>

#define HEAD_BYTES 44
#define PAUSE_MS 350 /* between two pieces */

static bool
add_samples(void *context, const int16_t *samples, size_t count)
{
    struct buffer *out = context;
    for (size_t i = 0; i < count; i++) {
        buffer_add_u8(out, (uint8_t)((uint16_t)samples[i] & 0xFF));
        buffer_add_u8(out, (uint8_t)((uint16_t)samples[i] >> 8));
    }
    return !out->failed;
}

static void
add_little(struct buffer *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        buffer_add_u8(out, (uint8_t)(value >> (8 * i)));
    }
}

/* RIFF, one channel of 16 bits. */
static void
add_head(struct buffer *out, uint32_t rate_hz, uint32_t bytes)
{
    buffer_add(out, "RIFF", 4);
    add_little(out, bytes + HEAD_BYTES - 8, 4);
    buffer_add(out, "WAVEfmt ", 8);
    add_little(out, 16, 4);
    add_little(out, 1, 2);
    add_little(out, 1, 2);
    add_little(out, rate_hz, 4);
    add_little(out, rate_hz * 2, 4);
    add_little(out, 2, 2);
    add_little(out, 16, 2);
    buffer_add(out, "data", 4);
    add_little(out, bytes, 4);
}

static bool
speak(struct synth *synth, const struct speech_piece *piece, struct buffer *out,
      struct error *err)
{
    struct recording recording;
    const struct voice *voice = voice_find(piece->language);
    if (piece->recording) {
        if (!recording_load(piece->recording, synth_rate_hz(synth), &recording, err)) {
            return false;
        }
        add_samples(out, recording.samples, recording.count);
        recording_finish(&recording);
    } else if (voice &&
               !synth_speak(synth, voice, piece->words, add_samples, out, err)) {
        return false;
    }
    size_t silence =
        piece->recording || voice ? (size_t)synth_rate_hz(synth) * PAUSE_MS / 1000 : 0;
    for (size_t i = 0; i < 2 * silence; i++) {
        buffer_add_u8(out, 0);
    }
    return !out->failed || error_no_memory(err);
}

bool
speech_file_save(const char *path, const struct speech_piece *pieces, size_t count,
                 double *seconds_out, struct error *err)
{
    struct synth *synth;
    struct buffer samples, head;
    if (!synth_open(&synth, err)) {
        return false;
    }
    buffer_init(&samples, SPEECH_FILE_MAX_BYTES);
    buffer_init(&head, SPEECH_FILE_MAX_BYTES + HEAD_BYTES);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = speak(synth, &pieces[i], &samples, err);
    }
    *seconds_out = (double)samples.size / 2 / synth_rate_hz(synth);
    if (ok && samples.size > 0) {
        add_head(&head, (uint32_t)synth_rate_hz(synth), (uint32_t)samples.size);
        buffer_add(&head, samples.data, samples.size);
        const struct file_content content = {.data = head.data,
                                             .size = head.size,
                                             .mode = 0644,
                                             .existing = FILE_REPLACE};
        ok = head.failed ? error_no_memory(err) : file_save(path, &content, err);
    }
    buffer_finish(&samples);
    buffer_finish(&head);
    synth_close(synth);
    return ok;
}
