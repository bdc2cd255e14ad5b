/* rows: the content of a page as rows that cannot be split further, each measured and
 * drawn by its kind. */
#include "rows.h"

#include "bar.h"
#include "townline/seal.h"
#include "widget.h"

#include <math.h>
#include <stdlib.h>

struct kind {
    void (*measure)(struct page *page, const struct block *block, double width);
    void (*draw)(struct page *page, const struct row *row, struct rect_mm rect);
};

static const struct kind kinds[BLOCK_KINDS] = {
    [BLOCK_TITLE] = {prose_measure, prose_draw},
    [BLOCK_HEADING] = {prose_measure, prose_draw},
    [BLOCK_BODY] = {prose_measure, prose_draw},
    [BLOCK_NOTE] = {prose_measure, prose_draw},
    [BLOCK_ASK] = {prose_measure, prose_draw},
    [BLOCK_PROBLEM] = {problem_measure, problem_draw},
    [BLOCK_ASIDE] = {aside_measure, aside_draw},
    [BLOCK_SIDES] = {sides_measure, sides_draw},
    [BLOCK_PICTURE] = {large_picture_measure, large_picture_draw},
    [BLOCK_ANSWERS] = {answers_measure, answers_draw},
    [BLOCK_NUMBERS] = {numbers_measure, numbers_draw},
    [BLOCK_STEPPERS] = {steppers_measure, steppers_draw},
    [BLOCK_CHOICES] = {choices_measure, choices_draw},
    [BLOCK_CARDS] = {choices_measure, choices_draw},
    [BLOCK_LINKS] = {choices_measure, choices_draw},
    [BLOCK_FACTS] = {lists_measure, lists_draw},
    [BLOCK_SHARING] = {service_facts_measure, service_facts_draw},
    [BLOCK_PILLS] = {lists_measure, lists_draw},
    [BLOCK_SAMPLES] = {samples_measure, samples_draw},
    [BLOCK_COUNTS] = {lists_measure, lists_draw},
    [BLOCK_MAP] = {map_measure, map_draw},
    [BLOCK_FIELD] = {field_measure, field_draw},
    [BLOCK_KEYBOARD] = {keys_measure, keys_draw},
    [BLOCK_PAD] = {keys_measure, keys_draw},
    [BLOCK_COUNTDOWN] = {countdown_measure, countdown_draw},
    [BLOCK_BANNER] = {banner_measure, banner_draw},
    [BLOCK_TALLIES] = {tallies_measure, tallies_draw},
    [BLOCK_ACTS] = {acts_measure, acts_draw},
    [BLOCK_BOARD] = {board_measure, board_draw},
    [BLOCK_TABLE] = {table_measure, table_draw},
    [BLOCK_CONTROLS] = {controls_measure, controls_draw},
    [BLOCK_TENS] = {tens_measure, tens_draw},
    [BLOCK_CHECKLIST] = {checklist_measure, checklist_draw},
    [BLOCK_VERDICT] = {verdict_measure, verdict_draw},
    [BLOCK_RULER] = {ruler_measure, ruler_draw},
    [BLOCK_DIALS] = {dials_measure, dials_draw},
    [BLOCK_DIGITS] = {digits_measure, digits_draw},
    [BLOCK_TARGETS] = {targets_measure, targets_draw},
    [BLOCK_ANSWER_DOTS] = {answer_dots_measure, answer_dots_draw},
    [BLOCK_ENDING] = {ending_measure, ending_draw},
    [BLOCK_CODE] = {code_measure, code_draw},
};

/* The rows of a page that has room for it are measured and drawn with larger words than
 * its frame. Returns the theme of the frame. */
static const struct theme *
take_larger(struct page *page)
{
    const struct theme *theme = page->theme;
    if (page->is_larger) {
        page->larger = *theme;
        theme_enlarge(&page->larger);
        page->theme = &page->larger;
    }
    return theme;
}

/* Makes room for one more row. False when memory ran out, or the page holds too many.
 */
