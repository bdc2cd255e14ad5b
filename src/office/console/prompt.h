/*
 * prompt: what the command line asks whoever sits there, a line at a time.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#define PROMPT_ANSWER_BYTES 600

/* Shows the question and reads a line from standard input, without its end and without
 * spaces around it. False at the end of the input, and for a line that is too long. */
bool prompt_ask(const char *words, char out[PROMPT_ANSWER_BYTES]);

#endif
