/* listening: decides when the kiosk speaks, and what may be heard. */
#include "listening.h"

#include "headset.h"
#include "kiosk.h"
#include "speech_engine.h"
#include "speech_log.h"
#include "words.h"

#include <string.h>

#define DEVICES_DIR "/dev/input"

static void
take_defaults(struct listening *listening)
{
    listening->rate = SPEECH_RATE_DEFAULT;
    listening->volume = SPEECH_VOLUME_DEFAULT;
    speech_set(&listening->speech, listening->rate, listening->volume);
}

void
listening_init(struct listening *listening)
{
    *listening = (struct listening){0};
    take_defaults(listening);
}

void
listening_open(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    if (kiosk->options->is_mute) {
        return;
    }
    if (!speech_engine_open(&listening->speech, &listening->fault)) {
        return;
    }
    take_defaults(listening);
    listening->headset = headset_open(DEVICES_DIR);
    kiosk->dirty = true; /* "Listen" is drawn now */
}

static uint64_t
now_of(void *context)
{
    return clock_ms(context);
}

bool
listening_open_unheard(struct kiosk *kiosk, struct error *err)
{
    struct listening *listening = &kiosk->listening;
    const struct speech_log_options log = {.now_ms = now_of, .context = kiosk->clock};
    if (kiosk->options->is_mute || listening->speech.kind) {
        return true;
    }
    if (!speech_log_open(&log, &listening->speech, err)) {
        return false;
    }
    take_defaults(listening);
    kiosk->dirty = true;
    return true;
}

void
listening_close(struct listening *listening)
{
    heard_forget(&listening->heard);
    headset_close(listening->headset);
    speech_close(&listening->speech);
}

bool
listening_can(const struct kiosk *kiosk)
{
    return speech_has_voice(&kiosk->listening.speech, kiosk_language(kiosk).code);
}

static bool
is_for_residents(const struct kiosk *kiosk)
{
    return kiosk->staff.view == STAFF_AWAY && !kiosk_is_resting(kiosk);
}

void
listening_begin(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    if (listening->on || !listening->speech.kind || !is_for_residents(kiosk)) {
        return;
    }
    listening->on = listening->is_fresh = true;
    listening->looked_ms = listening->active_ms = clock_ms(kiosk->clock);
    take_defaults(listening);
    heard_forget(&listening->heard);
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_SLOW, .number = 1});
    kiosk->dirty = true;
}

void
listening_end(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    speech_stop(&listening->speech);
    heard_forget(&listening->heard);
    if (listening->is_dark) {
        paint_forget(kiosk->paint);
    }
    *listening = (struct listening){.speech = listening->speech,
                                    .headset = listening->headset,
                                    .has_headset = listening->has_headset,
                                    .fault = listening->fault};
    take_defaults(listening);
    kiosk->session.is_slow = false;
    kiosk->dirty = true;
}

void
listening_hush(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    listening->active_ms = clock_ms(kiosk->clock);
    listening->is_paused = false;
    if (listening->on) {
        speech_stop(&listening->speech);
    }
}

/* Whether the screen shows what the resident answered. */
static bool
has_answers(const struct kiosk *kiosk)
{
    enum session_sheet sheet = kiosk->session.sheet;
    return kiosk->session.view == SESSION_AT_STOP &&
           (sheet == SHEET_NONE || sheet == SHEET_REVIEW || sheet == SHEET_OTHERS ||
            sheet == SHEET_STORY);
}

static void
begin_narration(const struct kiosk *kiosk, struct narration *narration)
{
    const struct listening *listening = &kiosk->listening;
    narration_init(narration, &listening->speech);
    narration->media_dir = kiosk->media_dir;
    narration->language = kiosk->tree.language;
    narration->tells_answers = listening->has_headset || listening->tells_answers;
    narration->has_answers = has_answers(kiosk);
}

static void
end_narration(struct kiosk *kiosk, struct narration *narration)
{
    struct error err;
    if (!narration_say(narration, &err)) {
        kiosk->listening.fault = err;
    }
    narration_finish(narration);
}

/* What this is, before anything else. */
static void
orient(const struct kiosk *kiosk, struct narration *narration)
{
    narration_add(
        narration,
        tr("You can hear this screen. With keys: down and up go from one "
           "thing to the next, the middle key chooses it, right goes on, left "
           "goes back. With a finger: touch once to hear, and the same place "
           "again to choose. The key Help tells more."));
    if (!narration->tells_answers) {
        narration_add(narration,
                      tr("Others can hear this too, so your answers are not spoken. "
                         "With a headset they are."));
    }
    (void)kiosk;
}

