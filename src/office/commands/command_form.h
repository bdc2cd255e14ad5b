/* command_form: what `townline form WORD ...` runs; each has a file of its own,
 * command_form_WORD.c, and a line in the table of command_form.c. */
#ifndef COMMAND_FORM_H
#define COMMAND_FORM_H

#include "command.h"

/* argv[0] is the word; an enum command_exit. */
int command_form_compile(int argc, char **argv);
int command_form_eval(int argc, char **argv);
int command_form_play(int argc, char **argv);

#endif
