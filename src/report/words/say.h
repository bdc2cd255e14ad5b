/*
 * say: sentences with values in them, into HTML. A place for a value is its name in
 * braces: "{n} people answered". What comes from outside is escaped; the sentences
 * themselves are ours and may hold tags.
 */
#ifndef TOWNLINE_SAY_H
#define TOWNLINE_SAY_H

#include "report_words.h"
#include "townline/buffer.h"

enum slot_kind {
    SLOT_END,  /* behind the last value of a list */
    SLOT_TEXT, /* from outside, in any language and direction */
    SLOT_NUMBER,
    SLOT_MARKUP, /* made by us; it goes out as it is */
};
struct slot {
    const char *name;
    enum slot_kind kind;
    const char *text;
    int64_t number;
};
#define TEXT_SLOT(name, text)                                                          \
    (struct slot)                                                                      \
    {                                                                                  \
        name, SLOT_TEXT, text, 0                                                       \
    }
#define NUMBER_SLOT(name, n)                                                           \
    (struct slot)                                                                      \
    {                                                                                  \
        name, SLOT_NUMBER, NULL, n                                                     \
    }
#define MARKUP_SLOT(name, markup)                                                      \
    (struct slot)                                                                      \
    {                                                                                  \
        name, SLOT_MARKUP, markup, 0                                                   \
    }

/* Marks words that are looked up later, for xgettext. */
#define WORD(english) english

/* Who writes: where to, and in which language. */
struct writer {
    struct buffer *out;
    const struct words *words;
    /* inside an attribute, or an SVG: no tag is written around a text */
    bool plain;
};

/* The words of ours, as they are. */
void say(const struct writer *writer, const char *english);
/* `values` ends with SLOT_END. A name that no value has is left as it stands. */
void say_filled(const struct writer *writer, const char *sentence,
                const struct slot *slots);
/* SAY(writer, "Leave {list} for now.", TEXT_SLOT("list", names)) */
#define SAY(writer, english, ...)                                                      \
    say_filled(writer, words_text((writer)->words, english),                           \
               (const struct slot[]){__VA_ARGS__, {0}})
/* The form for `n`, which is a value, too: "{n} more". */
#define SAY_COUNT(writer, n, one, many, ...)                                           \
    say_filled(writer, words_plural((writer)->words, one, many, n),                    \
               (const struct slot[]){NUMBER_SLOT("n", n), __VA_ARGS__, {0}})

/* A sentence without tags, cut where it is longer than `out`. */
void say_short(const struct words *words, const char *sentence,
               const struct slot *slots, char *out, size_t size);

/* A text from outside: escaped, and in an element that holds its direction. */
void say_text(const struct writer *writer, const char *text);
/* Digits in groups of three: "1,846". */
void say_number(const struct writer *writer, int64_t n);
/* The signs of a number or a sum keep their side in a text from right to left. */
void say_left_to_right(const struct writer *writer, const char *markup);

/* "a, b and c", in the language's way; each entry is a text from outside. The result is
 * markup, with a NUL, in `out`. */
void say_list(const struct writer *writer, const char *const *texts, size_t count);

#endif
