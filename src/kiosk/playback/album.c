#include "album.h"

#include "best_choice.h"
#include "replay.h"

#include <assert.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#define STOPS_MAX 2000 /* more than any pack has */
#define NAME_MAX_BYTES 320
#define IDLE_WALKS 12 /* without anything new, until there is nothing more to find */
#define ALBUM_PIN "246810"

struct album {
    struct kiosk *kiosk;
    const struct album_options *options;
    const char *part; /* of a screen's name, after it: "-answered" */
    bool in_session;  /* settings can have been changed */
    unsigned walk;    /* in this language, from 1 */
    unsigned *walks;  /* by control: on which it was shown first; 0 not yet */
    bool found;       /* something new on this walk */
    bool unpainted;   /* as the kiosk was given: only its trees are looked at */
};

static const char *const size_names[TEXT_SIZE_COUNT] = {"s", "m", "l", "xl"};
static const char *const color_names[COLORS_COUNT] = {"default", "black-on-white",
                                                      "white-on-black", "low"};

bool
album_save(void *context, const struct kiosk *kiosk, const char *name,
           struct error *err)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.png", (const char *)context, name);
    return paint_save_png(kiosk->paint, path, err);
}

/* The screen's name as a file's: "question about/mind" is question-about-mind. */
static void
name_page(const struct album *album, int page, char out[NAME_MAX_BYTES])
{
    const struct kiosk *kiosk = album->kiosk;
    const struct display *display = &kiosk->session.display;
    char number[40] = "", screen[sizeof kiosk->screen];
    snprintf(screen, sizeof screen, "%s", kiosk->screen);
    for (char *at = screen; *at; at++) {
        *at = *at == ' ' || *at == '/' ? '-' : *at;
    }
    if (kiosk->session.part > 0) { /* a question that is asked on several screens */
        snprintf(number, sizeof number, "-screen-%u", kiosk->session.part + 1);
    }
    if (page > 0) {
        snprintf(number + strlen(number), sizeof number - strlen(number), "-%d",
                 page + 1);
    }
    snprintf(out, NAME_MAX_BYTES, "%s%s%s.%s.%s.%s", screen, album->part, number,
             form_language(kiosk->pack->form, kiosk->session.language)->id,
             size_names[display->size], color_names[display->colors]);
}

static bool
is_wanted(const struct album *album, const char *name)
{
    const char *wanted = album->options->wanted;
    return !wanted || fnmatch(wanted, name, 0) == 0;
}

/* Every page of the screen as it is displayed now. */
static bool
show_pages(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    char name[NAME_MAX_BYTES];
    int pages = 1;
    for (int page = 0; page < pages; page++) {
        name_page(album, page, name);
        if (!is_wanted(album, name)) {
            continue;
        }
        kiosk->page = page;
        kiosk->dirty = true;
        if (!kiosk_draw(kiosk, NULL, err)) {
            return false;
        }
        pages = kiosk->pages;
        if (!album->options->on_page(album->options->context, kiosk, name, err)) {
            return false;
        }
    }
    return true;
}

static bool
redraw(struct kiosk *kiosk, struct error *err)
{
    kiosk->dirty = true;
    return kiosk_draw(kiosk, NULL, err);
}

/* Which service this walk is about; NULL on the first, which is about any, and when all
 * have had their walk. */
static const char *
walk_service(const struct album *album)
{
    const struct form *form = album->kiosk->pack->form;
    return album->walk > 1 && album->walk <= form_service_count(form) + 1
               ? form_service_name(form, album->walk - 2)
               : NULL;
}

/* The screen in every look it can have. */
static bool
show_screen(struct album *album, const char *part, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    struct display before = kiosk->session.display;
    album->part = part;
    album->found = true;
    kiosk->unpainted = album->unpainted;
    if (!redraw(kiosk, err)) {
        return false;
    }
    if (!album->in_session) {
        return show_pages(album, err);
    }
    for (int size = 0; size < TEXT_SIZE_COUNT; size++) {
        if (!panel_has_size(&kiosk->panel, (enum text_size)size)) {
            continue;
        }
        for (int colors = 0; colors < COLORS_COUNT; colors++) {
            kiosk->session.display.size = (enum text_size)size;
            kiosk->session.display.colors = (enum color_theme)colors;
            if (!show_pages(album, err)) {
                return false;
            }
        }
    }
    kiosk->session.display = before;
    kiosk->page = 0;
    kiosk->unpainted = album->unpainted || album->walk > 1;
    return redraw(kiosk, err);
}

static bool
send(struct album *album, enum session_event_kind kind, size_t number,
     struct error *err)
{
    kiosk_send(album->kiosk, &(struct session_event){.kind = kind, .number = number});
    return redraw(album->kiosk, err);
}

static bool
touch(struct album *album, const char *id, struct error *err)
{
    return replay_touch(album->kiosk, id, err);
}

