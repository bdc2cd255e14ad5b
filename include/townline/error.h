/*
 * error: what went wrong, in one line for the operator, with a code that says what the
 * caller can do about it. Held by the caller, nothing to free; every function takes
 * NULL for a caller who does not want to know. A resident never sees the text.
 */
#ifndef TOWNLINE_ERROR_H
#define TOWNLINE_ERROR_H

#include <stdbool.h>

#define ERROR_TEXT_MAX_BYTES 320

enum error_code {
    ERROR_NONE,
    ERROR_INPUT,   /* the bytes or words given are wrong: refuse them and say why */
    ERROR_MISSING, /* a thing that was named is not there: a key, a file, a bundle */
    ERROR_FULL,    /* no room: disk, memory or a stated limit */
    ERROR_BUSY,    /* somebody else holds it, or it must wait: try again later */
    ERROR_SYSTEM,  /* the machine failed us: I/O, permissions, a broken disk */
};

struct error {
    enum error_code code;
    char text[ERROR_TEXT_MAX_BYTES];
};

/* All return false, so that failing is one line: return error_set(err, ...). */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ERROR_FULL, in the one sentence for memory that ran out. */
bool error_no_memory(struct error *err);

/* Puts "CONTEXT: " before the text on the way up; the code stays. */
bool error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
