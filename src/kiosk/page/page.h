/*
 * page: lays out one screen in millimetres and makes its tree.
 *
 * A page begins with its frame, which stands in the same places on every screen. Then
 * its content is added from top to bottom, and page_end makes a tree of it. Content
 * that does not fit is divided into pages. page_end returns how many there are, and
 * shows number `frame.page`. On all but the last, a button "More" (id "more") stands in
 * the place of Next and says how much is left. The caller counts the pages: "more" adds
 * one, and "back" subtracts one before it leaves the screen.
 *
 * Strings are UTF-8. They are borrowed until page_end, which copies them. Where `say`
 * is NULL, the text is spoken. A text may have bold words between the bytes \x01 and
 * \x02, italic words between \x03 and \x04, and line breaks "\n". `id` may not be NULL;
 * the ids in the frame are fixed (see below). A caller never chooses colors or sizes:
 * they come from the theme.
 */
#ifndef TOWNLINE_PAGE_H
#define TOWNLINE_PAGE_H

#include "tree.h"
#include "typeset.h"

struct page_button {
    const char *text; /* NULL: there is no such button */
    const char *say;
    bool disabled;
    bool hidden; /* it is not shown but keeps its place, so that nothing moves */
};

enum page_band {
    PAGE_BAND_NONE, /* only tall panels have a band with the icon at the top */
    /* a band in the accent color with the icon at the side: "recorded" */
    PAGE_BAND_SIDE,
};

/* The bar above every screen for staff. Residents never see it. */
struct page_staff_bar {
    const char *name;  /* of the kiosk, always in the same place; NULL: no bar */
    const char *badge; /* "Staff"; NULL: none */
    const char *about; /* "Shared services, version 3 · Round 1"; may be NULL */
    const char *when;  /* "Fri, Dec 4, 4:40 PM"; may be NULL */
    bool is_test;      /* sand with a dark border, since no answer counts */
    /* the step of the first start, from 1, and how many there are; 0: none are shown */
    int step, steps;
};

struct page_frame {
    struct page_staff_bar staff_bar;
    const char *screen;   /* its name in transcripts: "services" */
    const char *language; /* BCP 47 */
    bool rtl;
    int page; /* the page that is shown, from 0 */

    bool next_is_plain; /* not filled, since it is not the thing to do now */
    /* Next stays in its place beside "More", since the rest need not be read; "Skip"
     * gives up its place where there is no room for all */
    bool next_always;
    /* `where` is the question of the screen, which stands nowhere else */
    bool where_asks;
    const char *where_say;
    const char *where_short; /* shown where `where` has no room; NULL: none */
    const char *where; /* "Libraries, question 1 of 2"; NULL: no text and no bar */
    double progress;   /* 0 to 1; below 0: no bar */
    /* ids "settings", "listen", "language"; `settings_long` is for panels with room */
    struct page_button settings, settings_long, listen, language_name;
    /* ids "back", "extra" ("No opinion"), "skip", "next" */
    struct page_button back, extra, skip, next;
    bool extra_chosen;
    const char *more;       /* "More: {left} left"; {left} {shown} {all} are replaced */
    const char *more_short; /* "More: {left}", where the other takes too much room */
    /* between Back and Next where they leave it room (id "chosen"): what was touched
     * last, as `tally`, or the tally alone; `tally_say` is spoken for both,
     * `tally_aloud` where others can hear it */
    const char *tally, *tally_short, *tally_say, *tally_aloud;
    enum page_band band;
    const char *icon; /* in the band */
    /* in the band of a tall panel that has no icon: the wide picture of the pack; NULL:
     * our towns */
    const char *scenery;
    /* smaller text is allowed: three counts fit, and body text has the size of captions
     */
    bool staff;
};

