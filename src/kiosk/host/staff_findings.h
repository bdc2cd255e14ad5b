/*
 * staff_findings: checks whether the kiosk is ready for residents, with one finding for
 * each thing that may be wrong. Most are checked again each time. What needs a person
 * (touch, size, clock) or an occasion (a power cut) is stored with its half-day.
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
/* Stores that something was good which cannot be checked again at any time. */
bool check_keep(struct kiosk *kiosk, enum check_kind kind, struct error *err)
    __attribute__((warn_unused_result));

/* A mark in the data folder shows that the program runs. When it was left by an earlier
 * start of the machine, the power was cut and the kiosk came back; this is stored. */
void check_power_begin(struct kiosk *kiosk);
void check_power_end(struct kiosk *kiosk);

/* The page for the office: versions and findings, without counts of people and without
 * times. */
void check_report(struct kiosk *kiosk, struct buffer *out);

#endif
