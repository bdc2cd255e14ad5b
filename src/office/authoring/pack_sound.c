/* Reads the head and the samples of a .wav file (RIFF; PCM of 8, 16, 24 or 32 bits, or
 * floating point of 32). */
#include "pack_sound.h"

#include "townline/characters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHORT_S 0.2
#define SILENT_PEAK 0.01 /* of the loudest that there can be: -40 dB */

enum { FORMAT_PCM = 1, FORMAT_FLOAT = 3, FORMAT_EXTENSIBLE = 0xfffe };

struct sound {
    unsigned format, channels, bits;
    unsigned long rate_hz;
    const uint8_t *samples;
    size_t bytes;
};

static unsigned long
little_endian(const uint8_t *bytes, size_t size)
{
    unsigned long number = 0;
    for (size_t i = size; i > 0; i--) {
        number = number << 8 | bytes[i - 1];
    }
    return number;
}

static void
read_format(const uint8_t *chunk, size_t size, struct sound *out)
{
    out->format = (unsigned)little_endian(chunk, 2);
    out->channels = (unsigned)little_endian(chunk + 2, 2);
    out->rate_hz = little_endian(chunk + 4, 4);
    out->bits = (unsigned)little_endian(chunk + 14, 2);
    if (out->format == FORMAT_EXTENSIBLE && size >= 26) {
        out->format = (unsigned)little_endian(chunk + 24, 2);
    }
}

/* Goes through the chunks. A last chunk that was cut off counts as far as it goes. */
static bool
read_sound(const struct buffer *file, struct sound *out)
{
    const uint8_t *data = file->data;
    *out = (struct sound){0};
    if (file->size < 12 || memcmp(data, "RIFF", 4) != 0 ||
        memcmp(data + 8, "WAVE", 4) != 0) {
        return false;
    }
    for (size_t at = 12; at + 8 <= file->size;) {
        size_t size = little_endian(data + at + 4, 4), left = file->size - at - 8;
        size = size < left ? size : left;
        if (memcmp(data + at, "fmt ", 4) == 0 && size >= 16) {
            read_format(data + at + 8, size, out);
        } else if (memcmp(data + at, "data", 4) == 0 && !out->samples) {
            out->samples = data + at + 8;
            out->bytes = size;
        }
        at += 8 + size + (size & 1);
    }
    bool is_pcm = out->format == FORMAT_PCM && (out->bits == 8 || out->bits == 16 ||
                                                out->bits == 24 || out->bits == 32);
    bool is_float = out->format == FORMAT_FLOAT && out->bits == 32;
    return (is_pcm || is_float) && out->samples && out->channels >= 1 &&
           out->channels <= 8 && out->rate_hz >= 4000 && out->rate_hz <= 192000;
}

/* From 0 to 1. */
static double
loudness(const struct sound *sound, const uint8_t *sample)
{
    uint32_t bits = 0;
    if (sound->bits == 8) {
        return fabs(*sample - 128.0) / 128;
    }
    memcpy((uint8_t *)&bits + 4 - sound->bits / 8, sample, sound->bits / 8);
    if (sound->format == FORMAT_FLOAT) {
        float value;
        memcpy(&value, &bits, sizeof value);
        return isfinite(value) ? fabs((double)value) : 0;
    }
    return fabs((double)(int32_t)bits) / 2147483648.0;
}

void
pack_sound_check(const char *name, const struct buffer *bytes,
                 struct diagnostics *diagnostics)
{
    const struct cell_place nowhere = {"", 0, 0};
    struct sound sound;
    if (!characters_end_with_any_case(name, ".wav")) {
        return;
    }
    if (!read_sound(bytes, &sound)) {
        diagnostics_add(diagnostics, SEVERITY_WARNING, nowhere,
                        "Save it anew as .wav with 16 bits.",
                        "%.80s cannot be played; the voice speaks in its place.", name);
        return;
    }
    size_t step = sound.bits / 8, count = sound.bytes / step;
    double seconds = (double)(count / sound.channels) / (double)sound.rate_hz, peak = 0;
    for (size_t i = 0; i < count; i++) {
        peak = fmax(peak, loudness(&sound, sound.samples + i * step));
    }
    if (peak < SILENT_PEAK || seconds < SHORT_S) {
        diagnostics_add(diagnostics, SEVERITY_WARNING, nowhere, "Record it again.",
                        "%.80s is silent, or too short to be heard (%.1f s).", name,
                        seconds);
    } else if (seconds > PACK_SOUND_LONG_S) {
        diagnostics_add(diagnostics, SEVERITY_WARNING, nowhere, "Say it shorter.",
                        "%.80s takes %.0f s; residents will not wait for it.", name,
                        seconds);
    }
}
