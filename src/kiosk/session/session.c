/* session: takes the events of one resident and says what the host has to do. */
#include "session_parts.h"

#include "townline/seal.h"

#include <stdlib.h>
#include <string.h>

struct stops
session_stops(const struct session *session)
{
    return (struct stops){.form = session->options.form,
                          .instance = session->instance,
                          .passed = session->passed,
                          .finished = session->finished,
                          .skip_done = session->adding};
}

const struct place *
session_place(const struct session *session)
{
    return session->editing ? &session->edited : &session->stop.place;
}

static size_t
block_count(const struct session *session)
{
    const struct descriptor *descriptor = form_descriptor(session->options.form);
    size_t most = form_service_count(session->options.form);
    for (size_t i = 0; i < descriptor->repeat_count; i++) {
        if (descriptor->repeats[i].key_count > most) {
            most = descriptor->repeats[i].key_count;
        }
    }
    return most;
}

static struct display
first_display(const struct session_options *options)
{
    return options->display ? *options->display : display_default();
}

bool
session_init(struct session *session, const struct session_options *options,
             struct error *err)
{
    *session = (struct session){.options = *options, .display = first_display(options)};
    session->passed = calloc(form_control_count(options->form), sizeof(bool));
    session->finished = calloc(block_count(session) + 1, sizeof(bool));
    session->listed = calloc(form_control_count(options->form), sizeof(bool));
    if (!session->passed || !session->finished || !session->listed) {
        session_finish(session);
        return error_no_memory(err);
    }
    return true;
}

void
session_clear_fault(struct session *session)
{
    session->fault = FAULT_NONE;
    seal_text_free(session->fault_message);
    session->fault_message = NULL;
}

/* Back to the first screen: no answer and no setting of the resident is left. */
void
session_wipe(struct session *session)
{
    struct session fresh = {.options = session->options,
                            .display = first_display(&session->options),
                            .passed = session->passed,
                            .finished = session->finished,
                            .listed = session->listed};
    session_clear_fault(session);
    instance_destroy(session->instance);
    memset(fresh.passed, 0, form_control_count(fresh.options.form) * sizeof(bool));
    memset(fresh.listed, 0, form_control_count(fresh.options.form) * sizeof(bool));
    memset(fresh.finished, 0, (block_count(session) + 1) * sizeof(bool));
    seal_wipe(session, sizeof *session);
    *session = fresh;
}

void
session_finish(struct session *session)
{
    session_clear_fault(session);
    instance_destroy(session->instance);
    free(session->passed);
    free(session->finished);
    free(session->listed);
    *session = (struct session){0};
}

static bool
begin(struct session *session, size_t language, const struct session_now *now)
{
    uint8_t seed;
    session->options.order.fill(session->options.order.context, &seed, 1);
    struct instance_options options = {.half_day = now->half_day, .seed = seed};
    struct error err;
    if (!instance_create(session->options.form, &options, &session->instance, &err)) {
        session->view = SESSION_RESTING;
        return false;
    }
    session->options.ids.fill(session->options.ids.context, session->id,
                              sizeof session->id);
    session->order_seed = seed;
    session->language = language;
    session->begun_ms = now->ms;
    session->view = SESSION_PURPOSE;
    return true;
}

static bool
is_at_recorded(const struct session *session)
{
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_RECORDED;
}

static enum session_effect
end(struct session *session, enum session_effect effect)
{
    bool was_session = session->instance && session->view != SESSION_DELETED;
    session_wipe(session);
    return was_session ? effect : EFFECT_NONE;
}

/* The finished blocks stay; what is not complete any more is stored as such. */
static enum session_effect
time_out(struct session *session)
{
    if (is_at_recorded(session)) {
        return end(session, EFFECT_FINISHED);
    }
    bool differs = session->changed || session->stored_complete != session->recorded;
    if (session->saved && differs) {
        session->storing = true;
        session->after = AFTER_TIME_OUT;
        return EFFECT_SAVE;
    }
    return end(session, EFFECT_TIMED_OUT);
}

static uint64_t
idle_ms(const struct session *session)
{
    return session->is_slow ? 2 * SESSION_IDLE_MS : SESSION_IDLE_MS;
}

unsigned
session_warning_ms(const struct session *session)
{
    return session->is_slow ? 2 * SESSION_WARNING_MS : SESSION_WARNING_MS;
}

unsigned
session_end_ms(const struct session *session)
{
    bool is_long = session->display.size == TEXT_SIZE_XL || session->is_slow;
    bool was_touched = session->active_ms != session->arrived_ms;
    return was_touched ? SESSION_END_TOUCHED_MS
           : is_long   ? SESSION_END_LARGE_MS
                       : SESSION_END_MS;
}

