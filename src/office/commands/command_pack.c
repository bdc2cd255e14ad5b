/* townline pack: finds out which of its parts is meant. */
#include "command_pack.h"

#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} parts[] = {
    {"build", command_pack_build}, {"check", command_pack_show},
    {"show", command_pack_show},   {"render", command_pack_render},
    {"speak", command_pack_speak}, {"words", command_pack_words},
};

int
command_pack(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, argv[1]) == 0) {
            return parts[i].run(argc - 1, argv + 1);
        }
    }
    struct error err;
    error_set(
        &err, ERROR_INPUT,
        "say what to do with the pack: build, check, show, render, speak or words");
    return command_usage("pack", &err);
}
