/*
 * error: what went wrong: one line for the operator, and a code that says what the
 * caller can do about it. The caller holds the struct, and there is nothing to free.
 * Every function takes NULL from a caller who does not want to know. A resident never
 * sees the text.
 */
#ifndef TOWNLINE_ERROR_H
#define TOWNLINE_ERROR_H

#include <stdbool.h>

#define ERROR_TEXT_MAX_BYTES 320

enum error_code {
    ERROR_NONE,
    /* the bytes or words that were given are wrong: refuse them and say why */
    ERROR_INPUT,
    ERROR_MISSING, /* something that was named is not there: a key, a file, a bundle */
    ERROR_FULL,    /* there is no room: disk, memory, or a limit */
    ERROR_BUSY,    /* another program holds it, or one has to wait: try again later */
    ERROR_SYSTEM,  /* the machine failed: I/O, permissions, a broken disk */
};

struct error {
    enum error_code code;
    char text[ERROR_TEXT_MAX_BYTES];
};

/* These return false, so that failing is one line: return error_set(err, ...). */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sets ERROR_FULL with the one sentence that says that memory ran out. */
bool error_no_memory(struct error *err);

/* Puts "CONTEXT: " before the text and keeps the code. */
bool error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