/* What was recorded is told on a page that leaves by itself, without a warning. */
static bool
has_ended(const struct session *session, uint64_t quiet_ms)
{
    return is_at_recorded(session) && session->sheet == SHEET_NONE &&
           !session->storing && quiet_ms >= session_end_ms(session);
}

static enum session_effect
tick(struct session *session, const struct session_now *now)
{
    bool is_untouched =
        session->view == SESSION_ATTRACT && session->sheet == SHEET_NONE;
    uint64_t quiet_ms = now->ms - session->active_ms;
    if (has_ended(session, quiet_ms)) {
        return end(session, EFFECT_FINISHED);
    }
    if (is_untouched || session->storing || quiet_ms < idle_ms(session)) {
        return EFFECT_NONE;
    }
    if (session->view == SESSION_ATTRACT || session->view == SESSION_DELETED) {
        return end(session, EFFECT_NONE);
    }
    if (session->view == SESSION_RESTING) {
        if (!session->instance) {
            return EFFECT_NONE;
        }
        enum session_effect effect = end(session, EFFECT_TIMED_OUT);
        session->view = SESSION_RESTING;
        return effect;
    }
    if (quiet_ms >= idle_ms(session) + session_warning_ms(session)) {
        return time_out(session);
    }
    session->sheet = SHEET_IDLE;
    return EFFECT_NONE;
}

static enum session_effect
delete_answers(struct session *session)
{
    session->sheet = SHEET_NONE;
    session->after = AFTER_DELETE;
    if (session->saved) {
        session->storing = true;
        return EFFECT_REMOVE;
    }
    struct session before = {.language = session->language,
                             .display = session->display,
                             .active_ms = session->active_ms,
                             .is_slow = session->is_slow};
    session_wipe(session);
    session->language =
        before.language; /* so that it can be read, and for long enough */
    session->display = before.display;
    session->active_ms = before.active_ms;
    session->is_slow = before.is_slow;
    session->view = SESSION_DELETED;
    return EFFECT_NONE;
}

static enum session_effect
stored(struct session *session)
{
    session->storing = false;
    switch (session->after) {
    case AFTER_GO:
        session->saved = true;
        session->changed = false;
        session_go(session, &session->next_stop);
        return EFFECT_NONE;
    case AFTER_TIME_OUT:
        return end(session, EFFECT_TIMED_OUT);
    case AFTER_DELETE:
        session->saved = false;
        return delete_answers(session);
    }
    return EFFECT_NONE;
}

static enum session_effect
failed(struct session *session)
{
    if (session->after == AFTER_TIME_OUT) {
        enum session_effect effect = end(session, EFFECT_TIMED_OUT);
        session->view = SESSION_RESTING;
        return effect;
    }
    session->storing = false;
    session->sheet = SHEET_NONE;
    session->view = SESSION_RESTING;
    return EFFECT_NONE;
}

static enum session_effect
retry(struct session *session)
{
    if (session->view != SESSION_RESTING || !session->instance) {
        return EFFECT_NONE;
    }
    session->storing = true;
    return session->after == AFTER_DELETE ? EFFECT_REMOVE : EFFECT_SAVE;
}

/* A story argues: it waits for the same place as the savings. */
static bool
is_at_story(const struct session *session)
{
    const struct stops stops = session_stops(session);
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_QUESTION &&
           stops_story(&stops, &session->stop.place) >= 0;
}

static void
open_sheet(struct session *session, size_t sheet)
{
    if (sheet == SHEET_REVIEW && session->view != SESSION_AT_STOP) {
        return;
    }
    if (sheet == SHEET_STORY && !is_at_story(session)) {
        return;
    }
    if (sheet == SHEET_OTHERS) {
        if (!is_at_recorded(session)) {
            return;
        }
        session->saw_others = true;
    }
    if (session->view != SESSION_RESTING && sheet < SHEET_IDLE) {
        session->sheet = (enum session_sheet)sheet;
    }
}

static bool
needs_answers(enum session_event_kind kind)
{
    return kind == SESSION_NEXT || kind == SESSION_PASS || kind == SESSION_BACK ||
           kind == SESSION_SKIP || kind == SESSION_CHANGE || kind == SESSION_CHOOSE ||
           kind == SESSION_WRITE || kind == SESSION_EDIT || kind == SESSION_REVISE ||
           kind == SESSION_PICK || kind == SESSION_MORE || kind == SESSION_ANOTHER ||
           kind == SESSION_ASSIGN || kind == SESSION_ADD || kind == SESSION_REMOVE ||
           kind == SESSION_DELETE;
}

