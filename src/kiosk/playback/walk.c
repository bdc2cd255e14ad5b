/* walk: goes through a form again and again until the album has shown all of it. */
#include "walk.h"

#include "how_others.h"
#include "townline/askable.h"
#include "walk_answer.h"

#include <stdlib.h>
#include <string.h>

#define STOPS_MAX 2000 /* of one walk; a repeat with many instances may have more */
/* walks without anything new, after which there is nothing more to find */
#define IDLE_WALKS 12
#define TIMES_MAX 2        /* that a walk goes through the same repeat */
#define REPEATED_MAX 20000 /* stops of a repeat that are then left out */
#define WALKS_MAX 200      /* beside one for each service */

static bool
send(struct album *album, enum session_event_kind kind, size_t number,
     struct error *err)
{
    kiosk_send(album->kiosk, &(struct session_event){.kind = kind, .number = number});
    return album_redraw(album, err);
}

static bool
is_still_at(const struct session *session, const struct stop *stop, unsigned part)
{
    return session->view == SESSION_AT_STOP && session->stop.kind == stop->kind &&
           place_is_same(&session->stop.place, &stop->place) && session->part == part;
}

/* Leaves a question: with its answer, with another one, or without any. */
static bool
leave(struct album *album, struct error *err)
{
    struct session *session = &album->kiosk->session;
    struct stop before = session->stop;
    unsigned part = session->part;
    if (!send(album, SESSION_NEXT, 0, err)) {
        return false;
    }
    if (!is_still_at(session, &before, part)) {
        return true;
    }
    if (session->fault != FAULT_NONE && !album_show(album, "-problem", err)) {
        return false;
    }
    walk_answer_again(album);
    if (!send(album, SESSION_NEXT, 0, err)) {
        return false;
    }
    return !is_still_at(session, &before, part) || send(album, SESSION_PASS, 0, err);
}

static bool
show_sheets(struct album *album, struct error *err)
{
    static const enum session_sheet sheets[] = {
        SHEET_SETTINGS, SHEET_LANGUAGES, SHEET_DELETE, SHEET_LISTEN,
        SHEET_KEYS,     SHEET_SWITCHES,  SHEET_IDLE};
    struct session *session = &album->kiosk->session;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        session->sheet = sheets[i];
        session->active_ms = clock_ms(album->kiosk->clock) - SESSION_IDLE_MS - 7000;
        if (!album_show(album, "", err)) {
            return false;
        }
        session->active_ms = clock_ms(album->kiosk->clock);
        session->sheet = SHEET_NONE;
    }
    return true;
}

/* Whether something is new. A question is new once, even when a repeat asks it several
 * times, and so is each of its screens; what stands between questions is new on the
 * first walk. */
static bool
is_new(struct album *album)
{
    const struct session *session = &album->kiosk->session;
    unsigned *first = &album->walks[session->stop.place.control];
    if (session->stop.kind != STOP_QUESTION) {
        return album->walk == 1;
    }
    bool is_first = *first == 0 || (*first == album->walk && session->part > 0);
    *first = *first == 0 ? album->walk : *first;
    return is_first;
}

static bool
show_sheet(struct album *album, enum session_sheet sheet, const char *part,
           struct error *err)
{
    struct session *session = &album->kiosk->session;
    session->sheet = sheet;
    bool ok = album_show(album, part, err);
    session->sheet = SHEET_NONE;
    return ok;
}

/* Shows the screen of a stop, and the story that can be read there. The link to it may
 * stand on another page of the screen than the last one. */
static bool
show_told(struct album *album, const char *part, struct error *err)
{
    const struct session *session = &album->kiosk->session;
    const struct stops stops = session_stops(session);
    bool has_story = session->stop.kind == STOP_QUESTION &&
                     stops_story(&stops, &session->stop.place) >= 0;
    return album_show(album, part, err) &&
           (!has_story || show_sheet(album, SHEET_STORY, part, err));
}

/* Shows what is said about this service alone, on a walk that is about it. */
static bool
show_service(struct album *album, struct error *err)
{
    const struct session *session = &album->kiosk->session;
    struct stops stops = session_stops(session);
    bool is_told = session->stop.kind == STOP_SERVICE ||
                   (session->stop.kind == STOP_QUESTION &&
                    stops_tells_savings(&stops, &session->stop.place));
    char part[ASKABLE_CODE_MAX_BYTES + 2];
    if (!walk_service(album) || !is_told) {
        return true;
    }
    snprintf(part, sizeof part, "-%s", walk_service(album));
    return show_told(album, part, err);
}

static void
tell(struct album *album, enum session_event_kind kind)
{
    kiosk_send(album->kiosk, &(struct session_event){.kind = kind});
}

/* Goes on from a stop that has nothing new to show. */
static bool
pass(struct album *album, struct error *err)
{
    struct session *session = &album->kiosk->session;
    if (session->stop.kind == STOP_RECORDED) {
        tell(album, SESSION_MORE);
        return true;
    }
    if (!show_service(album, err)) {
        return false;
    }
    struct stop before = session->stop;
    unsigned part = session->part;
    walk_answer_unseen(album);
    tell(album, SESSION_NEXT);
    if (is_still_at(session, &before, part)) {
        walk_answer_again(album);
        tell(album, SESSION_NEXT);
    }
    if (is_still_at(session, &before, part)) {
        tell(album, SESSION_PASS);
    }
    return true;
}

/* Shows how others answered, with made-up numbers, since the album's own store has too
 * few answers to tell of. */
