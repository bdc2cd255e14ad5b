/*
 * staff_findings: whether the kiosk is ready for residents, one finding for each thing
 * that may be wrong with it. Most are found anew each time; what needs a person (touch)
 * or an occasion (a power cut) is kept in the store with its half-day.
 */
#ifndef TOWNLINE_STAFF_FINDINGS_H
#define TOWNLINE_STAFF_FINDINGS_H

#include "kiosk.h"

#define TOUCH_POINTS 12

enum check_kind {
    CHECKED_TOUCH,
    CHECKED_SIZE,
    CHECKED_STORAGE,
    CHECKED_CLOCK,
    CHECKED_KEYS,
    CHECKED_QUESTIONS,
    CHECKED_POWER,
    CHECKED_KINDS
};
enum check_result { CHECK_NOT_DONE, CHECK_GOOD, CHECK_LOOK };
struct check_finding {
    enum check_result result;
    char words[300];   /* in the language of the screen */
    uint32_t half_day; /* when it was found; 0: just now, or never */
};

const char *check_name(enum check_kind kind);
const char *check_icon(enum check_kind kind);
void check_find(const struct kiosk *kiosk, enum check_kind kind,
                struct check_finding *out);
/* Of what cannot be found again at any time: keeps that it was good. */
bool check_keep(struct kiosk *kiosk, enum check_kind kind, struct error *err)
    __attribute__((warn_unused_result));

/* A mark in the data folder says that the program runs. One that an earlier start of
 * the machine left says that its power was cut: it came back, and that is kept. */
void check_power_begin(struct kiosk *kiosk);
void check_power_end(struct kiosk *kiosk);

/* The page for the office: versions and findings; no counts of people, no times. */
void check_report(struct kiosk *kiosk, struct buffer *out);

#endif