static enum session_effect
respond(struct session *session, const struct session_event *event,
        const struct session_now *now)
{
    const struct place *place = event->place ? event->place : session_place(session);
    switch (event->kind) {
    case SESSION_TOUCHED:
        if (session->sheet == SHEET_IDLE) {
            session->sheet = SHEET_NONE;
        }
        return EFFECT_NONE;
    case SESSION_TICK:
        return tick(session, now);
    case SESSION_HOLD:
        session->active_ms += event->number;
        if (session->active_ms > now->ms) {
            session->active_ms = now->ms;
        }
        return EFFECT_NONE;
    case SESSION_SLOW:
        session->is_slow = event->number != 0;
        return EFFECT_NONE;
    case SESSION_BEGIN:
        if (session->view == SESSION_ATTRACT) {
            begin(session, event->number, now);
        }
        return EFFECT_NONE;
    case SESSION_NEXT:
        return session_next(session);
    case SESSION_PASS:
        return session_pass(session);
    case SESSION_BACK:
        return session_back(session);
    case SESSION_SKIP:
        return session_skip(session);
    case SESSION_CHANGE:
        return session_change(session);
    case SESSION_EDIT:
        session_edit(session, place);
        return EFFECT_NONE;
    case SESSION_CHOOSE:
        session_choose(session, place, event->text);
        return EFFECT_NONE;
    case SESSION_REVISE:
        session_revise(session, place);
        return EFFECT_NONE;
    case SESSION_PICK:
        session_pick(session, place, event->text);
        return EFFECT_NONE;
    case SESSION_WRITE:
        session_write(session, place, event->text);
        return EFFECT_NONE;
    case SESSION_MORE:
        return session_more(session);
    case SESSION_ANOTHER:
        return session_another(session);
    case SESSION_ADD:
        return session_add(session);
    case SESSION_REMOVE:
        return session_remove(session);
    case SESSION_ASSIGN:
        return session_assign(session, event->text);
    case SESSION_DONE:
        return is_at_recorded(session) || session->view == SESSION_DELETED
                   ? end(session, EFFECT_FINISHED)
                   : EFFECT_NONE;
    case SESSION_TAKEN:
        return session->instance && session->view != SESSION_RESTING ? time_out(session)
                                                                     : EFFECT_NONE;
    case SESSION_LANGUAGE:
        session->language = event->number;
        session->sheet = SHEET_NONE;
        return EFFECT_NONE;
    case SESSION_SIZE:
        session->display.size = (enum text_size)event->number;
        return EFFECT_NONE;
    case SESSION_COLORS:
        session->display.colors = (enum color_theme)event->number;
        return EFFECT_NONE;
    case SESSION_REACH:
        session->display.reach = !session->display.reach;
        return EFFECT_NONE;
    case SESSION_STILL:
        session->display.still = !session->display.still;
        return EFFECT_NONE;
    case SESSION_OPEN:
        open_sheet(session, event->number);
        return EFFECT_NONE;
    case SESSION_CLOSE:
        session->sheet = SHEET_NONE;
        return EFFECT_NONE;
    case SESSION_DELETE:
        return delete_answers(session);
    case SESSION_RETRY:
        return retry(session);
    case SESSION_REOPEN:
        if (session->view == SESSION_RESTING && !session->instance) {
            session_wipe(session);
        }
        return retry(session);
    case SESSION_STORED:
        return session->storing ? stored(session) : EFFECT_NONE;
    case SESSION_FAILED:
        return session->storing ? failed(session) : EFFECT_NONE;
    }
    return EFFECT_NONE;
}

enum session_effect
session_update(struct session *session, const struct session_event *event,
               const struct session_now *now)
{
    bool is_host = event->kind == SESSION_TICK || event->kind == SESSION_STORED ||
                   event->kind == SESSION_FAILED || event->kind == SESSION_HOLD;
    if (!is_host) {
        session->active_ms = now->ms;
        if (session->storing) {
            return EFFECT_NONE;
        }
    }
    if (needs_answers(event->kind) && !session->instance) {
        return EFFECT_NONE;
    }
    return respond(session, event, now);
}

unsigned
session_seconds_left(const struct session *session, uint64_t now_ms)
{
    uint64_t ends_ms =
        session->active_ms + idle_ms(session) + session_warning_ms(session);
    return now_ms >= ends_ms ? 0 : (unsigned)((ends_ms - now_ms + 999) / 1000);
}
