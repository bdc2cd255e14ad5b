/*
 * staff: what staff do at the kiosk: the corner, the PIN, collecting, receipts. A model
 * over the store; it draws nothing. Every sentence in it is for staff, in the language
 * of the screen.
 */
#ifndef TOWNLINE_STAFF_H
#define TOWNLINE_STAFF_H

#include "pace.h"
#include "settings.h"
#include "setup.h"
#include "staff_message.h"
#include "stick_visit.h"
#include "stream.h"
#include "townline/updater.h"

#define STAFF_CORNER_MM 15.0 /* square at the top right (left in right-to-left) */
#define STAFF_CORNER_TAPS 5
#define STAFF_CORNER_MS 3000
#define STAFF_PIN_MIN 6
#define STAFF_PIN_MAX 12
#define STAFF_IDLE_MS 120000         /* without a touch: back to residents */
#define STAFF_WARNED_MS 30000        /* so long before it is told */
#define STAFF_SENDING_IDLE_MS 900000 /* while the code is shown */
#define STAFF_MESSAGE_MAX_BYTES 1024

enum staff_view {
    STAFF_AWAY, /* the screen is the residents' */
    /* The first start, in first_start.h. Most are opened later too, from the menu. */
    STAFF_LANGUAGE,
    STAFF_SIZE, /* how large the screen is, by a card held to it */
    STAFF_NAME,
    STAFF_SET_CLOCK,
    STAFF_NEW_PIN,   /* choose one */
    STAFF_PIN_AGAIN, /* and type it again */
    STAFF_PACK,      /* the stick that brings the first questions */
    STAFF_OFFICE,    /* the office's key, compared with its paper */
    STAFF_STOPPED,   /* it was different */
    STAFF_KEY,       /* this kiosk's key, to compare at the office */
    STAFF_PAGE,      /* the code that opens the page for phones */
    STAFF_PIN,
    STAFF_MENU,
    STAFF_FINAL, /* "take the last ones too?" */
    STAFF_SENDING,
    STAFF_CARRIED, /* "does the phone have everything?" */
    STAFF_RECEIPT,
    STAFF_BUNDLES, /* every bundle and what became of it */
    STAFF_MORE,    /* what is rarely done */
    STAFF_CLOSE,   /* close the program: the PIN again */
    STAFF_WALL,    /* results for the room */
    STAFF_STICK,   /* what goes to and comes from the stick */
    STAFF_LOG,     /* what staff did here */
    STAFF_HOURS,
    STAFF_EVENT,
    STAFF_DISPLAY,    /* how screens look to whoever comes next */
    STAFF_ERASE,      /* how long confirmed answers stay, and how many are due */
    STAFF_TEST,       /* practice: the PIN again */
    STAFF_OLD_PIN,    /* before another one is chosen */
    STAFF_ERASING,    /* "erase so many?" */
    STAFF_CLOCK_BACK, /* "set it back before the newest answer?" */
    STAFF_CHECKS,     /* whether all is well */
    STAFF_TOUCH,      /* every part of the screen is touched */
    STAFF_UPDATE,     /* a new version of the program, in staff_update.h */
    STAFF_VIEWS
};

/* What residents find: they may answer; the kiosk rests for a moment; it is closed. */
enum staff_station { STATION_OPEN, STATION_RESTING, STATION_CLOSED };

struct staff_options {
    struct store *store;              /* borrowed */
    const struct pack *pack;          /* borrowed: what residents are asked */
    bool has_pack;                    /* false: there are no questions yet */
    const struct sign_public *office; /* borrowed: whose packs are taken; NULL: of the
                                         office that staff compare with their paper */
    struct setup *setup; /* borrowed; what staff set is written there; NULL: nowhere */
    const char *kiosk_name;
    bool has_name, has_size;     /* they were given at the start, and are not asked */
    struct removable *removable; /* borrowed; NULL: there is never a stick */
    const char *page_path;       /* the collector page for sticks; NULL: none */
    const char *data_dir;        /* whose free space is told */
    const char *update_socket; /* of the helper that installs updates; NULL: none is */
    int qr_side_px;            /* room for the code */
    double px_per_mm;
};