/* A language without a voice is shown, and that is said once, in English. */
static void
tell_no_voice(struct kiosk *kiosk, struct narration *narration)
{
    struct listening *listening = &kiosk->listening;
    const char *code = kiosk_language(kiosk).code;
    if (listening_can(kiosk)) {
        listening->no_voice = NULL;
        return;
    }
    if (listening->no_voice == code) {
        return;
    }
    listening->no_voice = code;
    narration->language = "en";
    narration_add(narration, kiosk_language(kiosk).name);
    narration_add(narration,
                  "This language has no voice yet. It is shown as text only.");
    narration->language = kiosk->tree.language;
}

/* The warning is said when it opens; after half of its time the seconds are. */
static void
tell_half_time(struct kiosk *kiosk, struct narration *narration)
{
    struct listening *listening = &kiosk->listening;
    unsigned left = session_seconds_left(&kiosk->session, clock_ms(kiosk->clock));
    int node = tree_find(&kiosk->tree, "countdown");
    if (kiosk->session.sheet == SHEET_IDLE && !listening->half_told && node >= 0 &&
        left <= session_warning_ms(&kiosk->session) / 2000) {
        listening->half_told = true;
        narrate_node(narration, &kiosk->tree.nodes[node]);
    }
}

void
listening_follow(struct kiosk *kiosk, bool is_new, bool is_page)
{
    struct listening *listening = &kiosk->listening;
    if (!listening->on) {
        return;
    }
    if (!is_for_residents(kiosk)) { /* staff see, and what they see is not for all */
        speech_stop(&listening->speech);
        heard_forget(&listening->heard);
        return;
    }
    struct narration narration;
    begin_narration(kiosk, &narration);
    is_new |= listening->is_fresh;
    if (is_new || is_page) {
        speech_stop(&listening->speech);
        listening->half_told = false;
        if (is_new) {
            heard_forget(&listening->heard);
        }
        if (listening->is_fresh) {
            orient(kiosk, &narration);
        }
        tell_no_voice(kiosk, &narration);
        narrate_screen(&narration, &kiosk->tree, &listening->heard);
    } else {
        narrate_changes(&narration, &kiosk->tree, &listening->heard);
    }
    narrate_focus(&narration, &kiosk->tree, &listening->heard);
    tell_half_time(kiosk, &narration);
    end_narration(kiosk, &narration);
    heard_note(&listening->heard, &kiosk->tree);
    listening->is_fresh = false;
}

void
listening_touched(struct kiosk *kiosk, int node)
{
    struct narration narration;
    if (!kiosk->listening.on || node < 0 || (size_t)node >= kiosk->tree.count) {
        return;
    }
    begin_narration(kiosk, &narration);
    narrate_node(&narration, &kiosk->tree.nodes[node]);
    end_narration(kiosk, &narration);
    heard_note(&kiosk->listening.heard, &kiosk->tree); /* the focus is heard */
}

void
listening_say(struct kiosk *kiosk, const char *words)
{
    struct narration narration;
    if (!kiosk->listening.on) {
        return;
    }
    begin_narration(kiosk, &narration);
    narration_add(&narration, words);
    end_narration(kiosk, &narration);
}

static int
within(int value, int count)
{
    return value < 0 ? 0 : value >= count ? count - 1 : value;
}

static void
say_number(struct kiosk *kiosk, const char *words, int number)
{
    char text[24], filled[200];
    snprintf(text, sizeof text, "%d", number);
    words_fill(filled, sizeof filled, words, "number", text);
    listening_say(kiosk, filled);
}

void
listening_set_rate(struct kiosk *kiosk, int rate)
{
    struct listening *listening = &kiosk->listening;
    listening->rate = within(rate, SPEECH_RATES);
    speech_set(&listening->speech, listening->rate, listening->volume);
    kiosk->dirty = true;
}

void
listening_set_volume(struct kiosk *kiosk, int volume)
{
    struct listening *listening = &kiosk->listening;
    listening->volume = within(volume, SPEECH_VOLUMES);
    speech_set(&listening->speech, listening->rate, listening->volume);
    kiosk->dirty = true;
}

