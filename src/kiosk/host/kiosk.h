/*
 * kiosk: the program without its window: the pack, the store, the session and the
 * staff, the screen that follows from them, and what a touch does. A window (main.c) or
 * a script (replay.h) gives it touches and time.
 */
#ifndef TOWNLINE_KIOSK_H
#define TOWNLINE_KIOSK_H

#include "clock.h"
#include "headline.h"
#include "keyboard.h"
#include "listening.h"
#include "options.h"
#include "others.h"
#include "paint.h"
#include "room.h"
#include "session.h"
#include "staff.h"
#include "switches.h"
#include "touch.h"
#include "townline/keys.h"
#include "townline/pack_load.h"
#include "turnout.h"
#include "wall.h"

#include <stdio.h>

#define KIOSK_SCREEN_NAME_MAX_BYTES 200
#define KIOSK_PATH_MAX_BYTES 1024
#define KIOSK_SETTLE_MS                                                                \
    1000 /* of the first screen after a session; until then no touch counts */
#define KIOSK_STICK_MS 1000  /* between two looks whether a stick is in */
#define KIOSK_UPDATE_MS 200  /* between two looks how far an update is */
#define KIOSK_RETRY_MS 30000 /* between two tries to open the store */

struct screen;
struct kiosk {
    const struct kiosk_options *options;  /* borrowed */
    struct clock *clock;                  /* borrowed */
    struct pack *pack;                    /* no_pack, until staff bring the first one */
    char media_dir[KIOSK_PATH_MAX_BYTES]; /* with the pack's pictures and sounds */
    struct office_public office;
    struct removable *removable; /* NULL: a script without a stick */
    uint64_t stick_due_ms;       /* when the next look for it is due */
    struct store *store;    /* NULL: it cannot be opened now, and the station rests */
    bool store_is_expected; /* nobody tried to open it yet: see kiosk_expect_store */
    uint64_t tried_ms;      /* when it was tried last */
    struct session session;
    enum staff_station station;           /* that the picture shows */
    struct setup setup;                   /* what staff set on this kiosk */
    char staff_pin[STAFF_PIN_MAX + 1];    /* kept while test mode begins or ends */
    char page_path[KIOSK_PATH_MAX_BYTES]; /* the collector page for sticks, or "" */
    struct staff staff;
    /* why the station rests, for staff; "" when it does not */
    char cause[ERROR_TEXT_MAX_BYTES];
    /* the screen that could not be shown; "" when there was none */
    char missed[ERROR_TEXT_MAX_BYTES];
    size_t screen_max_bytes; /* of memory for a screen: SCENE_MAX_BYTES */
    uint32_t half_day;       /* of the store's last rotation */
    bool keeps_clock;        /* it was set once, so what it says is stored */
    uint32_t boots;          /* starts of the machine since then */
    enum clock_setter clock_setter;
    uint32_t clock_set_half_day; /* when; 0: nobody set it */
    char *store_dir;
    uint64_t order_state; /* decides on the order of cards, in scripts */

    struct panel panel;
    struct theme theme;
    struct typeset *typeset;
    /* the resident has typed, so typeset has these words in its cache */
    bool has_typed;
    struct paint *paint;
    struct tree tree;
    struct touch touch;
    struct keyboard keyboard;
    struct hanzi *hanzi; /* of who types Chinese; NULL: nobody, or it cannot be */
    struct hanzi_candidate candidates[HANZI_CANDIDATES_MAX];
    struct others others; /* about the service that was recorded last */
    uint32_t others_half_day;
    struct turnout turnout;
    struct wall wall;
    struct room room; /* the second screen, when there is one */

