/*
 * options_file: reads /etc/townline/kiosk.conf, which can say what the command line can
 * say: one "name = value" on each line, with the same names and the same checks. The
 * command line is stronger than the file; what staff set on the screen is stronger than
 * both.
 */
#ifndef TOWNLINE_OPTIONS_FILE_H
#define TOWNLINE_OPTIONS_FILE_H

#include "options.h"

#define OPTIONS_FILE_PATH "/etc/townline/kiosk.conf"
#define OPTIONS_FILE_MAX_BYTES 16384

/* Calls `take` for each line of the file; it says what is wrong with the line. Values
 * live until options_finish. A file that is not there has no lines, unless it
 * `must_be`. ERROR_INPUT tells the file and the line. */
typedef bool options_take(struct kiosk_options *options, const char *name,
                          const char *value, struct error *err);
bool options_file_read(const char *path, bool must_be, options_take *take,
                       struct kiosk_options *options, struct error *err)
    __attribute__((warn_unused_result));

/* Prints every setting on a line of its own, with the place that it comes from: the
 * program, the file, the command line, or staff on the screen. */
bool options_print_settings(const struct kiosk_options *options, FILE *to,
                            struct error *err) __attribute__((warn_unused_result));

#endif
