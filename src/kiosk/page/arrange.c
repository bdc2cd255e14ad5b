/* arrange: decides where the content of a page stands, and draws one page of it. */
#include "arrange.h"

#include "arrange_answers.h"
#include "bar.h"
#include "deal.h"
#include "message.h"
#include "page_frame.h"
#include "rows.h"
#include "staff_bar.h"
#include "widget.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static bool
fits_when(struct page *page, enum snug snug, struct arrangement *place)
{
    page->snug = snug;
    if (!place->side) { /* the frame gives up some of its air too */
        frame_areas(page);
        place->column = page->content;
    }
    rows_measure(page, place->side, place->column.w);
    return rows_fit(page);
}

/* Whether the page is only read: nothing on it is chosen or written. */
static bool
is_read(const struct page *page)
{
    static const bool read[BLOCK_KINDS] = {
        [BLOCK_TITLE] = true, [BLOCK_HEADING] = true, [BLOCK_BODY] = true,
        [BLOCK_NOTE] = true,  [BLOCK_ASK] = true,     [BLOCK_PICTURE] = true,
        [BLOCK_FACTS] = true, [BLOCK_SHARING] = true, [BLOCK_MAP] = true,
        [BLOCK_LINKS] = true, [BLOCK_CODE] = true,    [BLOCK_COUNTDOWN] = true};
    for (size_t i = 0; i < page->block_count; i++) {
        if (!read[page->blocks[i].kind] || page->blocks[i].detail_first) {
            return false;
        }
    }
    return !page->frame.staff;
}

/* Whether it is such a page of a large panel, where most of them leave room. */
static bool
has_air(const struct page *page)
{
    return (page->theme->tall || page->theme->wide) && is_read(page);
}

/* Keeps as much air as leaves everything on one page, and no more than `from`, which
 * what stands beside needs. When there must be more pages, there are as few as
 * possible, and the first one has answers. */
static void
make_fit_from(struct page *page, struct arrangement *place, enum snug from)
{
    int least = INT_MAX;
    enum snug best = from;
    for (int snug = (int)from; snug <= SNUG_WORDS; snug++) {
        if (fits_when(page, (enum snug)snug, place)) {
            return;
        }
        int pages = deal_rows(page, page->of_page);
        int cost = deal_cost(page, page->of_page, pages);
        if (snug ==
            SNUG_WORDS) { /* words become smaller only when nothing else helps */
            cost++;
        }
        if (cost < least) {
            least = cost;
            best = (enum snug)snug;
        }
    }
    fits_when(page, best, place);
}

static void
make_fit(struct page *page, struct arrangement *place)
{
    make_fit_from(page, place, SNUG_NOT);
}

static struct arrangement
arrange_map(struct page *page, const struct block *map)
{
    static const double shares[] = {0.6, 0.54, 0.47};
    struct arrangement two = arrange_beside(page, map, shares[0], false);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct arrangement next = arrange_beside(page, map, shares[i], false);
        if (i > 0 && !map_labels_fit(page, map, next.side_rect.w)) {
            break;
        }
        two = next;
        for (int snug = SNUG_NOT; snug <= SNUG_WORDS; snug += SNUG_HEADING) {
            if (fits_when(page, (enum snug)snug, &two)) {
                return two;
            }
        }
    }
    if (page->theme->compact) {
        make_fit(page, &two);
        return two;
    }
    /* the words stand on a later page */
    struct arrangement plain = {.column = page->content};
    make_fit(page, &plain);
    return plain;
}

/* Puts the steps beside the panel that sums them up; where that panel is too high, one
 * below the other. */
static struct arrangement
arrange_verdict(struct page *page, const struct block *verdict)
{
    for (int snug = SNUG_NOT; snug <= SNUG_WORDS; snug++) {
        page->snug = (enum snug)snug;
        struct arrangement two = arrange_beside(page, verdict, 0.33, true);
        arrange_measure_side(page, &two);
        if (rows_fit(page)) {
            make_fit_from(page, &two, (enum snug)snug);
            return two;
        }
    }
    struct arrangement plain = {.column = page->content};
    make_fit(page, &plain);
    return plain;
}

static struct arrangement
arrange_ruler(struct page *page, const struct block *ruler)
{
    double most = page->content.w * (page->theme->compact ? 0.72 : 0.64);
    double width = ruler_width(page, ruler, most);
    struct arrangement two =
        arrange_beside(page, ruler, width / page->content.w, false);
    make_fit(page, &two);
    return two;
}

/* Puts the words beside a picture that is as large as they let it be. Large words leave
 * it only the heading, and stand on a page of their own. */
