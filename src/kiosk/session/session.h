/*
 * session: one resident at the screen, from the first touch to the wipe. A pure model:
 * events go in, at most one effect comes out for the host to carry out, and time and
 * randomness are passed in. Nothing here draws, stores or waits.
 *
 * What is promised: going back never loses an answer; "recorded" is reached only after
 * the host said that the response is stored; when time runs out the finished blocks
 * stay as not complete; at the end every answer is wiped and every setting is as at
 * the start.
 */
#ifndef TOWNLINE_SESSION_H
#define TOWNLINE_SESSION_H

#include "theme.h"
#include "townline/bestworst.h"
#include "townline/random.h"
#include "townline/stops.h"

#define SESSION_IDLE_MS 120000 /* without a touch: then the warning */
#define SESSION_WARNING_MS                                                             \
    30000 /* to answer it; both twice as long for whoever                              \
             hears the screen or uses switches */
/* "Recorded" stays so long, longer with the largest words and for whoever hears it; and
 * longer still after a touch, since whoever touches it is there. */
#define SESSION_END_MS 15000
#define SESSION_END_LARGE_MS 30000
#define SESSION_END_TOUCHED_MS 60000
#define SESSION_CONTACT_MAX_BYTES 120 /* of one line of a contact, with its NUL */
/* Of the choices of one question, joined. */
#define SESSION_VALUE_MAX_BYTES (RESPONSE_VALUE_MAX_BYTES + 1)

enum session_view {
    SESSION_ATTRACT,
    SESSION_PURPOSE,
    SESSION_AT_STOP, /* `stop` says which */
    SESSION_DELETED, /* "your answers were deleted" */
    SESSION_RESTING, /* what was answered could not be stored */
};
enum session_sheet {
    SHEET_NONE,
    SHEET_SETTINGS,
    SHEET_LANGUAGES,
    SHEET_DELETE,   /* "delete my answers?" */
    SHEET_REVIEW,   /* the answers so far */
    SHEET_OTHERS,   /* how others answered, after `recorded` */
    SHEET_STORY,    /* of a place that shares the service, where savings are told */
    SHEET_LISTEN,   /* how the kiosk speaks */
    SHEET_KEYS,     /* what each key does */
    SHEET_SWITCHES, /* which switch is which */
    SHEET_IDLE,     /* "are you still there?" */
};

struct session_options {
    const struct display
        *display;            /* borrowed: how screens look at first; NULL: plain */
    const struct form *form; /* borrowed */
    const char *round, *event;
    struct random_source ids;   /* of response ids */
    struct random_source order; /* of the order in which things are shown */
};

/* Time as the host knows it when an event happens. */
struct session_now {
    uint64_t ms;
    uint32_t half_day;
    bool clock_trusted;
    bool is_helped; /* staff said that they are at the resident's side */
};

/* How far the resident is. Going on, none of it goes down, whatever the answers make of
 * the rest of the way. */
struct session_progress {
    unsigned step, steps; /* "Step 3 of 7": all services together are one step */
    unsigned question, questions; /* of the service that is asked about; 0 elsewhere */
    unsigned service, services;   /* which of those chosen; behind them all, the last */
    double share;                 /* of the way, 0 to 1: for the bar */
};

struct session {
    struct session_options options;

    /* What the screen shows. */
    enum session_view view;
    enum session_sheet sheet;
    struct stop stop;
    struct session_progress progress; /* of that stop */
    size_t language;                  /* in the form's order */
    struct display display;
    enum instance_fault fault; /* why Next did not go on */
    char *fault_message;       /* owned; the form's own words, or NULL */
    struct place fault_place;  /* of the question that is wrong; of a list: in it */
    int fault_choice;          /* the one touched last, by number; below 0: none */

    /* What was answered. NULL and unset at the first screen. */
    struct instance *instance;
    bool *passed;   /* by control: steps in no block that were left by Next */
    bool *finished; /* by block */
    bool *listed;   /* by control: asked since its list was come to */
    uint8_t id[RESPONSE_ID_BYTES];
    uint8_t order_seed;
    enum channel channel;
    uint64_t begun_ms, active_ms; /* first and newest touch */
    bool is_slow;                 /* its limits are twice as long */
    bool recorded;                /* all that was begun was recorded */
    uint64_t arrived_ms;          /* the touch that led to "recorded" */
    bool adding;                  /* on the way to a further service */
    bool saved, changed;          /* stored once; differs from what is stored */
    bool stored_complete;
    bool contact_saved; /* once, apart; it cannot be taken back from here */
    bool saw_others;    /* how others answered: from then on a response says so */

    /* A question of a field-list that has the screen to itself. */
    bool editing;
    struct place edited;
    bool revising; /* a question that was chosen from the answers so far */
    struct stop revise_from;
    unsigned part; /* of a step that is asked on several screens, from 0 */

    /* While the host is storing: what comes after it. */
    bool storing;
    enum session_after {
        AFTER_GO,       /* to `next_stop` */
        AFTER_TIME_OUT, /* the session ends */
        AFTER_DELETE,
    } after;
    struct stop next_stop;
    bool goes_back; /* the next move leads back: less of the way is done after it */
};

bool session_init(struct session *session, const struct session_options *options,
                  struct error *err) __attribute__((warn_unused_result));
void session_finish(struct session *session); /* wipes; takes a zeroed struct */

