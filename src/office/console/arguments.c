/* Reads the options and words after a command's name. */
#include "arguments.h"

#include "nearest.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };

static bool
set_value(const struct option *option, const char *value, struct error *err)
{
    if (option->kind == OPTION_FLAG) {
        if (value) {
            return error_set(err, ERROR_INPUT, "%s takes no value", option->name);
        }
        *(bool *)option->value = true;
        return true;
    }
    if (!value) {
        return error_set(err, ERROR_INPUT, "%s needs a value after it", option->name);
    }
    if (option->kind == OPTION_TEXT) {
        *(const char **)option->value = value;
        return true;
    }
    if (option->kind == OPTION_LIST) {
        struct option_list *list = option->value;
        if (list->count == OPTION_LIST_MAX) {
            return error_set(err, ERROR_INPUT, "%s stands there more than %d times",
                             option->name, OPTION_LIST_MAX);
        }
        list->words[list->count++] = value;
        return true;
    }
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (errno != 0 || end == value || *end || *value < '0' || *value > '9') {
        return error_set(err, ERROR_INPUT, "%s needs a whole number, not \"%.40s\"",
                         option->name, value);
    }
    *(uint64_t *)option->value = number;
    return true;
}

/* Reads the option that words[0] is. The word after it belongs to it where the option
 * has a value. Returns how many words were used, or 0 with `err` set. */
static int
take_option(int left, char **words, const struct option *options, size_t option_count,
            bool *given, struct error *err)
{
    const char *equals = strchr(words[0], '=');
    size_t size = equals ? (size_t)(equals - words[0]) : strlen(words[0]);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &options[i];
        if (strlen(option->name) != size || memcmp(option->name, words[0], size) != 0) {
            continue;
        }
        if (given[i] && option->kind != OPTION_LIST) {
            error_set(err, ERROR_INPUT, "%s stands there twice", option->name);
            return 0;
        }
        given[i] = true;
        bool takes_next = option->kind != OPTION_FLAG && !equals && left > 1;
        const char *value = equals ? equals + 1 : takes_next ? words[1] : NULL;
        return set_value(option, value, err) ? 1 + takes_next : 0;
    }
    const char *meant = NULL;
    unsigned best = UINT_MAX;
    for (size_t i = 0; i < option_count; i++) {
        char given_name[64];
        snprintf(given_name, sizeof given_name, "%.*s", (int)size, words[0]);
        unsigned distance = nearest_distance(given_name, options[i].name);
        if (distance < best && nearest_is_close(distance, size)) {
            best = distance;
            meant = options[i].name;
        }
    }
    error_set(err, ERROR_INPUT, "there is no option %.60s%s%s%s", words[0],
              meant ? "; did you mean " : "", meant ? meant : "", meant ? "?" : "");
    return 0;
}

bool
arguments_read(int argc, char **argv, const struct option *options, size_t option_count,
               size_t *rest_out, struct error *err)
{
    bool given[OPTIONS_MAX] = {false};
    assert(option_count <= OPTIONS_MAX);
    size_t rest = 0;
    bool are_over = false;
    for (int at = 1; at < argc;) {
        if (are_over || argv[at][0] != '-' || !argv[at][1]) {
            argv[rest++] = argv[at++];
        } else if (strcmp(argv[at], "--") == 0) {
            are_over = true;
            at++;
        } else {
            int taken =
                take_option(argc - at, argv + at, options, option_count, given, err);
            if (taken == 0) {
                return false;
            }
            at += taken;
        }
    }
    for (size_t i = 0; i < option_count; i++) {
        if (options[i].required && !given[i]) {
            return error_set(err, ERROR_INPUT, "%s is missing", options[i].name);
        }
    }
    *rest_out = rest;
    return true;
}
