/* album: takes pictures of every screen of a pack, each of them once. */
#include "album.h"

#include "first_start.h"
#include "hand.h"
#include "phone_page.h"
#include "staff_collect.h"
#include "townline/askable.h"
#include "townline/hash.h"
#include "walk.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 250 /* the longest name that a file may have, with .png */
/* Bytes of it for the screen. Screens with longer names are told apart by a number. */
#define SCREEN_MAX_BYTES 150
#define ALBUM_PIN "246810"
#define STEPS_MAX 12 /* of a first start; there are fewer */

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

struct drawn {
    uint64_t *names; /* owned; 0: a free place */
    uint64_t *owners;
    size_t count, room;
};

static void
drawn_finish(struct drawn *drawn)
{
    free(drawn->names);
    free(drawn->owners);
    *drawn = (struct drawn){0};
}

static size_t
drawn_find(const struct drawn *drawn, uint64_t name)
{
    size_t at = (size_t)(name % drawn->room);
    while (drawn->names[at] != 0 && drawn->names[at] != name) {
        at = (at + 1) % drawn->room;
    }
    return at;
}

static bool
drawn_grow(struct drawn *drawn)
{
    struct drawn grown = {.room = drawn->room ? 2 * drawn->room : 1024};
    grown.names = calloc(grown.room, sizeof *grown.names);
    grown.owners = calloc(grown.room, sizeof *grown.owners);
    if (!grown.names || !grown.owners) {
        drawn_finish(&grown);
        return false;
    }
    for (size_t i = 0; i < drawn->room; i++) {
        if (drawn->names[i] != 0) {
            size_t at = drawn_find(&grown, drawn->names[i]);
            grown.names[at] = drawn->names[i];
            grown.owners[at] = drawn->owners[i];
        }
    }
    grown.count = drawn->count;
    drawn_finish(drawn);
    *drawn = grown;
    return true;
}

/* Whether this screen may have the name: no other screen had it before. `is_new_out`
 * says whether it is shown for the first time. */
static bool
drawn_claim(struct drawn *drawn, const char *text, uint64_t owner, bool *is_new_out)
{
    uint64_t name = hash_bytes(HASH_BEGIN, text, strlen(text)) | 1;
    *is_new_out = false;
    if (2 * drawn->count >= drawn->room && !drawn_grow(drawn)) {
        return true; /* when memory ran out, nothing more is shown */
    }
    size_t at = drawn_find(drawn, name);
    *is_new_out = drawn->names[at] == 0;
    if (*is_new_out) {
        drawn->names[at] = name;
        drawn->owners[at] = owner;
        drawn->count++;
    }
    return drawn->owners[at] == owner;
}

/* The control that the screen is about; 0 when there is only one such screen. */
static uint64_t
owner_of(const struct kiosk *kiosk)
{
    const struct session *session = &kiosk->session;
    if (session->view != SESSION_AT_STOP || session->sheet != SHEET_NONE ||
        kiosk->staff.view != STAFF_AWAY) {
        return 0;
    }
    return session->stop.kind == STOP_ANOTHER ? session->stop.repeat
           : session->stop.kind == STOP_QUESTION || session->stop.kind == STOP_MAP
               ? session_place(session)->control
               : 0;
}

/* Writes the name of the screen for a file: "question about/mind" becomes
 * question-about-mind. */
static void
name_screen(const struct album *album, char out[SCREEN_MAX_BYTES])
{
    const struct kiosk *kiosk = album->kiosk;
    int size = snprintf(out, SCREEN_MAX_BYTES, "%s%s", kiosk->screen, album->part);
    for (char *at = out; *at; at++) {
        *at = *at == ' ' || *at == '/' ? '-' : *at;
    }
    if (size >= SCREEN_MAX_BYTES || strlen(kiosk->screen) + 1 == sizeof kiosk->screen) {
        size_t whole = SCREEN_MAX_BYTES - 24;
        while (whole > 0 && ((unsigned char)out[whole] & 0xC0) == 0x80) {
            whole--;
        }
        uint64_t rest = hash_bytes(HASH_BEGIN, album->part, strlen(album->part));
        snprintf(out + whole, SCREEN_MAX_BYTES - whole, "-%08x",
                 (unsigned)hash_number(rest, owner_of(kiosk)));
    }
}

