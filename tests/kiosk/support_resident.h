/*
 * support_resident: a session over the sample form. Its host keeps in memory what a
 * kiosk would store.
 */
#ifndef TOWNLINE_SUPPORT_RESIDENT_H
#define TOWNLINE_SUPPORT_RESIDENT_H

#include "session.h"
#include "townline/seal.h"

struct resident {
    struct form *form;
    struct session session;
    struct session_now now;
    uint64_t order_state, id_state;
    bool refuses; /* storing fails from now on */

    unsigned saves, removes, finished, timed_out;
    bool holds;        /* a response is stored */
    char stored[4000]; /* its answers, empty ones too: "path[instance]=value\n" */
    struct response_head head; /* its strings are not valid any more */
    char language[16];
};

void resident_start(struct resident *resident);
/* The same form with a field for services that the kiosk assigns. */
void resident_start_assigning(struct resident *resident);
/* The form of tests/kiosk/pack, which has screens that the sample has not. */
void resident_start_pack(struct resident *resident);
void resident_finish(struct resident *resident);
/* cmocka fixtures: *state is a resident who uses the sample form. */
int resident_setup(void **state);
int resident_teardown(void **state);

void resident_send(struct resident *resident, enum session_event_kind kind);
void resident_send_number(struct resident *resident, enum session_event_kind kind,
                          size_t number);
void resident_assign(struct resident *resident, const char *code);
void resident_choose(struct resident *resident, const char *code);
void resident_write(struct resident *resident, const char *text);
/* Lets time pass, with a tick each second. */
void resident_wait(struct resident *resident, unsigned seconds);

/* Presses Next until the step `path` is shown; the test fails after 60 times. */
void resident_go_to(struct resident *resident, const char *path);
/* The same, to a stop that is no question. */
void resident_go_to_stop(struct resident *resident, enum stop_kind kind);
/* Goes from the first touch to the choice of services, in English. */
void resident_begin(struct resident *resident);
/* Goes from the choice of services through the block of one service with these answers,
 * until "recorded". */
void resident_answer_service(struct resident *resident, const char *service,
                             const char *identity, const char *control);

/* of the step that is shown */
const char *resident_path(const struct resident *resident);
const char *resident_value(const struct resident *resident);
bool resident_is_at(const struct resident *resident, enum stop_kind kind);
/* Whether the stored answers have one such as "about/block/map/identity[2]=5". */
bool resident_stored(const struct resident *resident, const char *answer);

#endif
