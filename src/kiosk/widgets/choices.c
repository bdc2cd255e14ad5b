/* choices: draws choices, services and links as cards of equal size in columns. */
#include "widget.h"

#include "card_face.h"
#include "deal.h"
#include "message.h"
#include "words.h"

#include <math.h>
#include <stdio.h>

#define LEAST_FONT_PX 10

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

/* More columns than one are taken when they show more of the list at once and no word
 * has to be divided. */
static int
columns_for(struct page *page, const struct block *block, double width)
{
    if (block->kind == BLOCK_LINKS || block->count < 2) {
        return 1;
    }
    if (page->theme->tall) {
        double one = card_height(page, block, width) + page->theme->gap_mm;
        if (one * (double)block->count < page->content.h * 0.85) {
            return 1;
        }
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
    return three && width > 180 && card_face_words_fit(page, block, 3, width) ? 3 : 2;
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
    double most = theme->compact ? 16 : theme->tall ? 30 : 23;
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

/* Draws what shows that it can be chosen: a circle where one can be, a square where
 * several can. */
static void
draw_mark(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm rect)
{
    double radius = block->several ? rect.w * 0.22 : rect.w / 2;
    if (!item->chosen) {
        sketch_box(page, rect, (struct box_style){TINT_CARD, TINT_INK, 0.5, radius});
        return;
    }
    sketch_box(page, rect, (struct box_style){.fill = TINT_MARK, .radius_mm = radius});
    if (item->badge) {
        sketch_text_middle(page, rect, item->badge,
                           (struct text_style){.type = TYPE_CAPTION,
                                               .bold = true,
                                               .tint = TINT_ON_MARK,
                                               .ground = TINT_MARK,
                                               .align = ALIGN_CENTER});
        return;
    }
    sketch_icon(page, rect_inset(rect, rect.w * 0.14, rect.h * 0.14), "check",
                TINT_ON_MARK);
}

/* The font size at which a very long choice fits into its card; 0: that of its type. */
static int
font_that_fits(struct page *page, const char *words, enum type type, double width,
               double height)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = true,
                        .leading = card_face_words_leading(page, type),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    double scale = page->theme->px_per_mm;
    if (text_size(page, &part).height / scale <= height) {
        return 0;
    }
    int font_px = theme_font_px(page->theme, type);
    do {
        part.font_px = --font_px;
    } while (font_px > LEAST_FONT_PX && text_size(page, &part).height / scale > height);
    return font_px;
}

static void
draw_words(struct page *page, const struct block *block, const struct page_item *item,
           const struct face_of_card *face, struct rect_mm place, double title_w,
           struct card_style card)
{
    const struct rect_mm inner = place; /* as high as the card */
    double title = card_face_words_height(page, item->text, face->title, true, title_w);
    bool has_detail = item->detail && !face->bare;
    int font_px = 0;
    if (!has_detail && title > place.h) {
        font_px = font_that_fits(page, item->text, face->title, title_w, place.h);
        title = place.h;
    }
    double detail = has_detail ? card_face_words_height(page, item->detail,
                                                        face->detail, false, place.w)
                               : 0;
    struct rect_mm below = place;
    below.y = place.y + (place.h - title - detail) / 2;
    below.h = detail;
    place.y = below.y + (block->detail_first ? detail : 0);
    place.h = title;
    place.w = title_w;
    if (!block->detail_first) {
        below.y += title;
    }
    struct text_style style = {.type = face->title,
                               .bold = true,
                               .tint = card.text,
                               .ground = card.ground,
                               .font_px = font_px,
                               .leading = card_face_words_leading(page, face->title),
                               .language = item->language};
    struct text_style small = style;
    small.type = face->detail;
    small.leading = card_face_words_leading(page, face->detail);
    small.bold = false;
    small.font_px = 0;
    if (inner.h - title - detail < SKETCH_NUDGED_MM) {
        struct rect_mm first = sketch_ink(page, place, item->text, style), last = first;
        if (has_detail) {
            *(block->detail_first ? &first : &last) =
                sketch_ink(page, below, item->detail, small);
        }
        double nudge = sketch_nudge(inner, card.box.border_mm, first, last);
        place.y += nudge;
        below.y += nudge;
    }
    sketch_text(page, place, item->text, style);
    if (has_detail) {
        sketch_text(page, below, item->detail, small);
    }
}

#define NAME_AIR_MM 0.9 /* above and below a name */

/* Whether each name stays whole in this width and in the height of its card. */
static bool
names_fit(struct page *page, const struct block *block, const struct face_of_card *face,
          double width, double height)
{
    for (size_t i = 0; i < block->count; i++) {
        const char *name = block->items[i].text;
        if (word_width(page, name, face->title, true) > width ||
            card_face_words_height(page, name, face->title, true, width) >
                height - 2 * NAME_AIR_MM) {
            return false;
        }
    }
    return true;
}

#define SPOT_MM 13.6 /* of a picture whose card has room for it */
#define SPOT_AIR_MM 2.4
#define TIGHT_TICK_MM 5.5 /* and as high as the capitals of large words */
#define TICK_EDGE_MM 1.3
#define CORNER_MM 3.0 /* by which names are narrower beside the tick's corner */

/* The side of the pictures of these cards: larger where all names keep room beside it.
 */
static double
spot_mm(struct page *page, const struct block *block, const struct face_of_card *face,
        struct rect_mm rect)
{
    double width = card_face_title_width(page, block, face, rect.w);
    double more = fmin(SPOT_MM, rect.h - 2 * SPOT_AIR_MM) - face->icon_mm;
    double corner = face->tight ? CORNER_MM : 0;
    bool has_room = block->kind == BLOCK_CARDS && face->icon_mm > 0 && more > 0 &&
                    face->bare &&
                    names_fit(page, block, face, width - more - corner, rect.h);
    return face->icon_mm + (has_room ? more : 0);
}

/* The picture of a card; of a chosen one on a tile, on which its tints are seen. */
static void
draw_spot(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm rect, enum tint tint)
{
    if (block->kind == BLOCK_CARDS && item->chosen) {
        sketch_box(page, rect_inset(rect, -0.9, -0.9),
                   (struct box_style){.fill = TINT_CARD, .radius_mm = 2});
        tint = TINT_ACCENT;
    }
    sketch_icon(page, rect, item->icon, tint);
}

static void
draw_card(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm rect)
{
    struct face_of_card face = card_face_of(page, block);
    face.icon_mm = spot_mm(page, block, &face, rect);
    struct card_style style = card_style(page, item->chosen);
    if (block->kind == BLOCK_LINKS) {
        style.text = style.box.border = TINT_ACCENT;
    }
    if (item->disabled) {
        style.text = style.icon = TINT_DISABLED;
    }
    enum node_role role = block->kind == BLOCK_LINKS   ? NODE_BUTTON
                          : block->kind == BLOCK_CARDS ? NODE_CARD
                          : block->several             ? NODE_TOGGLE
                                                       : NODE_ANSWER;
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    char both[2 * TYPESET_TEXT_MAX_BYTES];
    const char *detail = item->detail ? item->detail : "";
    words_labeled(both, sizeof both, block->detail_first ? detail : item->text,
                  block->detail_first ? item->text : detail);
    sketch_node(page, (struct node_words){item->id, both, item->say, item->language},
                role, state, rect);
    sketch_speech(page, block->detail_first ? detail : item->aloud, item->recording);
    sketch_box(page, rect, style.box);
    double x = rect.x + face.pad_mm + 1;
    struct rect_mm mark = {x, rect.y + (rect.h - face.mark_mm) / 2, face.mark_mm,
                           face.mark_mm};
    if (block->kind == BLOCK_CHOICES) {
        draw_mark(page, block, item, mark);
        x += face.mark_mm + card_face_mark_air(page, &face);
    }
    if (item->icon) {
        draw_spot(page, block, item,
                  (struct rect_mm){x, rect.y + (rect.h - face.icon_mm) / 2,
                                   face.icon_mm, face.icon_mm},
                  style.icon);
    }
    struct rect_mm place = {rect.x + card_face_words_x(page, block, &face), rect.y,
                            card_face_detail_width(page, block, &face, rect.w), rect.h};
    double title_w = card_face_title_width(page, block, &face, rect.w);
    bool has_corner =
        !face.tight || names_fit(page, block, &face, title_w - CORNER_MM, rect.h);
    draw_words(page, block, item, &face, place,
               title_w - (face.tight && has_corner ? CORNER_MM : 0), style);
    mark.x = rect.x + rect.w - face.pad_mm - face.mark_mm + 1;
    if (block->kind == BLOCK_LINKS) {
        sketch_icon(page, mark, "arrow", style.text);
    }
    if (block->kind == BLOCK_CARDS && item->chosen) {
        mark.y = rect.y + face.pad_mm - 1;
        if (face.tight) {
            mark.w = mark.h =
                fmax(TIGHT_TICK_MM, page->theme->cap_mm[face.title] * 1.02);
            mark.x = rect.x + rect.w - TICK_EDGE_MM - mark.w;
            mark.y = rect.y + TICK_EDGE_MM;
        }
        if (!has_corner) { /* on the picture, and never on the words */
            mark.x = x - face.pad_mm + TICK_EDGE_MM;
        }
        sketch_tick_disc(page, mark);
    }
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
        draw_card(page, row->block, &row->block->items[row->first + i], rect);
        rect.x += width + page->theme->gap_mm;
    }
    if (has_cell && !has_message && hint && message_is_about(page, hint, row->block)) {
        prose_draw_in(page, hint, cell);
    }
}
