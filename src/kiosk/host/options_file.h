/*
 * options_file: /etc/townline/kiosk.conf, which says what the command line would say,
 * one "name = value" a line, under the same names and the same checks. The command line
 * goes before it; what staff set by touch goes before both where they can set it.
 */
#ifndef TOWNLINE_OPTIONS_FILE_H
#define TOWNLINE_OPTIONS_FILE_H

#include "options.h"

#define OPTIONS_FILE_PATH "/etc/townline/kiosk.conf"
#define OPTIONS_FILE_MAX_BYTES 16384

/* Each line of the file is handed to `take`, which says what is wrong with it. Values
 * live until options_finish. A file that is not there is one of no lines, unless
 * `must_be`. ERROR_INPUT names the file and the line. */
typedef bool options_take(struct kiosk_options *options, const char *name,
                          const char *value, struct error *err);
bool options_file_read(const char *path, bool must_be, options_take *take,
                       struct kiosk_options *options, struct error *err)
    __attribute__((warn_unused_result));

/* All that holds, a line each with where it came from: the program, the file, the
 * command line, or staff by touch. */
bool options_print_settings(const struct kiosk_options *options, FILE *to,
                            struct error *err) __attribute__((warn_unused_result));

#endif
