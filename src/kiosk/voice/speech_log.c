/* speech_log: writes down what would be said. */
#include "speech_log.h"

#include "townline/buffer.h"
#include "townline/voices.h"

#include <stdlib.h>
#include <string.h>

#define LOG_MAX_BYTES ((size_t)32 << 20)
#define MS_PER_LETTER 80 /* about 125 words a minute */

struct log {
    struct speech_log_options options;
    struct buffer text;
    uint64_t until_ms; /* speaks until then */
    uint64_t left_ms;  /* while it is paused: what is still to be said */
    bool paused;
    int rate, volume;
};

static uint64_t
now_ms(const struct log *log)
{
    return log->options.now_ms(log->options.context);
}

static bool
log_is_speaking(void *self)
{
    const struct log *log = self;
    return !log->paused && now_ms(log) < log->until_ms;
}

static bool
log_say(void *self, const struct speech_piece *pieces, size_t count, struct error *err)
{
    struct log *log = self;
    uint64_t now = now_ms(log);
    if (log->until_ms < now) {
        log->until_ms = now;
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = pieces[i].recording ? strrchr(pieces[i].recording, '/') : "";
        name = name && *name ? name + 1 : pieces[i].recording;
        buffer_add_format(&log->text, name ? "%s [%s]: " : "%s: ", pieces[i].language,
                          name ? name : "");
        for (const char *at = pieces[i].words; *at; at++) {
            buffer_add_u8(&log->text, (uint8_t)(*at == '\n' ? ' ' : *at));
        }
        buffer_add_u8(&log->text, '\n');
        uint64_t ms = (uint64_t)strlen(pieces[i].words) * MS_PER_LETTER;
        log->until_ms += (uint64_t)((double)ms / speech_speed(log->rate));
    }
    return !log->text.failed || error_no_memory(err);
}

static void
log_stop(void *self)
{
    struct log *log = self;
    if (log_is_speaking(log) || log->paused) {
        buffer_add_format(&log->text, "-\n");
    }
    log->paused = false;
    log->until_ms = 0;
}

static void
log_pause(void *self, bool paused)
{
    struct log *log = self;
    uint64_t now = now_ms(log);
    if (paused && !log->paused) {
        log->left_ms = log->until_ms > now ? log->until_ms - now : 0;
    } else if (!paused && log->paused) {
        log->until_ms = now + log->left_ms;
    }
    log->paused = paused;
}

static void
log_set(void *self, int rate, int volume)
{
    struct log *log = self;
    log->rate = rate;
    log->volume = volume;
}

static bool
log_has_voice(void *self, const char *language)
{
    const struct log *log = self;
    return log->options.has_all_voices || voice_find(language);
}

static void
log_close(void *self)
{
    struct log *log = self;
    buffer_finish(&log->text);
    free(log);
}

static const struct speech_kind kind = {
    log_say, log_stop, log_pause, log_set, log_is_speaking, log_has_voice, log_close,
};

bool
speech_log_open(const struct speech_log_options *options, struct speech *out,
                struct error *err)
{
    struct log *log = calloc(1, sizeof *log);
    if (!log) {
        return error_no_memory(err);
    }
    log->options = *options;
    log->rate = SPEECH_RATE_DEFAULT;
    log->volume = SPEECH_VOLUME_DEFAULT;
    buffer_init(&log->text, LOG_MAX_BYTES);
    *out = (struct speech){&kind, log};
    return true;
}

const char *
speech_log_text(const struct speech *speech)
{
    struct log *log = speech->self;
    buffer_add_u8(&log->text, 0);
    if (log->text.failed) {
        return "";
    }
    log->text.size--;
    return (const char *)log->text.data;
}

void
speech_log_forget(const struct speech *speech)
{
    struct log *log = speech->self;
    log->text.size = 0;
}

int
speech_log_rate(const struct speech *speech)
{
    return ((const struct log *)speech->self)->rate;
}

int
speech_log_volume(const struct speech *speech)
{
    return ((const struct log *)speech->self)->volume;
}
