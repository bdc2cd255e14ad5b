/*
 * page: lays out one screen in millimetres and makes its tree.
 *
 * A page is begun with its frame (what stands in the same places on every screen), gets
 * its content from top to bottom, and is ended into a tree. Content that does not fit
 * is split into pages: page_end says how many, and shows number `frame.page`; on all
 * but the last a "More" button (id "more") stands in the place of `next` and says how
 * much is left. The caller counts pages: "more" adds one, "back" takes one off before
 * it leaves the screen.
 *
 * Strings are UTF-8 and copied by page_end; until then they are borrowed. Where `say`
 * is NULL it is the text. A text may hold spans between the bytes \x01 and \x02 (bold),
 * \x03 and \x04 (italic), and line breaks "\n". `id` may not be NULL; the ids of the
 * frame are fixed (below). Colours and sizes are never chosen here: they follow from
 * the theme.
 */
#ifndef TOWNLINE_PAGE_H
#define TOWNLINE_PAGE_H

#include "tree.h"
#include "typeset.h"

struct page_button {
    const char *text; /* NULL: there is none */
    const char *say;
    bool disabled;
    bool hidden; /* keeps its place, so that nothing moves when it goes */
};

enum page_band {
    PAGE_BAND_NONE, /* on tall panels a band with the icon stands on top all the same */
    PAGE_BAND_SIDE, /* accent band at the start side with the icon: "recorded" */
};

/* Over everything on the staff's screens, and never on a resident's. */
struct page_staff_bar {
    const char
        *name; /* of the kiosk, always in the same place; NULL: there is no bar */
    const char *badge; /* "Staff"; NULL: none */
    const char *about; /* "Shared services, version 3 · Round 1"; may be NULL */
    const char *when;  /* "Fri, Dec 4, 4:40 PM"; may be NULL */
    bool is_test;      /* sand with an ink border: nothing counts */
    int step, steps;   /* of the first start, from 1; steps 0: no dots */
};

struct page_frame {
    struct page_staff_bar staff_bar;
    const char *screen;   /* name for transcripts: "services" */
    const char *language; /* BCP 47 */
    bool rtl;
    int page; /* from 0 */

    bool next_is_plain; /* not filled: it is not the thing to do now */
    bool next_always;   /* in its place also beside "More", the rest may be left unread;
                           "skip" goes for it */
    bool where_asks; /* `where` is the screen's question: it has no room of its own */
    const char *where_say;
    const char *where_short; /* in its place where there is no room; NULL: none */
    const char *where; /* "Libraries, question 1 of 2"; NULL: no text and no bar */
    double progress;   /* 0 to 1; below 0: no bar */
    /* ids "settings", "listen", "language"; `settings_long` is for panels with room */
    struct page_button settings, settings_long, listen, language_name;
    /* ids "back", "extra" ("No opinion"), "skip", "next" */
    struct page_button back, extra, skip, next;
    bool extra_chosen;
    const char *more;       /* "More: {left} left"; {left} {shown} {all} are replaced */
    const char *more_short; /* "More: {left}", where the other takes too much room */
    enum page_band band;
    const char *icon; /* of the band */
    bool staff;       /* smaller text allowed, three counts fit: caption sized body */
};

struct page_item {
    const char *id;
    const char *text;
    const char *detail; /* second line; may be NULL */
    const char *run_in; /* facts: both in one paragraph, for where room is short */
    const char *say;
    const char *icon; /* "check" of assets/icons, or "plow.png" of the pack; or NULL */
    bool chosen;
    bool disabled;
    int level;            /* answers: filled dots, 1 to `of` (page_answers); 0 none */
    const char *badge;    /* choices: in the mark of a chosen one, for its tick: "2";
                             tallies: the number */
    bool primary;         /* acts: the one thing to do now */
    bool leads;           /* board: another screen follows, so it has an arrow */
    const char *language; /* when it is not the frame's: names of languages */
};

struct page;
/* NULL when memory ran out. theme and typeset are borrowed until page_end. */
struct page *page_begin(const struct theme *theme, struct typeset *typeset,
                        const struct page_frame *frame);
/* Frees the page and fills the tree (which is cleared first). Number of pages, at least
 * 1; 0 when memory ran out. frame.page beyond the last shows the last. */
int page_end(struct page *page, struct tree *tree);

/* Words. Ids: "title", "heading", then "body-1", "body-2", ... */
void page_title(struct page *page, const char *text);
void page_heading(struct page *page, const char *text, const char *say);
void page_body(struct page *page, const char *text, const char *say);
/* On a quiet ground, with an icon: what is to be known before the question below it;
 * text and detail, which may hold bold spans. */
