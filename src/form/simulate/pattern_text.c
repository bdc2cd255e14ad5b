/* pattern_text: writes a text that a pattern of regex() lets through. */
#include "pattern_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 20
#define REPEATED_MAX 1000

struct writing {
    const char *at; /* what is read next in the pattern */
    char *out;
    size_t size, room;
};

static void
write_letter(struct writing *writing, char letter)
{
    if (writing->size + 1 < writing->room) {
        writing->out[writing->size++] = letter;
    }
}

static char
letter_of_escape(char name)
{
    switch (name) {
    case 'd':
        return '1';
    case 'w':
    case 'S':
    case 'D':
        return 'a';
    case 's':
    case 'W':
        return ' ';
    default:
        return name;
    }
}

/* Writes one letter of a class such as [A-Z0-9]. For a class that names what is not
 * allowed, it is a usual letter that the class does not hold. */
static void
write_class(struct writing *writing)
{
    static const char usual[] = "a1A -@.";
    const char *begin = writing->at + 1;
    bool is_turned = *begin == '^';
    begin += is_turned;
    const char *end = begin + (*begin == ']');
    while (*end != '\0' && *end != ']') {
        end += *end == '\\' && end[1] != '\0' ? 2 : 1;
    }
    char letter = *begin == '\\' ? letter_of_escape(begin[1]) : *begin;
    for (size_t i = 0; is_turned && usual[i] != '\0'; i++) {
        if (!memchr(begin, usual[i], (size_t)(end - begin))) {
            letter = usual[i];
            break;
        }
    }
    write_letter(writing, letter);
    writing->at = *end == ']' ? end + 1 : end;
}

static void write_ways(struct writing *writing, unsigned depth);

/* Writes one letter, class or group. */
static void
write_atom(struct writing *writing, unsigned depth)
{
    char letter = *writing->at;
    if (letter == '[') {
        write_class(writing);
    } else if (letter == '(') {
        writing->at++;
        if (strncmp(writing->at, "?:", 2) == 0) {
            writing->at += 2;
        }
        write_ways(writing, depth + 1);
        writing->at += *writing->at == ')';
    } else if (letter == '\\' && writing->at[1] != '\0') {
        write_letter(writing, letter_of_escape(writing->at[1]));
        writing->at += 2;
    } else {
        if (letter != '^' && letter != '$') {
            write_letter(writing, letter == '.' ? 'a' : letter);
        }
        writing->at++;
    }
}

/* Reads how often the part before it has to be written, and moves past it. */
static size_t
read_count(struct writing *writing)
{
    size_t count = 1;
    switch (*writing->at) {
    case '*':
    case '?':
        count = 0;
        writing->at++;
        break;
    case '+':
        writing->at++;
        break;
    case '{':
        count = strtoul(writing->at + 1, NULL, 10);
        writing->at += strcspn(writing->at, "}");
        writing->at += *writing->at == '}';
        break;
    default:
        return 1;
    }
    writing->at += *writing->at == '?'; /* lazy, "*?": the fewest, as here anyhow */
    return count < REPEATED_MAX ? count : REPEATED_MAX;
}

/* Writes the first alternative up to the end of the group, and skips the others. */
static void
write_ways(struct writing *writing, unsigned depth)
{
    bool is_first = true;
    while (*writing->at != '\0' && *writing->at != ')') {
        if (*writing->at == '|') {
            is_first = false;
            writing->at++;
            continue;
        }
        size_t begin = writing->size;
        if (depth > DEPTH_MAX) {
            writing->at++;
            continue;
        }
        write_atom(writing, depth);
        size_t size = writing->size - begin;
        size_t count = read_count(writing);
        if (!is_first || count == 0) {
            writing->size = begin;
        }
        for (size_t i = 1; is_first && i < count; i++) {
            for (size_t k = 0; k < size; k++) {
                write_letter(writing, writing->out[begin + k]);
            }
        }
    }
}

void
pattern_text(const char *pattern, char *out, size_t size)
{
    struct writing writing = {.at = pattern, .out = out, .room = size};
    while (*writing.at != '\0') {
        write_ways(&writing, 0);
        writing.at += *writing.at == ')'; /* a bracket that closes nothing */
    }
    out[writing.size] = '\0';
}
