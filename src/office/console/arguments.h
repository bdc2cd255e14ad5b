/*
 * arguments: the words after a command's name. Options may stand anywhere, as
 * "--name value" or "--name=value"; "--" ends them.
 */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_LIST };
/* What an option that may stand there several times was given. */
#define OPTION_LIST_MAX 100
struct option_list {
    const char *words[OPTION_LIST_MAX];
    size_t count;
};
struct option {
    const char *name; /* with its hyphens */
    enum option_kind kind;
    bool required;
    void *value; /* bool, const char *, uint64_t, struct option_list; left as it is when
                    not given */
};

/* Moves the words that are no options to the front, from argv[0], and counts them. */
bool arguments_read(int argc, char **argv, const struct option *options,
                    size_t option_count, size_t *rest_out, struct error *err)
    __attribute__((warn_unused_result));
#define ARGUMENTS_READ(argc, argv, options, rest_out, err)                             \
    arguments_read(argc, argv, options, sizeof(options) / sizeof *(options), rest_out, \
                   err)

#endif
