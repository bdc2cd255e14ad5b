/* speech_engine: the thread that speaks. */
#include "speech_engine.h"

#include "recording.h"
#include "speaker.h"
#include "stretch.h"
#include "synth.h"
#include "townline/seal.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define AHEAD_MS 300    /* that wait at the device at most */
#define LOOK_MS 20      /* between two looks at what waits there */
#define REST_MS 5000    /* without a word: then the device is given back */
#define PIECES_MAX 4096 /* that wait to be said */
#define CHUNK 1024      /* samples */

struct piece {
    char *words;
    char *recording; /* NULL: none */
    const struct voice *voice;
    struct piece *next;
};

struct engine {
    pthread_t thread;
    pthread_mutex_t lock; /* for all that follows, and for the calls of the speaker */
    pthread_cond_t changed;
    struct piece *first, **last; /* what waits to be said */
    size_t waiting;
    unsigned generation; /* goes up with each stop: what is older falls silent */
    bool busy, paused, quit;
    int rate, volume;
    struct speaker *speaker;
    struct error fault;
    struct speech_engine_figures figures;
    /* Only for the thread that speaks: */
    struct synth *synth;
    struct stretch *stretch;
    unsigned mine; /* the generation of what it says */
    double gain;
    clockid_t clock;
    double began_ms;
    bool is_first;
};

static void
free_piece(struct piece *piece)
{
    seal_text_free(piece->words); /* they may be an answer */
    free(piece->recording);
    free(piece);
}

static void
drop_waiting(struct engine *engine)
{
    while (engine->first) {
        struct piece *piece = engine->first;
        engine->first = piece->next;
        free_piece(piece);
    }
    engine->last = &engine->first;
    engine->waiting = 0;
}

static double
processor_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* Waits for a change, at most so long. The lock is held. */
static bool
wait_for_change(struct engine *engine, long ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000L;
    }
    return pthread_cond_timedwait(&engine->changed, &engine->lock, &until) != ETIMEDOUT;
}

static bool
is_over(const struct engine *engine)
{
    return engine->quit || engine->mine != engine->generation;
}

/* Hands the samples to the device as soon as there is room. False when they are not
 * wanted any more. */
static bool
hand_over(struct engine *engine, int16_t *samples, size_t count)
{
    int peak = 0;
    for (size_t i = 0; i < count; i++) {
        samples[i] = (int16_t)lrint(samples[i] * engine->gain);
        int size = abs(samples[i]);
        peak = size > peak ? size : peak;
    }
    pthread_mutex_lock(&engine->lock);
    while (!is_over(engine) && speaker_waiting_ms(engine->speaker) > AHEAD_MS) {
        wait_for_change(engine, LOOK_MS);
    }
    bool ok = !is_over(engine) && speaker_queue(engine->speaker, samples, count);
    if (ok) {
        struct speech_engine_figures *figures = &engine->figures;
        figures->samples += count;
        figures->peak = peak > figures->peak ? peak : figures->peak;
        if (engine->is_first) {
            double took = processor_ms(engine->clock) - engine->began_ms;
            figures->first_ms = fmax(figures->first_ms, took);
            engine->is_first = false;
        }
    }
    pthread_mutex_unlock(&engine->lock);
    return ok;
}

static bool
hand_over_stretched(struct engine *engine)
{
    int16_t samples[CHUNK];
    size_t count;
    while ((count = stretch_read(engine->stretch, samples, CHUNK)) > 0) {
        if (!hand_over(engine, samples, count)) {
            return false;
        }
    }
    return true;
}

static bool
on_samples(void *context, const int16_t *samples, size_t count)
{
    struct engine *engine = context;
    return stretch_write(engine->stretch, samples, count) &&
           hand_over_stretched(engine);
}