/* When it is not 0, `other` is the number that tells screens apart which would have the
 * same file name. */
static void
name_page(const struct album *album, int page, uint64_t other, char out[NAME_MAX_BYTES])
{
    const struct kiosk *kiosk = album->kiosk;
    const struct display *display = &kiosk->session.display;
    char number[60] = "", screen[SCREEN_MAX_BYTES];
    name_screen(album, screen);
    if (other > 0) {
        snprintf(number, sizeof number, "-of-%u", (unsigned)other);
    }
    if (kiosk->session.part > 0) { /* a question that is asked on several screens */
        snprintf(number + strlen(number), sizeof number - strlen(number), "-screen-%u",
                 kiosk->session.part + 1);
    }
    if (page > 0) {
        snprintf(number + strlen(number), sizeof number - strlen(number), "-%d",
                 page + 1);
    }
    snprintf(out, NAME_MAX_BYTES, "%s%s.%s.%s.%s", screen, number,
             kiosk->staff.view != STAFF_AWAY
                 ? kiosk_language(kiosk).code
                 : form_language(kiosk->pack->form, kiosk->session.language)->id,
             size_names[display->size], color_names[display->colors]);
}

static bool
is_wanted(const struct album *album, const char *name)
{
    const char *wanted = album->options->wanted;
    return !wanted || fnmatch(wanted, name, 0) == 0;
}

/* Shows every page of the screen as it looks now, unless it was shown before. */
static bool
show_pages(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    char name[NAME_MAX_BYTES];
    uint64_t owner = owner_of(kiosk), other = 0;
    int pages = 1;
    for (int page = 0; page < pages; page++) {
        bool is_new;
        name_page(album, page, other, name);
        if (!drawn_claim(album->drawn, name, owner, &is_new)) {
            other = owner;
            name_page(album, page, other, name);
            if (!drawn_claim(album->drawn, name, owner, &is_new)) {
                return true;
            }
        }
        album->found |= is_new;
        if (!is_new || !is_wanted(album, name)) {
            continue;
        }
        kiosk->page = page;
        kiosk->unpainted = album->unpainted;
        bool ok = album_redraw(album, err);
        kiosk->unpainted = true;
        pages = kiosk->pages;
        if (!ok ||
            !album->options->on_page(album->options->context, kiosk, name, err)) {
            return false;
        }
    }
    return true;
}

bool
album_goes_on(const struct album *album, struct error *err)
{
    const struct album_options *options = album->options;
    return !options->is_stopped || !options->is_stopped() ||
           error_set(err, ERROR_BUSY, "stopped before the end");
}

bool
album_redraw(struct album *album, struct error *err)
{
    if (!album_goes_on(album, err)) {
        return false;
    }
    album->kiosk->dirty = true;
    return kiosk_draw(album->kiosk, NULL, err);
}

/* Shows the staff's screen in each language that staff can choose. */
static bool
show_staff_languages(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    char before[sizeof kiosk->setup.language];
    memcpy(before, kiosk->setup.language, sizeof before);
    for (size_t i = 0; kiosk_staff_language(i); i++) {
        snprintf(kiosk->setup.language, sizeof kiosk->setup.language, "%s",
                 kiosk_staff_language(i)->code);
        kiosk->page = 0;
        if (!album_redraw(album, err) || !show_pages(album, err)) {
            return false;
        }
    }
    memcpy(kiosk->setup.language, before, sizeof before);
    kiosk->page = 0;
    return album_redraw(album, err);
}

