/*
 * theme: the true size of the panel, and the sizes, spaces and colors that screens are
 * made with. Everything is in millimetres; only drawing knows pixels. Text size and
 * colors come from the display settings. When one of them changes, a new theme is made.
 *
 * It has values only: no files, no SDL. A struct theme is plain data and may be copied.
 */
#ifndef TOWNLINE_THEME_H
#define TOWNLINE_THEME_H

#include "townline/color.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* smallest width and height of a touch area: VVSG 2.0, 7.2-I */
#define THEME_TARGET_MIN_MM 12.7
#define THEME_GAP_MIN_MM 2.54 /* smallest gap between the edges of two touch areas */
#define THEME_WIDE_MM 300.0   /* a wider panel has larger words, unless it is tall */
/* a higher panel has nothing to touch in its top third */
#define THEME_TALL_MM 400.0

struct panel {
    const char *name; /* "10.1" */
    int width_px, height_px;
    double width_mm, height_mm; /* of the area that lights up, from the data sheet */
};
/* One of the four panels of the design: `name` is "7", "10.1", "15.6" or "21.5". NULL
 * for any other. */
const struct panel *panel_find(const char *name);
const struct panel *panel_at(size_t index); /* NULL behind the last */
/* Pixels per millimetre. Of width and height the larger value is taken, so that nothing
 * is smaller than intended. */
double panel_px_per_mm(const struct panel *panel);
/* The mean of width and height, for what a camera looks at: pixels need not be square.
 */
double panel_mean_px_per_mm(const struct panel *panel);

enum text_size { TEXT_SIZE_S, TEXT_SIZE_M, TEXT_SIZE_L, TEXT_SIZE_XL, TEXT_SIZE_COUNT };
enum color_theme {
    COLORS_DEFAULT,
    COLORS_BLACK_ON_WHITE,
    COLORS_WHITE_ON_BLACK,
    COLORS_LOW, /* grey on dark, for eyes that light hurts */
    COLORS_COUNT
};

/* What a resident chose under "Aa". A zeroed struct is not the default: use
 * display_default. */
struct display {
    enum text_size size;
    enum color_theme colors;
    bool reach; /* all that is touched lies in the lower half */
    bool still; /* nothing moves */
};
struct display display_default(void);
/* A 7 inch panel has no room for the sizes L and XL. */
bool panel_has_size(const struct panel *panel, enum text_size size);

/* What a color is used for. The theme decides which color that is. */
enum tint {
    TINT_NONE,
    TINT_PAPER,     /* behind everything */
    TINT_CARD,      /* cards, buttons, fields */
    TINT_INK,       /* text, borders of controls */
    TINT_ACCENT,    /* filled buttons, bands, icons */
    TINT_ON_ACCENT, /* text and icons on accent */
    TINT_CHOSEN,    /* fill of a chosen card */
    TINT_ON_CHOSEN, /* text on it */
    TINT_MARK,      /* border and tick disc of a chosen card */
    TINT_ON_MARK,   /* the tick */
    TINT_SAND,      /* a second quiet color beside TINT_CHOSEN */
    TINT_ON_TINT,   /* icons on sage and sand where nothing is chosen */
    TINT_SAGE,      /* the first quiet tint */
    TINT_HAIRLINE,  /* lines without a meaning of their own */
    TINT_REST,      /* the part of a progress bar that is still empty */
    TINT_DISABLED,  /* text of something that cannot be pressed now */
    TINT_FOCUS,     /* the ring around what keys or switches have reached */
    TINT_QR_DARK,   /* always pure black */
    TINT_QR_LIGHT,  /* always pure white */
    /* the same in every color theme: what is behind the text of each theme, in the
     * order of enum color_theme, and that text */
    TINT_SAMPLE_PAPER,
    TINT_SAMPLE_INK = TINT_SAMPLE_PAPER + COLORS_COUNT,
    TINT_COUNT = TINT_SAMPLE_INK + COLORS_COUNT
};

/* Kinds of text. Each has a size and a weight. */
enum type {
    TYPE_CAPTION, /* where one is, pills, hints */
    TYPE_BODY,
    TYPE_LABEL,    /* weight 600: answers, titles of cards, keys */
    TYPE_BUTTON,   /* weight 700 */
    TYPE_QUESTION, /* weight 800 */
    TYPE_TITLE,    /* weight 800 */
    TYPE_COUNT
};

struct theme {
    struct panel panel;
    struct display display;
    double px_per_mm;
    double width_mm, height_mm; /* of the layout: pixels / px_per_mm */
    bool tall;                  /* higher than THEME_TALL_MM */
    bool wide;                  /* not tall, and wider than THEME_WIDE_MM */
    bool compact;               /* lower than 100 mm, so margins are smaller */
    double margin_mm, gap_mm, radius_mm, pad_mm;
    double border_mm, chosen_border_mm, hairline_mm, focus_mm;
    double target_mm;    /* smallest side of a touch area at this text size */
    double answer_mm;    /* smallest height of an answer */
    double bar_mm;       /* height of the bottom buttons */
    double icon_mm;      /* of a card's icon */
    double reach_top_mm; /* nothing can be touched above this line */
    double cap_mm[TYPE_COUNT];
    struct color colors[TINT_COUNT];
    /* the same colors while a finger is on the part */
    struct color pressed[TINT_COUNT];
};

void theme_init(struct theme *theme, const struct panel *panel,
                const struct display *display);
/* The theme of the same panel for staff, who stand close and read numbers. Words are
 * smaller and gaps narrower, so that a whole menu stands on one screen. Capitals are at
 * least 2.7 mm high, and touch areas as large as a resident's. */
void theme_init_staff(struct theme *theme, const struct panel *panel,
                      const struct display *display);
/* Makes what is read a step larger: words, gaps and icons, and no headings, which are
 * large as they are. For pages that leave a large panel empty. */
void theme_enlarge(struct theme *theme);
/* Puts a county's color in the place of our accent, in the theme of plain colors alone.
 * It is one that color_is_accent allows. */
void theme_take_accent(struct theme *theme, struct color accent);
int theme_px(const struct theme *theme, double mm);
/* The font size for a kind of text: height of its capitals / cap ratio of Noto Sans. */
int theme_font_px(const struct theme *theme, enum type type);
int theme_weight(enum type type); /* 400, 600, 700 or 800 */
/* Distance of lines / font size. Scripts with marks above and below letters need more.
 */
double theme_leading(enum type type, const char *language);

#endif
