/*
 * styling_tags: what styling writes out, and the HTML in a text. Private to styling.
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
    size_t begin;        /* of what is written, in `out` */
    unsigned on[STYLES]; /* how many stretches around it are of the style */
    unsigned breaks;     /* line breaks at the end of what is written */
    struct styling_left_out *left_out;
};

/* Words as they are; what cannot be shown is dropped, and of many empty lines one is
 * kept. */
void styler_add(struct styler *styler, const char *words, size_t size);
void styler_weigh(struct styler *styler, enum style style, int step); /* 1 or -1 */
void styler_end(struct styler *styler);
/* The tag, comment or address in angle brackets, or the entity, that begins at `at`;
 * how many bytes it is, 0 when there is none. */
size_t styler_read_tag(struct styler *styler, size_t at, size_t end);
size_t styler_read_entity(struct styler *styler, size_t at, size_t end);

#endif