    char screen[KIOSK_SCREEN_NAME_MAX_BYTES]; /* name of the screen that is shown */
    struct place shown;                       /* the place that it was built for */
    unsigned shown_part;
    int page, pages; /* of the screen */
    int shown_page;
    uint64_t settled_ms; /* from this time on the first screen can be touched */
    bool was_over;       /* a sheet or a staff screen lay over the screen before */
    int turn;            /* which way the last touch led: 1 on, -1 back, 0 neither */
    /* the way in which the picture painted last comes in, as in slide.h */
    int slides;
    /* Pictures move by themselves. In a script they do not, so that each of its
     * pictures is one that stands. */
    bool moves;
    struct headline headline; /* of the first screen */
    struct headline_view headline_shown;
    uint64_t dot_begun_ms; /* of the dot's way on the map */
    double dot_shown;
    struct { /* the lines of what would change, on the service screen */
        struct place place;
        uint8_t seed;     /* of the session */
        uint64_t from_ms; /* 0: they stand */
        double shown;
    } grows;
    bool dirty;     /* the picture does not show the present state */
    bool has_voice; /* the language can be spoken: "Listen" is drawn */
    struct listening listening;
    struct switches switches;
    bool unpainted; /* only the tree is wanted, so no picture is made */
    /* it was told that something is wrong since the screen was drawn last */
    bool told;
    struct kiosk_spot { /* the list that was left for one of its questions */
        char screen[KIOSK_SCREEN_NAME_MAX_BYTES];
        struct place place;
        int page;
        char id[TOUCH_ID_MAX_BYTES]; /* what was touched there */
    } left;
    /* what was touched on the list before, when one is back on it */
    char back_to[TOUCH_ID_MAX_BYTES];
    bool promised; /* stored, but the screen has not said so yet */
    bool quit;
    unsigned pictures;   /* written to the render folder */
    bool names_pictures; /* the script names pictures, so none are numbered */
    FILE *transcript;    /* gets the lines "screen NAME" and "recorded"; NULL: none */
};

/* Opens all but the store, which is opened next. */
bool kiosk_open(const struct kiosk_options *options, struct clock *clock,
                struct kiosk **out, struct error *err)
    __attribute__((warn_unused_result));
/* When there is a window, a store that cannot be opened is no failure: residents see
 * that the station rests, staff see `cause`, and the kiosk tries again. In a script it
 * is a failure, so that it is noticed at once. */
