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
#include "others.h"
#include "paint.h"
#include "session.h"
#include "staff.h"
#include "touch.h"
#include "townline/keys.h"
#include "townline/pack_load.h"
#include "turnout.h"
#include "wall.h"

#include <stdio.h>

#define KIOSK_SCREEN_NAME_MAX_BYTES 200
#define KIOSK_PATH_MAX_BYTES 1024
#define KIOSK_SETTLE_MS                                                                \
    1000 /* of the first screen after a session: nothing is touched */
#define KIOSK_STICK_MS 1000  /* between two looks whether a stick is in */
#define KIOSK_RETRY_MS 30000 /* between two tries to open a store that cannot be */

struct kiosk {
    const struct kiosk_options *options; /* borrowed */
    struct clock *clock;                 /* borrowed */
    struct pack *pack;
    char media_dir[KIOSK_PATH_MAX_BYTES]; /* of its pictures and sounds */
    struct office_public office;
    struct removable *removable; /* NULL: a script without a stick */
    uint64_t stick_due_ms;       /* when it is looked for again */
    struct store *store;    /* NULL: it cannot be opened now, and the station rests */
    bool store_is_expected; /* it was not tried yet: see kiosk_expect_store */
    uint64_t tried_ms;      /* when it was tried last */
    struct session session;
    enum staff_station station;        /* that the picture shows */
    struct setup setup;                /* what staff set on this kiosk */
    char staff_pin[STAFF_PIN_MAX + 1]; /* while test mode begins or ends */
    struct staff staff;
    char cause[ERROR_TEXT_MAX_BYTES];  /* why the station rests, for staff; "" fine */
    char missed[ERROR_TEXT_MAX_BYTES]; /* a screen that could not be shown; "" none */
    size_t screen_max_bytes;           /* of what a screen holds: SCENE_MAX_BYTES */
    uint32_t half_day;                 /* of the store's last rotation */
    bool keeps_clock;                  /* it was set once, so what it says is kept */
    uint32_t boots;                    /* starts of the machine since then */
    char *store_dir;
    uint64_t order_state; /* of the order of cards, in scripts */

    struct panel panel;
    struct theme theme;
    struct typeset *typeset;
    bool has_typed; /* the resident at hand: the typeset remembers the words */
    struct paint *paint;
    struct tree tree;
    struct touch touch;
    struct keyboard keyboard;
    struct others others; /* of the service recorded last; counted at: */
    uint32_t others_half_day;
    struct turnout turnout;
    struct wall wall;

    char screen[KIOSK_SCREEN_NAME_MAX_BYTES]; /* name of the screen that is shown */
    struct place shown;                       /* where it was built for */
    unsigned shown_part;
    int page, pages; /* of the screen */
    int shown_page;
    uint64_t settled_ms; /* from then on the first screen may be touched */
    bool was_over;       /* a sheet or the staff's screens covered the one before */
    int turn;            /* which way the last touch went: 1 on, -1 back, 0 nowhere */
    int slides;         /* which way the picture painted last comes in, as in slide.h */
    bool dirty;         /* the picture does not show the state any more */
    bool unpainted;     /* for who reads the tree alone: no picture is made */
    bool told;          /* a fault, since the screen was drawn last */
    struct kiosk_spot { /* of a list that was left for one of its questions */
        char screen[KIOSK_SCREEN_NAME_MAX_BYTES];
        struct place place;
        int page;
        char id[TOUCH_ID_MAX_BYTES]; /* what was touched there */
    } left;
    char back_to[TOUCH_ID_MAX_BYTES]; /* what was touched on the list one is back at */
    bool promised;                    /* stored, and not yet said so on the screen */
    bool quit;
    unsigned pictures;   /* written to the render folder */
    bool names_pictures; /* the script says which: none by number */
    FILE *transcript;    /* "screen NAME" and "recorded" lines; NULL: none */
};

/* All but the store, which is opened next. */
bool kiosk_open(const struct kiosk_options *options, struct clock *clock,
                struct kiosk **out, struct error *err)
    __attribute__((warn_unused_result));
/* A store that cannot be opened is no failure where there is a window: residents see
 * that the station rests, staff see `cause`, and it is tried again. In a script it is
 * one, so that whoever plays it knows at once. */
