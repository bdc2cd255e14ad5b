/*
 * paragraph: one text broken into lines of runs, each run one face and one direction,
 * in the order they stand on the screen. Private to text/.
 */
#ifndef TOWNLINE_PARAGRAPH_H
#define TOWNLINE_PARAGRAPH_H

#include "fonts.h"
#include "typeset.h"

struct letter {
    uint32_t character;
    uint32_t end;  /* byte of the text after it */
    uint8_t face;  /* enum face */
    uint8_t level; /* of embedding: odd is right-to-left */
    bool bold, italic;
    bool break_after;
};

struct run {
    size_t first, count; /* letters, in reading order */
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

/* False: memory ran out. paragraph_finish frees what there is in both cases. */
bool paragraph_init(struct paragraph *paragraph, struct fonts *fonts,
                    const struct text_spec *spec);
void paragraph_finish(struct paragraph *paragraph);

#define RUN_MAX_BYTES (4 * TYPESET_TEXT_MAX_BYTES + 1)
/* The run as UTF-8 for SDL_ttf, without what directs and is not drawn. */
void run_text(const struct paragraph *paragraph, const struct run *run, char *out,
              size_t size);
/* The face it is drawn in, set to its direction; NULL when it cannot be opened. */
TTF_Font *run_font(const struct paragraph *paragraph, const struct run *run,
                   struct fonts *fonts, const struct text_spec *spec);
static inline bool
run_is_rtl(const struct paragraph *paragraph, const struct run *run)
{
    return paragraph->letters[run->first].level & 1;
}

#endif
