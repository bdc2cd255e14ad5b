/*
 * typeset: text as it stands on the screen. It measures and draws paragraphs in every
 * script that Townline uses: directions (UAX 9), line breaks (UAX 14, for Thai a
 * dictionary), several fonts, so that every character has one, and letters joined by
 * HarfBuzz in SDL_ttf. Measuring draws nothing; the results of both are kept.
 *
 * All lengths are pixels. For one thread.
 */
#ifndef TOWNLINE_TYPESET_H
#define TOWNLINE_TYPESET_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>

#define TYPESET_BOLD_ON '\x01'
#define TYPESET_BOLD_OFF '\x02'
#define TYPESET_ITALIC_ON '\x03' /* italic; bold in scripts without italic */
#define TYPESET_ITALIC_OFF '\x04'
#define TYPESET_IS_MARK(c) ((c) >= TYPESET_BOLD_ON && (c) <= TYPESET_ITALIC_OFF)
#define TYPESET_TEXT_MAX_BYTES 8000 /* the rest of a longer text is cut off */

struct typeset;
/* `fonts_dir` is the folder with the Noto fonts; NULL: where Debian installs them.
 * ERROR_MISSING names the package that has to be installed. */
bool typeset_open(const char *fonts_dir, struct typeset **out, struct error *err)
    __attribute__((warn_unused_result));
void typeset_close(struct typeset *typeset);
/* Empties the cache and overwrites what was in it. Call it after a resident who typed.
 */
void typeset_forget(struct typeset *typeset);
/* The same, and gives back what the fonts took. */
void typeset_rest(struct typeset *typeset);

enum text_align { ALIGN_START, ALIGN_CENTER, ALIGN_END };

struct text_spec {
    const char *text; /* UTF-8; other bytes are shown as U+FFFD */
    const char *language;
    int font_px;
    int weight;   /* 400 is regular; 600 and more is bold */
    int width_px; /* lines are broken to fit it; 0: each paragraph is one line */
    int pitch_px; /* from one line to the next */
    bool rtl;     /* direction of the paragraph: "start" is at the right */
    enum text_align align;
};

struct text_size_px {
    int width, height; /* height is lines x pitch, width that of the widest line */
    int lines;
    int longest_word; /* the widest piece that cannot be broken */
    bool overflows;   /* a piece is wider than width_px */
    int missing;      /* characters that no font has */
};
struct text_size_px typeset_measure(struct typeset *typeset,
                                    const struct text_spec *spec);

/* How many bytes of the text stand in its first `lines` lines. A text that goes on in
 * another place is divided there. */
size_t typeset_cut(struct typeset *typeset, const struct text_spec *spec, int lines);

struct SDL_Surface;
struct text_picture {
    /* white, with coverage as alpha; NULL for blank text */
    struct SDL_Surface *surface;
    /* of its corner, from the corner of the paragraph's box; may be below 0 */
    int x, y;
};
/* Draws the paragraph in a box that is spec->width_px wide, or as wide as the text.
 * Borrowed until the next call that draws. */
struct text_picture typeset_draw(struct typeset *typeset, const struct text_spec *spec);

/* The part of that box, or of the area around it, that letters touch; all 0 for blank
 * text. It draws the picture and keeps it. */
struct text_ink_px {
    int left, top, right, bottom;
};
struct text_ink_px typeset_ink(struct typeset *typeset, const struct text_spec *spec);
/* The same of what lies between two heights of that box. */
struct text_ink_px typeset_ink_between(struct typeset *typeset,
                                       const struct text_spec *spec, int top,
                                       int bottom);

/* Writes the characters in the order in which they stand on the screen, as UTF-8, with
 * "\n" after each line. For tests of directions. */
bool typeset_visual(struct typeset *typeset, const struct text_spec *spec, char *out,
                    size_t size);

#endif
