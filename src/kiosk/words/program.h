/*
 * program: finds what was installed beside the running program, wherever it was
 * installed.
 */
#ifndef TOWNLINE_PROGRAM_H
#define TOWNLINE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

/* Finds the first of `places` that exists. They are paths from the program's folder,
 * such as "../share/locale", with NULL at the end. False when none exists. */
bool program_find(const char *const *places, char *out, size_t size);

#endif
