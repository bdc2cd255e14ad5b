/* townline completion: a script for bash, made from the table of commands. */
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "usage_words.h"

#include <stdio.h>
#include <string.h>

/* "a|b" as "a b". */
static void
print_words(const char *words)
{
    for (; *words; words++) {
        putchar(*words == '|' ? ' ' : *words);
    }
}

static void
print_commands(void)
{
    printf("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        words=\"");
    for (size_t i = 0; i < command_count; i++) {
        printf("%s ", commands[i].name);
    }
    printf("help\"\n"
           "    elif [ \"$COMP_CWORD\" -eq 2 ]; then\n"
           "        case ${COMP_WORDS[1]} in\n"
           "        help) words=\"");
    for (size_t i = 0; i < command_count; i++) {
        printf("%s ", commands[i].name);
    }
    printf("\" ;;\n");
    for (size_t i = 0; i < command_count; i++) {
        struct usage_reader reader;
        struct usage_line line;
        bool any = false;
        usage_begin(&reader, &commands[i]);
        while (usage_next_line(&reader, &commands[i], &line)) {
            if (!line.parts[0]) {
                continue;
            }
            printf(any ? " " : "        %s) words=\"", commands[i].name);
            print_words(line.parts);
            any = true;
        }
        if (any) {
            printf("\" ;;\n");
        }
    }
    printf("        esac\n"
           "    fi\n");
}

/* "pack check"|"pack show", or "collect "* for a command without parts. */
static void
print_pattern(const char *name, const char *parts)
{
    printf("\"%s ", name);
    for (const char *at = parts; *at; at++) {
        if (*at == '|') {
            printf("\"|\"%s ", name);
        } else {
            putchar(*at);
        }
    }
    printf(parts[0] ? "\"" : "\"*");
}

/* The options of each command, or of each of its parts. */
static void
print_options(void)
{
    char name[USAGE_WORD_BYTES], value[USAGE_WORD_BYTES];
    printf("    case \"${COMP_WORDS[1]} ${COMP_WORDS[2]:-}\" in\n");
    for (size_t i = 0; i < command_count; i++) {
        struct usage_reader reader;
        struct usage_line line;
        usage_begin(&reader, &commands[i]);
        while (usage_next_line(&reader, &commands[i], &line)) {
            const char *at = line.rest;
            printf("    ");
            print_pattern(commands[i].name, line.parts);
            printf(") options=\"");
            while (usage_next_option(&line, &at, name, value)) {
                printf("%s ", name);
            }
            printf("--help\" ;;\n");
        }
    }
    printf("    esac\n");
}

/* The words that may follow an option which takes one of a few. */
static void
print_values(void)
{
    char name[USAGE_WORD_BYTES], value[USAGE_WORD_BYTES];
    printf("    case $previous in\n");
    for (size_t i = 0; i < command_count; i++) {
        struct usage_reader reader;
        struct usage_line line;
        usage_begin(&reader, &commands[i]);
        while (usage_next_line(&reader, &commands[i], &line)) {
            const char *at = line.rest;
            while (usage_next_option(&line, &at, name, value)) {
                bool is_choice = strchr(value, '|') && !strstr(value, "NAME");
                if (!value[0] || strstr(name, "[") || !is_choice) {
                    continue;
                }
                printf("    %s) words=\"", name);
                print_words(value);
                printf("\" ;;\n");
            }
        }
    }
    printf("    esac\n");
}

static void
print_script(void)
{
    printf("# bash completion for townline: written by \"townline completion bash\"\n"
           "_townline() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} words= options=\n"
           "    local previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    COMPREPLY=()\n");
    print_commands();
    print_options();
    print_values();
    printf("    if [ -n \"$words\" ]; then\n"
           "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
           "    elif [ \"${word:0:1}\" = - ]; then\n"
           "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
           "    fi\n"
           "}\n"
           "complete -o default -F _townline townline\n");
}

int
command_completion(int argc, char **argv)
{
    struct error err;
    size_t words;
    if (!arguments_read(argc, argv, NULL, 0, &words, &err)) {
        return command_usage("completion", &err);
    }
    if (words != 1 || strcmp(argv[0], "bash") != 0) {
        error_set(&err, ERROR_INPUT, "say for which shell: bash");
        return command_usage("completion", &err);
    }
    print_script();
    return COMMAND_DONE;
}
