/* townline form: finds out which of its parts is meant. */
#include "command_form.h"

#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} parts[] = {
    {"compile", command_form_compile},
    {"eval", command_form_eval},
    {"play", command_form_play},
};

int
command_form(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, argv[1]) == 0) {
            return parts[i].run(argc - 1, argv + 1);
        }
    }
    struct error err;
    error_set(&err, ERROR_INPUT, "say what to do with the form: compile, eval, play");
    return command_usage("form", &err);
}