struct page_item {
    const char *id;
    const char *text;
    const char *detail; /* second line; may be NULL */
    /* facts: text and detail as one paragraph, for when room is short */
    const char *run_in;
    const char *say;
    /* spoken for `say` where others can hear it; NULL: `say` tells no answer */
    const char *aloud;
    const char *recording; /* the pack's file that is heard for `say`; NULL: none */
    const char *icon; /* "check" of assets/icons, or "plow.png" of the pack; or NULL */
    bool chosen;
    bool disabled;
    /* answers: filled dots, from 1 to `levels` of page_answers; 0: none. acts: the
     * mark of a check, 1 good, 2 look at this, 3 not done. samples: the text size or
     * the color theme that it stands for */
    int level;
    /* choices: shown in the mark of a chosen one instead of the tick, for example "2";
     * tallies: the number; acts: when it was */
    const char *badge;
    /* pills and samples: what it sets when touched, so that those who hear it are told
     * whether it is chosen: nothing, one of several, or itself on and off */
    enum { SETS_NOTHING, SETS_ONE, SETS_ITSELF } sets;
    bool primary; /* acts: it is the one thing to do now */
    bool leads;   /* board: it leads to another screen and has an arrow */
    /* where it is not that of the frame, as in names of languages */
    const char *language;
};

struct page;
/* NULL when memory ran out. `theme` and `typeset` are borrowed until page_end. */
struct page *page_begin(const struct theme *theme, struct typeset *typeset,
                        const struct page_frame *frame);
/* Fills the tree, which is emptied first, and frees the page. Returns the number of
 * pages, at least 1; 0 when memory ran out. When frame.page is too high, the last page
 * is shown. */
int page_end(struct page *page, struct tree *tree);

/* Words. Their ids are "title", "heading", and "body-1", "body-2", ... */
void page_title(struct page *page, const char *text);
void page_heading(struct page *page, const char *text, const char *say);
void page_body(struct page *page, const char *text, const char *say);
/* For what was added last: what is spoken instead where others can hear it, and the
 * pack's file that is heard instead. Both may be NULL. */
void page_speech(struct page *page, const char *aloud, const char *recording);
/* Something to know before the question below, on a quiet ground with an icon: text and
 * detail, which may have bold words. */
void page_aside(struct page *page, const struct page_item *item);
/* The one picture of a page, large: beside the words, on tall panels above them. It is
 * an icon or a file of the pack, as in page_item. */
void page_picture(struct page *page, const char *name);
/* Two things to weigh (icon, text, detail) beside each other in one box, of the same
 * weight, and below both where they come from (id "source"; may be NULL). */
void page_sides(struct page *page, const struct page_item sides[2], const char *source);
/* A hint below a field, small and quiet. */
void page_note(struct page *page, const char *text);
void page_note_spoken(struct page *page, const char *text, const char *say);
/* The same above a list. It stands in the free place behind the last card instead, if
 * there is one that is large enough and the whole list is on the page; a message about
 * the answers takes that place. */
void page_hint(struct page *page, const char *text);
/* What is spoken of the words that were added last. */
void page_say(struct page *page, const char *say);
/* One of several questions on a page, above its answers. */
void page_ask(struct page *page, const char *text, const char *say);
/* "There is a problem": a heading and what to do, with an icon (id "problem"). */
void page_problem(struct page *page, const char *heading, const char *text);
/* The same about the answers that are added next. It moves nothing unless it has to: it
 * stands in a free place behind the last answer, or between Back and Next. When this
 * page has no such place that is large enough, it has a line of its own below choice
 * number `at`, or above all choices when `at` is below 0. It never stands alone: where
 * an answer has no room beside it, it gives up its heading and its air, takes the place
 * of `where`, or is its heading alone. Its words are never smaller, and are always
 * spoken. */
void page_message(struct page *page, const char *heading, const char *text, int at);
/* What is spoken of the message that was added last, behind its heading. */
void page_message_say(struct page *page, const char *say);

/* Two to seven equal answers of which one is chosen, in the given order. They are cards
 * in two rows, each with a band of filled dots above its words; the frame's `extra`
 * ("No opinion") is the last of them, with a dash. On tall panels they are rows.
 * `levels` is the number of dots, 0 for none. Role answer. */
void page_answers(struct page *page, const struct page_item *items, size_t count,
                  int levels);
/* The values of a short scale as small buttons of equal size in one or more lines. With
 * an icon, such as stars, and `level` above 0, all up to the chosen one are filled.
 * Role answer. */
