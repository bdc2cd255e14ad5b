/*
 * workbook_fix: what a program can mend in a workbook on the disk: services that the
 * sheet services has and residents could not choose are added to the sheet choices.
 * Of a folder choices.csv is replaced whole or not at all. An .xlsx is never written:
 * it may be open in the program that made it, which would lose one of the two; the rows
 * to add to it are said instead.
 */
#ifndef WORKBOOK_FIX_H
#define WORKBOOK_FIX_H

#include "townline/error.h"

#include <jansson.h>

/* Adds the names of the services that were added to `added`, an array. What was done,
 * or is left to do by hand, is said on standard error. A workbook that cannot be read
 * well is left alone: compiling it says why. */
bool workbook_fix(const char *path, json_t *added, struct error *err)
    __attribute__((warn_unused_result));

#endif
