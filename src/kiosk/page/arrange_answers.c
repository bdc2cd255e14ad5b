/* arrange_answers: how the answers to one question stand: as a row of cards, in a grid,
 * below each other, or beside their question. */
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

/* Tries one shape of the answers. "No opinion" is one of them, unless they are a row of
 * cards. */
static bool
try_answers(struct page *page, enum answers_shape shape, enum type type)
{
    page->answers = shape;
    page->answers_type = type;
    page->extra_among = page->frame.extra.text && shape != ANSWERS_CARDS;
    frame_areas(page); /* "no opinion" may have moved from the bar to the answers */
    rows_measure(page, NULL, page->content.w);
    return rows_fit(page);
}

/* Whether every word fits into its column. */
static bool
words_fit(struct page *page, double width)
{
    for (size_t i = 0; i < page->row_count; i++) {
        if (page->rows[i].block->text && word_width(page, page->rows[i].block->text,
                                                    page->rows[i].type, true) > width) {
            return false;
        }
    }
    return true;
}

/* Tries the answers as rows on the right, with the question on the left. (In a
 * right-to-left page the sides are exchanged.) */
static bool
try_answers_beside(struct page *page, const struct block *answers, double share,
                   bool extra_among, enum type type, struct arrangement *out)
{
    page->answers = ANSWERS_ROWS;
    page->answers_type = type;
    page->extra_among = extra_among;
    frame_areas(page);
    *out = arrange_beside(page, answers, share, true);
    arrange_measure_side(page, out);
    bool side_fits = rows_fit(page);
    rows_measure(page, answers, out->column.w);
    return side_fits && rows_fit(page) && words_fit(page, out->column.w);
}

/* Keeps "no opinion" in the bar when there is room for it. */
static bool
arrange_answers_beside(struct page *page, const struct block *answers, enum type type,
                       struct arrangement *out)
{
    static const double shares[] = {0.5, 0.57, 0.63};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        if (try_answers_beside(page, answers, shares[i], false, type, out) ||
            (page->frame.extra.text &&
             try_answers_beside(page, answers, shares[i], true, type, out))) {
            return true;
        }
    }
    return false;
}

/* Tries the answers as a row of cards, then as a grid, then as rows beside the
 * question. */
static bool
arrange_answers_wide(struct page *page, const struct block *answers, enum type type,
                     struct arrangement *out)
{
    enum type needed = TYPE_LABEL;
    if (answers_fit_cards(page, answers, page->content.w, &needed) &&
        (needed == type || type == TYPE_CAPTION) &&
        try_answers(page, ANSWERS_CARDS, needed)) {
        return true;
    }
    if (try_answers(page, ANSWERS_GRID, type)) {
        return true;
    }
    return !page->theme->compact && arrange_answers_beside(page, answers, type, out);
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
        try_answers(page, ways[i].shape, ways[i].type);
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

struct arrangement
arrange_answers(struct page *page, const struct block *answers)
{
    static const struct {
        enum snug snug;
        enum type type;
    } steps[] = {{SNUG_NOT, TYPE_LABEL},
                 {SNUG_HEADING, TYPE_LABEL},
                 {SNUG_NOT, TYPE_CAPTION},
                 {SNUG_HEADING, TYPE_CAPTION},
                 {SNUG_BARE, TYPE_CAPTION}};
    struct arrangement two = {.column = page->content};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        page->snug = steps[i].snug;
        two.side = NULL;
        if (page->theme->tall
                ? try_answers(page, ANSWERS_ROWS, steps[i].type)
                : arrange_answers_wide(page, answers, steps[i].type, &two)) {
            if (page->answers != ANSWERS_ROWS || page->theme->tall) {
                two = (struct arrangement){.column = page->content};
            }
            return two;
        }
    }
    arrange_answers_apart(page);
    return (struct arrangement){.column = page->content};
}
