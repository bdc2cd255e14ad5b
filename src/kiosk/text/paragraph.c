/* paragraph: breaks a text into lines, and puts the runs of each line in order. */
#include "paragraph.h"

#include "letters.h"
#include "townline/seal.h"

#include <stdlib.h>
#include <string.h>

static char *
encode(char *out, uint32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    return out;
}

void
run_text(const struct paragraph *paragraph, const struct run *run, char *out,
         size_t size)
{
    char *at = out;
    for (size_t i = run->first; i < run->first + run->count; i++) {
        uint32_t character = paragraph->letters[i].character;
        if ((size_t)(at - out) + 5 > size) {
            break;
        }
        if (!letter_is_unseen(character)) {
            at = encode(at, character);
        }
    }
    *at = '\0';
}

TTF_Font *
run_font(const struct paragraph *paragraph, const struct run *run, struct fonts *fonts,
         const struct text_spec *spec)
{
    const struct letter *letter = &paragraph->letters[run->first];
    const struct font_style style = {.bold = letter->bold || spec->weight >= 600,
                                     .italic = letter->italic,
                                     .px = spec->font_px};
    return fonts_use(fonts, (enum face)letter->face, &style, letter->level & 1);
}

struct layout {
    struct paragraph *paragraph;
    struct fonts *fonts;
    const struct text_spec *spec;
    char text[RUN_MAX_BYTES];
};

static int
measure_run(struct layout *layout, const struct run *run)
{
    const struct text_spec *spec = layout->spec;
    run_text(layout->paragraph, run, layout->text, sizeof layout->text);
    TTF_Font *font = run_font(layout->paragraph, run, layout->fonts, spec);
    int width = 0;
    if (!font || layout->text[0] == '\0' ||
        TTF_SizeUTF8(font, layout->text, &width, NULL) != 0) {
        return 0;
    }
    return width;
}

/* The run that begins at `at` and ends before `end`. It has one font, one style and one
 * level. */
static struct run
next_run(const struct paragraph *paragraph, size_t at, size_t end)
{
    const struct letter *first = &paragraph->letters[at];
    struct run run = {.first = at};
    while (at < end) {
        const struct letter *letter = &paragraph->letters[at];
        if (letter->face != first->face || letter->bold != first->bold ||
            letter->italic != first->italic || letter->level != first->level) {
            break;
        }
        at++;
    }
    run.count = at - run.first;
    return run;
}

static int
measure(struct layout *layout, size_t first, size_t end)
{
    int width = 0;
    while (first < end) {
        struct run run = next_run(layout->paragraph, first, end);
        width += measure_run(layout, &run);
        first += run.count;
    }
    return width;
}

static size_t
without_spaces(const struct paragraph *paragraph, size_t first, size_t end)
{
    while (end > first && letter_is_space(paragraph->letters[end - 1].character)) {
        end--;
    }
    return end;
}

/* Rule L2 of UAX 9, for whole runs: from the highest level down to the lowest odd one,
 * every series of runs of at least that level is reversed. */
static void
order_runs(const struct paragraph *paragraph, struct run *runs, size_t count)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < count; i++) {
        if (paragraph->letters[runs[i].first].level > highest) {
            highest = paragraph->letters[runs[i].first].level;
        }
    }
    for (int level = highest; level > 0; level--) {
        for (size_t at = 0; at < count;) {
            size_t end = at;
            while (end < count && paragraph->letters[runs[end].first].level >= level) {
                end++;
            }
            for (size_t a = at, b = end; a + 1 < b; a++, b--) {
                struct run swapped = runs[a];
                runs[a] = runs[b - 1];
                runs[b - 1] = swapped;
            }
            at = end > at ? end : at + 1;
        }
    }
}

