/* message: finds a free place that is large enough for a message about answers. */
#include "message.h"

#include "bar.h"
#include "widget.h"

const struct block *
message_in_place(const struct page *page)
{
    for (size_t i = 0; i < page->block_count; i++) {
        if (page->blocks[i].kind == BLOCK_PROBLEM && page->blocks[i].in_place) {
            return &page->blocks[i];
        }
    }
    return NULL;
}

bool
message_is_about(const struct page *page, const struct block *message,
                 const struct block *answers)
{
    const struct block *at = message + 1;
    while (at < page->blocks + page->block_count && at->kind == BLOCK_NOTE) {
        at++;
    }
    return at == answers;
}

enum message_place
message_place(struct page *page, int shown, int pages_left, double column_mm)
{
    const struct block *message = message_in_place(page);
    struct rect_mm rect;
    for (size_t i = 0; message && i < page->row_count; i++) {
        const struct row *row = &page->rows[i];
        rect = (struct rect_mm){.w = column_mm, .h = row->height};
        if (page->of_page[i] == shown && message_is_about(page, message, row->block) &&
            choices_free_cell(page, row, &rect) && problem_fits(page, message, rect)) {
            return MESSAGE_CELL;
        }
    }
    if (message && bar_free_rect(page, pages_left, &rect) &&
        problem_fits(page, message, rect)) {
        return MESSAGE_BAR;
    }
    return MESSAGE_ROW;
}
