/* Reads the usage of a command as data. */
#include "usage_words.h"

#include "nearest.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char marks[] = " \n[].";

void
usage_begin(struct usage_reader *reader, const struct command *command)
{
    *reader = (struct usage_reader){.at = command->usage};
}

/* The next word from `at`, without marks around it; false at `end`. */
static bool
next_word(const char **at, const char *end, char out[USAGE_WORD_BYTES])
{
    while (*at < end && strchr(marks, **at)) {
        ++*at;
    }
    const char *start = *at;
    while (*at < end && !strchr(" \n[]", **at)) {
        ++*at;
    }
    size_t size = (size_t)(*at - start);
    while (size > 0 && start[size - 1] == '.') { /* FILE... */
        size--;
    }
    snprintf(out, USAGE_WORD_BYTES, "%.*s", (int)size, start);
    return size > 0;
}

static bool
is_part(const char *word)
{
    if (*word == '-') { /* an option */
        return false;
    }
    for (; *word; word++) {
        if (!islower((unsigned char)*word) && !strchr("|-", *word)) {
            return false;
        }
    }
    return true;
}

bool
usage_next_line(struct usage_reader *reader, const struct command *command,
                struct usage_line *out)
{
    char start[USAGE_WORD_BYTES], word[USAGE_WORD_BYTES];
    snprintf(start, sizeof start, "townline %s", command->name);
    size_t size = strlen(start);
    if (strncmp(reader->at, start, size) != 0) {
        return false; /* the explanation after the lines */
    }
    const char *end = strchr(reader->at, '\n');
    while (end && end[1] == ' ') {
        end = strchr(end + 1, '\n');
    }
    if (!end) {
        end = reader->at + strlen(reader->at);
    }
    *out = (struct usage_line){.rest = reader->at + size, .end = end};
    const char *after = out->rest;
    if (next_word(&after, end, word) && is_part(word)) {
        memcpy(out->parts, word, sizeof out->parts);
        out->rest = after;
    }
    reader->at = *end ? end + 1 : end;
    return true;
}

bool
usage_next_option(const struct usage_line *line, const char **at,
                  char name[USAGE_WORD_BYTES], char value[USAGE_WORD_BYTES])
{
    while (next_word(at, line->end, name)) {
        if (name[0] != '-' || !name[1]) {
            continue;
        }
        /* "--json]" is a flag; what else stands after a space is its value. */
        value[0] = '\0';
        if (*at < line->end && **at == ' ' && (*at)[1] != '[' && (*at)[1] != '-') {
            next_word(at, line->end, value);
        }
        return true;
    }
    return false;
}

bool
usage_meant_part(const struct command *command, const char *word,
                 char out[USAGE_WORD_BYTES])
{
    struct usage_reader reader;
    struct usage_line line;
    unsigned best = UINT_MAX;
    usage_begin(&reader, command);
    while (usage_next_line(&reader, command, &line)) {
        char *save = NULL;
        for (char *part = strtok_r(line.parts, "|", &save); part;
             part = strtok_r(NULL, "|", &save)) {
            unsigned distance = nearest_distance(word, part);
            if (distance < best) {
                best = distance;
                snprintf(out, USAGE_WORD_BYTES, "%s", part);
            }
        }
    }
    return best != UINT_MAX && nearest_is_close(best, strlen(word));
}