static bool
play_recording(struct engine *engine, const char *path, struct error *err)
{
    struct recording recording;
    if (!recording_load(path, synth_rate_hz(engine->synth), &recording, err)) {
        return false;
    }
    bool ok = true;
    for (size_t at = 0; ok && at < recording.count; at += CHUNK) {
        size_t left = recording.count - at;
        ok = on_samples(engine, recording.samples + at, left < CHUNK ? left : CHUNK);
    }
    recording_finish(&recording);
    return true;
}

/* Without the lock. A recording that cannot be played is spoken. */
static bool
speak(struct engine *engine, const struct piece *piece, double speed, struct error *err)
{
    struct error no_matter;
    engine->stretch = stretch_create(synth_rate_hz(engine->synth), speed);
    if (!engine->stretch) {
        return error_no_memory(err);
    }
    bool is_played =
        piece->recording && play_recording(engine, piece->recording, &no_matter);
    bool ok =
        is_played || !piece->voice ||
        synth_speak(engine->synth, piece->voice, piece->words, on_samples, engine, err);
    if (ok && stretch_flush(engine->stretch)) {
        hand_over_stretched(engine);
    }
    stretch_destroy(engine->stretch);
    engine->stretch = NULL;
    return ok;
}

/* Opens what speaking needs. Without the lock; the speaker is only set under it. */
static bool
get_ready(struct engine *engine, struct error *err)
{
    struct speaker *speaker = NULL;
    if (!engine->synth && !synth_open(&engine->synth, err)) {
        return false;
    }
    if (engine->speaker) {
        return true;
    }
    if (!speaker_open(synth_rate_hz(engine->synth), &speaker, err)) {
        return false;
    }
    pthread_mutex_lock(&engine->lock);
    engine->speaker = speaker;
    speaker_pause(speaker, engine->paused);
    pthread_mutex_unlock(&engine->lock);
    return true;
}

/* Says the first piece that waits. The lock is held, and given back meanwhile. */
static void
say_next(struct engine *engine)
{
    struct piece *piece = engine->first;
    struct error err = {0};
    engine->first = piece->next;
    if (!engine->first) {
        engine->last = &engine->first;
    }
    engine->waiting--;
    engine->busy = true;
    engine->mine = engine->generation;
    engine->gain = pow(10, speech_gain_db(engine->volume) / 20);
    double speed = speech_speed(engine->rate);
    pthread_mutex_unlock(&engine->lock);

    engine->began_ms = processor_ms(engine->clock);
    engine->is_first = true;
    bool ok = get_ready(engine, &err) && speak(engine, piece, speed, &err);
    free_piece(piece);

    pthread_mutex_lock(&engine->lock);
    engine->busy = false;
    if (!ok) {
        engine->fault = err;
        drop_waiting(engine);
    } else if (is_over(engine)) {
        engine->figures.cut++;
    } else {
        engine->figures.pieces++;
    }
}

static void *
run(void *context)
{
    struct engine *engine = context;
    pthread_getcpuclockid(pthread_self(), &engine->clock);
    pthread_mutex_lock(&engine->lock);
    while (!engine->quit) {
        if (engine->first) {
            say_next(engine);
        } else if (!engine->speaker) {
            pthread_cond_wait(&engine->changed, &engine->lock);
        } else if (!wait_for_change(engine, REST_MS) && !engine->first &&
                   !engine->paused && speaker_waiting_ms(engine->speaker) == 0) {
            struct speaker *rests = engine->speaker;
            engine->speaker = NULL;
            pthread_mutex_unlock(&engine->lock);
            speaker_close(rests);
            pthread_mutex_lock(&engine->lock);
        }
    }
    drop_waiting(engine);
    pthread_mutex_unlock(&engine->lock);
    speaker_close(engine->speaker);
    speaker_leave();
    synth_close(engine->synth);
    return NULL;
}