static bool
show_others(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    if (!kiosk->options->show_others) {
        return true;
    }
    (void)has_others(kiosk); /* from now on they are not counted again today */
    for (size_t i = 0; i < kiosk->others.count; i++) {
        for (size_t k = 0; k < OTHERS_CHOICES_MAX; k++) {
            kiosk->others.questions[i].counts[k] = (uint32_t)((37 * k + 23 * i) % 79);
        }
    }
    return !has_others(kiosk) || show_sheet(album, SHEET_OTHERS, "", err);
}

static bool
show_stop(struct album *album, struct error *err)
{
    struct session *session = &album->kiosk->session;
    if (!is_new(album)) {
        return pass(album, err);
    }
    if (session->stop.kind == STOP_RECORDED) {
        bool more = session_has_more(session);
        return show_sheet(album, SHEET_REVIEW, "", err) && show_others(album, err) &&
               album_show(album, more ? "" : "-end", err) &&
               (!more || send(album, SESSION_MORE, 0, err));
    }
    if (!show_told(album, "", err)) {
        return false;
    }
    if (session->stop.kind == STOP_QUESTION) {
        bool was_empty = !*instance_value(session->instance, &session->stop.place);
        if (!walk_answer(album, err) ||
            (was_empty && *instance_value(session->instance, &session->stop.place) &&
             !album_show(album, "-answered", err))) {
            return false;
        }
    }
    return leave(album, err);
}

/* The outermost repeat around the control that is no block of a service, and how many
 * repeats are around that; 0 when there is none. */
static size_t
repeat_around(const struct form *form, size_t control, size_t *depth_out)
{
    size_t found = 0, depth = 0;
    for (int at = (int)control; at > 0; at = form_control(form, (size_t)at)->parent) {
        const struct control *around = form_control(form, (size_t)at);
        if (around->kind != CONTROL_REPEAT) {
            continue;
        }
        depth++;
        if (!around->is_services) {
            found = (size_t)at;
            depth = 0;
        }
    }
    *depth_out = depth;
    return found;
}

/* Leaves a repeat, since the third time through it shows nothing new: goes to what
 * comes after it, or to its last stop when nothing comes after it. */
static void
leave_repeat(struct album *album)
{
    struct session *session = &album->kiosk->session;
    const struct form *form = session->options.form;
    const struct stops stops = session_stops(session);
    struct stop at = session->stop, next;
    size_t depth, inner;
    size_t repeat = repeat_around(form, at.place.control, &depth);
    if (session->view != SESSION_AT_STOP || at.kind != STOP_QUESTION || repeat == 0 ||
        at.place.instance[depth] < TIMES_MAX) {
        return;
    }
    for (size_t i = 0; i < REPEATED_MAX; i++) {
        stops_forward(&stops, &at, &next);
        if (next.kind == STOP_RECORDED) {
            break;
        }
        at = next;
        if (repeat_around(form, at.place.control, &inner) != repeat) {
            break;
        }
    }
    session->stop = at;
    session->part = 0;
}

static bool
is_at_end(const struct session *session)
{
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_RECORDED &&
           !session_has_more(session);
}

static bool
walk(struct album *album, size_t language, struct error *err)
{
    struct session *session = &album->kiosk->session;
    if (!send(album, SESSION_BEGIN, language, err) ||
        (album->walk == 1 &&
         (!album_show(album, "", err) || !show_sheets(album, err))) ||
        !send(album, SESSION_NEXT, 0, err)) {
        return false;
    }
    for (size_t i = 0; !is_at_end(session); i++) {
        if (session->view != SESSION_AT_STOP) {
            return error_set(err, ERROR_INPUT, "the way through the pack ends at %s",
                             album->kiosk->screen);
        }
        if (!album_goes_on(album, err)) {
            return false;
        }
        if (i == STOPS_MAX) { /* what comes after this is reported as not shown */
            return send(album, SESSION_TAKEN, 0, err);
        }
        leave_repeat(album);
        if (!show_stop(album, err)) {
            return false;
        }
    }
    return (album->walk > 1 || album_show(album, "-end", err)) &&
           send(album, SESSION_DONE, 0, err);
}

static bool
walk_all(struct album *album, size_t language, struct error *err)
{
    const struct album_options *options = album->options;
    const struct form *form = album->kiosk->pack->form;
    size_t most = form_service_count(form) + WALKS_MAX;
    unsigned idle = 0;
    memset(album->walks, 0, form_control_count(form) * sizeof *album->walks);
    album->walk = 0;
    do {
        album->walk++;
        album->found = false;
        if (options->on_walk) {
            options->on_walk(options->context, form_language(form, language)->id,
                             album->walk);
        }
        if (!walk(album, language, err)) {
            return false;
        }
        idle = album->found || walk_service(album) ? 0 : idle + 1;
    } while (options->again && idle < IDLE_WALKS && album->walk < most);
    return true;
}

/* Shows what happens when a resident leaves at once. */
static bool
walk_away(struct album *album, size_t language, struct error *err)
{
    return send(album, SESSION_BEGIN, language, err) &&
           send(album, SESSION_NEXT, 0, err) &&
           send(album, SESSION_OPEN, SHEET_DELETE, err) &&
           send(album, SESSION_DELETE, 0, err) && album_show(album, "", err) &&
           send(album, SESSION_DONE, 0, err);
}

bool
walk_language(struct album *album, size_t language, struct error *err)
{
    return walk_away(album, language, err) && walk_all(album, language, err);
}