void page_numbers(struct page *page, const struct page_item *items, size_t count);
/* A list in one or two columns. One can be chosen (role answer), or several (toggle).
 */
void page_choices(struct page *page, const struct page_item *items, size_t count,
                  bool several);
/* A list of several to choose from that are compared with each other. They all stand on
 * one page if one page has room for them. */
void page_picks(struct page *page, const struct page_item *items, size_t count);
/* Services, with icon, name and one line. Role card. */
void page_cards(struct page *page, const struct page_item *items, size_t count);
/* Rows with icon, title (text) and text (detail), and thin lines between them. They
 * cannot be touched. */
void page_facts(struct page *page, const struct page_item *items, size_t count);
/* What is said about a service, with two diagrams of what sharing it is: items[0] is
 * today, items[1] is what would change, up to two more stand below them. */
#define PAGE_TOWNS_MAX 8
struct page_sharing {
    const struct page_item *items;
    size_t item_count;
    const char *icon;            /* of the service */
    size_t towns;                /* 2 to PAGE_TOWNS_MAX */
    bool closes[PAGE_TOWNS_MAX]; /* the towns that would lose their place */
    /* towns with the same number, which stand beside each other, run it together today;
     * 0: alone */
    int together[PAGE_TOWNS_MAX];
    double grown; /* of the lines of what would change: 0 to 1 */
};
void page_sharing(struct page *page, const struct page_sharing *sharing);
/* Buttons with an arrow over the whole width: "Talk about another service". */
void page_links(struct page *page, const struct page_item *items, size_t count);
/* One such button. Where Back and Next leave it room, it stands between them as quiet
 * words. */
void page_bar_link(struct page *page, const struct page_item *link);
/* The same for what was answered: the question (detail) in small words above its answer
 * (text). */
void page_replies(struct page *page, const struct page_item *items, size_t count);
/* Small round buttons beside each other: "Slower", "Larger", "Pause". */
void page_pills(struct page *page, const struct page_item *items, size_t count);
/* Cards for text sizes, or for colors, each with a letter as it would look. Role
 * button. */
void page_samples(struct page *page, const struct page_item *items, size_t count,
                  bool of_colors);
/* A label (text) and its number (detail). */
void page_counts(struct page *page, const struct page_item *items, size_t count);

struct page_stepper {
    /* of its value; its buttons are ID-less and ID-more, and with a leap ID-back and
     * ID-ahead */
    const char *id;
    const char *label; /* "Day"; may be NULL */
    const char *value; /* "12", "May" */
    const char *say;   /* of the value */
    const char *less_say, *more_say;
    const char *leap; /* a longer step, "10"; NULL: none */
    const char *back_say, *ahead_say;
    bool no_less, no_more;
    const char *low, *high; /* both ends of the scale below it; NULL: no scale */
    /* where the value is on the scale, 0 to 1; below 0: nowhere yet */
    double at;
};
/* Values that are set in steps, one below the other: a date, a time, a long range. */
void page_steppers(struct page *page, const struct page_stepper *steppers,
                   size_t count);

struct page_map {
    double identity, control; /* 0 (strongly disagree) to 1; below 0: no dot */
    /* the ends of the axes: "part of who we are", "decided here"; and the other ends */
    const char *identity_label, *control_label;
    const char *identity_low, *control_low;
    /* how much of its way from the middle the dot has behind it: from 1 on it stands in
     * its place, and what is said about it can be read */
    double way;
    const char *say; /* the place of the dot in words */
};
/* What there is to do today, on a quiet ground over the whole width: icon, text in
 * bold, detail. */
void page_banner(struct page *page, const struct page_item *item);
/* Where things are, from left to right with arrows between: text, number (badge), note
 * (detail). They cannot be touched. */
void page_tallies(struct page *page, const struct page_item *items, size_t count);
/* What can be done, beside each other: icon, text, detail. Role button. */
void page_acts(struct page *page, const struct page_item *items, size_t count);
/* Two halves: choices and switches below a label, and a card with lines of text (label
 * and value). The whole card is one button. */
