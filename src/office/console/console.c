/* Says things on standard output and standard error. */
#include "console.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048 };

static bool is_progress_shown;

static void
clean(char *line)
{
    for (uint8_t *at = (uint8_t *)line; *at; at++) {
        bool is_c1 = *at == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0;
        if ((*at < 0x20 && *at != '\n') || *at == 0x7f) {
            *at = '?';
        }
        if (is_c1) {
            at[0] = at[1] = '?';
        }
    }
}

static void
end_progress(void)
{
    if (is_progress_shown) {
        fputs("\r\033[K", stderr);
    }
    is_progress_shown = false;
}

void
console_say(const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    clean(line);
    end_progress();
    puts(line);
}

void
console_text(char *text)
{
    clean(text);
    end_progress();
    puts(text);
}

void
console_tell(const char *name, const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    clean(line);
    end_progress();
    fflush(stdout);
    fprintf(stderr, "townline %s: %s\n", name, line);
}

void
console_progress(const char *format, ...)
{
    if (!isatty(STDERR_FILENO)) {
        return;
    }
    end_progress();
    if (!format) {
        return;
    }
    char line[LINE_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, 79, format, arguments); /* one row of a small terminal */
    va_end(arguments);
    clean(line);
    fputs(line, stderr);
    fflush(stderr);
    is_progress_shown = true;
}

bool
console_json(json_t *object)
{
    char *text = json_dumps(object, JSON_INDENT(2));
    json_decref(object);
    if (!text) {
        return false;
    }
    end_progress();
    puts(text);
    free(text);
    return true;
}

bool
console_flush(void)
{
    end_progress();
    return fflush(stdout) == 0 && !ferror(stdout);
}
