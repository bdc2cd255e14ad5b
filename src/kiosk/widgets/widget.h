/*
 * widget: what page and the files of widgets/ share. Each kind of content measures
 * itself into rows that cannot be split further, and later draws the rows that fell on
 * the page shown. Everything is laid out left to right; node() and the part calls
 * mirror it in right-to-left pages.
 */
#ifndef TOWNLINE_WIDGET_H
#define TOWNLINE_WIDGET_H

#include "page.h"
#include "part.h"

#define PAGE_BLOCKS_MAX 32
#define PAGE_ROWS_MAX 512

enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_BODY,
    BLOCK_NOTE,
    BLOCK_ASK,
    BLOCK_PROBLEM,
    BLOCK_ASIDE,
    BLOCK_ANSWERS,
    BLOCK_NUMBERS,
    BLOCK_STEPPERS,
    BLOCK_CHOICES,
    BLOCK_CARDS,
    BLOCK_FACTS,
    BLOCK_LINKS,
    BLOCK_PILLS,
    BLOCK_COUNTS,
    BLOCK_MAP,
    BLOCK_FIELD,
    BLOCK_KEYBOARD,
    BLOCK_PAD,
    BLOCK_QR,
    BLOCK_ATTRACT,
    BLOCK_COUNTDOWN,
    BLOCK_KINDS
};

struct block {
    enum block_kind kind;
    int number; /* of its kind on this page, from 1 */
    const char *text, *say;
    const struct page_item *items;
    size_t count;
    int levels;
    bool several, compared; /* choices */
    bool detail_first;      /* links */
    const struct page_key_row *keys;
    const struct page_stepper *steppers;
    struct page_map map;
    struct page_field field;
    struct page_item aside;
    struct page_qr qr;
    struct page_attract attract;
    int seconds_left, seconds_of;
};

struct row {
    const struct block *block;
    size_t first, count; /* items */
    double height, gap;  /* gap above, unless it is the first of a page */
    int columns;
    enum type type;
    int font_px; /* 0: the type's */
    bool bold;
    char *text;      /* owned: a piece of a text that was cut */
    double again_mm; /* its height on the further pages of what it is over, where it
                        leaves half of them free; 0: it stands once */
    bool glued;      /* to the row after it */
    bool at_bottom;
};

/* How the answers stand: beside each other with dots; one below the other; or, where
 * neither fits, three or two in a row with "no opinion" as the sixth. */
enum answers_shape { ANSWERS_CARDS, ANSWERS_ROWS, ANSWERS_GRID, ANSWERS_PAIRS };

/* What a page gives up, one after the other, before any of it is out of sight: its air;
 * the size of its headings; the second lines of cards; the size of its words. */
enum snug { SNUG_NOT, SNUG_ROWS, SNUG_HEADING, SNUG_BARE, SNUG_WORDS };

struct page {
    const struct theme *theme;
    struct typeset *typeset;
    struct page_frame frame;
    struct tree *tree;
    struct block blocks[PAGE_BLOCKS_MAX];
    size_t block_count;
    struct row rows[PAGE_ROWS_MAX];
    size_t row_count;
    enum answers_shape answers;
    enum type answers_type; /* of rows and grid */
    bool extra_among;       /* "no opinion" is one of the answers, not in the bar */
    struct rect_mm area;    /* of the frame: beside a QR code, a pad or a band */
    struct rect_mm content; /* between the bars */
    struct rect_mm panel;   /* of the QR code, the pad or the band; w 0: none */
    double rest_mm; /* left over by the smallest heights: for what can stretch */
    size_t items_shown, items_all;
    enum snug snug; /* how closely lists stand */
    bool more;      /* another page follows */
    bool failed;
};

/* ---- sketch.c: nodes and parts in page coordinates ---- */
struct rect_mm rect_inset(struct rect_mm rect, double x_mm, double y_mm);
/* Text height when set in a width; the other figures in *size_out if given. */
double text_height(struct page *page, const char *text, enum type type, bool bold,
                   double width_mm);
struct text_size_px text_size(struct page *page, const struct part *part);
double text_width(struct page *page, const char *text, enum type type, bool bold);
double line_height(const struct page *page, enum type type);
/* The widest piece of a text that cannot be broken. */
double word_width(struct page *page, const char *text, enum type type, bool bold);

struct node_words {
    const char *id, *text, *say, *language;
};
void sketch_node(struct page *page, struct node_words words, enum node_role role,
                 unsigned state, struct rect_mm rect);
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
    int font_px;          /* 0: the type's */
    const char *language; /* NULL: the frame's */
};
/* From the top of the rect. */
void sketch_text(struct page *page, struct rect_mm rect, const char *words,
                 struct text_style style);
