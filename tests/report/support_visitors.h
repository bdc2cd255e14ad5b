/*
 * support_visitors: people who answer at random, counted as an archive counts them.
 * They are spread unevenly, so that there are small groups everywhere.
 */
#ifndef TOWNLINE_SUPPORT_VISITORS_H
#define TOWNLINE_SUPPORT_VISITORS_H

#include "support_model.h"

#define VISITORS_ROUNDS 2

extern uint64_t visitors_seed; /* of everything that is drawn */

/* For each test: a public report of two rounds to which nobody came yet. */
int visitors_setup(void **state);
int visitors_teardown(void **state);

/* So many more people come, and are counted. */
void visitors_come(uint32_t people);
/* A number under `below`. */
uint32_t visitors_draw(uint32_t below);

#endif
