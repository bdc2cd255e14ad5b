/* speaker: queues samples at SDL's sound device. */
#include "speaker.h"

#include <SDL2/SDL.h>
#include <stdlib.h>

#define BLOCK_SAMPLES 512 /* 23 ms: what is still heard after speaker_clear */

struct speaker {
    SDL_AudioDeviceID device;
    int rate_hz;
};

bool
speaker_open(int rate_hz, struct speaker **out, struct error *err)
{
    struct speaker *speaker = calloc(1, sizeof *speaker);
    if (!speaker) {
        return error_no_memory(err);
    }
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        error_set(err, ERROR_SYSTEM, "there is no sound: %s", SDL_GetError());
        free(speaker);
        return false;
    }
    const SDL_AudioSpec wanted = {.freq = rate_hz,
                                  .format = AUDIO_S16SYS,
                                  .channels = 1,
                                  .samples = BLOCK_SAMPLES};
    SDL_AudioSpec got;
    speaker->rate_hz = rate_hz;
    speaker->device = SDL_OpenAudioDevice(NULL, 0, &wanted, &got, 0);
    if (speaker->device == 0) {
        error_set(err, ERROR_SYSTEM, "there is no sound: %s", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        free(speaker);
        return false;
    }
    SDL_PauseAudioDevice(speaker->device, 0);
    *out = speaker;
    return true;
}

void
speaker_close(struct speaker *speaker)
{
    if (speaker) {
        SDL_CloseAudioDevice(speaker->device);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        free(speaker);
    }
}

bool
speaker_queue(struct speaker *speaker, const int16_t *samples, size_t count)
{
    return SDL_QueueAudio(speaker->device, samples,
                          (Uint32)(count * sizeof *samples)) == 0;
}

unsigned
speaker_waiting_ms(const struct speaker *speaker)
{
    Uint64 samples = SDL_GetQueuedAudioSize(speaker->device) / sizeof(int16_t);
    return (unsigned)(samples * 1000 / (Uint64)speaker->rate_hz);
}

void
speaker_clear(struct speaker *speaker)
{
    SDL_ClearQueuedAudio(speaker->device);
}

void
speaker_pause(struct speaker *speaker, bool paused)
{
    SDL_PauseAudioDevice(speaker->device, paused ? 1 : 0);
}

void
speaker_leave(void)
{
    SDL_TLSCleanup();
}
