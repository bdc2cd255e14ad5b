/*
 * page_parts: a page while it is laid out. Its content is a list of blocks, one for
 * each call of page.h. Each block is measured into rows, which are never divided. The
 * rows are dealt into pages, and those of the shown page are drawn.
 *
 * Everything is laid out from left to right. In a right-to-left page the calls of
 * sketch.h draw it mirrored, so no other file has to think of it.
 */
#ifndef TOWNLINE_PAGE_PARTS_H
#define TOWNLINE_PAGE_PARTS_H

#include "page.h"
#include "part.h"

/* Far more than askable.h lets a form put on one screen. */
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
    BLOCK_SIDES,
    BLOCK_PICTURE,
    BLOCK_ANSWERS,
    BLOCK_NUMBERS,
    BLOCK_STEPPERS,
    BLOCK_CHOICES,
    BLOCK_CARDS,
    BLOCK_FACTS,
    BLOCK_SHARING,
    BLOCK_LINKS,
    BLOCK_PILLS,
    BLOCK_SAMPLES,
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
    BLOCK_TARGETS,
    BLOCK_ENDING,
    BLOCK_ANSWER_DOTS,
    BLOCK_CODE,
    BLOCK_KINDS
};

struct block {
    enum block_kind kind;
    int number; /* counts the blocks of its kind on this page, from 1 */
    const char *text, *say, *aloud, *recording;
    const char *spoken; /* of a problem: for `say`, which is shown; NULL: as it is */
    const struct page_item *items;
    size_t count;
    int levels;
    bool several, compared; /* of choices */
    bool detail_first;      /* of links */
    bool of_colors;         /* of samples: they differ in colors, not in size */
    bool in_bar;            /* of a link: see page_bar_link */
    bool in_place;          /* of a problem: see page_message; of a note: page_hint */
    int at;                 /* the choice that it is about; below 0: all of them */
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
    struct page_sharing sharing;
    struct page_ending ending;
    const struct page_answered *answered;
    struct page_legend legend;
    bool breaks; /* it begins a new page */
};

struct row {
    const struct block *block;
    size_t first, count; /* of the block's items */
    /* the gap is above the row, unless it is the first of a page */
    double height, gap;
    double inner_mm; /* of a field: the gap between it and the words below it */
    int columns;
    enum type type;
    int font_px; /* 0: that of the type */
    bool bold;
    char *text; /* owned: a piece of a text that was divided */
    /* its height when it is repeated on the pages after, which it is where it leaves
     * half of them free; 0: it is not repeated */
    double again_mm;
    bool breaks; /* it begins a new page, which repeats nothing */
    bool glued;  /* stays on one page with the row after it */
    bool at_bottom;
};

/* The shape of the answers: equal cards in two rows with "no opinion" as the last; rows
 * below each other on tall panels; or two beside each other, where they need a page of
 * their own. */
enum answers_shape { ANSWERS_GRID, ANSWERS_ROWS, ANSWERS_PAIRS };

/* Where the message about answers stands: on a line of its own, in the free place
 * behind them, between Back and Next, at the top in the place of the words that say
 * where one is, or on another page than the one that is shown. */
enum message_place {
    MESSAGE_ROW,
    MESSAGE_CELL,
    MESSAGE_BAR,
    MESSAGE_TOP,
    MESSAGE_ELSEWHERE
};
/* How much of the message is shown, so that an answer has room on the same page: all of
 * it; what to do, close to its border; "There is a problem" alone, where the rest is
 * only spoken. */
enum message_form { MESSAGE_WHOLE, MESSAGE_CLOSE, MESSAGE_SHORT };

/* What a page gives up, one after the other, before anything needs a second page: its
 * air, the size of its headings, the second lines of cards, the size of its words. */
enum snug { SNUG_NOT, SNUG_ROWS, SNUG_HEADING, SNUG_BARE, SNUG_WORDS };

struct page {
    const struct theme *theme;
    /* while rows are measured and drawn, `theme` is `larger` where `is_larger` */
    struct theme larger;
    bool is_larger;
    struct typeset *typeset;
    struct page_frame frame;
    struct tree *tree;
    struct block *blocks; /* owned; they do not move once rows are measured */
    size_t block_count, block_room;
    struct row *rows; /* owned */
    int *of_page;     /* owned; the page that each row was dealt to */
    size_t row_count, row_room;
    struct row no_row; /* stands for a row that has no room */
    enum answers_shape answers;
    enum type answers_type;
    bool answers_bare;      /* large words leave no room for dots */
    struct rect_mm area;    /* of the frame, beside a QR code, a pad or a band */
    struct rect_mm content; /* between the bars */
    /* of the QR code, the pad or the band; w 0: there is none */
    struct rect_mm panel;
    /* room that is left when all have their least height; what can stretch gets it */
    double rest_mm;
    size_t items_shown, items_all;
    enum message_place message;
    enum message_form message_form;
    bool hint_in_cell; /* the hint stands in the free place behind its list */
    bool sharing_grid; /* facts stand beside each other below their diagrams */
    /* the picture stands beside the heading alone, and what is told on the next page */
    bool picture_leads;
    bool keys_in_bar; /* the last row of the keyboard stands between Back and Next */
    enum snug snug;   /* what this page has given up */
    bool more;        /* another page follows */
    bool paged;       /* it is one of several pages */
    bool failed;
    bool breaks; /* the next block begins a new page */
};

/* The first block of a kind, or NULL. */
const struct block *page_block(const struct page *page, enum block_kind kind);
/* Adds a row to the page; it stays where it is until the next one is added. When there
 * is no room left, the page fails, and the row that is returned is never drawn. */
struct row *row_add(struct page *page, const struct block *block, double height,
                    double gap);

#endif
