/* choices: draws choices, services and links as cards of equal size in columns. */
#include "widget.h"

#include "card_face.h"
#include "deal.h"
#include "message.h"

#include <math.h>

/* The height of a card. All choices have the same height; links are not compared, so
 * each has the height of its words. */
static double
card_height(struct page *page, const struct block *block, double width)
{
    return card_face_tallest(page, block, 0, block->count, width);
}

static double
list_gap(const struct page *page)
{
    double gap = page->theme->gap_mm;
    return page->snug != SNUG_NOT ? fmin(gap, 3) : gap;
}

/* How many cards stand in this height. */
static size_t
cards_in(const struct page *page, int columns, double card, double height)
{
    double rows = floor((height + 0.01) / (card + list_gap(page)));
    return (size_t)columns * (size_t)fmax(rows, 0);
}

/* How many screens the list takes. A heading is repeated on each page of which it
 * leaves half free; all else stands above the list only once. */
static size_t
screens_for(struct page *page, const struct block *block, int columns, double width)
{
    double above = 0, again = deal_repeated_mm(page, page->row_count);
    for (size_t i = 0; i < page->row_count; i++) {
        above += page->rows[i].height + page->rows[i].gap;
    }
    double card =
        card_height(page, block, card_face_column_width(page, columns, width));
    size_t first = cards_in(page, columns, card, page->content.h - above);
    size_t each = cards_in(page, columns, card, page->content.h - again);
    if (each == 0) {
        each = 1;
    }
    return block->count <= first ? 1 : 1 + (block->count - first + each - 1) / each;
}

/* Whether there are so few answers that they can stand beside each other, if no word
 * has to be divided. */
static bool
is_short_list(const struct page *page, const struct block *block)
{
    return block->kind == BLOCK_CHOICES && block->count <= 3 && !page->theme->tall;
}

/* Whether another question stands below the list. */
static bool
is_followed(const struct page *page, const struct block *block)
{
    return block < page->blocks + page->block_count - 1;
}

/* Whether a tall panel shows the whole list in one column. Services, whose cards are
 * rather full, and what is followed by something else leave more room. */
static bool
stands_below(struct page *page, const struct block *block, double width)
{
    bool is_full = block->kind == BLOCK_CARDS || is_followed(page, block);
    double height = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        height += page->rows[i].height + page->rows[i].gap;
    }
    height += (card_height(page, block, width) + list_gap(page)) * (double)block->count;
    return height <= page->content.h * (is_full ? 0.75 : 1);
}

/* More columns than one are taken when they show more of the list at once and no word
 * has to be divided. */
static int
columns_for(struct page *page, const struct block *block, double width)
{
    if (block->kind == BLOCK_LINKS || block->count < 2) {
        return 1;
    }
    /* cards without air stand better in two columns */
    bool has_air = page->snug < SNUG_BARE || block->kind == BLOCK_CARDS;
    if (page->theme->tall && has_air && stands_below(page, block, width)) {
        return 1;
    }
    if (width < 120 || !card_face_words_fit(page, block, 2, width) ||
        card_height(page, block, card_face_column_width(page, 2, width)) >
            page->content.h ||
        screens_for(page, block, 2, width) > screens_for(page, block, 1, width)) {
        return 1;
    }
    bool three = is_short_list(page, block)
                     ? block->count == 3
                     : block->count > 4 && page->snug >= SNUG_BARE &&
                           (block->kind == BLOCK_CARDS || block->count > 8 ||
                            is_followed(page, block));
    bool shows_more =
        block->kind != BLOCK_CARDS ||
        screens_for(page, block, 3, width) < screens_for(page, block, 2, width);
    return three && shows_more && width > 180 &&
                   card_face_words_fit(page, block, 3, width)
               ? 3
               : 2;
}

bool
choices_belong_together(const struct block *block)
{
    return block->kind == BLOCK_CHOICES &&
           (block->compared || (!block->several && block->count <= 7));
}

/* Whether the answers stand on one page. They do when their question leaves them the
 * room; answers that are compared do even when their question has to stand on the page
 * before. */
