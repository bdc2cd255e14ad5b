/* message: finds a free place that is large enough for a message about answers, or for
 * the hint of a list. */
#include "message.h"

#include "bar.h"
#include "page_frame.h"
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

/* The first block behind the message that is no note and no message; NULL when there is
 * none. */
static const struct block *
find_answers(const struct page *page, const struct block *message)
{
    const struct block *end = page->blocks + page->block_count, *at = message + 1;
    while (at < end && (at->kind == BLOCK_NOTE || at->kind == BLOCK_PROBLEM)) {
        at++;
    }
    return at < end ? at : NULL;
}

const struct block *
hint_in_place(const struct page *page)
{
    for (size_t i = 0; i < page->block_count; i++) {
        if (page->blocks[i].kind == BLOCK_NOTE && page->blocks[i].in_place) {
            return &page->blocks[i];
        }
    }
    return NULL;
}

bool
hint_has_cell(struct page *page, double column_mm)
{
    const struct block *hint = hint_in_place(page);
    for (size_t i = 0; hint && i < page->row_count; i++) {
        const struct row *row = &page->rows[i];
        struct rect_mm rect = {.w = column_mm, .h = row->height};
        if (message_is_about(page, hint, row->block) &&
            choices_free_cell(page, row, &rect) && prose_fits(page, hint, rect)) {
            return true;
        }
    }
    return false;
}

void
message_prepare(struct page *page)
{
    const struct block *message = message_in_place(page);
    const struct block *answers = message ? find_answers(page, message) : NULL;
    bool has_it = answers && choices_can_stretch(answers) && message->at >= 0 &&
                  (size_t)message->at < answers->count;
    if (message && !has_it) {
        page->blocks[message - page->blocks].at = -1;
    }
}

bool
message_is_about(const struct page *page, const struct block *message,
                 const struct block *answers)
{
    return find_answers(page, message) == answers;
}

/* Whether what the message is about has no rows: it stands beside them, on every page.
 */
static bool
is_beside(const struct page *page, const struct block *message)
{
    for (size_t i = 0; i < page->row_count; i++) {
        if (message_is_about(page, message, page->rows[i].block)) {
            return false;
        }
    }
    return true;
}

/* Whether the row has the choice that the message is about, or one of them all. */
static bool
has_choice(const struct row *row, int at)
{
    return at < 0 || ((size_t)at >= row->first && (size_t)at < row->first + row->count);
}

bool
message_belongs_to(const struct page *page, int number)
{
    const struct block *message = message_in_place(page);
    if (!message || is_beside(page, message)) {
        return message != NULL;
    }
    for (size_t i = 0; i < page->row_count; i++) {
        const struct row *row = &page->rows[i];
        if (page->of_page[i] == number && has_choice(row, message->at) &&
            message_is_about(page, message, row->block)) {
            return true;
        }
    }
    return false;
}

bool
message_row_is_near(const struct page *page)
{
    const struct block *message = message_in_place(page);
    for (size_t i = 0; i < page->row_count; i++) {
        if (page->rows[i].block == message) {
            return message_belongs_to(page, page->of_page[i]);
        }
    }
    return false;
}

enum message_place
message_place(struct page *page, int shown, int pages_left, enum message_top top,
              double column_mm)
{
    const struct block *message = message_in_place(page);
    struct rect_mm rect;
    bool is_near = message && is_beside(page, message);
    for (size_t i = 0; message && i < page->row_count; i++) {
        const struct row *row = &page->rows[i];
        rect = (struct rect_mm){.w = column_mm, .h = row->height};
        if (page->of_page[i] != shown || !message_is_about(page, message, row->block)) {
            continue;
        }
        is_near = true;
        if (choices_free_cell(page, row, &rect) && problem_fits(page, message, rect)) {
            return MESSAGE_CELL;
        }
    }
    if (is_near && bar_free_rect(page, pages_left, &rect) &&
        problem_fits(page, message, rect)) {
        return MESSAGE_BAR;
    }
    bool is_top = is_near && top != MESSAGE_TOP_NOT && frame_where_rect(page, &rect) &&
                  (top == MESSAGE_TOP_ALWAYS || !page->frame.where_asks) &&
                  problem_fits(page, message, rect);
    return is_top ? MESSAGE_TOP : MESSAGE_ELSEWHERE;
}
