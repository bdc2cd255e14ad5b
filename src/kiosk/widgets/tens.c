/* tens: draws how many people gave each answer, with one dot for ten people. Fewer than
 * ten are a dash, whether nobody or nine. */
#include "widget.h"

#include <math.h>
#include <stdio.h>

#define DOTS_MAX 7

/* How many people a dot stands for: ten, or more when an answer would need too many
 * dots. */
static unsigned
people_a_dot(const struct block *block)
{
    static const unsigned steps[] = {10, 50, 100, 500, 1000, 5000, 10000};
    unsigned most = 0;
    for (size_t i = 0; i < block->count; i++) {
        most = block->tens[i].people > most ? block->tens[i].people : most;
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (most / steps[i] <= DOTS_MAX) {
            return steps[i];
        }
    }
    return steps[sizeof steps / sizeof *steps - 1];
}

unsigned
page_tens_dot(const struct page_tens *rows, size_t count)
{
    const struct block block = {.tens = rows, .count = count};
    return people_a_dot(&block);
}

static double
words_width(struct page *page, const struct block *block, double width)
{
    double widest = 0;
    for (size_t i = 0; i < block->count; i++) {
        widest = fmax(widest, text_width(page, block->tens[i].label, TYPE_BODY, true));
    }
    return fmin(widest + 4, width * 0.4);
}

static double
number_width(struct page *page, const struct block *block)
{
    double widest = 0;
    for (size_t i = 0; i < block->count; i++) {
        widest =
            fmax(widest, text_width(page, block->tens[i].number, TYPE_BODY, false));
    }
    return widest + 2;
}

void
tens_measure(struct page *page, const struct block *block, double width)
{
    double words = words_width(page, block, width);
    double least = page->theme->compact || page->snug >= SNUG_HEADING ? 7.4
                   : page->snug >= SNUG_ROWS                          ? 9
                                                                      : 12;
    for (size_t i = 0; i < block->count; i++) {
        double height =
            text_height(page, block->tens[i].label, TYPE_BODY, true, words) +
            (page->snug >= SNUG_HEADING ? 0.4 : 2);
        struct row *row = row_add(page, block, fmax(height, least), 1);
        row->first = i;
    }
}

void
tens_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    const struct page_tens *tens = &block->tens[row->first];
    double words = words_width(page, block, rect.w);
    double number = number_width(page, block);
    char said[2 * TYPESET_TEXT_MAX_BYTES];
    snprintf(said, sizeof said, "%s: %s", tens->label, tens->number);
    sketch_node(page,
                (struct node_words){tens->id, said, tens->say ? tens->say : said, NULL},
                NODE_COUNT, 0, rect);
    sketch_speech(page, tens->aloud, NULL);
    struct text_style style = {
        .type = TYPE_BODY, .bold = true, .tint = TINT_INK, .ground = TINT_PAPER};
    sketch_text_middle(page, (struct rect_mm){rect.x, rect.y, words, rect.h},
                       tens->label, style);
    style.bold = false;
    style.align = ALIGN_END;
    sketch_text_middle(
        page, (struct rect_mm){rect.x + rect.w - number, rect.y, number, rect.h},
        tens->number, style);
    double room = rect.w - words - number - 4;
    double dot = fmin(rect.h - 2, room / DOTS_MAX - 1.5);
    double x = rect.x + words, y = rect.y + (rect.h - dot) / 2;
    unsigned dots = tens->people / people_a_dot(block);
    for (unsigned i = 0; i < dots && i < DOTS_MAX; i++) {
        sketch_box(page, (struct rect_mm){x, y, dot, dot},
                   (struct box_style){.fill = TINT_ACCENT, .radius_mm = dot / 2});
        x += dot + 1.5;
    }
    if (dots == 0) {
        sketch_box(page, (struct rect_mm){x, y + dot / 2 - 0.5, dot, 1},
                   (struct box_style){.fill = TINT_INK});
    }
}
