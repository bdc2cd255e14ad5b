/*
 * walkthrough_parts: what the files of walkthrough share. The form is tried once for
 * each service: walkthrough.c finds which screens come, walkthrough_words.c what there
 * is to read on them.
 */
#ifndef WALKTHROUGH_PARTS_H
#define WALKTHROUGH_PARTS_H

#include "townline/stops.h"
#include "townline/walkthrough.h"

#define WALKTHROUGH_READ_MAX 500

struct walkthrough_try {
    const struct form *form;
    size_t language;
    const char *service;       /* to choose; NULL: whichever */
    struct instance *instance; /* owned */
    struct stops stops;
    uint64_t read[WALKTHROUGH_READ_MAX]; /* hashes of the choices' labels so far */
    size_t read_count;
    size_t *stops_left; /* that may still be looked at, for all tries together */
};

/* Label, hint and choices of one question. */
size_t walkthrough_try_words(struct walkthrough_try *try, const struct place *place);
/* The page about the service. */
size_t walkthrough_try_service_words(const struct walkthrough_try *try,
                                     const struct place *place);
/* What staff expect to save, where it stands above the step. */
size_t walkthrough_try_savings_words(const struct walkthrough_try *try,
                                     const struct place *place);

#endif
