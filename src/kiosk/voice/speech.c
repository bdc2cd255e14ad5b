/* speech: hands each call to the kind that speaks. */
#include "speech.h"

#define VOLUME_STEP_DB 6
/* A device that is as loud as most is about 88 dB loud at its loudest, at the ear. The
 * steps above that are as loud as it can be. */
#define DEVICE_MAX_DB 88
#define LOUDEST_DB 100

double
speech_speed(int rate)
{
    static const double speeds[SPEECH_RATES] = {0.5, 0.75, 1, 1.25, 1.5, 1.75, 2};
    int at = rate < 0 ? 0 : rate >= SPEECH_RATES ? SPEECH_RATES - 1 : rate;
    return speeds[at];
}

double
speech_gain_db(int volume)
{
    int at = volume < 0 ? 0 : volume >= SPEECH_VOLUMES ? SPEECH_VOLUMES - 1 : volume;
    int wanted_db = LOUDEST_DB - (SPEECH_VOLUMES - 1 - at) * VOLUME_STEP_DB;
    return wanted_db < DEVICE_MAX_DB ? wanted_db - DEVICE_MAX_DB : 0;
}

bool
speech_say(const struct speech *speech, const struct speech_piece *pieces, size_t count,
           struct error *err)
{
    return speech->kind ? speech->kind->say(speech->self, pieces, count, err)
                        : error_set(err, ERROR_MISSING, "there is no voice");
}

void
speech_stop(const struct speech *speech)
{
    if (speech->kind) {
        speech->kind->stop(speech->self);
    }
}

void
speech_pause(const struct speech *speech, bool paused)
{
    if (speech->kind) {
        speech->kind->pause(speech->self, paused);
    }
}

void
speech_set(const struct speech *speech, int rate, int volume)
{
    if (speech->kind) {
        speech->kind->set(speech->self, rate, volume);
    }
}

bool
speech_is_speaking(const struct speech *speech)
{
    return speech->kind && speech->kind->is_speaking(speech->self);
}

bool
speech_has_voice(const struct speech *speech, const char *language)
{
    return speech->kind && speech->kind->has_voice(speech->self, language);
}

void
speech_close(struct speech *speech)
{
    if (speech->kind) {
        speech->kind->close(speech->self);
    }
    *speech = (struct speech){0};
}
