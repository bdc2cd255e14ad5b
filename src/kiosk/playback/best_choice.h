/*
 * best_choice: the answer that leads to most questions, for who walks through a whole
 * form.
 */
#ifndef TOWNLINE_BEST_CHOICE_H
#define TOWNLINE_BEST_CHOICE_H

#include "kiosk.h"

/* Chooses it at the question that is asked; the first of several. */
void best_choice(struct kiosk *kiosk);
/* Chooses the code there, or takes it back. */
void best_choice_toggle(struct kiosk *kiosk, const char *code);

#endif