bool kiosk_open_store(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Whether the first picture may be drawn before the store is opened, which waits for
 * the disk. It may when there is a window and the pack can be asked. Nothing can be
 * touched meanwhile. */
bool kiosk_expect_store(struct kiosk *kiosk);
void kiosk_close(struct kiosk *kiosk);

void kiosk_touch(struct kiosk *kiosk, const struct touch_event *event);
void kiosk_action(struct kiosk *kiosk, enum action action, uint64_t time_ms);
/* A key of a keyboard, a keypad or a switch: its code, and what it does unless the
 * resident's switches say otherwise. */
void kiosk_key(struct kiosk *kiosk, int key, enum action action, uint64_t time_ms);
/* Whether a field is open on the screen, so that a real keyboard types into it. */
bool kiosk_is_typing(const struct kiosk *kiosk);
/* Types letters of a real keyboard, in UTF-8. What the field does not accept is
 * dropped. */
void kiosk_type(struct kiosk *kiosk, const char *text);
/* Whether the first screen came after a session less than a second ago. Touches and
 * keys that were meant for that session must not begin another one. */
bool kiosk_is_settling(const struct kiosk *kiosk);
/* Its time begins, and again when the screen is painted, since that may take a while.
 */
void kiosk_settle(struct kiosk *kiosk);
/* Call it when time has passed, at least as often as kiosk_wait_ms says. */
void kiosk_tick(struct kiosk *kiosk);
int kiosk_wait_ms(const struct kiosk *kiosk);
/* How long the picture that was drawn last has to wait before it is shown; nearly
 * always 0. See staff_hold_ms. */
uint64_t kiosk_hold_ms(const struct kiosk *kiosk);
/* Whether nobody is at it: the first screen is shown, or that it is closed. */
bool kiosk_is_idle(const struct kiosk *kiosk);
/* In kiosk_motion.c: what moves by itself, on which screen, and when it is drawn next.
 * Nothing moves where the resident wants it so. */
bool kiosk_is_still(const struct kiosk *kiosk);
struct headline_view kiosk_headline(const struct kiosk *kiosk);
/* How much of its way on the map the dot has behind it, 0 to 1. */
double kiosk_dot_way(const struct kiosk *kiosk);
/* How much of the lines of what would change is there, 0 to 1. */
double kiosk_grown(const struct kiosk *kiosk);
/* The screen is shown anew. */
void kiosk_begin_motion(struct kiosk *kiosk, const struct screen *screen);
void kiosk_stop_motion(struct kiosk *kiosk); /* somebody touched it */
/* Whether the screen would look otherwise now than it was drawn. */
bool kiosk_has_moved(const struct kiosk *kiosk);
/* At most `most_ms`. */
int kiosk_motion_wait_ms(const struct kiosk *kiosk, int most_ms);
/* Builds and paints the screen when it changed. A screen that cannot be built is
 * skipped, and staff are told (`missed`). When there is no other screen, the picture
 * stays until the next call. False when a script asked for that screen, or a picture
 * could not be written. *painted_out (may be NULL) says whether anything changed. */
bool kiosk_draw(struct kiosk *kiosk, bool *painted_out, struct error *err)
    __attribute__((warn_unused_result));

/* The way in which the last painted picture comes in. It is given once; 0 when the
 * picture does not slide, since the screen is the same or the resident wants no
 * movement. */
int kiosk_take_turn(struct kiosk *kiosk);

/* In kiosk_setup.c: tells staff how much room the panel has for the moving code. */
void kiosk_measure_code(struct kiosk *kiosk);
/* Loads what staff set on the screen. */
void kiosk_load_setup(struct kiosk *kiosk);
/* Follows what staff have set since: the size of the screen, the clock. */
void kiosk_follow_setup(struct kiosk *kiosk);
const char *kiosk_name(const struct kiosk *kiosk); /* "" when it has none */
/* the event that staff chose from this pack; "" for none */
const char *kiosk_event(const struct kiosk *kiosk);
bool kiosk_is_test(const struct kiosk *kiosk); /* answers do not count */
/* What residents find now: what staff said, or, when the clock is right, what the hours
 * say. */
enum staff_station kiosk_station(const struct kiosk *kiosk);
/* Staff changed a setting: stores it and uses it from now on. */
void kiosk_keep_settings(struct kiosk *kiosk);
void kiosk_use_settings(struct kiosk *kiosk);
/* Lets the clock go on from what the open store has of it. */
bool kiosk_resume_clock(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Stores the clock at each half-day, so that the next start is not earlier. */
void kiosk_keep_clock(struct kiosk *kiosk);
/* Staff say that it is so much later, or earlier. */
void kiosk_set_clock(struct kiosk *kiosk, int64_t shift_min, bool sure);
/* A receipt of that day was read (0: it has no day), so it cannot be earlier now. An
 * earlier clock is set to noon of that day; a later one stays. */
void kiosk_hear_office_day(struct kiosk *kiosk, uint32_t day);
/* The language of the screen that is shown: the resident's, or the staff's own. */
struct kiosk_language {
    const char *code, *name;
    bool right_to_left;
};
struct kiosk_language kiosk_language(const struct kiosk *kiosk);
/* The languages that staff can choose, each named in its own words; NULL behind the
 * last. */
const struct kiosk_language *kiosk_staff_language(size_t index);

/* In kiosk_store.c, for the rest of the kiosk. */
bool kiosk_make_folder(const char *path, const char *what, struct error *err)
    __attribute__((warn_unused_result));
/* Whether there are questions; without them the station rests. */
bool kiosk_has_pack(const struct kiosk *kiosk);
/* In kiosk_pack.c. With --keys, `office` was loaded before; otherwise it comes from the
 * signed pack. Sets pack and media_dir. */
bool kiosk_open_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Keeps a signed pack and its pictures in the data folder, in the place of the one
 * before. It refuses a pack that must not follow that one. */
bool kiosk_keep_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* Takes from the pack whose it is, unless --keys says so, and where its pictures are.
 */
void kiosk_follow_pack(struct kiosk *kiosk);
/* Notes that the pack came from a stick. From now on it is used even when the program
 * is started with an older one. */
bool kiosk_mark_pack(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* In kiosk_open.c: makes what depends on the pack. */
bool kiosk_open_model(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
bool kiosk_open_screen(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
bool kiosk_open_paint(struct kiosk *kiosk, const struct panel *panel,
                      struct paint **out, struct error *err)
    __attribute__((warn_unused_result));
/* In kiosk_update.c: whether staff chose new questions and nobody is at the screen. */
bool kiosk_can_update(const struct kiosk *kiosk);
/* Changes to the new questions. When they cannot be kept, the old ones stay, and staff
 * are told. False when nothing can be asked any more. */
bool kiosk_update(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* stored separately, after the response; "recorded" waits for both */
/* Changes from official answers to practice, or back: opens the other store, with the
 * same PIN. */
void kiosk_switch_test(struct kiosk *kiosk);
bool kiosk_save_contact(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
bool kiosk_is_resting(const struct kiosk *kiosk);
void kiosk_retry(struct kiosk *kiosk);
void kiosk_rotate(struct kiosk *kiosk, const struct session_now *now);

/* tr gives the words of the screen's language from now on, with those of the pack. */
void kiosk_use_words(const struct kiosk *kiosk);
/* Builds the page of a screen into `tree`. False, and the tree stays, when there is not
 * enough memory. */
bool kiosk_build(struct kiosk *kiosk, const struct screen *screen,
                 const struct theme *theme, struct tree *tree, int *pages_out)
    __attribute__((warn_unused_result));

/* For the screens. */
void kiosk_send(struct kiosk *kiosk, const struct session_event *event);

#endif
