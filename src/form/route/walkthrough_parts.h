/*
 * walkthrough_parts: what the files of walkthrough share. The form is tried once for
 * each service: walkthrough.c finds the screens, and walkthrough_words.c counts the
 * words on them.
 */
#ifndef WALKTHROUGH_PARTS_H
#define WALKTHROUGH_PARTS_H

#include "townline/stops.h"
#include "townline/walkthrough.h"

#define WALKTHROUGH_READ_MAX 500

struct walkthrough_try {
    const struct form *form;
    size_t language;
    /* the one to choose; NULL: any */
    const char *service;
    struct instance *instance; /* owned */
    struct stops stops;
    /* hashes of the labels that were read so far */
    uint64_t read[WALKTHROUGH_READ_MAX];
    size_t read_count;
    /* how many stops may still be looked at, for all tries together */
    size_t *stops_left;
    unsigned long heard_ms; /* for somebody who hears the screens so far */
};

/* These three also add what is heard of it to heard_ms. The words of one question: its
 * label, its hint and its choices. */
size_t walkthrough_try_words(struct walkthrough_try *try, const struct place *place);
/* The words of the page about the service. */
size_t walkthrough_try_service_words(struct walkthrough_try *try,
                                     const struct place *place);
/* The words of what staff expect to save, when the screen shows it above the step. */
size_t walkthrough_try_savings_words(struct walkthrough_try *try,
                                     const struct place *place);

/* walkthrough_heard: each adds to heard_ms what is heard: words of the form (NULL:
 * none), so many words of the kiosk's own, the keys that lead on from a screen; a
 * question with its choices, without its label where a service has a sentence of its
 * own for it. */
void walkthrough_hear_words(struct walkthrough_try *try, const char *words);
void walkthrough_hear_kiosk(struct walkthrough_try *try, size_t english_words);
void walkthrough_hear_screen(struct walkthrough_try *try, unsigned keys);
void walkthrough_hear_question(struct walkthrough_try *try, const struct place *place,
                               bool has_own_sentence);

#endif
