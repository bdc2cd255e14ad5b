/*
 * album: shows every screen of a pack, each once, in every language, text size and
 * color theme. It goes through the form by itself (walk.h), then through the screens
 * for staff.
 *
 * It is used for proof-reading (`--render-all`) and for tests that look at every
 * screen.
 */
#ifndef TOWNLINE_ALBUM_H
#define TOWNLINE_ALBUM_H

#include "kiosk.h"

/* Called with one page of one screen, as it is in the kiosk's tree and picture now.
 * `name` is SCREEN.LANGUAGE.SIZE.COLORS, with SCREEN-2 for the second page. False ends
 * the album. */
typedef bool album_page(void *context, const struct kiosk *kiosk, const char *name,
                        struct error *err);

struct album_options {
    const char *wanted; /* a pattern for names as in a shell; NULL: all */
    /* A pattern for the languages in which the form is gone through. NULL, or where no
     * language is so named: all. */
    const char *language;
    album_page *on_page;
    void *context;
    /* Makes more walks in each language, which show only what is new: one about each
     * other service (SCREEN-SERVICE.LANGUAGE...), and others until chance has brought
     * all that a form asks of only some residents. */
    bool again;
    /* These may be NULL. Called before each walk; in each language they count from 1.
     */
    void (*on_walk)(void *context, const char *language, unsigned walk);
    /* A question that no walk came to; or, with `is_unanswered`, one for which no
     * answer was found that the form accepts, so that the walks went on without one. */
    void (*on_missed)(void *context, const char *path, bool is_unanswered);
    bool (*is_stopped)(void); /* asked before each screen; true ends the album */
};

/* The kiosk's clock must be a fake one and its data folder a new one, since the answers
 * given on the way are stored. Settings end with a session, so the first screen and
 * those for staff come only in the default size and colors. */
bool album_make(struct kiosk *kiosk, const struct album_options *options,
                struct error *err) __attribute__((warn_unused_result));
/* An `on_page` that writes NAME.png into the folder `context`. */
bool album_save(void *context, const struct kiosk *kiosk, const char *name,
                struct error *err);

#endif
