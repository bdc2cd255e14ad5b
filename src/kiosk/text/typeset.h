/*
 * typeset: text as it stands on the screen. Measures and draws paragraphs in every
 * script Townline speaks: bidirectional order (UAX 9), line breaks (UAX 14, Thai by
 * dictionary), a chain of faces so that no character is a box, letters joined by
 * HarfBuzz inside SDL_ttf. Measuring never draws; both are cached.
 *
 * All lengths are pixels. Not thread-safe.
 */
#ifndef TOWNLINE_TYPESET_H
#define TOWNLINE_TYPESET_H

#include "townline/error.h"

#include <stdbool.h>
#include <stddef.h>

#define TYPESET_BOLD_ON '\x01'
#define TYPESET_BOLD_OFF '\x02'
#define TYPESET_ITALIC_ON '\x03' /* slanted; bold in scripts that never slant */
#define TYPESET_ITALIC_OFF '\x04'
#define TYPESET_IS_MARK(c) ((c) >= TYPESET_BOLD_ON && (c) <= TYPESET_ITALIC_OFF)
#define TYPESET_TEXT_MAX_BYTES 8000 /* what is longer is cut */

struct typeset;
/* Looks for the Noto faces under `fonts_dir`; NULL: where Debian installs them.
 * ERROR_MISSING names the package to install. */
bool typeset_open(const char *fonts_dir, struct typeset **out, struct error *err)
    __attribute__((warn_unused_result));
void typeset_close(struct typeset *typeset);
/* Empties the cache and overwrites what was in it: after a resident who typed. */
void typeset_forget(struct typeset *typeset);

enum text_align { ALIGN_START, ALIGN_CENTER, ALIGN_END };

struct text_spec {
    const char *text; /* UTF-8; what is not is shown as U+FFFD */
    const char *language;
    int font_px;
    int weight;   /* 400 regular; 600 and above bold */
    int width_px; /* lines are broken to fit; 0: one line a paragraph */
    int pitch_px; /* from line to line */
    bool rtl;     /* of the paragraph: "start" is right */
    enum text_align align;
};

struct text_size_px {
    int width, height; /* height is lines x pitch; width of the widest line */
    int lines;
    int longest_word; /* widest piece that cannot be broken */
    bool overflows;   /* a piece is wider than width_px */
    int missing;      /* characters that no face has */
};
struct text_size_px typeset_measure(struct typeset *typeset,
                                    const struct text_spec *spec);

/* Bytes of the text that stand in its first `lines` lines: where a text is cut that
 * goes on elsewhere. */
size_t typeset_cut(struct typeset *typeset, const struct text_spec *spec, int lines);

struct SDL_Surface;
struct text_picture {
    struct SDL_Surface *surface; /* white, alpha is coverage; NULL for blank text */
    int x, y; /* of its corner from the corner of the paragraph's box; may be < 0 */
};
/* The paragraph drawn in a box spec->width_px (or its own width) wide. Borrowed until
 * the next call that draws. */
struct text_picture typeset_draw(struct typeset *typeset, const struct text_spec *spec);

/* The part of that box, or of what lies around it, that letters touch; all 0 for blank
 * text. Draws, and keeps the picture. */
struct text_ink_px {
    int left, top, right, bottom;
};
struct text_ink_px typeset_ink(struct typeset *typeset, const struct text_spec *spec);

/* Visual order of the paragraph's characters, one line per "\n", as UTF-8 in `out`: for
 * tests of bidirectional text. */
bool typeset_visual(struct typeset *typeset, const struct text_spec *spec, char *out,
                    size_t size);

#endif
