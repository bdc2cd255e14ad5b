/* arrange_answers: how the answers to one question stand: in a grid at the bottom of
 * the page; on tall panels below each other. */
#include "arrange_answers.h"

#include "page_frame.h"
#include "rows.h"
#include "widget.h"

#include <math.h>

struct arrangement
arrange_beside(const struct page *page, const struct block *side, double share,
               bool at_end)
{
    double air = page->theme->compact ? 4 : page->snug >= SNUG_BARE ? 5 : 10;
    struct rect_mm all = page->content, column = all, place = all;
    place.w = all.w * share;
    column.w = all.w - place.w - air;
    if (at_end) {
        place.x = all.x + column.w + air;
    } else {
        column.x = all.x + place.w + air;
    }
    return (struct arrangement){side, column, place};
}

/* Measures the rows of what stands beside the column instead of the column's own rows.
 */
void
arrange_measure_side(struct page *page, const struct arrangement *arrangement)
{
    page->rest_mm = 0;
    for (int pass = 0; pass < 2; pass++) {
        rows_drop(page);
        rows_measure_one(page, arrangement->side, arrangement->side_rect.w);
        page->rest_mm = fmax(0, page->content.h - rows_height(page));
    }
}

static bool
try_answers(struct page *page, enum answers_shape shape, enum type type, bool bare)
{
    page->answers = shape;
    page->answers_type = type;
    page->answers_bare = bare;
    rows_measure(page, NULL, page->content.w);
    return rows_fit(page);
}

/* Puts all answers on a page of their own. A resident who sees only half of a scale
 * would choose from that half. */
static void
arrange_answers_apart(struct page *page)
{
    static const struct {
        enum answers_shape shape;
        enum type type;
    } ways[] = {{ANSWERS_ROWS, TYPE_LABEL},
                {ANSWERS_ROWS, TYPE_CAPTION},
                {ANSWERS_PAIRS, TYPE_LABEL},
                {ANSWERS_PAIRS, TYPE_CAPTION}};
    page->snug = SNUG_BARE;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        double height = 0;
        try_answers(page, ways[i].shape, ways[i].type, true);
        for (size_t k = 0; k < page->row_count; k++) {
            if (page->rows[k].block->kind == BLOCK_ANSWERS) {
                height += page->rows[k].height + (height > 0 ? page->rows[k].gap : 0);
            }
        }
        if (height <= page->content.h) {
            return;
        }
    }
}

/* The answers stand at the bottom, in the same places whatever the question, which has
 * the middle of what is left. */
static struct arrangement
at_bottom(struct page *page)
{
    struct arrangement place = {.column = page->content};
    double left = page->content.h - rows_height(page);
    for (size_t i = 0; left > 0 && i < page->row_count; i++) {
        if (page->rows[i].block->kind == BLOCK_ANSWERS) {
            double above = i > 0 ? left * 0.45 : left;
            place.column.y += above;
            place.column.h -= above;
            page->rows[i].gap += left - above;
            break;
        }
    }
    return place;
}

struct arrangement
arrange_answers(struct page *page, const struct block *answers)
{
    static const struct {
        enum snug snug;
        enum type type;
        bool bare; /* without dots */
    } steps[] = {
        {SNUG_NOT, TYPE_LABEL, false},      {SNUG_HEADING, TYPE_LABEL, false},
        {SNUG_NOT, TYPE_CAPTION, false},    {SNUG_HEADING, TYPE_CAPTION, false},
        {SNUG_BARE, TYPE_CAPTION, false},   {SNUG_NOT, TYPE_LABEL, true},
        {SNUG_HEADING, TYPE_LABEL, true},   {SNUG_NOT, TYPE_CAPTION, true},
        {SNUG_HEADING, TYPE_CAPTION, true}, {SNUG_BARE, TYPE_CAPTION, true},
        {SNUG_WORDS, TYPE_CAPTION, true}};
    (void)answers;
    bool tall = page->theme->tall;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (tall && steps[i].bare) { /* rows have no dots */
            break;
        }
        page->snug = steps[i].snug;
        frame_areas(page);
        if (try_answers(page, tall ? ANSWERS_ROWS : ANSWERS_GRID, steps[i].type,
                        steps[i].bare)) {
            return tall ? (struct arrangement){.column = page->content}
                        : at_bottom(page);
        }
    }
    arrange_answers_apart(page);
    return (struct arrangement){.column = page->content};
}
