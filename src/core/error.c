/* error: fills in what went wrong, and adds context to it. */
#include "townline/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Details may come from a damaged or hostile file. They stay one line, and steer no
 * terminal. */
static void
keep_one_line(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f) {
            *text = ' ';
        }
    }
}

bool
error_set(struct error *err, enum error_code code, const char *format, ...)
{
    if (!err) {
        return false;
    }
    va_list arguments;
    va_start(arguments, format);
    err->code = code;
    vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    keep_one_line(err->text);
    return false;
}

bool
error_no_memory(struct error *err)
{
    return error_set(err, ERROR_FULL, "there is not enough memory");
}

bool
error_prefix(struct error *err, const char *format, ...)
{
    if (!err) {
        return false;
    }
    char prefix[ERROR_TEXT_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(prefix, sizeof prefix, format, arguments);
    va_end(arguments);
    keep_one_line(prefix);
    char text[ERROR_TEXT_MAX_BYTES];
    memcpy(text, err->text, sizeof text);
    size_t length = strlen(prefix);
    if (length + 3 > sizeof err->text) {
        return false;
    }
    memcpy(err->text, prefix, length);
    snprintf(err->text + length, sizeof err->text - length, ": %s", text);
    return false;
}
