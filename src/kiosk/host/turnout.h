/*
 * turnout: how many responses on this kiosk say something about each service, so that
 * the service with the fewest can be offered. It counts in the batches of others.h, so
 * an offer tells nothing about the people who were here just before.
 */
#ifndef TOWNLINE_TURNOUT_H
#define TOWNLINE_TURNOUT_H

#include "others.h"

#define TURNOUT_SERVICES_MAX 200 /* services behind these are never offered */

struct turnout {
    const struct descriptor *descriptor;      /* borrowed; NULL: not counted yet */
    uint32_t responses[TURNOUT_SERVICES_MAX]; /* by the number of the service's block */
    size_t count;
    uint32_t half_day; /* when it was counted */
};
/* Nothing is counted yet. */
void turnout_init(struct turnout *turnout, const struct descriptor *descriptor);
/* The response may be of another pack. Services are known by their key. */
void turnout_add(struct turnout *turnout, const struct response *response,
                 const struct descriptor *descriptor);
/* Counts the responses of the store. */
bool turnout_count(struct turnout *turnout, struct store *store, uint32_t now,
                   struct error *err) __attribute__((warn_unused_result));

#endif
