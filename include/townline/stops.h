/*
 * stops: the way of a resident through a form on a screen, one stop after the other.
 * The stops are the form's own steps, and what the kiosk puts between them: the page
 * about a service at the start of its block, the dot on the map after a townline-map
 * group, "another?" after each instance of a repeat that is as long as the resident
 * wants, and "recorded" at the end of a block. Pure: the same answers give the same
 * way, forwards and back.
 */
#ifndef TOWNLINE_STOPS_H
#define TOWNLINE_STOPS_H

#include "townline/form.h"

enum stop_kind {
    /* the page about a service, before `place`, the first step of its block */
    STOP_SERVICE,
    STOP_QUESTION, /* the step of the form at `place` */
    /* the dot on the map, after `place`, the second of the two questions */
    STOP_MAP,
    STOP_ANOTHER, /* one more instance of `repeat`? Its last one ended with `place`. */
    /* "recorded", after `place`, the last step of a block or of the form */
    STOP_RECORDED,
};
struct stop {
    enum stop_kind kind;
    struct place place;
    size_t repeat; /* of STOP_ANOTHER: the control of an open repeat */
};

/* What the way depends on. All is borrowed. */
struct stops {
    const struct form *form;
    const struct instance *instance;
    /* by control, for those outside of every block: the resident was past it */
    const bool *passed;
    const bool *finished; /* by block: it was recorded */
    /* leave out the steps that are `passed` or `finished`, as on the way to another
     * service */
    bool skip_done;
};

/* The repeat that has one instance for each service, or NULL. An instance is a block.
 */
const struct repeat *stops_blocks(const struct descriptor *descriptor);
bool place_is_same(const struct place *a, const struct place *b);
/* The number of the block that the place lies in, or -1. Block 3 is about the choice 3
 * of the services question. */
int place_block(const struct form *form, const struct place *place);
/* The number, in form_service_name, of the service that the block around the place is
 * about; -1 when there is none. It may differ from the number of the block, since the
 * services sheet may have another order than the choices. */
int place_service(const struct form *form, const struct place *place);

/* Whether the control lies in a townline-contact group, whose answers are stored apart
 * from all others. */
bool control_is_contact(const struct form *form, size_t control);

/* False when the form has no step at all. */
bool stops_first(const struct stops *stops, struct stop *out);
/* The stop after `from`. After the last step it is STOP_RECORDED. */
void stops_forward(const struct stops *stops, const struct stop *from,
                   struct stop *out);
/* Goes on from STOP_RECORDED to the next step of the form. False when there is none. */
bool stops_more(const struct stops *stops, const struct stop *recorded,
                struct stop *out);
/* The stop before `from`. False when `from` is the first. */
bool stops_back(const struct stops *stops, const struct stop *from, struct stop *out);
/* Finds both questions of the map when `place` is one of them; else false. */
bool stops_map_questions(const struct stops *stops, const struct place *place,
                         struct place *identity_out, struct place *control_out);

/* The column of the services sheet in which a service may have its own sentence for the
 * question at `place`, "identity" or "control"; NULL where there is no such column. */
const char *stops_own_sentence(const struct form *form, const struct place *place);

/* True at the first question of a townline-savings group when the block's service has
 * both a figure of savings and words on what could be given up: the screen then shows
 * both below the question. One of them alone would argue, and is not shown. */
bool stops_tells_savings(const struct stops *stops, const struct place *place);
/* The number of the first story about the block's service at that same question, where
 * it may be read; -1 when there is none, and at all other questions. */
int stops_story(const struct stops *stops, const struct place *place);

/* A choice question whose codes are the numbers 1 to N is a scale. */
struct scale {
    int points; /* N, or 0 when it is no scale */
    int value;  /* the answer, 1 to N; 0 when it is none of them ("no opinion") */
};
struct scale stops_scale(const struct stops *stops, const struct place *place);

#endif