static struct arrangement
arrange_picture(struct page *page, const struct block *picture)
{
    static const double shares[] = {0.42, 0.36, 0.3, 0.24, 0.18};
    const size_t count = sizeof shares / sizeof *shares;
    struct arrangement two = {0};
    for (size_t i = 0; i < 2 * count; i++) {
        page->picture_leads = i >= count;
        page->snug = SNUG_NOT;
        two = arrange_beside(page, picture, shares[i % count], true);
        if (fits_when(page, SNUG_NOT, &two)) {
            return two;
        }
    }
    make_fit(page, &two);
    return two;
}

/* Large panels have room for more than most pages have words: what is read there is
 * larger where all of it fits. */
static void
make_fit_large(struct page *page, struct arrangement *place)
{
    page->is_larger = has_air(page);
    if (page->is_larger && fits_when(page, SNUG_NOT, place)) {
        return;
    }
    page->is_larger = false;
    make_fit(page, place);
}

/* What is left stands above the choices, so that they are in the same places whatever
 * is said above them. */
static void
stand_at_bottom(struct page *page)
{
    double left = page->content.h - rows_height(page);
    for (size_t i = 1; left > 0 && i < page->row_count; i++) {
        if (page->rows[i].block->kind == BLOCK_CHOICES) {
            page->rows[i].gap += left;
            return;
        }
    }
}

static struct arrangement
arrange(struct page *page)
{
    struct arrangement plain = {.column = page->content};
    const struct block *answers = page_block(page, BLOCK_ANSWERS);
    const struct block *map = page_block(page, BLOCK_MAP);
    if (answers) {
        return arrange_answers(page, answers);
    }
    if (map && !page->theme->tall) {
        return arrange_map(page, map);
    }
    const struct block *picture = page_block(page, BLOCK_PICTURE);
    if (picture && !page->theme->tall) {
        return arrange_picture(page, picture);
    }
    const struct block *verdict = page_block(page, BLOCK_VERDICT);
    if (verdict && !page->theme->tall) {
        return arrange_verdict(page, verdict);
    }
    const struct block *ruler = page_block(page, BLOCK_RULER);
    if (ruler && !page->theme->tall) {
        return arrange_ruler(page, ruler);
    }
    make_fit_large(page, &plain);
    if (sides_fix_answers(page)) {
        stand_at_bottom(page);
    }
    return plain;
}

static void
draw_row(struct page *page, const struct row *row, struct rect_mm column, double *y,
         bool *first)
{
    /* what is higher than a page may not cover the buttons below */
    struct rect_mm rect = {column.x, *y + (*first ? 0 : row->gap), column.w,
                           fmin(row->height, column.h)};
    if (row->at_bottom) {
        rect.y = fmax(rect.y, column.y + column.h - row->height);
    }
    rows_draw(page, row, rect);
    *y = rect.y + rect.h;
    *first = false;
}

static void
draw_rows(struct page *page, struct rect_mm column, int number)
{
    const int *of_page = page->of_page;
    double y = column.y;
    bool first = true;
    size_t begin = 0;
    while (begin < page->row_count && of_page[begin] < number) {
        begin++;
    }
    double needed = 0;
    for (size_t i = begin; i < page->row_count && of_page[i] == number; i++) {
        needed += page->rows[i].height + page->rows[i].gap;
    }
    double repeated = deal_repeated_mm(page, begin);
    double left = fmax(0, column.h - needed - repeated);
    if (page_block(page, BLOCK_COUNTDOWN)) {
        y += left / 2;
    } else if (has_air(page)) {
        y += left / 3;
    }
    double unused = begin < page->row_count ? deal_first_gap_mm(page, begin) : 0;
    if (repeated > 0 && repeated + needed - unused <= column.h + 0.01) {
        for (size_t i = 0; i < begin; i++) {
            if (deal_stands_again(page, i, begin)) {
                struct row again = deal_again(page, &page->rows[i]);
                draw_row(page, &again, column, &y, &first);
            }
        }
    }
    for (size_t i = begin; i < page->row_count && of_page[i] == number; i++) {
        draw_row(page, &page->rows[i], column, &y, &first);
    }
}

static void
draw_side(struct page *page, const struct arrangement *arrangement)
{
    arrange_measure_side(page, arrangement);
    double y = arrangement->side_rect.y;
    bool first = true;
    for (size_t i = 0; i < page->row_count; i++) {
        draw_row(page, &page->rows[i], arrangement->side_rect, &y, &first);
    }
}

/* Draws the pad at the right, from the top of the content. */
static void
draw_pad(struct page *page, const struct block *pad)
{
    rows_drop(page);
    struct rect_mm rect = page->panel;
    page->rest_mm = rect.h;
    keys_measure(page, pad, rect.w);
    for (size_t i = 0; i < page->row_count; i++) {
        keys_draw(page, &page->rows[i], rect);
    }
}

static void
count_items(struct page *page, int shown)
{
    page->items_all = page->items_shown = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        page->items_all += page->rows[i].count;
        if (page->of_page[i] <= shown) {
            page->items_shown += page->rows[i].count;
        }
    }
}

