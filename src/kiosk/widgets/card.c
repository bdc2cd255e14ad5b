/* card: draws one card: its mark or picture, its words, and a chosen one's tick. */
#include "card_face.h"
#include "words.h"

#include <math.h>

#define LEAST_FONT_PX 10

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
    struct mark_tints tints = sketch_mark_on_chosen(page);
    sketch_box(page, rect, (struct box_style){.fill = tints.fill, .radius_mm = radius});
    if (item->badge) {
        sketch_text_middle(page, rect, item->badge,
                           (struct text_style){.type = TYPE_CAPTION,
                                               .bold = true,
                                               .tint = tints.sign,
                                               .ground = tints.fill,
                                               .align = ALIGN_CENTER});
        return;
    }
    sketch_icon(page, rect_inset(rect, rect.w * 0.14, rect.h * 0.14), "check",
                tints.sign);
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
#define TICK_AIR_MM 0.4

/* The side of the tick in the corner of a tight card. */
static double
tick_mm(const struct page *page, const struct face_of_card *face)
{
    return fmax(TIGHT_TICK_MM, page->theme->cap_mm[face->title] * 1.02);
}

/* By how much names are narrower, so that none comes into the tick's corner. */
static double
corner_mm(const struct page *page, const struct face_of_card *face)
{
    double corner = tick_mm(page, face) + TICK_EDGE_MM + TICK_AIR_MM - face->pad_mm;
    return face->tight ? fmax(corner, 0) : 0;
}

/* The side of the pictures of these cards: larger where all names keep room beside it.
 */
static double
spot_mm(struct page *page, const struct block *block, const struct face_of_card *face,
        struct rect_mm rect)
{
    double width = card_face_title_width(page, block, face, rect.w);
    double more = fmin(SPOT_MM, rect.h - 2 * SPOT_AIR_MM) - face->icon_mm;
    bool has_room =
        block->kind == BLOCK_CARDS && face->icon_mm > 0 && more > 0 && face->bare &&
        names_fit(page, block, face, width - more - corner_mm(page, face), rect.h);
    return face->icon_mm + (has_room ? more : 0);
}

/* Whether the words of each choice take as many lines with this pad as with that. */
static bool
choices_keep_lines(struct page *page, const struct block *block,
                   const struct face_of_card *less, const struct face_of_card *more,
                   double width)
{
    double before = card_face_title_width(page, block, less, width);
    double after = card_face_title_width(page, block, more, width);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        if (word_width(page, item->text, less->title, true) > after ||
            card_face_words_height(page, item->text, less->title, true, after) >
                card_face_words_height(page, item->text, less->title, true, before) ||
            (item->detail &&
             card_face_words_height(page, item->detail, less->detail, false, after) >
                 card_face_words_height(page, item->detail, less->detail, false,
                                        before))) {
            return false;
        }
    }
    return true;
}

/* The pad of a choice: as wide as on a page with room, where that costs no line. */
static double
roomy_pad(struct page *page, const struct block *block, const struct face_of_card *face,
          double width)
{
    struct face_of_card roomy = *face;
    roomy.pad_mm = page->theme->pad_mm;
    return block->kind == BLOCK_CHOICES && roomy.pad_mm > face->pad_mm &&
                   choices_keep_lines(page, block, face, &roomy, width)
               ? roomy.pad_mm
               : face->pad_mm;
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

/* Where the tick of a tight card stands: in the upper or the lower corner at the end,
 * on no letter, smaller and nearer to the edge where it has room only then; else on the
 * picture. */
static struct rect_mm
tick_place(struct page *page, const struct face_of_card *face, struct rect_mm card,
           double spot_x)
{
    static const struct {
        double share, edge_mm;
    } ways[] = {{1, TICK_EDGE_MM}, {0.75, TICK_EDGE_MM}, {0.6, 0.6}};
    double usual = tick_mm(page, face);
    for (size_t i = 0; i < 2 * sizeof ways / sizeof *ways; i++) {
        double side = usual * ways[i / 2].share, edge = ways[i / 2].edge_mm;
        double down = i % 2 == 0 ? edge : card.h - edge - side;
        struct rect_mm end = {card.x + card.w - edge - side, card.y + down, side, side};
        if (sketch_is_clear(page, rect_inset(end, -TICK_AIR_MM, -TICK_AIR_MM))) {
            return end;
        }
    }
    return (struct rect_mm){spot_x - face->pad_mm + TICK_EDGE_MM, card.y + TICK_EDGE_MM,
                            usual, usual};
}

void
card_draw(struct page *page, const struct block *block, const struct page_item *item,
          struct rect_mm rect)
{
    struct face_of_card face = card_face_of(page, block);
    face.icon_mm = spot_mm(page, block, &face, rect);
    face.pad_mm = roomy_pad(page, block, &face, rect.w);
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
    double corner = corner_mm(page, &face);
    bool has_corner =
        !face.tight || names_fit(page, block, &face, title_w - corner, rect.h);
    draw_words(page, block, item, &face, place, title_w - (has_corner ? corner : 0),
               style);
    mark.x = rect.x + rect.w - face.pad_mm - face.mark_mm + 1;
    if (block->kind == BLOCK_LINKS) {
        sketch_icon(page, mark, "arrow", style.text);
    }
    if (block->kind == BLOCK_CARDS && item->chosen) {
        mark.y = rect.y + face.pad_mm - 1;
        sketch_tick_on_chosen(page,
                              face.tight ? tick_place(page, &face, rect, x) : mark);
    }
}
