/*
 * taken_answer: finds an answer that a form accepts, for programs that fill in a form
 * without a resident: the pictures of all screens, and simulated responses. It tries
 * the values that the constraint speaks of (numbers and days next to those in it, texts
 * of its length or pattern) and usual ones. The number of tries is bounded, so it may
 * miss an answer that exists.
 */
#ifndef TOWNLINE_TAKEN_ANSWER_H
#define TOWNLINE_TAKEN_ANSWER_H

#include "townline/form.h"

/* Writes a value for the question at the place that instance_fault accepts; "" where no
 * answer is required and none was found. False when an answer is required and none was
 * found. The instance is as before when the call returns. */
bool taken_answer(struct instance *instance, const struct form *form,
                  const struct place *place, char out[RESPONSE_VALUE_MAX_BYTES + 1]);

#endif
