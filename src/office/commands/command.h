/*
 * command: what `townline NAME ...` runs. Each has a file of its own, command_NAME.c,
 * and a line in the table of command_table.c.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "townline/error.h"

#include <stddef.h>

enum command_exit {
    COMMAND_DONE = 0,
    COMMAND_REFUSED = 1, /* something given was wrong, or is still missing */
    COMMAND_USAGE = 2,   /* the words after the name make no sense */
    COMMAND_SYSTEM = 3,  /* disk, memory, permissions: try again later or elsewhere */
};

struct command {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the name */
    const char *help;                  /* one line */
    const char *usage; /* for --help; completion and "did you mean" are read from it */
};
/* In the order of `townline help`. */
extern const struct command commands[];
extern const size_t command_count;

/* Prints "townline NAME: TEXT" and returns the exit code that fits err->code. */
int command_fail(const char *name, const struct error *err);
/* The same for words that make no sense; says where help is. */
int command_usage(const char *name, const struct error *err);

int command_keys(int argc, char **argv);
int command_kiosks(int argc, char **argv);
int command_collect(int argc, char **argv);
int command_comments(int argc, char **argv);
int command_contacts(int argc, char **argv);
int command_receipt(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_rebuild(int argc, char **argv);
int command_recover(int argc, char **argv);
int command_export(int argc, char **argv);
int command_report(int argc, char **argv);
int command_simulate(int argc, char **argv);
int command_bench(int argc, char **argv);
int command_pack(int argc, char **argv);
int command_form(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_completion(int argc, char **argv);

#endif
