/* arrange: measures the content of a page, decides where it stands, and draws one
 * page of it. */
#include "arrange.h"

#include "bar.h"
#include "deal.h"
#include "message.h"
#include "page_frame.h"
#include "staff_bar.h"
#include "townline/seal.h"
#include "widget.h"

#include <limits.h>
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
    [BLOCK_ANSWERS] = {answers_measure, answers_draw},
    [BLOCK_NUMBERS] = {numbers_measure, numbers_draw},
    [BLOCK_STEPPERS] = {steppers_measure, steppers_draw},
    [BLOCK_CHOICES] = {choices_measure, choices_draw},
    [BLOCK_CARDS] = {choices_measure, choices_draw},
    [BLOCK_LINKS] = {choices_measure, choices_draw},
    [BLOCK_FACTS] = {lists_measure, lists_draw},
    [BLOCK_PILLS] = {lists_measure, lists_draw},
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
};

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

static void
drop_rows(struct page *page)
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
is_apart(const struct page *page, const struct block *block, const struct block *side)
{
    bool elsewhere =
        block->in_place && (page->message != MESSAGE_ROW || block->at >= 0);
    return block == side || block == bar_pill(page) || block->kind == BLOCK_QR ||
           elsewhere || (block->kind == BLOCK_PAD && !page->theme->tall);
}

static double
rows_height(const struct page *page)
{
    double height = 0;
    for (size_t i = 0; i < page->row_count; i++) {
        height += page->rows[i].height + (i > 0 ? page->rows[i].gap : 0);
    }
    return height;
}

/* Measures the rows of the column without `side`. Rows that can stretch get the room
 * that the others leave. */
static void
measure_rows(struct page *page, const struct block *side, double width)
{
    page->rest_mm = 0;
    for (int pass = 0; pass < 2; pass++) {
        drop_rows(page);
        for (size_t i = 0; i < page->block_count; i++) {
            const struct block *block = &page->blocks[i];
            if (!is_apart(page, block, side) && kinds[block->kind].measure) {
                kinds[block->kind].measure(page, block, width);
            }
        }
        page->rest_mm = fmax(0, page->content.h - rows_height(page));
    }
}

static bool
fits(const struct page *page)
{
    return rows_height(page) <= page->content.h + 0.01;
}

struct arrangement {
    const struct block *side;
    struct rect_mm column, side_rect;
};

static struct arrangement
beside(const struct page *page, const struct block *side, double share, bool at_end)
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
static void
measure_side(struct page *page, const struct arrangement *arrangement)
{
    page->rest_mm = 0;
    for (int pass = 0; pass < 2; pass++) {
        drop_rows(page);
        kinds[arrangement->side->kind].measure(page, arrangement->side,
                                               arrangement->side_rect.w);
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
    measure_rows(page, NULL, page->content.w);
    return fits(page);
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
    *out = beside(page, answers, share, true);
    measure_side(page, out);
    bool side_fits = fits(page);
    measure_rows(page, answers, out->column.w);
    return side_fits && fits(page) && words_fit(page, out->column.w);
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

static struct arrangement
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

static bool
fits_when(struct page *page, enum snug snug, struct arrangement *place)
{
    page->snug = snug;
    if (!place->side) { /* the frame gives up some of its air too */
        frame_areas(page);
        place->column = page->content;
    }
    measure_rows(page, place->side, place->column.w);
    return fits(page);
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
    static const double shares[] = {0.54, 0.46, 0.38};
    struct arrangement two = beside(page, map, shares[0], false);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct arrangement next = beside(page, map, shares[i], false);
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
        struct arrangement two = beside(page, verdict, 0.33, true);
        measure_side(page, &two);
        if (fits(page)) {
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
    struct arrangement two = beside(page, ruler, width / page->content.w, false);
    make_fit(page, &two);
    return two;
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
    const struct block *verdict = page_block(page, BLOCK_VERDICT);
    if (verdict && !page->theme->tall) {
        return arrange_verdict(page, verdict);
    }
    const struct block *ruler = page_block(page, BLOCK_RULER);
    if (ruler && !page->theme->tall) {
        return arrange_ruler(page, ruler);
    }
    make_fit(page, &plain);
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
    kinds[row->block->kind].draw(page, row, rect);
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
    if (page_block(page, BLOCK_COUNTDOWN)) {
        y += fmax(0, (column.h - needed) / 2);
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
    measure_side(page, arrangement);
    double y = arrangement->side_rect.y;
    bool first = true;
    for (size_t i = 0; i < page->row_count; i++) {
        draw_row(page, &page->rows[i], arrangement->side_rect, &y, &first);
    }
}

/* Draws the pad at the right, in the middle of the screen's height. */
static void
draw_pad(struct page *page, const struct block *pad)
{
    drop_rows(page);
    struct rect_mm rect =
        rect_inset(page->panel, page->theme->compact ? 2.6 : 8, page->theme->margin_mm);
    double above = staff_bar_height(page);
    if (above > 0) { /* below the bar, which is as wide as the screen */
        rect.y = above + THEME_GAP_MIN_MM;
        rect.h = page->theme->height_mm - rect.y - fmin(page->theme->margin_mm, 4);
    }
    page->rest_mm = rect.h;
    keys_measure(page, pad, rect.w);
    rect.y += (rect.h - rows_height(page)) / 2;
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

/* Deals the content into pages, and finds which one is shown. */
static int
deal(struct page *page, struct arrangement *arrangement, int *shown_out)
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
    int shown = page->frame.page < 0        ? 0
                : page->frame.page >= pages ? pages - 1
                                            : page->frame.page;
    count_items(page, shown);
    page->more = shown + 1 < pages;
    *shown_out = shown;
    return pages;
}

int
arrange_page(struct page *page)
{
    int shown;
    struct arrangement arrangement;
    page->message = MESSAGE_CELL;
    int pages = deal(page, &arrangement, &shown);
    page->message = message_place(page, shown, pages - 1 - shown, arrangement.column.w);
    if (page->message == MESSAGE_ROW && message_in_place(page)) {
        pages = deal(page, &arrangement, &shown);
    }

    frame_draw_bands(page);
    const struct block *qr = page_block(page, BLOCK_QR);
    const struct block *pad = page_block(page, BLOCK_PAD);
    frame_draw_top(page);
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
    drop_rows(page);
    return pages;
}