enum session_event_kind {
    SESSION_TOUCHED, /* something was touched or pressed: the clock starts anew */
    SESSION_TICK,    /* time went by */
    SESSION_HOLD,    /* `number` milliseconds in which the kiosk spoke do not count */
    SESSION_SLOW,    /* the limits are twice as long; with `number` 0 as usual */
    SESSION_BEGIN,   /* in language `number` */
    SESSION_NEXT,
    SESSION_PASS, /* as Next, whatever is wrong: this screen cannot be shown */
    SESSION_BACK,
    SESSION_SKIP,    /* on without an answer: one that was chosen is cleared */
    SESSION_CHANGE,  /* the dot is not right: to the first of its two questions */
    SESSION_CHOOSE,  /* code `text` of `place`: chosen; of several that may be chosen,
                        un-chosen when it was */
    SESSION_PICK,    /* code `text` of the best-worst screen that is shown */
    SESSION_WRITE,   /* the value `text` of `place` */
    SESSION_EDIT,    /* the question `place` of the field-list alone; Next leads back */
    SESSION_REVISE,  /* the question `place` from the answers so far; Next leads back */
    SESSION_MORE,    /* from "recorded" to the questions after it */
    SESSION_ANOTHER, /* from "recorded" to the choice of services */
    SESSION_ADD,     /* from "another?" to one more instance of the repeat */
    SESSION_REMOVE,  /* its last instance away */
    SESSION_ASSIGN,  /* from "recorded" to service `text`, which was picked for them */
    SESSION_DONE,    /* the resident leaves */
    SESSION_TAKEN,   /* staff are at the kiosk: as if time had run out */
    SESSION_LANGUAGE, /* `number` */
    SESSION_SIZE,     /* `number`: enum text_size */
    SESSION_COLORS,   /* `number`: enum color_theme */
    SESSION_REACH,    /* all that is touched in the lower half, or not any more */
    SESSION_STILL,    /* nothing moves, or may again */
    SESSION_OPEN,     /* sheet `number` */
    SESSION_CLOSE,    /* the sheet that is open */
    SESSION_DELETE,   /* confirmed */
    SESSION_RETRY,    /* to store again */
    SESSION_REOPEN,   /* staff say that the station need not rest any longer */
    SESSION_STORED,   /* the host carried out EFFECT_SAVE or EFFECT_REMOVE */
    SESSION_FAILED,   /* it could not */
};
struct session_event {
    enum session_event_kind kind;
    size_t number;
    const char *text;
    const struct place *place; /* NULL: where the session is */
};

enum session_effect {
    EFFECT_NONE,
    EFFECT_SAVE,     /* store what session_response gives; tell STORED or FAILED */
    EFFECT_REMOVE,   /* remove the response `id`; tell STORED or FAILED */
    EFFECT_FINISHED, /* a session ended; everything is wiped already */
    EFFECT_TIMED_OUT,
};
enum session_effect session_update(struct session *session,
                                   const struct session_event *event,
                                   const struct session_now *now);

/* The finished part of the answers as a response to store. Strings and answers are
 * borrowed until the next event. */
bool session_response(struct session *session, const struct session_now *now,
                      struct response *out, struct error *err)
    __attribute__((warn_unused_result));

/* The question that is asked: the stop's, or the one of its list that is edited. */
const struct place *session_place(const struct session *session);
/* False when the rank at `place` is not asked by picks. */
bool session_bestworst(const struct session *session, const struct place *place,
                       struct bestworst *out);
/* Screens that the step is asked on. */
unsigned session_part_count(const struct session *session);
/* The contact that the resident left, as "name=value" lines: to be stored apart, after
 * the response and before "recorded". False when there is none, or none that is not
 * stored yet; true with no lines where memory ran out. */
bool session_contact(const struct session *session, struct buffer *out);
/* It is stored. */
void session_contact_done(struct session *session);
/* Where the session is, as stops.h wants it. */
struct stops session_stops(const struct session *session);
/* True for one of the codes that the answer at `place` holds. */
bool session_is_chosen(const struct session *session, const struct place *place,
                       const char *code);
/* Of several choices that do not fit together: how many there are of which one, taken
 * back by itself, leaves an answer that fits. The first two, by number. */
size_t session_excess(struct session *session, const struct place *place,
                      size_t *first_out, size_t *second_out);
/* How many services have an answer that is stored, and a place in the first `max` of
 * them, in the form's order. What was skipped altogether is none. */
size_t session_kept(const struct session *session, struct place *out, size_t max);
/* How long a resident has to answer the warning. */
unsigned session_warning_ms(const struct session *session);
/* How long "recorded" stays when nobody touches it. */
unsigned session_end_ms(const struct session *session);
/* Seconds until the session ends, while the warning is shown. */
unsigned session_seconds_left(const struct session *session, uint64_t now_ms);
/* True when the step cannot be left without an answer, also once it has one. */
bool session_is_required(const struct session *session);
/* There are questions after "recorded". */
bool session_has_more(const struct session *session);
/* The form has a question about which services to talk about. */
bool session_find_services(const struct session *session, struct place *out);
/* The service to offer from "recorded" on: of those that were neither chosen nor
 * assigned, the one with fewest `responses` (`count` of them, by block; of equals
 * whichever the session's order gives). NULL: the form has no place for it, or none is
 * left. */
const char *session_offer(const struct session *session, const uint32_t *responses,
                          size_t count);
#endif
