/*
 * sketch: puts nodes, boxes, texts and icons on a page. Its coordinates always go from
 * left to right; in a right-to-left page they are mirrored here.
 */
#ifndef TOWNLINE_SKETCH_H
#define TOWNLINE_SKETCH_H

#include "page_parts.h"

struct rect_mm rect_inset(struct rect_mm rect, double x_mm, double y_mm);
/* The height of a text that is set in this width. *size_out, if it is not NULL, gets
 * the other measures. */
double text_height(struct page *page, const char *text, enum type type, bool bold,
                   double width_mm);
struct text_size_px text_size(struct page *page, const struct part *part);
double text_width(struct page *page, const char *text, enum type type, bool bold);
double line_height(const struct page *page, enum type type);
/* The width of the widest piece of a text that cannot be broken. */
double word_width(struct page *page, const char *text, enum type type, bool bold);

struct node_words {
    const char *id, *text, *say, *language;
};
void sketch_node(struct page *page, struct node_words words, enum node_role role,
                 unsigned state, struct rect_mm rect);
/* Of the node that was added last: what is spoken where others can hear it, and the
 * file that is heard instead of the voice. NULL changes nothing. */
void sketch_speech(struct page *page, const char *aloud, const char *recording);
struct box_style {
    enum tint fill, border;
    double border_mm, radius_mm;
};
void sketch_box(struct page *page, struct rect_mm rect, struct box_style style);
struct text_style {
    enum type type;
    enum tint tint, ground;
    enum text_align align;
    bool bold, underline;
    double leading;
    int font_px;          /* 0: that of the type */
    const char *language; /* NULL: that of the frame */
    bool own_side;        /* it begins at the side where its language begins */
    double fade;          /* as in part.h */
};
/* Begins at the top of the rectangle. */
void sketch_text(struct page *page, struct rect_mm rect, const char *words,
                 struct text_style style);
/* Stands in the middle of the rectangle's height. */
void sketch_text_middle(struct page *page, struct rect_mm rect, const char *words,
                        struct text_style style);
/* The same on a card; where the card is low, no letter reaches its border. */
void sketch_text_on_card(struct page *page, struct rect_mm card, double border_mm,
                         struct rect_mm rect, const char *words,
                         struct text_style style);
/* Where the letters of sketch_text would be, with their accents and descenders. */
struct rect_mm sketch_ink(struct page *page, struct rect_mm rect, const char *words,
                          struct text_style style);
/* Whether no letter of the node that was added last reaches into the rectangle. */
bool sketch_is_clear(struct page *page, struct rect_mm rect);
/* How far words have to move down, or up if it is below 0, so that no letter reaches
 * the border of their card. `first` and `last` are the letters of the upper and of the
 * lower text; where the card is too low for both, they keep the same distance. */
double sketch_nudge(struct rect_mm card, double border_mm, struct rect_mm first,
                    struct rect_mm last);
/* Where words leave more of a card's height free than this, none is near its border. */
#define SKETCH_NUDGED_MM 3
/* The smallest width at which the words need no more lines than in `width_mm`. It gives
 * "Strongly / agree" and not a last line with one letter. */
double sketch_balanced_width(struct page *page, const char *words,
                             struct text_style style, double width_mm);
void sketch_icon(struct page *page, struct rect_mm rect, const char *name,
                 enum tint tint);
/* A wide picture; `shift_mm` as in part.h. It is never mirrored. */
void sketch_picture(struct page *page, struct rect_mm rect, const char *name,
                    double shift_mm);
void sketch_ring(struct page *page, struct rect_mm rect, double amount, double width_mm,
                 enum tint tint);
/* The border of something that cannot be touched now. */
void sketch_dashes(struct page *page, struct rect_mm rect, enum tint tint);
/* A disc with a tick, which means "chosen". */
void sketch_tick_disc(struct page *page, struct rect_mm rect);
/* What a mark on a chosen card is filled with, and its sign: the other way round in
 * themes where the card has the color of the mark. */
struct mark_tints {
    enum tint fill, sign;
};
struct mark_tints sketch_mark_on_chosen(const struct page *page);
/* The disc with a tick on such a card. */
void sketch_tick_on_chosen(struct page *page, struct rect_mm rect);
/* The colors of a card that can be chosen. */
struct card_style {
    struct box_style box;
    enum tint text, ground, icon;
};
struct card_style card_style(const struct page *page, bool chosen);

#endif