/* ---- answering ---- */

/* The first thing on the screen that is an answer or a key. */
static bool
touch_first(struct album *album, struct error *err)
{
    const struct tree *tree = &album->kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool answers = node->role == NODE_ANSWER || node->role == NODE_TOGGLE ||
                       node->role == NODE_CARD || node->role == NODE_KEY;
        if (answers && node_is_active(node)) {
            char id[TOUCH_ID_MAX_BYTES];
            snprintf(id, sizeof id, "%s", node->id);
            return touch(album, id, err);
        }
    }
    return true;
}

static void
choose_service(struct album *album, const struct place *services)
{
    best_choice(album->kiosk);
    const char *chosen = instance_value(album->kiosk->session.instance, services);
    const char *wanted = walk_service(album);
    if (wanted && strcmp(chosen, wanted) != 0) {
        best_choice_toggle(album->kiosk, chosen);
        best_choice_toggle(album->kiosk, wanted);
    }
}

static bool
answer(struct album *album, struct error *err)
{
    const struct session *session = &album->kiosk->session;
    const struct control *control =
        form_control(session->options.form, session->stop.place.control);
    if (*instance_value(session->instance, &session->stop.place)) {
        return true;
    }
    if (control_has_appearance(control, "townline-services")) {
        choose_service(album, &session->stop.place);
        return redraw(album->kiosk, err);
    }
    if (control->kind == CONTROL_SELECT_ONE ||
        control->kind == CONTROL_SELECT_MULTIPLE) {
        best_choice(album->kiosk);
        return redraw(album->kiosk, err);
    }
    return touch_first(album, err);
}

/* On from a question: with its answer, else without one. */
static bool
leave(struct album *album, struct error *err)
{
    struct session *session = &album->kiosk->session;
    struct stop before = session->stop;
    if (!send(album, SESSION_NEXT, 0, err)) {
        return false;
    }
    bool stays = session->stop.kind == before.kind &&
                 place_is_same(&session->stop.place, &before.place);
    if (stays && session->fault != FAULT_NONE) {
        if (!show_screen(album, "-problem", err) || !send(album, SESSION_SKIP, 0, err))
            return false;
    }
    return true;
}

/* ---- the way ---- */

static bool
show_sheets(struct album *album, struct error *err)
{
    static const enum session_sheet sheets[] = {SHEET_SETTINGS, SHEET_LANGUAGES,
                                                SHEET_DELETE, SHEET_IDLE};
    struct session *session = &album->kiosk->session;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        session->sheet = sheets[i];
        session->active_ms = clock_ms(album->kiosk->clock) - SESSION_IDLE_MS - 7000;
        if (!show_screen(album, "", err)) {
            return false;
        }
        session->active_ms = clock_ms(album->kiosk->clock);
        session->sheet = SHEET_NONE;
    }
    return true;
}

/* On the first walk everything is new. */
static bool
is_new(struct album *album)
{
    const struct stop *stop = &album->kiosk->session.stop;
    unsigned *first = &album->walks[stop->place.control];
    if (stop->kind == STOP_QUESTION && *first == 0) {
        *first = album->walk;
    }
    return album->walk == 1 || (stop->kind == STOP_QUESTION && *first == album->walk);
}

static bool
show_sheet(struct album *album, enum session_sheet sheet, const char *part,
           struct error *err)
{
    struct session *session = &album->kiosk->session;
    session->sheet = sheet;
    bool ok = show_screen(album, part, err);
    session->sheet = SHEET_NONE;
    return ok;
}

/* The screen of a stop, and the story that can be read from there. */
static bool
show_told(struct album *album, const char *part, struct error *err)
{
    return show_screen(album, part, err) &&
           (tree_find(&album->kiosk->tree, "story") < 0 ||
            show_sheet(album, SHEET_STORY, part, err));
}

/* What this service alone says, on a walk that is about it. */
static bool
show_service(struct album *album, struct error *err)
{
    const struct session *session = &album->kiosk->session;
    struct stops stops = session_stops(session);
    bool is_told = session->stop.kind == STOP_SERVICE ||
                   (session->stop.kind == STOP_QUESTION &&
                    stops_tells_savings(&stops, &session->stop.place));
    char part[NAME_MAX_BYTES];
    if (!walk_service(album) || !is_told) {
        return true;
    }
    snprintf(part, sizeof part, "-%s", walk_service(album));
    return show_told(album, part, err);
}

