/*
 * speech_log: speech that is written down, with the time that it would take by the
 * clock that it is given. Tests read what was said, what was cut off, and at which
 * speed.
 *
 * Each piece is one line: "en: Libraries"; where it is a recording, "en [name.wav]:
 * ..."; stop is "-" when it cut something off.
 */
#ifndef TOWNLINE_SPEECH_LOG_H
#define TOWNLINE_SPEECH_LOG_H

#include "speech.h"

#include <stdint.h>

struct speech_log_options {
    uint64_t (*now_ms)(void *context);
    void *context;
    bool has_all_voices; /* also for languages that voices.h has none for */
};
bool speech_log_open(const struct speech_log_options *options, struct speech *out,
                     struct error *err) __attribute__((warn_unused_result));
/* All lines since it was opened or forgotten; borrowed until the next call. */
const char *speech_log_text(const struct speech *speech);
void speech_log_forget(const struct speech *speech);
int speech_log_rate(const struct speech *speech);
int speech_log_volume(const struct speech *speech);

#endif
