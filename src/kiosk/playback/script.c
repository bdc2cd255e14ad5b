/* script: parses the commands of a script. */
#include "script.h"

#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

enum takes {
    TAKES_WORD,
    TAKES_WORDS,
    TAKES_NUMBER,
    TAKES_NUMBER_AND_WORD,
    TAKES_DIGITS
};

static const struct verb {
    const char *name;
    enum script_verb verb;
    enum takes takes;
    const char *form;
} verbs[] = {
    {"touch", SCRIPT_TOUCH, TAKES_WORD, "touch NODE"},
    {"type", SCRIPT_TYPE, TAKES_WORDS, "type WORDS"},
    {"key", SCRIPT_KEY, TAKES_WORD, "key NAME"},
    {"skip-to", SCRIPT_SKIP_TO, TAKES_WORDS, "skip-to NAME"},
    {"wait", SCRIPT_WAIT, TAKES_NUMBER, "wait SECONDS"},
    {"expect screen", SCRIPT_EXPECT_SCREEN, TAKES_WORDS, "expect screen NAME"},
    {"expect node", SCRIPT_EXPECT_NODE, TAKES_WORD, "expect node NODE"},
    {"expect no node", SCRIPT_EXPECT_NO_NODE, TAKES_WORD, "expect no node NODE"},
    {"expect text", SCRIPT_EXPECT_TEXT, TAKES_WORDS, "expect text WORDS"},
    {"expect chosen", SCRIPT_EXPECT_CHOSEN, TAKES_WORD, "expect chosen NODE"},
    {"where", SCRIPT_WHERE, TAKES_WORD, "where NODE"},
    {"picture", SCRIPT_PICTURE, TAKES_WORD, "picture NAME"},
    {"pictures", SCRIPT_PICTURES, TAKES_WORD, "pictures SUFFIX"},
    {"repaint", SCRIPT_REPAINT, TAKES_NUMBER, "repaint COUNT"},
    {"frames", SCRIPT_FRAMES, TAKES_NUMBER_AND_WORD, "frames COUNT DIR"},
    {"choose-pin", SCRIPT_CHOOSE_PIN, TAKES_DIGITS, "choose-pin DIGITS"},
    {"staff", SCRIPT_STAFF, TAKES_DIGITS, "staff DIGITS"},
};

static char *
trim(char *text)
{
    text += strspn(text, " \t");
    size_t size = strlen(text);
    while (size > 0 && strchr(" \t\r", text[size - 1])) {
        text[--size] = '\0';
    }
    return text;
}

static bool
read_number(const char *text, size_t *out, const char **rest_out)
{
    size_t value = 0;
    const char *at = text;
    while (character_is_digit(*at) && value < 100000000) {
        value = value * 10 + (size_t)(*at++ - '0');
    }
    if (at == text || (*at != '\0' && *at != ' ' && *at != '\t')) {
        return false;
    }
    *out = value;
    *rest_out = at + strspn(at, " \t");
    return true;
}

static bool
fits(const struct verb *verb, const char *rest, struct script_line *line)
{
    const char *after = "";
    line->text = rest;
    switch (verb->takes) {
    case TAKES_WORD:
        return *rest && !rest[strcspn(rest, " \t")];
    case TAKES_WORDS:
        return *rest != '\0';
    case TAKES_DIGITS:
        return *rest && !rest[strspn(rest, "0123456789")];
    case TAKES_NUMBER:
        line->text = "";
        return read_number(rest, &line->number, &after) && !*after;
    case TAKES_NUMBER_AND_WORD:
        if (!read_number(rest, &line->number, &line->text)) {
            return false;
        }
        return *line->text != '\0';
    }
    return false;
}

static bool
read_line(char *text, struct script_line *line, struct error *err)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t size = strlen(verbs[i].name);
        if (strncmp(text, verbs[i].name, size) != 0 ||
            (text[size] && text[size] != ' ' && text[size] != '\t')) {
            continue;
        }
        line->verb = verbs[i].verb;
        return fits(&verbs[i], trim(text + size), line) ||
               error_set(err, ERROR_INPUT, "line %u: write it as \"%s\"", line->line,
                         verbs[i].form);
    }
    return error_set(err, ERROR_INPUT, "line %u: there is no command \"%.40s\"",
                     line->line, text);
}

/* Cuts a comment off: # at the start of a line or behind a space. */
static void
cut_comment(char *text)
{
    for (char *at = text; *at; at++) {
        if (*at == '#' && (at == text || at[-1] == ' ' || at[-1] == '\t')) {
            *at = '\0';
            return;
        }
    }
}

bool
script_parse(const char *text, size_t size, struct script *out, struct error *err)
{
    if (size > SCRIPT_MAX_BYTES || memchr(text, '\0', size)) {
        return error_set(err, ERROR_INPUT,
                         "this is no script: it is too long or binary");
    }
    size_t most = 1;
    for (size_t i = 0; i < size; i++) {
        most += text[i] == '\n';
    }
    if (most > SCRIPT_MAX_LINES) {
        return error_set(err, ERROR_INPUT, "a script has at most %d lines",
                         SCRIPT_MAX_LINES);
    }
    struct script script = {.memory = malloc(size + 1),
                            .lines = calloc(most, sizeof *script.lines)};
    if (!script.memory || !script.lines) {
        script_finish(&script);
        return error_no_memory(err);
    }
    memcpy(script.memory, text, size);
    script.memory[size] = '\0';

    unsigned number = 1;
    for (char *at = script.memory, *end = at + size; at <= end; number++) {
        char *line_end = at + strcspn(at, "\n");
        *line_end = '\0';
        cut_comment(at);
        char *line = trim(at);
        script.lines[script.count].line = number;
        if (*line) {
            if (!read_line(line, &script.lines[script.count], err)) {
                script_finish(&script);
                return false;
            }
            script.count++;
        }
        at = line_end + 1;
    }
    *out = script;
    return true;
}

void
script_finish(struct script *script)
{
    free(script->lines);
    free(script->memory);
    *script = (struct script){0};
}
