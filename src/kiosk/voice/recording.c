/* recording: reads a .wav file and brings it to the engine's rate. */
#include "recording.h"

#include <SDL2/SDL.h>
#include <string.h>
#include <sys/stat.h>

bool
recording_can_be(const char *name)
{
    size_t size = strlen(name);
    return size > 4 && strcmp(name + size - 4, ".wav") == 0;
}

/* Brings the samples of the file to one channel at the rate. Takes them over. */
static bool
convert(const SDL_AudioSpec *spec, Uint8 *bytes, Uint32 size, int rate_hz,
        struct recording *out)
{
    SDL_AudioCVT cvt;
    int needs = SDL_BuildAudioCVT(&cvt, spec->format, spec->channels, spec->freq,
                                  AUDIO_S16SYS, 1, rate_hz);
    cvt.len = (int)size;
    cvt.buf = needs >= 0 ? SDL_malloc((size_t)size * (size_t)cvt.len_mult + 1) : NULL;
    if (!cvt.buf) {
        SDL_FreeWAV(bytes);
        return false;
    }
    memcpy(cvt.buf, bytes, size);
    SDL_FreeWAV(bytes);
    if (needs > 0 && SDL_ConvertAudio(&cvt) != 0) {
        SDL_free(cvt.buf);
        return false;
    }
    size_t end = needs > 0 ? (size_t)cvt.len_cvt : size;
    *out = (struct recording){(int16_t *)(void *)cvt.buf, end / sizeof(int16_t)};
    return true;
}

bool
recording_load(const char *path, int rate_hz, struct recording *out, struct error *err)
{
    struct stat about;
    SDL_AudioSpec spec;
    Uint8 *bytes = NULL;
    Uint32 size = 0;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) {
        return error_set(err, ERROR_MISSING, "%s is not there", path);
    }
    if ((uint64_t)about.st_size > RECORDING_MAX_BYTES ||
        !SDL_LoadWAV(path, &spec, &bytes, &size) ||
        !convert(&spec, bytes, size, rate_hz, out)) {
        return error_set(err, ERROR_INPUT, "%s is no .wav that can be played", path);
    }
    return true;
}

void
recording_finish(struct recording *recording)
{
    SDL_free(recording->samples);
    *recording = (struct recording){0};
}
