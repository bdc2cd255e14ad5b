/*
 * kiosk: the program without its window: pack, store, session and staff, the screen
 * that follows from them, and what a touch on it does. A window (main.c) or a script
 * (replay.h) gives it touches and time.
 */
#ifndef TOWNLINE_KIOSK_H
#define TOWNLINE_KIOSK_H

#include "clock.h"
#include "keyboard.h"
#include "options.h"
#include "paint.h"
#include "session.h"
#include "staff.h"
#include "touch.h"
#include "townline/pack_folder.h"

#include <stdio.h>

#define KIOSK_SCREEN_NAME_MAX_BYTES 200

struct kiosk {
    const struct kiosk_options *options; /* borrowed */
    struct clock *clock;                 /* borrowed */
    struct pack *pack;
    struct store *store;
    struct session session;
    struct staff staff;
    char cause[ERROR_TEXT_MAX_BYTES]; /* why the station rests, for staff; "" fine */
    uint32_t half_day;                /* of the store's last rotation */
    char *store_dir;
    uint64_t order_state; /* of the order of cards, in scripts */

    struct panel panel;
    struct theme theme;
    struct typeset *typeset;
    struct paint *paint;
    struct tree tree;
    struct touch touch;
    struct keyboard keyboard;

    char screen[KIOSK_SCREEN_NAME_MAX_BYTES]; /* name of the screen that is shown */
    struct stop shown_stop;                   /* where it was built for */
    int page, pages;                          /* of the screen */
    bool dirty;    /* the picture does not show the state any more */
    bool promised; /* stored, and not yet said so on the screen */
    bool quit;
    unsigned pictures; /* written to the render folder */
    FILE *transcript;  /* "screen NAME" and "recorded" lines; NULL: none */
};

bool kiosk_open(const struct kiosk_options *options, struct clock *clock,
                struct kiosk **out, struct error *err)
    __attribute__((warn_unused_result));
void kiosk_close(struct kiosk *kiosk);

void kiosk_touch(struct kiosk *kiosk, const struct touch_event *event);
void kiosk_action(struct kiosk *kiosk, enum action action, uint64_t time_ms);
/* Time went by. Call at least as often as kiosk_wait_ms says. */
void kiosk_tick(struct kiosk *kiosk);
int kiosk_wait_ms(const struct kiosk *kiosk);
/* Builds and paints the screen when it changed. False: out of memory, or a picture
 * could not be written. *painted_out (may be NULL) says whether anything changed. */
bool kiosk_draw(struct kiosk *kiosk, bool *painted_out, struct error *err)
    __attribute__((warn_unused_result));

/* For screens. */
void kiosk_send(struct kiosk *kiosk, const struct session_event *event);
struct session_now kiosk_now(const struct kiosk *kiosk);

#endif
