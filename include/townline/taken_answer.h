/*
 * taken_answer: an answer that a form takes, for who fills one in without a resident:
 * the pictures of all screens and simulated responses. It tries what the constraint
 * names (numbers and days beside its own, texts of its length or pattern) and what is
 * usual, a bounded number of times; there may be an answer that it does not find.
 */
#ifndef TOWNLINE_TAKEN_ANSWER_H
#define TOWNLINE_TAKEN_ANSWER_H

#include "townline/form.h"

/* Writes a value of the question at the place that instance_fault finds no fault with,
 * which may be none ("") where none is required. The instance is left as it was. False
 * when none was found. */
bool taken_answer(struct instance *instance, const struct form *form,
                  const struct place *place, char out[RESPONSE_VALUE_MAX_BYTES + 1]);

#endif