static bool
stands_whole(const struct page *page, const struct block *block, double height)
{
    if (!choices_belong_together(block)) {
        return false;
    }
    for (size_t i = 0; i < page->row_count; i++) {
        if (page->rows[i].glued && !(block->compared && page->rows[i].again_mm > 0)) {
            height += page->rows[i].height + page->rows[i].gap;
        }
    }
    return height <= page->content.h + 0.01;
}

/* The message that stands below one of these choices, or NULL. */
static const struct block *
message_below(const struct page *page, const struct block *block)
{
    const struct block *message = message_in_place(page);
    bool is_below = message && page->message == MESSAGE_ROW && message->at >= 0 &&
                    message_is_about(page, message, block);
    return is_below ? message : NULL;
}

void
choices_measure(struct page *page, const struct block *block, double width)
{
    if (block->count == 0) {
        return;
    }
    int columns = columns_for(page, block, width);
    double height =
        card_height(page, block, card_face_column_width(page, columns, width));
    size_t rows = (block->count + (size_t)columns - 1) / (size_t)columns;
    const struct theme *theme = page->theme;
    double most = theme->compact ? 16 : theme->tall ? 36 : 23;
    if (!theme->tall && rows == 1) {
        most = theme->compact ? 24 : theme->wide ? 48 : 36;
    } else if (sides_fix_answers(page)) {
        most = theme->answer_mm;
    } else if (!theme->tall && rows == 2) {
        most = theme->compact ? 18 : theme->wide ? 36 : 27;
    } else if (theme->wide) {
        most = 28;
    }
    if (block->kind != BLOCK_LINKS && height < most) {
        height = fmin(most, height + page->rest_mm / (double)rows);
    }
    const struct block *message = message_below(page, block);
    bool whole = stands_whole(page, block, (double)rows * (height + list_gap(page)));
    for (size_t i = 0; i < block->count; i += (size_t)columns) {
        if (block->kind == BLOCK_LINKS) {
            height = card_face_tallest(page, block, i, 1, width);
        }
        struct row *row = row_add(page, block, height, list_gap(page));
        row->first = i;
        row->columns = columns;
        row->count =
            block->count - i < (size_t)columns ? block->count - i : (size_t)columns;
        row->glued = whole && i + (size_t)columns < block->count;
        if (message && (size_t)message->at >= i &&
            (size_t)message->at < i + row->count) {
            row->glued = true;
            problem_measure(page, message, width);
            page->rows[page->row_count - 1].glued = false;
        }
    }
}

bool
choices_can_stretch(const struct block *block)
{
    return block->kind == BLOCK_CHOICES || block->kind == BLOCK_CARDS;
}

bool
choices_free_cell(const struct page *page, const struct row *row, struct rect_mm *rect)
{
    const struct block *block = row->block;
    if (block->kind != BLOCK_CHOICES || row->count == 0 ||
        row->count >= (size_t)row->columns) {
        return false;
    }
    double width = card_face_column_width(page, row->columns, rect->w);
    double end = rect->x + rect->w;
    rect->x += (double)row->count * (width + page->theme->gap_mm);
    rect->w = end - rect->x;
    return true;
}

void
choices_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    double width = card_face_column_width(page, row->columns, rect.w);
    const struct block *message = message_in_place(page);
    const struct block *hint = page->hint_in_cell ? hint_in_place(page) : NULL;
    struct rect_mm cell = rect;
    bool has_cell = choices_free_cell(page, row, &cell);
    bool has_message = has_cell && message && page->message == MESSAGE_CELL &&
                       message_is_about(page, message, row->block);
    if (has_message) {
        problem_draw_in(page, message, cell);
    }
    for (size_t i = 0; i < row->count; i++) {
        rect.w = width;
        card_draw(page, row->block, &row->block->items[row->first + i], rect);
        rect.x += width + page->theme->gap_mm;
    }
    if (has_cell && !has_message && hint && message_is_about(page, hint, row->block)) {
        prose_draw_in(page, hint, cell);
    }
}
