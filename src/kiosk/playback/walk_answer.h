/*
 * walk_answer: what a walk answers at the stop it is at. walk.h says what it aims at.
 */
#ifndef TOWNLINE_WALK_ANSWER_H
#define TOWNLINE_WALK_ANSWER_H

#include "walk.h"

/* Which service this walk is about; NULL on the first, which is about any, and when all
 * have had their walk. */
const char *walk_service(const struct album *album);
/* As a resident would, so that it can be shown; nothing where there is an answer. */
bool walk_answer(struct album *album, struct error *err);
/* In few steps, where nothing is shown. */
void walk_answer_unseen(struct album *album);
/* In the place of all answers that were refused; those that none was found for are
 * noted in `unanswered`. */
void walk_answer_again(struct album *album);

#endif
