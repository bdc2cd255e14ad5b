/*
 * page_parts: a page while it is being laid out. Its content is a list of blocks, one
 * for each call of page.h. Each block is measured into rows that cannot be split
 * further; rows are dealt into pages, and those of the page that is shown are drawn.
 *
 * Everything is laid out from left to right. In a right-to-left page the calls of
 * sketch.h mirror what they draw, so no other file has to think of it.
 */
#ifndef TOWNLINE_PAGE_PARTS_H
#define TOWNLINE_PAGE_PARTS_H

#include "page.h"
#include "part.h"

/* Far more than what askable.h lets a form put on one screen. */
#define PAGE_BLOCKS_MAX 4000
#define PAGE_ROWS_MAX 20000

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
    BLOCK_BANNER,
    BLOCK_TALLIES,
    BLOCK_ACTS,
    BLOCK_BOARD,
    BLOCK_TABLE,
    BLOCK_CONTROLS,
    BLOCK_TENS,
    BLOCK_CHECKLIST,
    BLOCK_VERDICT,
    BLOCK_RULER,
    BLOCK_DIALS,
    BLOCK_DIGITS,
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
    bool in_place;          /* problem: see page_message */
    int at;                 /* the choice it is about; below 0: all of them */
    const struct page_key_row *keys;
    const struct page_stepper *steppers;
    struct page_map map;
    struct page_field field;
    struct page_item aside;
    struct page_qr qr;
    struct page_attract attract;
    int seconds_left, seconds_of;
    struct page_board board;
    struct page_table table;
    const struct page_control *controls;
    const struct page_tens *tens;
    const struct page_step *steps;
    struct page_verdict verdict;
    struct page_ruler ruler;
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

/* Where the message about answers stands: on a line of its own, in the free place after
 * them, or between Back and Next. */
enum message_place { MESSAGE_ROW, MESSAGE_CELL, MESSAGE_BAR };

/* What a page gives up, one after the other, before any of it is out of sight: its air;
 * the size of its headings; the second lines of cards; the size of its words. */
enum snug { SNUG_NOT, SNUG_ROWS, SNUG_HEADING, SNUG_BARE, SNUG_WORDS };

struct page {
    const struct theme *theme;
    struct typeset *typeset;
    struct page_frame frame;
    struct tree *tree;
    struct block *blocks; /* owned; they stay where they are once rows are measured */
    size_t block_count, block_room;
    struct row *rows; /* owned */
    int *of_page;     /* owned, beside rows: which page each was dealt to */
    size_t row_count, row_room;
    struct row no_row; /* what is added where no room is left */
    enum answers_shape answers;
    enum type answers_type; /* of rows and grid */
    bool extra_among;       /* "no opinion" is one of the answers, not in the bar */
    struct rect_mm area;    /* of the frame: beside a QR code, a pad or a band */
    struct rect_mm content; /* between the bars */
    struct rect_mm panel;   /* of the QR code, the pad or the band; w 0: none */
    double rest_mm; /* left over by the smallest heights: for what can stretch */
    size_t items_shown, items_all;
    enum message_place message;
    enum snug snug; /* how closely lists stand */
    bool more;      /* another page follows */
    bool paged;     /* this is one of several pages */
    bool failed;
};

/* The first block of a kind, or NULL. */
const struct block *page_block(const struct page *page, enum block_kind kind);
/* Adds a row to the page; it stays where it is until the next one is added. Where no
 * room is left the page fails, and the row that comes back is one nobody draws. */
struct row *row_add(struct page *page, const struct block *block, double height,
                    double gap);

#endif