/* Shows the screen in every look that it can have. */
bool
album_show(struct album *album, const char *part, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    struct display before = kiosk->session.display;
    album->part = part;
    if (!album_redraw(album, err)) {
        return false;
    }
    if (kiosk->staff.view != STAFF_AWAY) {
        return show_staff_languages(album, err);
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
    return album_redraw(album, err);
}

bool
album_touch(struct album *album, const char *id, struct error *err)
{
    return hand_touch(album->kiosk, id, err);
}

static bool
show_first_start(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    int steps;
    for (int i = 0; i < STEPS_MAX && first_start_step(&kiosk->staff, &steps) > 0; i++) {
        enum staff_view view = kiosk->staff.view;
        bool is_pin = view == STAFF_NEW_PIN || view == STAFF_PIN_AGAIN;
        if (!album_show(album, "", err) ||
            (is_pin && !hand_type(kiosk, ALBUM_PIN, err)) ||
            (view == STAFF_OFFICE &&
             (!album_touch(album, "extra", err) || !album_show(album, "", err) ||
              !album_touch(album, "back", err))) ||
            !album_touch(album, "next", err)) {
            return false;
        }
    }
    return true;
}

/* Shows the screens that are opened from "More" and only looked at. */
static bool
show_more(struct album *album, struct error *err)
{
    static const char *const cards[] = {"hours",      "display",  "test", "erase",
                                        "change-pin", "language", "key",  "event"};
    const struct form *form = album->kiosk->pack->form;
    size_t count = sizeof cards / sizeof *cards - (form_event_count(form) == 0);
    for (size_t i = 0; i < count; i++) {
        if (!album_touch(album, cards[i], err) ||
            (i == 0 && !album_touch(album, "extra", err)) ||
            !album_show(album, i > 4 ? "-again" : "", err) ||
            (i == 0 && !album_touch(album, "extra", err)) ||
            !album_touch(album, "back", err)) {
            return false;
        }
    }
    /* no answer of the album is old enough for this question */
    album->kiosk->staff.erased = (struct retention){.days = 90, .responses = 312};
    staff_go(&album->kiosk->staff, STAFF_ERASING);
    if (!album_show(album, "", err) || !album_touch(album, "back", err) ||
        !album_touch(album, "back", err)) {
        return false;
    }
    staff_go(&album->kiosk->staff, STAFF_CLOCK_BACK);
    return album_show(album, "", err) && album_touch(album, "back", err) &&
           album_show(album, "-again", err) && album_touch(album, "back", err);
}

/* The page for phones, where the pack names one. */
static bool
show_phone_page(struct album *album, struct error *err)
{
    return !phone_page_address(album->kiosk->pack->form) ||
           (album_touch(album, "page", err) && album_show(album, "-again", err) &&
            album_touch(album, "back", err));
}

static bool
show_staff(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    for (int i = 0; i < STAFF_CORNER_TAPS; i++) {
        if (!album_touch(album, "staff-corner", err)) {
            return false;
        }
    }
    return album_show(album, "", err) && hand_type(kiosk, ALBUM_PIN, err) &&
           album_show(album, "-typed", err) && album_touch(album, "next", err) &&
           album_show(album, "", err) && album_touch(album, "next", err) &&
           album_show(album, "", err) && album_touch(album, "skip", err) &&
           album_show(album, "", err) && album_touch(album, "back", err) &&
           album_touch(album, "wall", err) && album_show(album, "", err) &&
           album_touch(album, "back", err) && show_more(album, err) &&
           show_phone_page(album, err) && album_touch(album, "final", err) &&
           album_show(album, "", err) && album_touch(album, "next", err) &&
           album_show(album, "", err) && album_touch(album, "next", err) &&
           album_show(album, "", err) && album_touch(album, "back", err) &&
           album_touch(album, "back", err) && album_touch(album, "extra", err) &&
           album_show(album, "", err) && album_touch(album, "back", err) &&
           album_touch(album, "health", err) && album_show(album, "", err) &&
           album_touch(album, "extra", err) && album_show(album, "", err) &&
           album_touch(album, "back", err) && album_touch(album, "check-touch", err) &&
           album_touch(album, "point-1", err) && album_show(album, "", err) &&
           album_touch(album, "back", err) && album_touch(album, "back", err) &&
           album_touch(album, "receipt", err) && hand_type(kiosk, "1234", err) &&
           album_show(album, "", err) && album_touch(album, "back", err) &&
           album_touch(album, "stick", err) && album_show(album, "-stick", err) &&
           album_touch(album, "back", err);
}

/* The first screen with its headline in each language, as its turns bring them. */
static bool
show_headlines(struct album *album, struct error *err)
{
    struct kiosk *kiosk = album->kiosk;
    const struct form *form = kiosk->pack->form;
    const struct headline before = kiosk->headline;
    uint64_t now_ms = clock_ms(kiosk->clock);
    char part[ASKABLE_CODE_MAX_BYTES + 2] = "";
    bool ok = true;
    for (size_t i = 0; ok && i < form_language_count(form); i++) {
        kiosk->headline = (struct headline){.begun_ms = now_ms,
                                            .moves = true,
                                            .is_stopped = true,
                                            .stopped_ms = now_ms,
                                            .stopped_at = i};
        if (i > 0) {
            snprintf(part, sizeof part, "-%s", form_language(form, i)->code);
        }
        ok = album_show(album, part, err);
    }
    kiosk->headline = before;
    return ok;
}

/* What residents find where staff let the kiosk rest, or closed it. */
static bool
show_not_open(struct album *album, struct error *err)
{
    static const enum staff_station stations[] = {STATION_RESTING, STATION_CLOSED};
    struct staff *staff = &album->kiosk->staff;
    bool ok = true;
    staff->view = STAFF_AWAY;
    for (size_t i = 0; ok && i < sizeof stations / sizeof *stations; i++) {
        staff->station = stations[i];
        ok = album_show(album, "", err);
    }
    staff->station = STATION_OPEN;
    return ok;
}

static bool
is_asked(const struct form *form, size_t control)
{
    enum control_kind kind = form_control(form, control)->kind;
    int parent = form_control(form, control)->parent;
    while (parent >= 0 &&
           !control_has_appearance(form_control(form, (size_t)parent), "field-list")) {
        parent = form_control(form, (size_t)parent)->parent;
    }
    bool is_list = kind == CONTROL_GROUP && control > 0 &&
                   control_has_appearance(form_control(form, control), "field-list");
    return parent < 0 && (is_list || (kind != CONTROL_GROUP && kind != CONTROL_REPEAT));
}

static void
tell_missed(const struct album *album)
{
    const struct album_options *options = album->options;
    const struct form *form = album->kiosk->pack->form;
    for (size_t i = 0; options->on_missed && i < form_control_count(form); i++) {
        bool is_missed = is_asked(form, i) && album->walks[i] == 0;
        if (is_missed || album->unanswered[i]) {
            options->on_missed(options->context, form_control(form, i)->path,
                               !is_missed);
        }
    }
}

static bool
is_walked(const struct album *album, size_t language)
{
    const struct form *form = album->kiosk->pack->form;
    const char *wanted = album->options->language;
    bool is_any = false;
    for (size_t i = 0; wanted && i < form_language_count(form); i++) {
        is_any |= fnmatch(wanted, form_language(form, i)->id, 0) == 0;
    }
    return !is_any || fnmatch(wanted, form_language(form, language)->id, 0) == 0;
}

static bool
make_in_languages(struct album *album, struct error *err)
{
    const struct form *form = album->kiosk->pack->form;
    size_t count = form_language_count(form);
    bool ok = true, is_told = false;
    album->in_session = true;
    for (size_t i = 0; ok && i < count; i++) {
        if (!is_walked(album, i)) {
            continue;
        }
        ok = walk_language(album, i, err) ||
             error_prefix(err, "%s", form_language(form, i)->id);
        if (ok && !is_told) { /* the others go the same ways */
            tell_missed(album);
            is_told = true;
        }
    }
    album->in_session = false;
    album->walk = 1;
    return ok;
}

bool
album_make(struct kiosk *kiosk, const struct album_options *options, struct error *err)
{
    const struct form *form = kiosk->pack->form;
    struct drawn drawn = {0};
    struct album album = {.kiosk = kiosk,
                          .options = options,
                          .part = "",
                          .walk = 1,
                          .drawn = &drawn,
                          .unpainted = kiosk->unpainted};
    album.walks = calloc(form_control_count(form), sizeof *album.walks);
    album.unanswered = calloc(form_control_count(form), sizeof *album.unanswered);
    bool ok =
        (album.walks && album.unanswered && drawn_grow(&drawn)) || error_no_memory(err);
    kiosk->unpainted = true; /* except for what is shown */
    ok = ok && listening_open_unheard(kiosk, err) && kiosk_draw(kiosk, NULL, err) &&
         show_first_start(&album, err) && show_headlines(&album, err) &&
         make_in_languages(&album, err) && show_staff(&album, err) &&
         show_not_open(&album, err);
    kiosk->unpainted = album.unpainted;
    free(album.walks);
    free(album.unanswered);
    drawn_finish(&drawn);
    return ok;
}