/* Past a stop of which there is nothing new to show. */
static bool
pass(struct album *album, struct error *err)
{
    struct session *session = &album->kiosk->session;
    if (session->stop.kind == STOP_RECORDED) {
        return send(album, SESSION_MORE, 0, err);
    }
    return show_service(album, err) &&
           (session->stop.kind != STOP_QUESTION || answer(album, err)) &&
           leave(album, err);
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
        return show_sheet(album, SHEET_REVIEW, "", err) &&
               show_screen(album, more ? "" : "-end", err) &&
               (!more || send(album, SESSION_MORE, 0, err));
    }
    if (!show_told(album, "", err)) {
        return false;
    }
    if (session->stop.kind == STOP_QUESTION) {
        bool was_empty = !*instance_value(session->instance, &session->stop.place);
        if (!answer(album, err) ||
            (was_empty && *instance_value(session->instance, &session->stop.place) &&
             !show_screen(album, "-answered", err))) {
            return false;
        }
    }
    return leave(album, err);
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
         (!show_screen(album, "", err) || !show_sheets(album, err))) ||
        !send(album, SESSION_NEXT, 0, err)) {
        return false;
    }
    for (size_t i = 0; !is_at_end(session); i++) {
        if (session->view != SESSION_AT_STOP || i == STOPS_MAX) {
            return error_set(err, ERROR_INPUT, "the way through the pack ends at %s",
                             album->kiosk->screen);
        }
        if (!show_stop(album, err)) {
            return false;
        }
    }
    return (album->walk > 1 || show_screen(album, "-end", err)) &&
           send(album, SESSION_DONE, 0, err);
}

static bool
walk_all(struct album *album, size_t language, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    const struct form *form = kiosk->pack->form;
    unsigned idle = 0;
    memset(album->walks, 0, form_control_count(form) * sizeof *album->walks);
    album->walk = 0;
    do {
        album->walk++;
        album->found = false;
        kiosk->unpainted = album->unpainted || album->walk > 1;
        if (!walk(album, language, err)) {
            return false;
        }
        idle = album->found || walk_service(album) ? 0 : idle + 1;
    } while (album->options->again && idle < IDLE_WALKS);
    kiosk->unpainted = album->unpainted;
    return true;
}

/* Somebody changes their mind, at once. */
static bool
walk_away(struct album *album, size_t language, struct error *err)
{
    return send(album, SESSION_BEGIN, language, err) &&
           send(album, SESSION_NEXT, 0, err) &&
           send(album, SESSION_OPEN, SHEET_DELETE, err) &&
           send(album, SESSION_DELETE, 0, err) && show_screen(album, "", err) &&
           send(album, SESSION_DONE, 0, err);
}

/* ---- staff ---- */

static bool
show_first_start(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    if (kiosk->staff.view != STAFF_NEW_PIN) {
        return true;
    }
    return show_screen(album, "", err) && replay_type(kiosk, ALBUM_PIN, err) &&
           touch(album, "next", err) && replay_type(kiosk, ALBUM_PIN, err) &&
           show_screen(album, "", err) && touch(album, "next", err) &&
           show_screen(album, "", err) && touch(album, "next", err);
}

static bool
show_staff(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    for (int i = 0; i < STAFF_CORNER_TAPS; i++) {
        if (!touch(album, "staff-corner", err)) {
            return false;
        }
    }
    return show_screen(album, "", err) && replay_type(kiosk, ALBUM_PIN, err) &&
           show_screen(album, "-typed", err) && touch(album, "next", err) &&
           show_screen(album, "", err) && touch(album, "next", err) &&
           show_screen(album, "", err) && touch(album, "skip", err) &&
           show_screen(album, "", err) && touch(album, "back", err) &&
           touch(album, "final", err) && show_screen(album, "", err) &&
           touch(album, "next", err) && show_screen(album, "", err) &&
           touch(album, "next", err) && show_screen(album, "", err) &&
           touch(album, "back", err) && touch(album, "back", err) &&
           touch(album, "extra", err) && show_screen(album, "", err) &&
           touch(album, "back", err) && touch(album, "receipt", err) &&
           replay_type(kiosk, "1234", err) && show_screen(album, "", err) &&
           touch(album, "back", err) && touch(album, "stick", err) &&
           show_screen(album, "-stick", err) && touch(album, "back", err);
}

bool
album_make(struct kiosk *kiosk, const struct album_options *options, struct error *err)
{
    const struct form *form = kiosk->pack->form;
    struct album album = {.kiosk = kiosk,
                          .options = options,
                          .part = "",
                          .walk = 1,
                          .unpainted = kiosk->unpainted};
    if (!kiosk_draw(kiosk, NULL, err) || !show_first_start(&album, err) ||
        !show_screen(&album, "", err)) {
        return false;
    }
    album.walks = calloc(form_control_count(form), sizeof *album.walks);
    bool ok = album.walks || error_set(err, ERROR_FULL, "there is not enough memory");
    album.in_session = true;
    for (size_t i = 0; ok && i < form_language_count(form); i++) {
        ok = (walk_away(&album, i, err) && walk_all(&album, i, err)) ||
             error_prefix(err, "%s", form_language(form, i)->id);
    }
    free(album.walks);
    album.in_session = false;
    album.walk = 1;
    return ok && show_staff(&album, err);
}
