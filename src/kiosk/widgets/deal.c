#include "widget.h"

/* Which row falls on which page. */

bool
deal_stands_again(const struct page *page, size_t index, size_t before)
{
    const struct block *block = page->rows[index].block;
    if (!page->rows[index].repeated)
        return false;
    for (size_t i = index + 1;
         block->kind == BLOCK_HEADING && i <= before && i < page->row_count; i++)
        if (page->rows[i].block->kind == BLOCK_HEADING && page->rows[i].block != block)
            return false;
    return true;
}

double
deal_repeated_mm(const struct page *page, size_t before)
{
    double height = 0;
    for (size_t i = 0; i < before; i++)
        if (deal_stands_again(page, i, before))
            height += page->rows[i].height + page->rows[i].gap;
    return height <= page->content.h * 0.5 ? height : 0;
}

double
deal_first_gap_mm(const struct page *page, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (deal_stands_again(page, i, before))
            return page->rows[i].gap;
    return 0;
}

int
deal_rows(const struct page *page, int *of_page)
{
    int number = 0;
    double used = 0;
    bool empty = true;
    for (size_t i = 0; i < page->row_count; i++) {
        double needed = page->rows[i].height;
        for (size_t k = i; k + 1 < page->row_count && page->rows[k].glued; k++)
            needed += page->rows[k + 1].gap + page->rows[k + 1].height;
        double gap = empty ? 0 : page->rows[i].gap;
        if (!empty && used + gap + needed > page->content.h + 0.01) {
            number++;
            used = deal_repeated_mm(page, i);
            gap = used > 0 ? page->rows[i].gap : 0;
            if (used + gap + needed > page->content.h)
                used = gap = 0; /* room for the heading again or for the row */
        }
        of_page[i] = number;
        used += gap + page->rows[i].height;
        empty = false;
    }
    return number + 1;
}