static bool
grow(struct page *page)
{
    if (page->row_count < page->row_room) {
        return true;
    }
    size_t room = page->row_room == 0 ? 64 : 2 * page->row_room;
    if (room > PAGE_ROWS_MAX) {
        return false;
    }
    struct row *rows = realloc(page->rows, room * sizeof *rows);
    if (!rows) {
        return false;
    }
    page->rows = rows;
    int *of_page = realloc(page->of_page, room * sizeof *of_page);
    if (!of_page) {
        return false;
    }
    page->of_page = of_page;
    page->row_room = room;
    return true;
}

struct row *
row_add(struct page *page, const struct block *block, double height, double gap)
{
    if (!grow(page)) {
        page->failed = true;
        seal_text_free(page->no_row.text); /* of the row before, which nobody drew */
        page->no_row = (struct row){.block = block};
        return &page->no_row;
    }
    struct row *row = &page->rows[page->row_count++];
    *row = (struct row){.block = block, .height = height, .gap = gap};
    return row;
}

void
rows_drop(struct page *page)
{
    for (size_t i = 0; i < page->row_count; i++) {
        seal_text_free(page->rows[i].text);
    }
    seal_text_free(page->no_row.text);
    page->no_row.text = NULL;
    page->row_count = 0;
}

/* Whether a block has a place of its own and is no row of the column. */
static bool
is_apart(struct page *page, const struct block *block, const struct block *side)
{
    bool elsewhere =
        block->kind == BLOCK_NOTE
            ? block->in_place && page->hint_in_cell
            : block->in_place && (page->message != MESSAGE_ROW || block->at >= 0);
    return block == side || block == bar_pill(page) || block == bar_link(page) ||
           block->kind == BLOCK_QR || elsewhere ||
           (block->kind == BLOCK_PAD && !page->theme->tall);
}

/* What the menu says as well gives way where the controls of the moving code would need
 * a second page: the counts first, then the words. */
static bool
gives_way(const struct page *page, const struct block *block)
{
    return page_block(page, BLOCK_CONTROLS) &&
           ((block->kind == BLOCK_COUNTS && page->snug >= SNUG_BARE) ||
            ((block->kind == BLOCK_NOTE || block->kind == BLOCK_BODY) &&
             page->snug >= SNUG_WORDS));
}

double
rows_height(const struct page *page)
{
    double height = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        height += page->rows[i].height + (i > 0 ? page->rows[i].gap : 0);
    }
    return height;
}

/* The height of the highest of the pages that are to begin with a certain row. */
static double
tallest_page(const struct page *page)
{
    double height = 0, most = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        bool is_first = i == 0 || page->rows[i].breaks;
        height = page->rows[i].height + (is_first ? 0 : height + page->rows[i].gap);
        most = fmax(most, height);
    }
    return most;
}

/* Measures the rows of the column without `side`. Rows that can stretch get the room
 * that the others leave. */
void
rows_measure(struct page *page, const struct block *side, double width)
{
    const struct theme *theme = take_larger(page);
    page->rest_mm = 0;
    for (int pass = 0; pass < 2; pass++) {
        rows_drop(page);
        for (size_t i = 0; i < page->block_count; i++) {
            const struct block *block = &page->blocks[i];
            if (!is_apart(page, block, side) && !gives_way(page, block) &&
                kinds[block->kind].measure) {
                size_t first = page->row_count;
                bool follows = page->picture_leads && block->kind == BLOCK_BODY;
                kinds[block->kind].measure(page, block,
                                           follows ? page->content.w : width);
                if ((block->breaks || follows) && first < page->row_count) {
                    page->rows[first].breaks = true;
                }
            }
        }
        double used = theme->tall ? tallest_page(page) : rows_height(page);
        page->rest_mm = fmax(0, page->content.h - used);
    }
    page->theme = theme;
}

/* Each page that is to begin with a certain row has room for what is before the next
 * such row. */
bool
rows_fit(const struct page *page)
{
    return tallest_page(page) <= page->content.h + 0.01;
}

void
rows_measure_one(struct page *page, const struct block *block, double width)
{
    kinds[block->kind].measure(page, block, width);
}

void
rows_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct theme *theme = take_larger(page);
    kinds[row->block->kind].draw(page, row, rect);
    page->theme = theme;
}
