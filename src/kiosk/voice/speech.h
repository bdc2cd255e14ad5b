/*
 * speech: says words. One of two kinds: the engine (speech_engine.h), which is heard,
 * and the log (speech_log.h), which tests read. Nobody else need know which it is.
 *
 * For one thread, the one that owns the kiosk; the engine has a thread of its own,
 * which nobody sees.
 */
#ifndef TOWNLINE_SPEECH_H
#define TOWNLINE_SPEECH_H

#include "townline/error.h"

#include <stddef.h>

/* Steps of speed, from half to twice, and of loudness, 6 dB each. */
#define SPEECH_RATES 7
#define SPEECH_RATE_DEFAULT 2
#define SPEECH_VOLUMES 15
#define SPEECH_VOLUME_DEFAULT 8
/* How much faster than usual speech is at a step: 1 at the default. */
double speech_speed(int rate);
/* How much softer than the loudest that the device can do, in dB: 0 or less. */
double speech_gain_db(int volume);

struct speech_piece {
    const char *words;
    const char *language;  /* BCP 47 */
    const char *recording; /* the file that is heard instead; NULL: none */
};

struct speech_kind {
    /* All of these are there. Says the pieces one after the other, after what is being
     * said. Everything is copied. False when it cannot be said. */
    bool (*say)(void *self, const struct speech_piece *pieces, size_t count,
                struct error *err);
    /* Silence within 100 ms, and none of what was to be said is said. */
    void (*stop)(void *self);
    void (*pause)(void *self, bool paused); /* goes on where it was */
    void (*set)(void *self, int rate, int volume);
    /* Something is heard, or will be; false while it is paused. */
    bool (*is_speaking)(void *self);
    bool (*has_voice)(void *self, const char *language);
    void (*close)(void *self);
};

struct speech {
    const struct speech_kind *kind; /* NULL: nothing can be said */
    void *self;
};

bool speech_say(const struct speech *speech, const struct speech_piece *pieces,
                size_t count, struct error *err) __attribute__((warn_unused_result));
/* These do nothing, and answer false, where nothing can be said. */
void speech_stop(const struct speech *speech);
void speech_pause(const struct speech *speech, bool paused);
void speech_set(const struct speech *speech, int rate, int volume);
bool speech_is_speaking(const struct speech *speech);
bool speech_has_voice(const struct speech *speech, const char *language);
void speech_close(struct speech *speech);

#endif
