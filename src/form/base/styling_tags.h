/*
 * styling_tags: writes styled words out, and reads the HTML in a text. For styling.c
 * alone.
 */
#ifndef TOWNLINE_STYLING_TAGS_H
#define TOWNLINE_STYLING_TAGS_H

#include "townline/styling.h"

#define STYLER_BULLET "\u2022 "

enum style { STYLE_BOLD, STYLE_ITALIC, STYLES };

struct styler {
    const char *text;
    size_t size;
    struct buffer *out;
    size_t begin;        /* where in `out` the words begin */
    unsigned on[STYLES]; /* by style: how many stretches of it are open now */
    unsigned breaks;     /* line breaks at the end of `out` */
    struct styling_left_out *left_out;
};

/* Adds words as they are. What cannot be shown is dropped, and of several empty lines
 * one is kept. */
void styler_add(struct styler *styler, const char *words, size_t size);
/* step 1 begins a style, -1 ends it */
void styler_weigh(struct styler *styler, enum style style, int step);
void styler_end(struct styler *styler);
/* Reads what begins at `at`: a tag, a comment or an address in angle brackets, or an
 * entity such as &amp;. Gives its bytes, 0 when there is none. */
size_t styler_read_tag(struct styler *styler, size_t at, size_t end);
size_t styler_read_entity(struct styler *styler, size_t at, size_t end);

#endif
