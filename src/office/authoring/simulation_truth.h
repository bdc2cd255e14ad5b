/*
 * simulation_truth: what a simulation drew its answers from, as JSON, so that a test
 * can see whether a report comes near to it.
 *
 *   "responses" "seed" "opinions"; "round" and "event", null where there is none
 *   "straight": the share of people who give the same point on every scale
 *   "home_factor": at a kiosk its own town is so many times as likely as it says
 *   "kiosks": "name" "key" "home" (a town) "responses" "bundles"
 *   "towns": the question and its choices
 *   "questions", of each that has choices: "path" "kind" "choices", those that stand
 *       "alone", and "cells": for each "service", "town" and "assigned" the numbers of
 *       the choices, "each". null is: not about a service; no town was said.
 *
 * Kind "one": the chance of each choice among those who answered, straight ones too.
 * "some": the chance that each is taken, before those are drawn again who took nothing.
 * "order": strengths; of opinion.h, OPINION_ORDER.
 */
#ifndef SIMULATION_TRUTH_H
#define SIMULATION_TRUTH_H

#include "simulation_split.h"

/* `lots` may be empty. The text ends with a line feed. */
bool simulation_truth(const struct simulation_options *options,
                      const struct simulation_lot *lots, size_t lot_count,
                      struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
