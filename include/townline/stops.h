/*
 * stops: the way through a form on a screen, one stop at a time: the form's own steps,
 * and what the kiosk puts between them: the page about a service at the start of its
 * block, the dot after a townline-map group, "another?" after a repeat that is as long
 * as the resident wants, and "recorded" where a block is left for good. Pure: the same
 * answers give the same way, forwards and back.
 */
#ifndef TOWNLINE_STOPS_H
#define TOWNLINE_STOPS_H

#include "townline/form.h"

enum stop_kind {
    STOP_SERVICE,  /* the page about the service whose first step is `place` */
    STOP_QUESTION, /* the form's step at `place` */
    STOP_MAP,      /* the dot, after the second question, `place`, was answered */
    STOP_ANOTHER,  /* one more of `repeat`, whose last instance ended with `place`? */
    STOP_RECORDED, /* a block, or the form, ended with `place` */
};
struct stop {
    enum stop_kind kind;
    struct place place;
    size_t repeat; /* of STOP_ANOTHER: the control of a repeat without a count */
};

/* Which steps were done before; asked only when `skip_done` is wanted. */
struct stops {
    const struct form *form;
    const struct instance *instance;
    const bool *passed;   /* by control, of what lies in no block */
    const bool *finished; /* by block */
    bool skip_done;       /* on the way to a further service: pass over what was done */
};

/* The repeat over all services, or NULL. */
const struct repeat *stops_blocks(const struct descriptor *descriptor);
bool place_is_same(const struct place *a, const struct place *b);
/* The instance number of the keyed repeat around the place, or -1. A block is about the
 * service of that number. */
int place_block(const struct form *form, const struct place *place);
/* The form's service that the block is about, or -1: the order of services may differ
 * from that of the choices. */
int place_service(const struct form *form, const struct place *place);

/* In a townline-contact group: kept apart from the answers, and never with them. */
bool control_is_contact(const struct form *form, size_t control);

/* False: the form has no step at all. */
bool stops_first(const struct stops *stops, struct stop *out);
/* Past the last step stands STOP_RECORDED. */
void stops_forward(const struct stops *stops, const struct stop *from,
                   struct stop *out);
/* From STOP_RECORDED on: the next step after what was recorded, if there is one. */
bool stops_more(const struct stops *stops, const struct stop *recorded,
                struct stop *out);
/* False before the first. */
bool stops_back(const struct stops *stops, const struct stop *from, struct stop *out);
/* The two questions of the map that `place` is one of; false when it is none. */
bool stops_map_questions(const struct stops *stops, const struct place *place,
                         struct place *identity_out, struct place *control_out);

/* What staff expect to save stands above the first question of a townline-savings
 * group, where the service has a figure. */
bool stops_tells_savings(const struct stops *stops, const struct place *place);
/* The first story about the service, which may be read from that question on; -1: there
 * is none, or it is not yet time. */
int stops_story(const struct stops *stops, const struct place *place);

/* A choice question whose codes 1 to N are a scale. */
struct scale {
    int points; /* N, or 0 when it is no scale */
    int value;  /* of the answer: 1 to N, or 0 when it is none of them */
};
struct scale stops_scale(const struct stops *stops, const struct place *place);

#endif
