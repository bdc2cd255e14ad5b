/*
 * album: every screen of a pack, one after the other, in every language, text size and
 * color theme, each once. It walks through the form by itself (walk.h), then through
 * the screens for staff.
 *
 * For proof-reading (`--render-all`) and for tests that look at every screen there is.
 */
#ifndef TOWNLINE_ALBUM_H
#define TOWNLINE_ALBUM_H

#include "kiosk.h"

/* One page of one screen, as it now stands in the kiosk's tree and picture. `name` is
 * SCREEN.LANGUAGE.SIZE.COLORS, SCREEN-2... for its second page. False ends the album.
 */
typedef bool album_page(void *context, const struct kiosk *kiosk, const char *name,
                        struct error *err);

struct album_options {
    const char *wanted; /* a pattern of names as in a shell, NULL: all */
    album_page *on_page;
    void *context;
    /* Further walks in each language, on which alone what is new is shown: about every
     * other service (SCREEN-SERVICE.LANGUAGE...), and until chance has brought what a
     * form asks of some residents only. */
    bool again;
    /* The others may be NULL. Before each walk, from 1 in each language. */
    void (*on_walk)(void *context, const char *language, unsigned walk);
    /* A question that no walk came to, or, `is_unanswered`, to which no answer was
     * found that the form takes, so that the walks went on without one. */
    void (*on_missed)(void *context, const char *path, bool is_unanswered);
    bool (*is_stopped)(void); /* asked before each screen: true ends the album */
};

/* The kiosk's clock must be a fake one and its data folder a new one: what is answered
 * on the way is kept. Settings end with a session: the first screen and those for staff
 * come in the default size and colors alone. */
bool album_make(struct kiosk *kiosk, const struct album_options *options,
                struct error *err) __attribute__((warn_unused_result));
/* An `on_page` that writes NAME.png into the folder `context`. */
bool album_save(void *context, const struct kiosk *kiosk, const char *name,
                struct error *err);

#endif