static bool
add_line(struct layout *layout, size_t first, size_t end)
{
    struct paragraph *p = layout->paragraph;
    end = without_spaces(p, first, end);
    struct line *lines = realloc(p->lines, (p->line_count + 1) * sizeof *lines);
    if (!lines) {
        return false;
    }
    p->lines = lines;
    struct line *line = &lines[p->line_count++];
    *line =
        (struct line){.first_run = p->run_count, .first = first, .count = end - first};
    while (first < end) {
        struct run *runs = realloc(p->runs, (p->run_count + 1) * sizeof *runs);
        if (!runs) {
            return false;
        }
        p->runs = runs;
        struct run *run = &runs[p->run_count++];
        *run = next_run(p, first, end);
        run->width = measure_run(layout, run);
        line->width += run->width;
        line->run_count++;
        first += run->count;
    }
    if (line->run_count > 0) {
        order_runs(p, p->runs + line->first_run, line->run_count);
    }
    return true;
}

/* Where to cut a piece that is wider than a line: behind as many letters as fit, at
 * least one. Even in a very long piece, it measures little more than a line. */
static size_t
cut(struct layout *layout, size_t first, size_t end)
{
    size_t fits = first + 1, step = 1;
    while (fits + step <= end &&
           measure(layout, first, fits + step) <= layout->spec->width_px) {
        fits += step;
        step *= 2;
    }
    for (; step > 0; step /= 2) {
        if (fits + step <= end &&
            measure(layout, first, fits + step) <= layout->spec->width_px) {
            fits += step;
        }
    }
    return fits;
}

/* Makes lines of a part of the text that has no line break in it. */
static bool
break_lines(struct layout *layout, size_t first, size_t end)
{
    struct paragraph *p = layout->paragraph;
    int width = layout->spec->width_px;
    size_t fits = first; /* the last place that is known to fit */
    size_t piece = first;
    for (size_t i = first; i < end; i++) {
        if (!p->letters[i].break_after && i + 1 < end) {
            continue;
        }
        int alone = measure(layout, piece, without_spaces(p, piece, i + 1));
        if (alone > p->longest_word) {
            p->longest_word = alone;
        }
        piece = i + 1;
        if (width <= 0 ||
            measure(layout, first, without_spaces(p, first, i + 1)) <= width) {
            fits = i + 1;
            continue;
        }
        if (fits > first) {
            if (!add_line(layout, first, fits)) {
                return false;
            }
            first = fits;
        }
        size_t last = without_spaces(p, first, i + 1);
        size_t at = first < last ? cut(layout, first, last) : last;
        while (at < last) {
            p->overflows = true;
            if (!add_line(layout, first, at)) {
                return false;
            }
            first = at;
            at = cut(layout, first, last);
        }
        if (first < last && measure(layout, first, last) > width) {
            p->overflows = true; /* even a single letter is too wide */
        }
        fits = i + 1;
    }
    return add_line(layout, first, end);
}

bool
paragraph_init(struct paragraph *paragraph, struct fonts *fonts,
               const struct text_spec *spec)
{
    *paragraph = (struct paragraph){0};
    struct layout *layout = calloc(1, sizeof *layout);
    if (!layout) {
        return false;
    }
    layout->paragraph = paragraph;
    layout->fonts = fonts;
    layout->spec = spec;
    bool ok = letters_read(paragraph, fonts, spec);
    for (size_t at = 0; ok && at < paragraph->letter_count;) {
        size_t end = at;
        while (end < paragraph->letter_count &&
               paragraph->letters[end].character != '\n') {
            end++;
        }
        ok = break_lines(layout, at, end);
        at = end + 1;
    }
    seal_wipe(layout, sizeof *layout);
    free(layout);
    return ok;
}

void
paragraph_finish(struct paragraph *paragraph)
{
    if (paragraph->letters) {
        seal_wipe(paragraph->letters,
                  paragraph->letter_count * sizeof *paragraph->letters);
    }
    free(paragraph->letters);
    free(paragraph->runs);
    free(paragraph->lines);
    *paragraph = (struct paragraph){0};
}
