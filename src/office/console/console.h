/*
 * console: what the command line says. Everything said may hold names from bundles and
 * sticks, so control characters are shown as "?" and cannot move the cursor.
 */
#ifndef CONSOLE_H
#define CONSOLE_H

#include <jansson.h>
#include <stdbool.h>

/* One line to standard output. */
void console_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for text of any length, line breaks kept; the caller's text is changed. */
void console_text(char *text);
/* One line to standard error: "townline NAME: ...". */
void console_tell(const char *name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A line that replaces itself, only where standard error is a terminal; NULL ends it.
 */
void console_progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The object as text to standard output; takes the reference. False without memory. */
bool console_json(json_t *object);
/* False when standard output did not take all that was said. */
bool console_flush(void);

#endif
