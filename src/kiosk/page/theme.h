/*
 * theme: the panel's true size, and the sizes, spaces and colours a screen is made of.
 * Everything is in millimetres; pixels come last. Text sizes and colour themes are
 * those of the display settings; a theme is made anew when one of them changes.
 *
 * Values only: no files, no SDL. A struct theme is plain data and may be copied.
 */
#ifndef TOWNLINE_THEME_H
#define TOWNLINE_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define THEME_TARGET_MIN_MM 12.7 /* touch area, either way: VVSG 2.0, 7.2-I */
#define THEME_GAP_MIN_MM 2.54    /* between the edges of two targets */
#define THEME_WIDE_MM 300.0      /* above: larger words, unless it is tall */
#define THEME_TALL_MM 400.0      /* above: nothing to touch in the top third */

struct panel {
    const char *name; /* "10.1" */
    int width_px, height_px;
    double width_mm, height_mm; /* of the lit area, from the data sheet */
};
/* The four panels of the design; `name` is 7, 10.1, 15.6 or 21.5. NULL: not one of
 * them. */
const struct panel *panel_find(const char *name);
const struct panel *panel_at(size_t index); /* NULL after the last */
/* Pixels per millimetre: the larger of the two ways, so that nothing turns out smaller
 * than it says. */
double panel_px_per_mm(const struct panel *panel);

enum text_size { TEXT_SIZE_S, TEXT_SIZE_M, TEXT_SIZE_L, TEXT_SIZE_XL, TEXT_SIZE_COUNT };
enum color_theme {
    COLORS_DEFAULT,
    COLORS_BLACK_ON_WHITE,
    COLORS_WHITE_ON_BLACK,
    COLORS_LOW, /* grey on dark, for eyes that light hurts */
    COLORS_COUNT
};

/* What a resident chose under Aa; the zeroed struct is not the default: use
 * display_default. */
struct display {
    enum text_size size;
    enum color_theme colors;
    bool reach; /* all that is touched lies in the lower half */
    bool still; /* nothing moves */
};
struct display display_default(void);
/* A 7 inch panel has no room for L and XL. */
bool panel_has_size(const struct panel *panel, enum text_size size);

struct color {
    uint8_t r, g, b;
};
/* What a colour is for; which it is depends on the theme. */
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
    TINT_SAND,      /* beside `chosen` as a second quiet tint */
    TINT_ON_TINT,   /* icons on sage and sand where nothing is chosen */
    TINT_SAGE,      /* the first quiet tint */
    TINT_HAIRLINE,  /* lines that carry no meaning */
    TINT_REST,      /* the part of a progress bar still to come */
    TINT_DISABLED,  /* text of what cannot be pressed now */
    TINT_FOCUS,     /* the ring in key and switch mode */
    TINT_QR_DARK,   /* always pure black */
    TINT_QR_LIGHT,  /* always pure white */
    TINT_COUNT
};

/* Kinds of text; size and weight follow. */
enum type {
    TYPE_CAPTION, /* where am I, pills, hints */
    TYPE_BODY,
    TYPE_LABEL,    /* 600: answers, card titles, keys */
    TYPE_BUTTON,   /* 700 */
    TYPE_QUESTION, /* 800 */
    TYPE_TITLE,    /* 800 */
    TYPE_COUNT
};

struct theme {
    struct panel panel;
    struct display display;
    double px_per_mm;
    double width_mm, height_mm; /* of the layout: pixels / px_per_mm */
    bool tall;                  /* higher than THEME_TALL_MM */
    bool wide;                  /* lower than that, but wider than 300 mm */
    bool compact;               /* lower than 100 mm: tighter margins */
    double margin_mm, gap_mm, radius_mm, pad_mm;
    double border_mm, chosen_border_mm, hairline_mm, focus_mm;
    double target_mm;    /* smallest side of a target at this text size */
    double answer_mm;    /* smallest height of an answer */
    double bar_mm;       /* height of the bottom buttons */
    double icon_mm;      /* of a card's icon */
    double reach_top_mm; /* nothing to touch above this line */
    double cap_mm[TYPE_COUNT];
    struct color colors[TINT_COUNT];
    struct color pressed[TINT_COUNT]; /* the same parts while a finger is on them */
};

void theme_init(struct theme *theme, const struct panel *panel,
                const struct display *display);
/* The same panel for staff, who stand close and read numbers: smaller words and tighter
 * spaces, so that all of a menu stands on one screen. Capitals are 2.7 mm and more,
 * targets as large as a resident's. */
void theme_init_staff(struct theme *theme, const struct panel *panel,
                      const struct display *display);
int theme_px(const struct theme *theme, double mm);
/* Font size for a type: cap height / cap ratio of Noto Sans. */
int theme_font_px(const struct theme *theme, enum type type);
int theme_weight(enum type type); /* 400, 600, 700 or 800 */
/* Line pitch / font size; scripts that stack marks need more. */
double theme_leading(enum type type, const char *language);
/* WCAG 2.2 contrast ratio, 1 to 21. */
double color_contrast(struct color a, struct color b);

#endif
