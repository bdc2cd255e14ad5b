/*
 * best_choice: finds the answer that leads to most questions, for programs that go
 * through a whole form.
 */
#ifndef TOWNLINE_BEST_CHOICE_H
#define TOWNLINE_BEST_CHOICE_H

#include "kiosk.h"

/* Chooses it at the question that is asked now; of several, the first. */
void best_choice(struct kiosk *kiosk);
/* Chooses the code there, or takes the choice back. */
void best_choice_toggle(struct kiosk *kiosk, const char *code);

#endif
