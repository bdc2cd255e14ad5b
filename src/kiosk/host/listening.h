/*
 * listening: a resident who hears the kiosk: whether it speaks now, what for, how fast
 * and how loud, and what has to be silent because others can hear. The words come from
 * narration.h, the voice from speech.h. All of it ends with the session.
 *
 * It begins with a headset, any key of a keypad or switch, a finger that rests in the
 * bottom left corner, or the button "Listen".
 */
#ifndef TOWNLINE_LISTENING_H
#define TOWNLINE_LISTENING_H

#include "narration.h"
#include "touch.h"

#define LISTENING_HOLD_MS 2500   /* of a finger in the corner */
#define LISTENING_CORNER_MM 25.0 /* its size */
#define LISTENING_BRIGHT_MS 2500 /* of a finger on a screen that is off */
/* After so long on the first screen without a key or a touch nobody listens. */
#define LISTENING_REST_MS 240000

struct kiosk;
struct headset;
struct listening {
    struct speech speech;    /* kind NULL: this kiosk cannot speak */
    struct headset *headset; /* its jacks; NULL: there can be none */
    struct heard heard;
    struct error fault;      /* why nothing could be said, for the operator */
    bool on;                 /* the kiosk speaks */
    bool is_fresh;           /* it has just begun: what this is comes first */
    bool by_keys;            /* the last thing was a key, so something has the focus */
    bool has_headset;        /* nobody else hears it */
    bool keypad_has_headset; /* so the key of a keypad said */
    bool tells_answers;      /* the resident wants them spoken aloud */
    bool is_dark;            /* the screen is off */
    bool is_paused;
    bool half_told;       /* of the warning: half of its time is over */
    int rate, volume;     /* steps as in speech.h */
    uint64_t looked_ms;   /* the last tick: what was spoken since does not count */
    uint64_t active_ms;   /* the last key or touch */
    const char *no_voice; /* the language of which it was said that it has no voice */
};

/* Opens the voice and looks for the jack of a headset, unless the options want none. A
 * kiosk that cannot speak is silent, and `fault` says why. */
void listening_open(struct kiosk *kiosk);
/* For a kiosk that is played without a display: it offers to speak in each language
 * that has a voice, as residents see it, and what it would say is written down. */
bool listening_open_unheard(struct kiosk *kiosk, struct error *err)
    __attribute__((warn_unused_result));
/* At the defaults, and silent. */
void listening_init(struct listening *listening);
void listening_close(struct listening *listening);

/* For the screens and the input of the kiosk. */
/* Whether the language of the screen can be spoken here. */
bool listening_can(const struct kiosk *kiosk);
void listening_begin(struct kiosk *kiosk);
void listening_end(struct kiosk *kiosk);  /* everything as at the start */
void listening_hush(struct kiosk *kiosk); /* the resident did something */
/* Carries out what keys do to the speech itself. False: the key means something else.
 */
bool listening_action(struct kiosk *kiosk, enum action action);
/* Whether the key is one with which a keypad tells of its headset: then that is known,
 * and the key does nothing else. */
bool listening_headset_key(struct kiosk *kiosk, int key);
/* A finger came to the node. */
void listening_touched(struct kiosk *kiosk, int node);
/* The screen was drawn: says what is new. `is_new`: it is another one; `is_page`:
 * another page of it. */
void listening_follow(struct kiosk *kiosk, bool is_new, bool is_page);
/* Time passed. */
void listening_tick(struct kiosk *kiosk, uint64_t now_ms);
/* Whether a finger that rests where it is wants to hear, or to see again. */
bool listening_held(struct kiosk *kiosk, uint64_t now_ms);
void listening_say(struct kiosk *kiosk, const char *words);
void listening_set_dark(struct kiosk *kiosk, bool is_dark);
void listening_set_rate(struct kiosk *kiosk, int rate);
void listening_set_volume(struct kiosk *kiosk, int volume);

#endif
