/* card_face: measures the words of cards, and how high the tallest of some is. */
#include "card_face.h"

#include <math.h>
#include <stdio.h>

#define CARD_LEADING 1.2
#define FEW 6 /* cards are higher on a tall panel when they are no more */

double
card_face_words_leading(const struct page *page, enum type type)
{
    double leading = theme_leading(type, page->frame.language);
    bool bare = page->snug >= SNUG_BARE;
    if (leading > 1.31) { /* marks above and below letters take room */
        return bare ? 1.28 : leading;
    }
    return fmin(leading, bare ? 1.12 : CARD_LEADING);
}

double
card_face_words_height(struct page *page, const char *words, enum type type, bool bold,
                       double width)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = type,
                        .bold = bold,
                        .leading = card_face_words_leading(page, type),
                        .rect = {.w = width},
                        .rtl = page->frame.rtl};
    return text_size(page, &part).height / page->theme->px_per_mm;
}

/* The gap between the mark and the words, at least as wide as between two words. */
double
card_face_mark_air(const struct page *page, const struct face_of_card *face)
{
    return fmax(face->pad_mm * 0.8, page->theme->cap_mm[face->title] * 0.3);
}

/* The distance from the start of the card to its words. */
double
card_face_words_x(const struct page *page, const struct block *block,
                  const struct face_of_card *face)
{
    double x = face->pad_mm + 1;
    if (face->icon_mm > 0) {
        x += face->icon_mm + face->pad_mm;
    }
    if (block->kind == BLOCK_CHOICES) {
        x += face->mark_mm + card_face_mark_air(page, face);
    }
    return x;
}

double
card_face_detail_width(const struct page *page, const struct block *block,
                       const struct face_of_card *face, double width)
{
    double end = face->pad_mm + (block->kind == BLOCK_LINKS ? face->mark_mm : 0);
    return width - card_face_words_x(page, block, face) - end;
}

/* The width of a card's title. The tick stands beside it. */
double
card_face_title_width(const struct page *page, const struct block *block,
                      const struct face_of_card *face, double width)
{
    return card_face_detail_width(page, block, face, width) -
           (block->kind == BLOCK_CARDS && !face->tight ? face->mark_mm * 0.9 : 0);
}

double
card_face_column_width(const struct page *page, int columns, double width)
{
    return (width - (columns - 1) * page->theme->gap_mm) / columns;
}

struct face_of_card
card_face_of(struct page *page, const struct block *block)
{
    const struct theme *theme = page->theme;
    struct face_of_card face = {
        .title = TYPE_LABEL, .detail = TYPE_CAPTION, .pad_mm = theme->pad_mm};
    bool icons = false;
    for (size_t i = 0; i < block->count; i++) {
        icons = icons || block->items[i].icon;
    }
    if (icons) {
        face.icon_mm = theme->icon_mm;
    }
    face.mark_mm = theme->compact ? 6 : theme->tall ? 10 : 8;
    if (page->snug >= SNUG_HEADING) {
        face.pad_mm = fmin(face.pad_mm, page->snug >= SNUG_BARE ? 2 : 3);
        face.mark_mm = fmin(face.mark_mm, 7);
    }
    /* as high as the capitals beside it */
    face.mark_mm = fmax(face.mark_mm, theme->cap_mm[TYPE_LABEL] * 1.1);
    if (page->snug >= SNUG_WORDS) {
        face.title = TYPE_CAPTION;
    }
    /* a service is known by its name, but an answer needs its question */
    face.bare = page->snug >= SNUG_BARE && block->kind == BLOCK_CARDS;
    face.tight = block->kind == BLOCK_CARDS && icons && !theme->tall &&
                 (page->snug >= SNUG_HEADING || theme->compact);
    if (face.tight) {
        face.icon_mm = fmin(face.icon_mm, 10);
        face.pad_mm = fmin(face.pad_mm, 3);
    }
    if (block->kind == BLOCK_LINKS) {
        face.title = page->frame.staff || theme->compact ? TYPE_LABEL : TYPE_BUTTON;
    }
    return face;
}

bool
card_face_words_fit(struct page *page, const struct block *block, int columns,
                    double width)
{
    struct face_of_card face = card_face_of(page, block);
    double column = card_face_column_width(page, columns, width);
    double inner = card_face_title_width(page, block, &face, column);
    double below = card_face_detail_width(page, block, &face, column);
    for (size_t i = 0; i < block->count; i++) {
        const struct page_item *item = &block->items[i];
        if (word_width(page, item->text, face.title, true) > inner) {
            return false;
        }
        if (!face.bare && item->detail &&
            word_width(page, item->detail, face.detail, false) > below) {
            return false;
        }
    }
    return true;
}

/* The height of the tallest of some cards. */
double
card_face_tallest(struct page *page, const struct block *block, size_t first,
                  size_t count, double width)
{
    const struct theme *theme = page->theme;
    struct face_of_card face = card_face_of(page, block);
    double inner = card_face_title_width(page, block, &face, width);
    double below = card_face_detail_width(page, block, &face, width);
    double tallest = face.icon_mm;
    for (size_t i = first; i < first + count; i++) {
        const struct page_item *item = &block->items[i];
        double height =
            card_face_words_height(page, item->text, face.title, true, inner);
        if (item->detail && !face.bare) {
            height +=
                card_face_words_height(page, item->detail, face.detail, false, below);
        }
        tallest = fmax(tallest, height);
    }
    double air = page->snug == SNUG_NOT ? 4 : page->snug >= SNUG_BARE ? 1.2 : 2.4;
    if (theme->compact) {
        air = page->snug == SNUG_NOT ? 2 : 1;
    }
    bool low = page->snug >=
               (theme->compact || block->kind == BLOCK_LINKS ? SNUG_ROWS : SNUG_BARE);
    double least = block->kind == BLOCK_LINKS ? theme->bar_mm : theme->answer_mm;
    if (theme->tall && page->snug == SNUG_NOT && block->count <= FEW) {
        least = fmax(least, 24);
    }
    return fmax(low ? THEME_TARGET_MIN_MM : least, tallest + air);
}