bool kiosk_open_store(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Whether the first picture may be drawn before the store is opened, which waits for
 * the disk: there is one, and the pack is fit. Nothing may be touched meanwhile. */
bool kiosk_expect_store(struct kiosk *kiosk);
void kiosk_close(struct kiosk *kiosk);

void kiosk_touch(struct kiosk *kiosk, const struct touch_event *event);
void kiosk_action(struct kiosk *kiosk, enum action action, uint64_t time_ms);
/* A field is open on the screen: what is typed on a real keyboard goes into it. */
bool kiosk_is_typing(const struct kiosk *kiosk);
/* Letters from a real keyboard, UTF-8. What the field does not take is left out. */
void kiosk_type(struct kiosk *kiosk, const char *text);
/* The first screen came in the place of a session less than a second ago: touches and
 * keys meant for that session must not begin another one. */
bool kiosk_is_settling(const struct kiosk *kiosk);
/* Time went by. Call at least as often as kiosk_wait_ms says. */
void kiosk_tick(struct kiosk *kiosk);
int kiosk_wait_ms(const struct kiosk *kiosk);
/* Builds and paints the screen when it changed. One that cannot be built is passed over
 * and told to staff (`missed`); where there is nothing to pass on to, the picture stays
 * as it is until the next call. False: a script asked for that screen, or a picture
 * could not be written. *painted_out (may be NULL) says whether anything changed. */
bool kiosk_draw(struct kiosk *kiosk, bool *painted_out, struct error *err)
    __attribute__((warn_unused_result));

/* Which way the picture that was painted last comes in, once; 0 when it does not slide:
 * the screen is the same, or the resident wants no movement. */
int kiosk_take_turn(struct kiosk *kiosk);

/* In kiosk_setup.c: what staff set by touch. */
void kiosk_load_setup(struct kiosk *kiosk);
/* Takes over what they set since: the size of the screen, the clock. */
void kiosk_follow_setup(struct kiosk *kiosk);
const char *kiosk_name(const struct kiosk *kiosk);  /* "" when it has none */
const char *kiosk_event(const struct kiosk *kiosk); /* "" none: staff's, of this pack */
bool kiosk_is_test(const struct kiosk *kiosk);      /* nothing counts */
/* What residents find now: staff's word, or the hours where the clock is right. */
enum staff_station kiosk_station(const struct kiosk *kiosk);
/* Staff changed a setting: it holds from now on, and is kept. */
void kiosk_keep_settings(struct kiosk *kiosk);
void kiosk_use_settings(struct kiosk *kiosk);
/* The clock goes on with what the open store kept of it. */
bool kiosk_resume_clock(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* At each turn of the half-day: at the next start it is no earlier. */
void kiosk_keep_clock(struct kiosk *kiosk);
/* Staff say that it is so much later, or earlier. */
void kiosk_set_clock(struct kiosk *kiosk, int64_t shift_min, bool sure);
/* A receipt of that day was read (0: none that says one), so it cannot be earlier: an
 * earlier clock is set to its noon. A later one stays as it is. */
void kiosk_hear_office_day(struct kiosk *kiosk, uint32_t day);
/* The language of the screen that is shown: the resident's, or the staff's own. */
struct kiosk_language {
    const char *code, *name;
    bool right_to_left;
};
struct kiosk_language kiosk_language(const struct kiosk *kiosk);
/* Those that staff can choose from, in their own words; NULL after the last. */
const struct kiosk_language *kiosk_staff_language(size_t index);

/* In kiosk_store.c, for the rest of the kiosk. */
bool kiosk_make_folder(const char *path, const char *what, struct error *err)
    __attribute__((warn_unused_result));
/* In kiosk_pack.c. With --keys, `office` is loaded already; else it is the signed
 * pack's own. Sets pack and media_dir. */
bool kiosk_open_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Keeps a signed pack and its pictures in the data folder, in the place of the one
 * before; refuses one that must not follow it. */
bool kiosk_keep_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* From the pack: whose it is, unless --keys said so, and where its pictures are. */
void kiosk_follow_pack(struct kiosk *kiosk);
/* Remembers that the pack came from a stick: from now on it is asked also when the
 * program is started with the older one. */
bool kiosk_mark_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* In kiosk_open.c: what is made for the pack. */
bool kiosk_open_model(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
bool kiosk_open_screen(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* In kiosk_update.c. Staff chose new questions and nobody is at the screen. */
bool kiosk_can_update(const struct kiosk *kiosk);
/* Changes to them. Where they cannot be kept the old ones stay, and staff are told.
 * False: nothing can be asked any more. */
bool kiosk_update(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* What is kept apart, after the response: "recorded" waits for both. */
/* From official answers to practice or back: the other store, with the same PIN. */
void kiosk_switch_test(struct kiosk *kiosk);
bool kiosk_save_contact(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
bool kiosk_is_resting(const struct kiosk *kiosk);
void kiosk_retry(struct kiosk *kiosk);
void kiosk_rotate(struct kiosk *kiosk, const struct session_now *now);

/* For screens. */
void kiosk_send(struct kiosk *kiosk, const struct session_event *event);
struct session_now kiosk_now(const struct kiosk *kiosk);

#endif
