/* townline: the office's command line. */
#include "command.h"
#include "console.h"
#include "nearest.h"
#include "townline/seal.h"
#include "usage_words.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const struct command *
find_command(const char *name)
{
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

/* "; did you mean "report"?", or what else is said at the end. */
struct meant {
    char text[80];
};
static struct meant
meant_command(const char *word, const char *otherwise)
{
    struct meant meant;
    unsigned best = UINT_MAX;
    snprintf(meant.text, sizeof meant.text, "%s", otherwise);
    for (size_t i = 0; i < command_count; i++) {
        unsigned distance = nearest_distance(word, commands[i].name);
        if (distance >= best || !nearest_is_close(distance, strlen(word))) {
            continue;
        }
        best = distance;
        snprintf(meant.text, sizeof meant.text, "; did you mean \"%s\"?",
                 commands[i].name);
    }
    return meant;
}

/* "townline pack bild": false, and what was meant is told. */
static bool
check_part(const struct command *command, int argc, char **argv)
{
    char part[USAGE_WORD_BYTES];
    if (argc < 3 || argv[2][0] == '-' || !usage_meant_part(command, argv[2], part)) {
        return true;
    }
    console_tell(command->name, "there is no \"%s %.40s\"; did you mean \"%s\"?",
                 command->name, argv[2], part);
    return false;
}

static int
help(int argc, char **argv)
{
    bool names_one = argc > 1 && argv[1][0] != '-'; /* "help --help" names none */
    const struct command *command = names_one ? find_command(argv[1]) : NULL;
    if (names_one && !command) {
        console_tell("help", "there is no command \"%.40s\"%s", argv[1],
                     meant_command(argv[1], "").text);
        return COMMAND_USAGE;
    }
    if (command) {
        printf("%s: %s\n\n%s", command->name, command->help, command->usage);
        return COMMAND_DONE;
    }
    puts("townline: collects what kiosks recorded, and reports it\n");
    for (size_t i = 0; i < command_count; i++) {
        printf("  %-10s %s\n", commands[i].name, commands[i].help);
    }
    puts("  help       this list; townline COMMAND --help for one of them\n\n"
         "Exit codes: 0 done, 1 refused or incomplete, 2 usage, 3 system.");
    return COMMAND_DONE;
}

static bool
asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return true;
        }
    }
    return false;
}

static int
run(int argc, char **argv)
{
    if (argc < 2) {
        help(1, argv);
        return COMMAND_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("townline " TOWNLINE_VERSION);
        return COMMAND_DONE;
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        return help(argc - 1, argv + 1);
    }
    const struct command *command = find_command(argv[1]);
    if (!command) {
        console_tell("help", "there is no command \"%.40s\"%s", argv[1],
                     meant_command(argv[1], "; see townline help").text);
        return COMMAND_USAGE;
    }
    if (asks_for_help(argc - 1, argv + 1)) {
        return help(2, (char *[]){argv[0], argv[1]});
    }
    if (!check_part(command, argc, argv)) {
        return COMMAND_USAGE;
    }
    if (!seal_start()) {
        console_tell(command->name, "the cryptographic library does not start");
        return COMMAND_SYSTEM;
    }
    return command->run(argc - 1, argv + 1);
}

int
main(int argc, char **argv)
{
    int code = run(argc, argv);
    if (!console_flush()) {
        console_tell("output", "what was to be shown could not be written");
        return COMMAND_SYSTEM;
    }
    return code;
}