struct page_board {
    const char *label;
    const struct page_item *choices, *switches; /* of role answer, and of role toggle */
    size_t choice_count, switch_count;
    struct page_item card; /* icon and text; detail is the text of its link */
    const struct page_item *lines;
    size_t line_count;
    bool warns; /* something on the card needs attention */
};
void page_board(struct page *page, const struct page_board *board);
/* Rows below a line of headings. One row can be chosen. */
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
    /* numbers stand at the end of their column */
    bool at_end[PAGE_TABLE_COLUMNS_MAX];
    size_t column_count, row_count;
    const struct page_table_row *rows;
    bool read_only; /* touching a row does nothing */
};
void page_table(struct page *page, const struct page_table *table);
/* Two buttons that set something, with the value between them. Without `less`, a bar
 * that is filled to `amount` stands in that place. All keep their places, also when
 * they cannot be pressed. */
struct page_control {
    const char *id; /* of the value */
    const char *label, *value;
    struct page_item less, more; /* id, text and disabled */
    double amount;               /* 0 to 1 */
};
void page_controls(struct page *page, const struct page_control *controls,
                   size_t count);

/* How many people gave each answer, in tens: one dot stands for ten, or for more when
 * there would be too many dots. Fewer than ten are a dash. */
struct page_tens {
    const char *id, *label, *say; /* say may be NULL */
    const char *aloud;            /* as in page_item */
    unsigned people;              /* in whole tens */
    const char *number;           /* "30 or more" */
    bool own;                     /* the resident gave this answer too */
};
void page_tens(struct page *page, const struct page_tens *rows, size_t count);
/* How many people one dot stands for in these rows. */
unsigned page_tens_dot(const struct page_tens *rows, size_t count);
/* How others answered: a card for each question with dots for its answers, two beside
 * each other where there is room, and below them what the marks mean. */
struct page_answered {
    const char *id, *title, *say; /* say may be NULL */
    const struct page_tens *rows;
    size_t count;
};
struct page_legend {
    unsigned people_a_dot;
    const char *dot, *own, *few; /* "ten people", "your answer", "fewer than ten" */
    const char *note;            /* who they were; on each page, below the marks */
};
void page_answer_dots(struct page *page, const struct page_answered *questions,
                      size_t count, const struct page_legend *legend);
/* Things that are done one after the other, and how far each is. */
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
    double amount;                   /* a bar from 0 to 1; below 0: none */
    const struct page_item *choices; /* of role answer */
    size_t choice_count;
};
void page_checklist(struct page *page, const struct page_step *steps, size_t count);
/* A panel that sums up what was done, at the end side above the counts; below them on
 * tall panels. */
struct page_verdict {
    const char *id, *icon, *text, *detail; /* detail may be NULL */
    bool is_good;                          /* it is filled, since all is done */
    const struct page_item *counts;        /* as in page_counts */
    size_t count;
};
void page_verdict(struct page *page, const struct page_verdict *verdict);
/* A frame of the size of a library card, against which a card is held, with a ruler
 * below it (id "ruler"). All else stands beside it; below it on tall panels. */
struct page_ruler {
    double scale; /* how many millimetres of the screen stand for one real millimetre */
    const char *text, *say;
};
void page_ruler(struct page *page, const struct page_ruler *ruler);
/* Steppers beside each other, each with a button up and one down, without leap and
 * scale. */
void page_dials(struct page *page, const struct page_stepper *dials, size_t count);
/* Points over all of the screen, four in a row. Role toggle. */
void page_targets(struct page *page, const struct page_item *items, size_t count);
/* Groups of digits to compare with paper (id "digits"), below a line of text. */
void page_digits(struct page *page, const char *text, const char *digits);

/* The identity x control map (id "map"). When it fits, all else stands beside it;
 * otherwise above and below, in the order in which it was added. */
void page_map(struct page *page, const struct page_map *map);