void page_aside(struct page *page, const struct page_item *item);
/* Small and quiet: hints below a field. */
void page_note(struct page *page, const char *text);
/* One of several questions on a page, above its answers. */
void page_ask(struct page *page, const char *text, const char *say);
/* "There is a problem": heading and what to do, with an icon (id "problem"). */
void page_problem(struct page *page, const char *heading, const char *text);
/* The same about the answers that are added next. It moves nothing where it need not:
 * it stands in the free place after the last of them, or else between Back and Next;
 * only where neither is on this page, or too small, it has a line of its own, below
 * choice number `at`, or above all of them when that is below 0. */
void page_message(struct page *page, const char *heading, const char *text, int at);

/* Five (2 to 7) equal answers, one of them: a row of cards with filled dots on wide
 * panels, rows on tall ones or when the words need it. In the order given; `levels` is
 * the number of dots, 0 for none. Role answer. */
void page_answers(struct page *page, const struct page_item *items, size_t count,
                  int levels);
/* The values of a short scale as small equal buttons in one or more lines; with an icon
 * (stars) all up to the chosen one are filled: `level` above 0. Role answer. */
void page_numbers(struct page *page, const struct page_item *items, size_t count);
/* A list to choose from in one or two columns: one (role answer) or several (toggle).
 */
void page_choices(struct page *page, const struct page_item *items, size_t count,
                  bool several);
/* Several to choose from that are compared with each other: never on two pages where
 * one has room for them all. */
void page_picks(struct page *page, const struct page_item *items, size_t count);
/* Services: icon, name and one line. Role card. */
void page_cards(struct page *page, const struct page_item *items, size_t count);
/* Icon, title (text) and text (detail) in rows with hairlines; nothing to touch. */
void page_facts(struct page *page, const struct page_item *items, size_t count);
/* Full-width buttons with an arrow: "Talk about another service". */
void page_links(struct page *page, const struct page_item *items, size_t count);
/* The same for what was answered: the question (detail) small above its answer (text).
 */
void page_replies(struct page *page, const struct page_item *items, size_t count);
/* Small round buttons beside each other: "Slower", "Larger", "Pause". */
void page_pills(struct page *page, const struct page_item *items, size_t count);
/* A label and its number in tabular figures: text and detail. */
void page_counts(struct page *page, const struct page_item *items, size_t count);

struct page_stepper {
    const char *id;    /* of its value; its buttons are ID-less and ID-more, and with a
                          leap ID-back and ID-ahead */
    const char *label; /* "Day"; may be NULL */
    const char *value; /* "12", "May" */
    const char *say;   /* of the value */
    const char *less_say, *more_say;
    const char *leap; /* "10": a longer step; NULL: none */
    const char *back_say, *ahead_say;
    bool no_less, no_more;
    const char *low, *high; /* ends of the scale below it; NULL: none */
    double at;              /* along the scale, 0 to 1; below 0: nowhere yet */
};
/* What is set in steps, one below the other: a date, a time, a long range. */
void page_steppers(struct page *page, const struct page_stepper *steppers,
                   size_t count);

struct page_map {
    double identity, control; /* 0 (strongly disagree) to 1; below 0: no dot */
    const char *identity_label, *control_label; /* "part of who we are" */
    const char *say;                            /* the place of the dot in words */
};
/* What there is to do today, on a quiet ground over the whole width: icon, text in
 * bold, detail. */
void page_banner(struct page *page, const struct page_item *item);
/* Where things are, from left to right with arrows between: text, number (badge), note
 * (detail). Only read. */
void page_tallies(struct page *page, const struct page_item *items, size_t count);
/* What can be done, beside each other: icon, text, detail. Role button. */
void page_acts(struct page *page, const struct page_item *items, size_t count);
/* Two halves: choices in two rows below a label, and a card with lines of text (label)
 * and detail (value). The whole card is a button. */
struct page_board {
    const char *label;
    const struct page_item *choices, *switches; /* role answer; role toggle */
    size_t choice_count, switch_count;
    struct page_item card; /* icon, text; detail: the words of its link */
    const struct page_item *lines;
    size_t line_count;
    bool warns; /* the card asks to be looked at */
};
void page_board(struct page *page, const struct page_board *board);
/* Rows that can be chosen one of, below a line of headings. */
#define PAGE_TABLE_COLUMNS_MAX 6
struct page_table_row {
    const char *id;
    const char *cells[PAGE_TABLE_COLUMNS_MAX];
    const char *icon; /* before the last cell; may be NULL */
    bool chosen, strong;
};
struct page_table {
    const char *headings[PAGE_TABLE_COLUMNS_MAX];
    double shares[PAGE_TABLE_COLUMNS_MAX]; /* of the width; together 1 */
    bool at_end[PAGE_TABLE_COLUMNS_MAX];   /* numbers */
    size_t column_count, row_count;
    const struct page_table_row *rows;
    bool read_only; /* nothing happens when a row is touched */
};
void page_table(struct page *page, const struct page_table *table);
/* Two buttons that set something, the value between them; without `less` the place
 * holds a bar that is filled to `amount`. They keep their places, disabled or not. */
