/* synth: the one file that calls libespeak-ng. */
#include "synth.h"

#include <espeak-ng/speak_lib.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_MS 60
/* Of 200. At 80 the loudest vowels reach what a sample can hold. */
#define AMPLITUDE 66

struct synth {
    int rate_hz;
    const struct voice *voice; /* that is set now */
    synth_samples *on_samples;
    void *context;
    bool stopped;
};

/* espeak-ng hands a pointer of its caller to the callback only within events, which
 * may be absent, so the synth that speaks is kept here. */
static struct synth *speaking;

static int
on_chunk(short *samples, int count, espeak_EVENT *events)
{
    (void)events;
    struct synth *synth = speaking;
    if (!synth || synth->stopped) {
        return 1;
    }
    if (samples && count > 0) {
        synth->stopped = !synth->on_samples(synth->context, samples, (size_t)count);
    }
    return synth->stopped ? 1 : 0;
}

/* AUDIO_OUTPUT_SYNCHRONOUS: the samples come from the thread that speaks. The library's
 * own threads took seconds to stop. They are begun all the same, and to end them may
 * wait forever, so the library stays as it is until the program ends. */
static int
start_engine(void)
{
    static int rate_hz;
    if (rate_hz <= 0) {
        rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, CHUNK_MS, NULL,
                                    espeakINITIALIZE_DONT_EXIT);
    }
    return rate_hz;
}

bool
synth_open(struct synth **out, struct error *err)
{
    struct synth *synth = calloc(1, sizeof *synth);
    if (!synth) {
        return error_no_memory(err);
    }
    synth->rate_hz = start_engine();
    if (synth->rate_hz <= 0) {
        free(synth);
        return error_set(err, ERROR_MISSING,
                         "the voices are not installed: install espeak-ng-data");
    }
    espeak_SetSynthCallback(on_chunk);
    *out = synth;
    return true;
}

void
synth_close(struct synth *synth)
{
    free(synth);
}

int
synth_rate_hz(const struct synth *synth)
{
    return synth->rate_hz;
}

static bool
take_voice(struct synth *synth, const struct voice *voice, struct error *err)
{
    if (synth->voice == voice) {
        return true;
    }
    synth->voice = NULL;
    if (espeak_SetVoiceByName(voice->name) != EE_OK) {
        return error_set(err, ERROR_MISSING, "espeak-ng has no voice %s", voice->name);
    }
    espeak_SetParameter(espeakRATE, voice->engine_wpm, 0);
    espeak_SetParameter(espeakVOLUME, AMPLITUDE, 0);
    synth->voice = voice;
    return true;
}

bool
synth_speak(struct synth *synth, const struct voice *voice, const char *words,
            synth_samples *on_samples, void *context, struct error *err)
{
    if (!take_voice(synth, voice, err)) {
        return false;
    }
    synth->on_samples = on_samples;
    synth->context = context;
    synth->stopped = false;
    speaking = synth;
    espeak_ERROR fault = espeak_Synth(words, strlen(words) + 1, 0, POS_CHARACTER, 0,
                                      espeakCHARS_UTF8, NULL, NULL);
    speaking = NULL;
    return fault == EE_OK ||
           error_set(err, ERROR_SYSTEM, "the words could not be spoken");
}