static bool
engine_say(void *self, const struct speech_piece *pieces, size_t count,
           struct error *err)
{
    struct engine *engine = self;
    bool ok = true;
    pthread_mutex_lock(&engine->lock);
    for (size_t i = 0; ok && i < count; i++) {
        struct piece *piece = calloc(1, sizeof *piece);
        ok = piece && engine->waiting < PIECES_MAX;
        if (ok) {
            piece->words = strdup(pieces[i].words);
            piece->recording = pieces[i].recording ? strdup(pieces[i].recording) : NULL;
            piece->voice = voice_find(pieces[i].language);
            ok = piece->words && (piece->recording || !pieces[i].recording);
        }
        if (!ok && piece) {
            free_piece(piece);
        } else if (ok) {
            *engine->last = piece;
            engine->last = &piece->next;
            engine->waiting++;
        }
    }
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
    return ok || error_no_memory(err);
}

static void
engine_stop(void *self)
{
    struct engine *engine = self;
    pthread_mutex_lock(&engine->lock);
    engine->generation++;
    drop_waiting(engine);
    engine->paused = false;
    if (engine->speaker) {
        engine->figures.dropped_ms += speaker_waiting_ms(engine->speaker);
        speaker_clear(engine->speaker);
        speaker_pause(engine->speaker, false);
    }
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
}

static void
engine_pause(void *self, bool paused)
{
    struct engine *engine = self;
    pthread_mutex_lock(&engine->lock);
    engine->paused = paused;
    if (engine->speaker) {
        speaker_pause(engine->speaker, paused);
    }
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
}

static void
engine_set(void *self, int rate, int volume)
{
    struct engine *engine = self;
    pthread_mutex_lock(&engine->lock);
    engine->rate = rate;
    engine->volume = volume;
    pthread_mutex_unlock(&engine->lock);
}

static bool
engine_is_speaking(void *self)
{
    struct engine *engine = self;
    pthread_mutex_lock(&engine->lock);
    bool is = !engine->paused &&
              (engine->first || (engine->busy && engine->mine == engine->generation) ||
               (engine->speaker && speaker_waiting_ms(engine->speaker) > 0));
    pthread_mutex_unlock(&engine->lock);
    return is;
}

static bool
engine_has_voice(void *self, const char *language)
{
    (void)self;
    return voice_find(language) != NULL;
}

static void
engine_close(void *self)
{
    struct engine *engine = self;
    pthread_mutex_lock(&engine->lock);
    engine->quit = true;
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
    pthread_join(engine->thread, NULL);
    pthread_cond_destroy(&engine->changed);
    pthread_mutex_destroy(&engine->lock);
    free(engine);
}

static const struct speech_kind kind = {
    engine_say,         engine_stop,      engine_pause, engine_set,
    engine_is_speaking, engine_has_voice, engine_close,
};

bool
speech_engine_open(struct speech *out, struct error *err)
{
    struct engine *engine = calloc(1, sizeof *engine);
    if (!engine) {
        return error_no_memory(err);
    }
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&engine->lock, NULL);
    pthread_cond_init(&engine->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    engine->last = &engine->first;
    engine->rate = SPEECH_RATE_DEFAULT;
    engine->volume = SPEECH_VOLUME_DEFAULT;
    if (pthread_create(&engine->thread, NULL, run, engine) != 0) {
        pthread_cond_destroy(&engine->changed);
        pthread_mutex_destroy(&engine->lock);
        free(engine);
        return error_set(err, ERROR_SYSTEM, "no thread can be started");
    }
    *out = (struct speech){&kind, engine};
    return true;
}

struct speech_engine_figures
speech_engine_figures(const struct speech *speech)
{
    struct engine *engine = speech->self;
    pthread_mutex_lock(&engine->lock);
    struct speech_engine_figures figures = engine->figures;
    pthread_mutex_unlock(&engine->lock);
    return figures;
}

bool
speech_engine_fault(const struct speech *speech, struct error *fault_out)
{
    if (speech->kind != &kind) {
        return false;
    }
    struct engine *engine = speech->self;
    pthread_mutex_lock(&engine->lock);
    bool failed = engine->fault.code != ERROR_NONE;
    *fault_out = engine->fault;
    engine->fault = (struct error){0};
    pthread_mutex_unlock(&engine->lock);
    return failed;
}