struct page_control {
    const char *id; /* of the value */
    const char *label, *value;
    struct page_item less, more; /* id, text, disabled */
    double amount;               /* 0 to 1 */
};
void page_controls(struct page *page, const struct page_control *controls,
                   size_t count);

/* How many people gave each answer, by tens: dots of ten, or of more where there would
 * be too many; a dash for fewer than ten. */
struct page_tens {
    const char *id, *label, *say; /* say may be NULL */
    unsigned people;              /* whole tens */
    const char *number;           /* "30 or more" */
};
void page_tens(struct page *page, const struct page_tens *rows, size_t count);
/* For how many people one dot of these rows stands. */
unsigned page_tens_dot(const struct page_tens *rows, size_t count);
/* What is done one after the other, and how far each is. */
enum page_step_mark {
    PAGE_STEP_TO_DO,
    PAGE_STEP_WORKING,
    PAGE_STEP_NONE, /* there was nothing to do */
    PAGE_STEP_DONE,
    PAGE_STEP_PROBLEM
};
struct page_step {
    const char *id;
    enum page_step_mark mark;
    const char *text, *detail;       /* detail may be NULL */
    double amount;                   /* 0 to 1: a bar; below 0: none */
    const struct page_item *choices; /* role answer */
    size_t choice_count;
};
void page_checklist(struct page *page, const struct page_step *steps, size_t count);
/* What it comes to, at the end side over the counts (below on tall panels). */
struct page_verdict {
    const char *id, *icon, *text, *detail; /* detail may be NULL */
    bool is_good;                          /* filled: all is done */
    const struct page_item *counts;        /* as in page_counts */
    size_t count;
};
void page_verdict(struct page *page, const struct page_verdict *verdict);
/* A frame of the size of a library card with a ruler below it (id "ruler"), for a card
 * to be held to; everything else stands beside it, on tall panels below. */
struct page_ruler {
    double scale; /* its millimeters on the screen for one in truth */
    const char *text, *say;
};
void page_ruler(struct page *page, const struct page_ruler *ruler);
/* Steppers beside each other, each with up and down; without leap and scale. */
void page_dials(struct page *page, const struct page_stepper *dials, size_t count);
/* Groups of digits to be compared with paper (id "digits"), a line of text above. */
void page_digits(struct page *page, const char *text, const char *digits);

/* The identity x control map (id "map"). Where it fits, everything else stands beside
 * it; else above and below, as it was added. */
void page_map(struct page *page, const struct page_map *map);

struct page_field {
    const char *id;
    const char *text;        /* what was typed so far */
    const char *placeholder; /* shown while it is empty */
    const char *say;
    const char *hint; /* below it (id "hint"), small, typed or not: what to leave out */
    const char *problem; /* in the hint's place (id "problem"): what is wrong */
    const char *left; /* there too (id "left"): how much may still be written; both only
                         where they fit beside each other */
    bool number;      /* one line, large */
    bool masked;      /* a dot for each character: PIN */
    size_t slots;     /* above 0: so many boxes, one a character: receipt digits, PIN */
    bool focus;       /* draw the caret */
};
void page_field(struct page *page, const struct page_field *field);

struct page_key {
    const char *id;   /* "key-a"; NULL: an empty place */
    const char *text; /* "a"; NULL: only the icon */
    const char *icon; /* "backspace"; beside a text: where that has no room */
    const char *say;
    double width; /* in keys; 0 means 1 */
    bool chosen;  /* shift held */
};
struct page_key_row {
    const struct page_key *keys;
    size_t count;
};
/* The keys stand at the bottom of the content, all rows of equal width; never paged.
 * A pad is the same with few keys: it is kept narrow (20 mm keys). */
void page_keyboard(struct page *page, const struct page_key_row *rows, size_t count);
void page_pad(struct page *page, const struct page_key_row *rows, size_t count);

struct page_qr {
    const uint8_t *modules; /* size x size, row by row, 1 dark; no quiet zone */
    int size;
    const char *say; /* what the code is for, and the words that replace it */
};
/* A white half with the code (id "qr") as large as whole pixels a module allow, with 4
 * modules of quiet zone; what is added after it stands beside it (below on tall
 * panels), and the bottom buttons with it. */
void page_qr(struct page *page, const struct page_qr *qr);

struct page_attract {
    const char *title;
    const char *text;
    const char *const *icons; /* drawn in the band */
    size_t icon_count;
    const struct page_item *languages; /* role button, each in its own language */
    size_t language_count;
    const char *note; /* one quiet line at the bottom; may be NULL */
};
/* The whole first screen; nothing else is added to such a page. It is laid out for
 * sizes S and M: the display settings of a session end with it. */
void page_attract(struct page *page, const struct page_attract *attract);

/* "Are you still there?": a ring that empties with the seconds in it (id "countdown")
 * and one big button (role button). */
void page_countdown(struct page *page, int seconds_left, int seconds_of,
                    const struct page_item *button);

#endif