/* What the bar of page `number` says. */
static void
turn_to(struct page *page, int number, int pages)
{
    count_items(page, number);
    page->more = number + 1 < pages;
}

/* Deals the content into pages. */
static int
deal(struct page *page, struct arrangement *arrangement)
{
    page->more = page->paged = false;
    frame_areas(page);
    *arrangement = arrange(page);
    int pages = deal_rows(page, page->of_page);
    if (pages > 1) { /* "More" may need a higher bar */
        page->more = page->paged = true;
        count_items(page, 0);
        frame_areas(page);
        *arrangement = arrange(page);
        pages = deal_rows(page, page->of_page);
    }
    if (pages > 1) {
        deal_stretch(page, page->of_page);
    }
    deal_air(page, page->of_page);
    return pages;
}

/* Whether a page with what the message is about has a free place for it. */
static bool
has_free_place(struct page *page, int pages, enum message_top top, double column_mm)
{
    for (int number = 0; number < pages; number++) {
        turn_to(page, number, pages);
        if (message_belongs_to(page, number) &&
            message_place(page, number, pages - 1 - number, top, column_mm) !=
                MESSAGE_ELSEWHERE) {
            return true;
        }
    }
    return false;
}

/* The ways in which a message about answers can stand with one of them; the first that
 * does is taken. It is the same on every page, so that each row is on one of them. */
static const struct message_way {
    bool has_row;
    enum message_top top;
    enum message_form form;
} ways[] = {
    {false, MESSAGE_TOP_NOT, MESSAGE_WHOLE},
    {true, MESSAGE_TOP_NOT, MESSAGE_WHOLE},
    {true, MESSAGE_TOP_NOT, MESSAGE_CLOSE},
    {false, MESSAGE_TOP_WHERE, MESSAGE_WHOLE},
    {false, MESSAGE_TOP_NOT, MESSAGE_SHORT},
    {true, MESSAGE_TOP_NOT, MESSAGE_SHORT},
    {false, MESSAGE_TOP_WHERE, MESSAGE_SHORT},
    {false, MESSAGE_TOP_ALWAYS, MESSAGE_WHOLE},
    {false, MESSAGE_TOP_ALWAYS, MESSAGE_SHORT},
    /* alone rather than not at all */
    {true, MESSAGE_TOP_NOT, MESSAGE_WHOLE},
};

/* Deals the content, and finds how the message stands. */
static int
deal_with_message(struct page *page, struct arrangement *arrangement,
                  const struct message_way **way_out)
{
    int pages = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct message_way *way = *way_out = &ways[i];
        page->message = way->has_row ? MESSAGE_ROW : MESSAGE_ELSEWHERE;
        page->message_form = way->form;
        pages = deal(page, arrangement);
        if (!message_in_place(page) ||
            (way->has_row
                 ? message_row_is_near(page)
                 : has_free_place(page, pages, way->top, arrangement->column.w))) {
            break;
        }
    }
    return pages;
}

/* The same, with the hint in the free place behind its list if all of the list is seen
 * with it; else above the list. */
static int
deal_with_hint(struct page *page, struct arrangement *arrangement,
               const struct message_way **way_out)
{
    page->hint_in_cell = hint_in_place(page) != NULL;
    int pages = deal_with_message(page, arrangement, way_out);
    if (page->hint_in_cell &&
        (pages > 1 || !hint_has_cell(page, arrangement->column.w))) {
        page->hint_in_cell = false;
        pages = deal_with_message(page, arrangement, way_out);
    }
    return pages;
}

int
arrange_page(struct page *page)
{
    struct arrangement arrangement;
    const struct message_way *way;
    message_prepare(page);
    int pages = deal_with_hint(page, &arrangement, &way);
    int shown = page->frame.page < 0        ? 0
                : page->frame.page >= pages ? pages - 1
                                            : page->frame.page;
    turn_to(page, shown, pages);
    if (page->message == MESSAGE_ELSEWHERE) {
        page->message = message_place(page, shown, pages - 1 - shown, way->top,
                                      arrangement.column.w);
    }

    frame_draw_bands(page);
    const struct block *qr = page_block(page, BLOCK_QR);
    const struct block *pad = page_block(page, BLOCK_PAD);
    frame_draw_top(page);
    if (page->picture_leads && shown > 0) {
        arrangement.column = page->content;
        arrangement.side = NULL;
    }
    draw_rows(page, arrangement.column, shown);
    if (arrangement.side) {
        draw_side(page, &arrangement);
    }
    if (qr) {
        qr_draw_code(page, qr);
    }
    if (pad && !page->theme->tall) {
        draw_pad(page, pad);
    }
    frame_draw_bottom(page, pages - 1 - shown);
    rows_drop(page);
    return pages;
}
