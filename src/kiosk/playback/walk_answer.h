/*
 * walk_answer: what a walk answers at the stop that it has come to. walk.h says which
 * answers it wants.
 */
#ifndef TOWNLINE_WALK_ANSWER_H
#define TOWNLINE_WALK_ANSWER_H

#include "walk.h"

/* The service that this walk is about. NULL on the first walk, which is about any
 * service, and when every service has had its walk. */
const char *walk_service(const struct album *album);
/* Answers as a resident would, by touches that can be shown. Does nothing when there is
 * an answer already. */
bool walk_answer(struct album *album, struct error *err);
/* Answers in few steps, where nothing is shown. */
void walk_answer_unseen(struct album *album);
/* Replaces all answers that were refused. Those for which no answer was found are noted
 * in `unanswered`. */
void walk_answer_again(struct album *album);

#endif
