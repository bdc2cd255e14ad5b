/*
 * interruption: Ctrl-C, TERM and a terminal that closes, while something is under way
 * that has to be tidied up. They are passed on to the program that was started for it,
 * and remembered; whoever began it looks afterwards, tidies up and ends.
 */
#ifndef INTERRUPTION_H
#define INTERRUPTION_H

#include <stdbool.h>
#include <sys/types.h>

void interruption_begin(void);
bool interruption_came(void);
/* The signals do again what they did before. */
void interruption_end(void);
/* For sibling.c: the program that is running, 0 for none. */
void interruption_pass_to(pid_t child);

#endif
