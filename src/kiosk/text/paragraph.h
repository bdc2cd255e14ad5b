/*
 * paragraph: one text as lines of runs. A run has one font and one direction, and the
 * runs of a line are in the order in which they stand on the screen. For text/ alone.
 */
#ifndef TOWNLINE_PARAGRAPH_H
#define TOWNLINE_PARAGRAPH_H

#include "fonts.h"
#include "typeset.h"

struct letter {
    uint32_t character;
    uint32_t end;  /* the byte behind it in the text */
    uint8_t face;  /* enum face */
    uint8_t level; /* embedding level; odd levels run from right to left */
    bool bold, italic;
    bool break_after;
};

struct run {
    size_t first, count; /* letters, in the order of reading */
    int width;
};

struct line {
    size_t first_run, run_count; /* from left to right */
    size_t first, count;         /* letters, without the spaces at the end */
    int width;
};

struct paragraph {
    struct letter *letters;
    size_t letter_count;
    struct run *runs;
    size_t run_count;
    struct line *lines;
    size_t line_count;
    int longest_word;
    bool overflows;
    int missing;
};

/* False when memory ran out. Call paragraph_finish in both cases. */
bool paragraph_init(struct paragraph *paragraph, struct fonts *fonts,
                    const struct text_spec *spec);
void paragraph_finish(struct paragraph *paragraph);

#define RUN_MAX_BYTES (4 * TYPESET_TEXT_MAX_BYTES + 1)
/* Writes the run as UTF-8 for SDL_ttf, without marks that are not drawn. */
void run_text(const struct paragraph *paragraph, const struct run *run, char *out,
              size_t size);
/* The font of the run with its direction set; NULL when it cannot be opened. */
TTF_Font *run_font(const struct paragraph *paragraph, const struct run *run,
                   struct fonts *fonts, const struct text_spec *spec);
static inline bool
run_is_rtl(const struct paragraph *paragraph, const struct run *run)
{
    return paragraph->letters[run->first].level & 1;
}

#endif
