/*
 * switches: two keys of any kind with which everything can be done: one moves the
 * focus, the other chooses. Keys 1 and 2 do it as they are, and go on doing it where
 * text is typed, until another key is pressed, as on a keyboard; others are learned on
 * a screen, which opens when a key is pressed that means nothing else. The focus can
 * also move by itself. All of it ends with the session.
 */
#ifndef TOWNLINE_SWITCHES_H
#define TOWNLINE_SWITCHES_H

#include "touch.h"

#define SWITCHES_SCAN_MS 2000 /* at each thing, where the focus moves by itself */
#define SWITCHES_SCAN_STEP_MS 1000
#define SWITCHES_SCAN_MIN_MS 1000
#define SWITCHES_SCAN_MAX_MS 10000

struct kiosk;
struct switches {
    enum switches_learn { SWITCHES_KNOWN, SWITCHES_MOVE, SWITCHES_SELECT } learns;
    int move, select; /* codes of their keys; 0: none is known */
    bool is_plain;    /* they are 1 and 2, which nobody had to learn */
    bool scans;       /* the focus moves by itself */
    unsigned scan_ms;
    uint64_t moved_ms; /* when it moved last */
};
void switches_init(struct switches *switches);
void switches_learn(struct kiosk *kiosk);
/* What the key means now. A key without an action is learned, or asks to be. */
enum action switches_action(struct kiosk *kiosk, int key, enum action action);
/* A letter came from a keyboard, so 1 and 2 are digits. */
void switches_forget_plain(struct switches *switches);
/* Moves the focus when it is time. */
void switches_tick(struct kiosk *kiosk, uint64_t now_ms);

#endif
