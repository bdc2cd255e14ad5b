/*
 * usage_words: a command's usage read as data: which words may follow its name, which
 * options each of them has, and what an option takes. The usage in command_table.c is
 * written for people; this is the grammar it keeps to:
 *
 *   townline NAME part|part... THING [--option VALUE|a|b] [--flag]
 *
 * Words in small letters after the name are its parts; "[", "]" and "..." are only
 * marks; a line that begins with a space goes on with the one before.
 */
#ifndef USAGE_WORDS_H
#define USAGE_WORDS_H

#include "command.h"

#include <stdbool.h>

#define USAGE_WORD_BYTES 64

struct usage_reader {
    const char *at; /* in the usage */
    bool is_over;
};
/* One line of the usage, such as "pack build ...". */
struct usage_line {
    char parts[USAGE_WORD_BYTES]; /* "new", or "check|show"; "" when it has none */
    const char *rest;             /* after them, up to `end` */
    const char *end;
};
void usage_begin(struct usage_reader *reader, const struct command *command);
bool usage_next_line(struct usage_reader *reader, const struct command *command,
                     struct usage_line *out);
/* The options of a line, one after the other: `at` begins at line->rest. `value` is
 * what stands after it, "" for a flag. */
bool usage_next_option(const struct usage_line *line, const char **at,
                       char name[USAGE_WORD_BYTES], char value[USAGE_WORD_BYTES]);

/* The part that was probably meant by `word`, in `out`; false when it is a part, or
 * nothing is near it. */
bool usage_meant_part(const struct command *command, const char *word,
                      char out[USAGE_WORD_BYTES]);

#endif
