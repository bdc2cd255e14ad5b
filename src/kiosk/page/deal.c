/* deal: divides the rows of a screen that is too full between as few pages as possible.
 */
#include "deal.h"

#include "widget.h"

#include <math.h>

bool
deal_stands_again(const struct page *page, size_t index, size_t before)
{
    const struct block *block = page->rows[index].block;
    if (page->rows[index].again_mm <= 0) {
        return false;
    }
    for (size_t i = index + 1; i <= before && i < page->row_count; i++) {
        if (page->rows[i].breaks) {
            return false;
        }
    }
    for (size_t i = index + 1;
         block->kind == BLOCK_HEADING && i <= before && i < page->row_count; i++) {
        if (page->rows[i].block->kind == BLOCK_HEADING &&
            page->rows[i].block != block) {
            return false;
        }
    }
    return true;
}

double
deal_repeated_mm(const struct page *page, size_t before)
{
    double height = 0;
    for (size_t i = 0; i < before; i++) {
        if (deal_stands_again(page, i, before)) {
            height += page->rows[i].again_mm + page->rows[i].gap;
        }
    }
    return height <= page->content.h * 0.5 ? height : 0;
}

struct row
deal_again(const struct page *page, const struct row *row)
{
    struct row again = *row;
    if (row->again_mm < row->height) {
        again.type = prose_again_type(page);
    }
    again.bold = true;
    again.height = row->again_mm;
    return again;
}

double
deal_first_gap_mm(const struct page *page, size_t before)
{
    for (size_t i = 0; i < before; i++) {
        if (deal_stands_again(page, i, before)) {
            return page->rows[i].gap;
        }
    }
    return 0;
}

static bool
is_list(const struct row *row)
{
    return row->count > 0 && choices_can_stretch(row->block);
}

/* Moves rows of a list from the page before to the last page, while the page before has
 * at least two rows more. A single answer on a page would look like something else. */
static void
even_out(const struct page *page, int *of_page, int last)
{
    size_t first = page->row_count, taken = 0, left = 0;
    while (first > 0 && of_page[first - 1] == last) {
        first--;
    }
    for (size_t i = first; i < page->row_count; i++, taken++) {
        if (!is_list(&page->rows[i]) ||
            page->rows[i].block != page->rows[first].block) {
            return;
        }
    }
    while (left < first && of_page[first - 1 - left] == last - 1 &&
           page->rows[first - 1 - left].block == page->rows[first].block) {
        left++;
    }
    while (left >= taken + 2 && !page->rows[first - 1].glued) {
        double used = deal_repeated_mm(page, first - 1);
        for (size_t i = first - 1; i < page->row_count; i++) {
            used += page->rows[i].height + page->rows[i].gap;
        }
        if (used > page->content.h) {
            return;
        }
        of_page[--first] = last;
        left--;
        taken++;
    }
}

int
deal_rows(const struct page *page, int *of_page)
{
    int number = 0;
    double used = 0;
    bool empty = true;
    for (size_t i = 0; i < page->row_count; i++) {
        double needed = page->rows[i].height;
        for (size_t k = i; k + 1 < page->row_count && page->rows[k].glued; k++) {
            needed += page->rows[k + 1].gap + page->rows[k + 1].height;
        }
        double gap = empty ? 0 : page->rows[i].gap;
        if (!empty && page->rows[i].breaks) {
            number++;
            used = gap = 0;
        } else if (!empty && used + gap + needed > page->content.h + 0.01) {
            number++;
            used = deal_repeated_mm(page, i);
            gap = used > 0 ? page->rows[i].gap : 0;
            if (used + gap + needed > page->content.h) {
                /* no room for both: the row stands without the repeated heading */
                used = gap = 0;
            }
        }
        of_page[i] = number;
        used += gap + page->rows[i].height;
        empty = false;
    }
    if (number > 0) {
        even_out(page, of_page, number);
    }
    return number + 1;
}

/* Whether the first page has a question and nothing that answers it. */
static bool
asks_alone(const struct page *page, const int *of_page)
{
    bool asks = false;
    for (size_t i = 0; i < page->row_count && of_page[i] == 0; i++) {
        asks = asks || page->rows[i].block->kind == BLOCK_HEADING;
        if (page->rows[i].count > 0) {
            return false;
        }
    }
    return asks && page->row_count > 0 && of_page[page->row_count - 1] > 0;
}

/* The cost of dividing answers that belong together between two pages. */
static int
splits(const struct page *page, const int *of_page)
{
    int count = 0;
    for (size_t i = 0; i + 1 < page->row_count; i++) {
        const struct block *block = page->rows[i].block;
        if (block == page->rows[i + 1].block && of_page[i] != of_page[i + 1] &&
            choices_belong_together(block)) {
            count += block->compared ? 8 : 1;
        }
    }
    return count;
}

int
deal_cost(const struct page *page, const int *of_page, int pages)
{
    int cost = 4 * pages + splits(page, of_page) + (asks_alone(page, of_page) ? 6 : 0);
    /* a row that is higher than a page would be cut off */
    for (size_t i = 0; i < page->row_count; i++) {
        if (page->rows[i].height > page->content.h) {
            cost += 100;
        }
    }
    return cost;
}

/* What the page of row `begin` leaves free; `*end_out` is the first row of the next. */
static double
free_mm(const struct page *page, const int *of_page, size_t begin, size_t *end_out)
{
    double again = deal_repeated_mm(page, begin), used = 0;
    size_t end = begin;
    for (; end < page->row_count && of_page[end] == of_page[begin]; end++) {
        used += page->rows[end].height + page->rows[end].gap;
    }
    if (used + again <= page->content.h) { /* else it is not repeated */
        used += again;
    }
    *end_out = end;
    return fmax(0, page->content.h - used);
}

void
deal_stretch(struct page *page, const int *of_page)
{
    for (size_t i = 0, end; i < page->row_count; i = end) {
        double left = free_mm(page, of_page, i, &end);
        size_t cards = 0;
        for (size_t k = i; k < end; k++) {
            cards += choices_can_stretch(page->rows[k].block) ? 1 : 0;
        }
        double each = cards > 0 ? left / (double)cards : 0;
        for (size_t k = i; k < end; k++) {
            struct row *row = &page->rows[k];
            if (choices_can_stretch(row->block)) {
                row->height =
                    fmin(row->height + each, fmax(row->height, page->theme->answer_mm));
            }
        }
    }
}

#define AIR_MOST_MM 3.2

/* Rows of words that stand in the middle of their height: facts, and what was answered.
 */
static bool
takes_air(const struct block *block)
{
    return block->kind == BLOCK_FACTS ||
           (block->kind == BLOCK_LINKS && block->detail_first);
}

void
deal_air(struct page *page, const int *of_page)
{
    if (page->theme->tall || page->theme->wide) {
        return;
    }
    for (size_t i = 0, end; i < page->row_count; i = end) {
        double left = free_mm(page, of_page, i, &end);
        size_t rows = 0;
        for (size_t k = i; k < end; k++) {
            rows += takes_air(page->rows[k].block) ? 1 : 0;
        }
        double each = rows > 0 ? fmin(left / (double)rows, AIR_MOST_MM) : 0;
        for (size_t k = i; k < end; k++) {
            page->rows[k].height += takes_air(page->rows[k].block) ? each : 0;
        }
    }
}
