/*
 * opinion_parts: what opinion.c and opinion_chances.c share. See opinion.h.
 */
#ifndef TOWNLINE_OPINION_PARTS_H
#define TOWNLINE_OPINION_PARTS_H

#include "townline/opinion.h"

/* From -100 to 100: how much people see the service as theirs, want it decided at home,
 * and would share it. */
struct feeling {
    int identity, control, share;
    bool is_split; /* half of them want it decided at home and half do not */
};
struct opinions {
    const struct form *form;
    const struct descriptor *descriptor;
    uint64_t seed;
    bool uniform;
    int town_question, assisted_question, first_time_question;
    struct feeling *services; /* of the keyed repeat, by instance */
    size_t service_count;
    /* the question with ROLE_SERVICES, if its choices are the services; else NULL */
    const struct question *services_question;
    size_t *service_of_choice; /* instances of the repeat, by its choices */
};

/* One number of two, which looks like chance. */
uint64_t hash_mix(uint64_t a, uint64_t b);
/* A number from -range to range that the hash decides. */
int hash_leaning(uint64_t hash, int range);
/* Not further from 0 than the limit. */
int within(int value, int limit);

#endif
