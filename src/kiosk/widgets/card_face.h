/*
 * card_face: how the words of a card stand on it: the sizes of its title and of the
 * line below, and the width that the icon and the tick leave them.
 */
#ifndef TOWNLINE_CARD_FACE_H
#define TOWNLINE_CARD_FACE_H

#include "widget.h"

struct face_of_card {
    enum type title, detail;
    double icon_mm, mark_mm; /* width that is kept free for the icon and for the tick */
    double pad_mm;
    bool tight; /* the tick stands on the icon, which leaves more room for long names */
    /* names alone, since the lines below them would push cards to another page */
    bool bare;
};

double card_face_words_leading(const struct page *page, enum type type);
double card_face_words_height(struct page *page, const char *words, enum type type,
                              bool bold, double width);
/* The gap between the mark and the words, at least as wide as between two words. */
double card_face_mark_air(const struct page *page, const struct face_of_card *face);
/* The distance from the start of the card to its words. */
double card_face_words_x(const struct page *page, const struct block *block,
                         const struct face_of_card *face);
double card_face_detail_width(const struct page *page, const struct block *block,
                              const struct face_of_card *face, double width);
/* The width of a card's title. The tick stands beside it. */
double card_face_title_width(const struct page *page, const struct block *block,
                             const struct face_of_card *face, double width);
double card_face_column_width(const struct page *page, int columns, double width);
struct face_of_card card_face_of(struct page *page, const struct block *block);
bool card_face_words_fit(struct page *page, const struct block *block, int columns,
                         double width);
/* The height of the tallest of some cards. */
double card_face_tallest(struct page *page, const struct block *block, size_t first,
                         size_t count, double width);

/* Draws one card of the block (card.c). */
void card_draw(struct page *page, const struct block *block,
               const struct page_item *item, struct rect_mm rect);

#endif
