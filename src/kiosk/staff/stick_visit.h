/*
 * stick_visit: all that one visit of a stick does, in this order: the office's receipts
 * are read, newer questions and a new version of the program are looked for, answers
 * are saved, and after them the page that collects. It draws nothing and never waits:
 * each call of visit_advance does a bit, so that the screen can be painted in between.
 *
 * Whatever happens to the stick, the kiosk loses nothing: a bundle is noted as carried
 * only after it was found whole under its name on the stick. Questions are only offered
 * here: whoever holds the visit takes the pack and changes to it between residents.
 */
#ifndef TOWNLINE_STICK_VISIT_H
#define TOWNLINE_STICK_VISIT_H

#include "townline/pack.h"
#include "townline/removable.h"
#include "townline/stick.h"
#include "townline/store.h"

enum visit_step { VISIT_RECEIPTS, VISIT_QUESTIONS, VISIT_ANSWERS, VISIT_STEPS };
enum visit_state {
    VISIT_TO_DO,
    VISIT_WORKING,
    VISIT_NONE, /* there was nothing of it */
    VISIT_DONE,
    VISIT_FAILED, /* `fault`, or `refusal`, says why */
};

enum visit_fault {
    VISIT_FINE,
    VISIT_STICK, /* `stick_fault` says what staff can do */
    VISIT_CARD,  /* the kiosk's own storage or memory failed */
};

/* Why no pack of the stick is offered. Of several, the first of this list is told. */
enum visit_refusal {
    REFUSED_NONE,    /* there is none, or only the one that is in use */
    REFUSED_UNFIT,   /* this program cannot ask it, or not in this version */
    REFUSED_OLDER,   /* than the one in use */
    REFUSED_FOREIGN, /* another office signed it */
    REFUSED_DAMAGED, /* no pack, or its signature is not good */
};

/* The collector page. Answers do not need it, so no visit fails for its sake. */
enum visit_page {
    PAGE_NONE,   /* this kiosk has none to give, or it was not its turn yet */
    PAGE_SAVED,  /* it is there, now or since before */
    PAGE_OTHER,  /* another file has its name and was left as it is */
    PAGE_FAILED, /* no room, or the stick failed */
};

/* Borrowed while the visit is open. */
struct stick_visit_options {
    struct store *store;
    const struct pack *pack;          /* in use */
    const struct sign_public *office; /* whose packs are taken */
    const char *kiosk_name;
    struct removable *removable; /* which stick */
    const char *page_path;       /* of the collector page; NULL: there is none */
    bool takes_updates; /* whether a new version of the program is looked for */
    uint32_t uptime_hours;
    uint32_t storage_free_mb;
};

struct stick_visit_status {
    enum visit_state states[VISIT_STEPS];
    enum visit_fault fault;
    enum stick_fault stick_fault;
    bool is_over; /* nothing is read or written any more */

    unsigned receipts;     /* that confirmed something */
    uint32_t confirmed_to; /* bundle */
    uint32_t confirmed;    /* responses */
    uint32_t office_day;   /* the latest that a receipt proves; 0: none */

    const struct manifest *offered; /* newer questions; NULL: none */
    bool uses_offered;              /* what staff chose */
    size_t changed;                 /* questions and services whose words differ */
    enum visit_refusal refusal;
    char refused_version[40]; /* of an older pack; "" */

    /* the file of a new version of the kiosk's program, which nobody has checked; "" */
    char update[STICK_UPDATE_MAX_BYTES];
    char update_path[REMOVABLE_PATH_MAX_BYTES + STICK_UPDATE_MAX_BYTES + 16];

    struct outbox_entry bundle; /* that is being saved */
    bool reads_back;            /* it is written and being compared */
    unsigned which, of;         /* bundles */
    unsigned saved;             /* bundles */
    uint32_t saved_responses;
    uint64_t saved_bytes;
    uint32_t kept; /* responses in no bundle: too few to leave */
    enum visit_page page;

    bool has_room; /* the stick's is known: */
    uint64_t free_bytes, size_bytes;
};

struct stick_visit;
/* Neither reads nor writes the stick. NULL when memory ran out. */
struct stick_visit *visit_open(const struct stick_visit_options *options);
void visit_close(struct stick_visit *visit); /* takes NULL */

/* Does the next bit. False when the visit was over. */
bool visit_advance(struct stick_visit *visit);
const struct stick_visit_status *visit_status(const struct stick_visit *visit);

/* The offered questions are used, as at first, or not. */
void visit_choose(struct stick_visit *visit, bool uses_offered);
/* The offered pack if it is to be used, else NULL; it is the caller's then. */
struct pack *visit_take_pack(struct stick_visit *visit);

#endif