struct page_field {
    const char *id;
    const char *text;        /* what was typed so far */
    const char *placeholder; /* shown while nothing was typed */
    const char *say;
    /* small words below it (id "hint"): what to leave out; they stay while somebody
     * types */
    const char *hint;
    const char *hint_icon; /* before the hint; NULL: none */
    const char *problem;   /* in the place of the hint (id "problem"): what is wrong */
    const char *below_say; /* spoken for the problem or the hint; NULL: as it is */
    /* below it too (id "left"): how much may still be written; hint and `left` both
     * stand only where they fit beside each other */
    const char *left;
    bool number; /* one line, large */
    bool masked; /* a dot for each character, for a PIN */
    /* above 0: so many boxes, each for one character, as for a receipt or a PIN */
    size_t slots;
    bool focus; /* show the caret */
};
void page_field(struct page *page, const struct page_field *field);

struct page_key {
    const char *id;   /* "key-a"; NULL: an empty place */
    const char *text; /* "a"; NULL: only the icon */
    /* "backspace"; beside a text, it is shown when the text has no room */
    const char *icon;
    const char *say;
    double width; /* how many keys wide it is; 0 means 1 */
    bool chosen;  /* shift is on */
};
struct page_key_row {
    const struct page_key *keys;
    size_t count;
    const char *say; /* "Row: q to p."; NULL: the focus goes from key to key */
};
/* A keyboard stands at the bottom of the content. All its rows have the same width, and
 * it is never divided. A pad is a keyboard with few keys that is kept narrow (keys of
 * 20 mm). */
void page_keyboard(struct page *page, const struct page_key_row *rows, size_t count);
void page_pad(struct page *page, const struct page_key_row *rows, size_t count);

struct page_qr {
    /* size x size, row by row; 1 is dark; without the white margin */
    const uint8_t *modules;
    int size;
    const char *say; /* what the code is for, and what it says in words */
};
/* A white half of the screen with the code (id "qr"), as large as whole pixels for each
 * module allow, with a white margin of 4 modules. What is added after it stands beside
 * it, below it on tall panels, and so do the bottom buttons. */
void page_qr(struct page *page, const struct page_qr *qr);
/* The side of the white square that staff's screens have for a code, in pixels. */
int page_qr_room_px(const struct theme *theme);

/* Whose the kiosk is. The picture and the towns belong together: the towns that we draw
 * are four. */
struct page_place {
    const char *name, *logo;  /* of the county; NULL where it has none */
    const char *picture;      /* a wide file of the pack; NULL: our towns */
    const char *const *towns; /* their names, from left to right; may be none */
    size_t town_count;
    const char *language; /* that these names are in */
};
struct page_headline {
    const char *title, *text, *language;
    bool rtl;
};
struct page_attract {
    struct page_place place;
    /* one in each language, and the one that is shown. They all have the same room, so
     * that nothing else moves when it changes. */
    const struct page_headline *headlines;
    size_t headline_count, shown;
    double fade;                       /* of its words: 0 all there, 1 gone */
    const struct page_item *languages; /* of role button, each in its own language */
    size_t language_count;
    const char *note; /* one quiet line in the place of the dots; may be NULL */
    /* on low panels, where no frame has it; without a text there is none */
    struct page_button listen;
};
/* The whole first screen; such a page has nothing else. It is always laid out for the
 * sizes S and M, since what a resident set ends with the session. On tall panels the
 * buttons for settings and voice stand at its foot. */
void page_attract(struct page *page, const struct page_attract *attract);

/* The end of a session. */
struct page_ending {
    struct page_place place;
    const char *title, *note;
    const char *stays;             /* how long the page stays */
    const char *next;              /* "What happens next", above the facts */
    const struct page_item *facts; /* icon and detail; few, and short */
    size_t fact_count;
    struct page_qr code; /* size 0: none */
    const char *address; /* the same in words */
};
/* All of it on one page with the towns above it: a page that begins with it has nothing
 * else before page_break. */
void page_ending(struct page *page, const struct page_ending *ending);
/* Its code and address alone, beside each other, where the rest needs the room. */
void page_code(struct page *page, const struct page_ending *ending);
/* What is added next begins a new page. */
void page_break(struct page *page);

/* "Are you still there?": a ring that empties, with the seconds in it (id "countdown"),
 * and one big button (role button). */
void page_countdown(struct page *page, int seconds_left, int seconds_of,
                    const struct page_item *button);

#endif