/* In staff_update.h. */
struct staff_update {
    enum { UPDATE_ASKED, UPDATE_RUNNING, UPDATE_ENDED, UPDATE_RESTARTING } step;
    struct updater *updater; /* while RUNNING */
    struct updater_status status;
    char name[STICK_UPDATE_MAX_BYTES];
    char path[REMOVABLE_PATH_MAX_BYTES + STICK_UPDATE_MAX_BYTES + 16];
};

struct staff {
    struct staff_options options;
    struct setup *setup; /* the options', or own_setup */
    struct setup own_setup;
    enum staff_view view;
    enum staff_view returns_to; /* of a step opened from the menu; STAFF_AWAY: it is
                                   one of the first start */
    int64_t clock_shift_min;    /* of the clock being set, against the kiosk's */
    bool clock_is_set;          /* the kiosk is to take it over */
    bool size_is_set;           /* a card was held to the screen */
    bool clock_is_doubtful;     /* "I am not sure" */
    bool clock_may_go_back;     /* before the newest answer: staff were warned */
    uint32_t office_day;        /* of the newest receipt read; 0: none says one */
    struct settings settings;
    struct retention erased; /* what staff are told would go, while they are asked */
    unsigned points_hit;     /* of the touch check, a bit each */
    bool is_warned;          /* time is almost over: see STAFF_WARNED_MS */
    bool wants_switch;       /* of test mode: the PIN was right and is in `digits` */
    char digits[STAFF_PIN_MAX + 1]; /* typed so far: PIN or receipt */
    char first_pin[STAFF_PIN_MAX + 1];
    struct staff_message message; /* told on the next screen */
    struct store_counts counts;
    struct stream *stream; /* while sending */
    struct pace pace;      /* of its frames */
    bool is_ahead;         /* the frame that was drawn is not due yet */
    uint64_t taps_ms[STAFF_CORNER_TAPS];
    size_t tap_count;
    uint64_t active_ms;
    enum staff_station station;
    bool helping;              /* staff are at the side of whoever answers */
    uint32_t chosen;           /* bundle of the list; 0: none */
    bool wants_quit;           /* "close the program" was confirmed */
    struct stick_visit *visit; /* while the stick's screen is shown */
    struct staff_update update;
    struct pack *next_pack; /* chosen from a stick: to change to between residents */
    /* read from the stick at the first start; staff have not compared its office yet */
    struct pack *first_pack;
};

/* Asks for a PIN at once when the store has none. */
void staff_init(struct staff *staff, const struct staff_options *options);
void staff_finish(struct staff *staff); /* wipes; takes a zeroed struct */

/* A touch in the corner. The fifth in time opens the PIN pad. */
void staff_tap_corner(struct staff *staff, uint64_t now_ms);
/* True when something changed on the screen. */
bool staff_tick(struct staff *staff, uint64_t now_ms);
/* How long the picture that was drawn last has to wait before it is shown: a frame of
 * the moving code is drawn ahead. staff_tick takes it for shown once that is over. */
uint64_t staff_hold_ms(const struct staff *staff, uint64_t now_ms);
/* Where the stick is mounted, after it is mounted if that is the kiosk's to do; NULL:
 * there is none, or it cannot be. */
const char *staff_stick_root(struct staff *staff);
/* Says why it is NULL, and what staff can do. */
void staff_say_no_stick(struct staff *staff);
/* Lets go of it again; every file on it is closed. */
void staff_release_stick(struct staff *staff);
/* Somebody put a stick in, which nobody has read. */
bool staff_has_stick(const struct staff *staff);
/* The stick is being read or written: time shall pass at once, and nobody can leave. */
bool staff_is_busy(const struct staff *staff);
/* Something was touched: by its id on the staff screens. */
void staff_touch(struct staff *staff, const char *id, uint64_t now_ms);

/* One to nine answers leave only with a final collection: "1 answer waits. They leave
 * in tens: 9 more, or a final collection." */
void staff_few_words(uint32_t here, char *out, size_t size);

#endif
