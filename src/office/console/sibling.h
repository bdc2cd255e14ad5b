/*
 * sibling: another program of ours, run from the folder that this one lies in. What it
 * says to standard error goes to ours.
 */
#ifndef SIBLING_H
#define SIBLING_H

#include "townline/error.h"

#include <limits.h>

/* The folder that this program lies in. */
bool sibling_folder(char out[PATH_MAX], struct error *err)
    __attribute__((warn_unused_result));

/* A line of its standard output, without the line feed. */
typedef void sibling_on_line(void *context, const char *line);

/* Runs NAME with the words after its name, the last being NULL, and waits for it.
 * ERROR_MISSING: it is not installed there; ERROR_INPUT and ERROR_SYSTEM: it ended with
 * an exit code that says so (0 done, 1 refused, 2 usage, 3 system). ERROR_BUSY: it was
 * stopped by an interruption that was begun before (interruption.h). */
bool sibling_run(const char *name, const char *const *words, sibling_on_line *on_line,
                 void *context, struct error *err) __attribute__((warn_unused_result));

#endif
