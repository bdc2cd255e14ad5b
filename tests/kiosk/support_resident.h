/*
 * support_resident: a session over the sample form, with a host that keeps in memory
 * what the kiosk would store.
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
    bool refuses; /* the next stores fail */

    unsigned saves, removes, finished, timed_out;
    bool holds;        /* a response is stored */
    char stored[4000]; /* its answers: "path[instance]=value\n", empty ones too */
    struct response_head head; /* strings not valid */
    char language[16];
};

void resident_start(struct resident *resident);
/* The same form with a place for services that are assigned. */
void resident_start_assigning(struct resident *resident);
/* The form of tests/kiosk/pack, with screens that the sample has not. */
void resident_start_pack(struct resident *resident);
void resident_finish(struct resident *resident);
/* cmocka fixtures: *state is a resident at the sample form. */
int resident_setup(void **state);
int resident_teardown(void **state);

void resident_send(struct resident *resident, enum session_event_kind kind);
void resident_send_number(struct resident *resident, enum session_event_kind kind,
                          size_t number);
void resident_assign(struct resident *resident, const char *code);
void resident_choose(struct resident *resident, const char *code);
void resident_write(struct resident *resident, const char *text);
/* Time goes by, a tick a second. */
void resident_wait(struct resident *resident, unsigned seconds);

/* Presses Next until the step `path` is on the screen; fails the test after 60. */
void resident_go_to(struct resident *resident, const char *path);
/* As resident_go_to, to a stop that is no question. */
void resident_go_to_stop(struct resident *resident, enum stop_kind kind);
/* From the first touch to the choice of services, in English. */
void resident_begin(struct resident *resident);
/* From the choice of services through the block of one service, with these answers, to
 * "recorded". */
void resident_answer_service(struct resident *resident, const char *service,
                             const char *identity, const char *control);

const char *resident_path(const struct resident *resident); /* of the step shown */
const char *resident_value(const struct resident *resident);
bool resident_is_at(const struct resident *resident, enum stop_kind kind);
/* "about/block/map/identity[2]=5" stands among the stored answers. */
bool resident_stored(const struct resident *resident, const char *answer);

#endif