/* Stops for a while, goes on, or says the screen again when all was said. */
static void
pause_or_repeat(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    if (listening->is_paused || speech_is_speaking(&listening->speech)) {
        listening->is_paused = !listening->is_paused;
        speech_pause(&listening->speech, listening->is_paused);
        return;
    }
    heard_forget(&listening->heard);
    listening_follow(kiosk, true, false);
}

bool
listening_action(struct kiosk *kiosk, enum action action)
{
    struct listening *listening = &kiosk->listening;
    int louder = action == ACTION_VOLUME_UP ? 1 : action == ACTION_VOLUME_DOWN ? -1 : 0;
    int faster = action == ACTION_RATE_UP ? 1 : action == ACTION_RATE_DOWN ? -1 : 0;
    if (!listening->on || (!louder && !faster && action != ACTION_PAUSE)) {
        return false;
    }
    if (action == ACTION_PAUSE) {
        pause_or_repeat(kiosk);
        return true;
    }
    listening_hush(kiosk);
    if (louder) {
        listening_set_volume(kiosk, listening->volume + louder);
        say_number(kiosk, tr("Volume {number}."), listening->volume + 1);
    } else {
        listening_set_rate(kiosk, listening->rate + faster);
        say_number(kiosk, tr("Speed {number} percent."),
                   (int)(speech_speed(listening->rate) * 100));
    }
    return true;
}

void
listening_set_dark(struct kiosk *kiosk, bool is_dark)
{
    kiosk->listening.is_dark = is_dark;
    paint_forget(kiosk->paint);
    kiosk->dirty = true;
    if (is_dark) {
        listening_say(kiosk, tr("The screen is off. To turn it on, hold a finger on it "
                                "for three seconds."));
    } else {
        listening_say(kiosk, tr("The screen is on."));
    }
}

bool
listening_held(struct kiosk *kiosk, uint64_t now_ms)
{
    struct listening *listening = &kiosk->listening;
    const struct touch *touch = &kiosk->touch;
    uint64_t held_ms = touch_held_ms(touch, now_ms);
    bool is_corner = touch->x_mm <= LISTENING_CORNER_MM &&
                     touch->y_mm >= kiosk->theme.height_mm - LISTENING_CORNER_MM;
    if (listening->is_dark && held_ms >= LISTENING_BRIGHT_MS) {
        touch_drop(&kiosk->touch);
        listening_set_dark(kiosk, false);
        return true;
    }
    if (!listening->on && listening->speech.kind && is_for_residents(kiosk) &&
        is_corner && held_ms >= LISTENING_HOLD_MS) {
        touch_drop(&kiosk->touch);
        listening_begin(kiosk);
        return true;
    }
    return false;
}

static void
look_for_headset(struct kiosk *kiosk)
{
    struct listening *listening = &kiosk->listening;
    bool is_known = listening->headset || kiosk->options->headset_keys[0];
    bool is_in = headset_is_in(listening->headset) || listening->keypad_has_headset;
    if (!is_known || is_in == listening->has_headset) {
        return;
    }
    listening->has_headset = is_in;
    if (is_in) {
        listening_begin(kiosk);
    } else {
        speech_stop(&listening->speech); /* from now on others hear it */
    }
}

bool
listening_headset_key(struct kiosk *kiosk, int key)
{
    const int *keys = kiosk->options->headset_keys;
    if (key == 0 || (key != keys[0] && key != keys[1])) {
        return false;
    }
    kiosk->listening.keypad_has_headset = key == keys[0];
    look_for_headset(kiosk);
    return true;
}

void
listening_tick(struct kiosk *kiosk, uint64_t now_ms)
{
    struct listening *listening = &kiosk->listening;
    struct error fault;
    if (speech_engine_fault(&listening->speech, &fault)) {
        listening->fault = fault;
    }
    look_for_headset(kiosk);
    uint64_t passed_ms = now_ms - listening->looked_ms;
    listening->looked_ms = now_ms;
    if (!listening->on) {
        return;
    }
    if (speech_is_speaking(&listening->speech)) {
        listening->active_ms += passed_ms;
        kiosk_send(kiosk, &(struct session_event){.kind = SESSION_HOLD,
                                                  .number = (size_t)passed_ms});
        return;
    }
    bool is_first =
        kiosk->session.view == SESSION_ATTRACT && kiosk->session.sheet == SHEET_NONE;
    if (is_first && now_ms - listening->active_ms >= LISTENING_REST_MS) {
        listening_end(kiosk);
    }
}