/* In the middle of the rect's height. */
void sketch_text_middle(struct page *page, struct rect_mm rect, const char *words,
                        struct text_style style);
void sketch_icon(struct page *page, struct rect_mm rect, const char *name,
                 enum tint tint);
void sketch_ring(struct page *page, struct rect_mm rect, double amount, double width_mm,
                 enum tint tint);
/* A disc with a tick: `chosen`. */
void sketch_tick_disc(struct page *page, struct rect_mm rect);
/* Colors of a card that may be chosen. */
struct card_style {
    struct box_style box;
    enum tint text, ground, icon;
};
struct card_style card_style(const struct page *page, bool chosen);

/* ---- bar.c: the bottom buttons ---- */
double bar_height(struct page *page);
/* One pill by itself stands among the buttons, where "Skip" leaves it the room; NULL:
 * there is none. */
const struct block *bar_pill(const struct page *page);
void bar_draw(struct page *page, int pages_left, double y);

/* ---- widget_frame.c: what stands on every screen ---- */
void frame_areas(struct page *page); /* area, content, panel */
void frame_draw_top(struct page *page);
void frame_draw_bottom(struct page *page, int pages_left);
void frame_draw_bands(struct page *page);

/* ---- the kinds ---- */
struct row *row_add(struct page *page, const struct block *block, double height,
                    double gap);
void prose_measure(struct page *page, const struct block *block, double width);
/* Of a heading that stands again on a further page, smaller than at first. */
enum type prose_again_type(const struct page *page);
void prose_draw(struct page *page, const struct row *row, struct rect_mm rect);
bool answers_fit_cards(struct page *page, const struct block *block, double width,
                       enum type *type_out);
void answers_measure(struct page *page, const struct block *block, double width);
void answers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void numbers_measure(struct page *page, const struct block *block, double width);
void numbers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void steppers_measure(struct page *page, const struct block *block, double width);
void steppers_draw(struct page *page, const struct row *row, struct rect_mm rect);
void choices_measure(struct page *page, const struct block *block, double width);
/* A few of which one is chosen, or some that are compared. */
bool choices_belong_together(const struct block *block);
/* Its cards may be higher than their words. */
bool choices_can_stretch(const struct block *block);
void choices_draw(struct page *page, const struct row *row, struct rect_mm rect);
void lists_measure(struct page *page, const struct block *block, double width);
void lists_draw(struct page *page, const struct row *row, struct rect_mm rect);
void aside_measure(struct page *page, const struct block *block, double width);
void aside_draw(struct page *page, const struct row *row, struct rect_mm rect);
void map_measure(struct page *page, const struct block *block, double width);
/* No word of its labels is wider than the map. */
bool map_labels_fit(struct page *page, const struct block *block, double width);
void map_draw(struct page *page, const struct row *row, struct rect_mm rect);
void field_measure(struct page *page, const struct block *block, double width);
void field_draw(struct page *page, const struct row *row, struct rect_mm rect);
double field_gap(const struct page *page); /* above it and above the keys */
void keys_measure(struct page *page, const struct block *block, double width);
void keys_draw(struct page *page, const struct row *row, struct rect_mm rect);
void qr_draw_code(struct page *page, const struct block *block);
void attract_draw(struct page *page, const struct page_attract *attract);
void countdown_measure(struct page *page, const struct block *block, double width);
void countdown_draw(struct page *page, const struct row *row, struct rect_mm rect);

const struct block *page_block(const struct page *page, enum block_kind kind);

/* ---- deal.c: which row falls on which page ---- */
/* of_page[i] is the page of row i. Number of pages. */
int deal_rows(const struct page *page, int *of_page);
/* The less the better: few pages, the first with something that answers its question,
 * and answers that are compared on one of them. */
int deal_cost(const struct page *page, const int *of_page, int pages);
/* Gives the cards of each page the room that is left on it. */
void deal_stretch(struct page *page, const int *of_page);
/* Whether a row stands again on the page that begins with row `before`: a heading does
 * until the next one. */
bool deal_stands_again(const struct page *page, size_t index, size_t before);
/* How a row stands again: a high heading in smaller letters. */
struct row deal_again(const struct page *page, const struct row *row);
/* Height of the rows that stand again on top of that page; and the gap of the first of
 * them, which nothing is above. */
double deal_repeated_mm(const struct page *page, size_t before);
double deal_first_gap_mm(const struct page *page, size_t before);

/* ---- arrange.c: where everything stands, and on which page; number of pages ---- */
int arrange_page(struct page *page);

#endif
