/* theme: computes sizes, spaces and colors for a panel and its display settings. */
#include "theme.h"

#include <math.h>
#include <string.h>

/* Height of a capital divided by the font size, in Noto Sans. */
#define CAP_RATIO 0.714

static const struct panel panels[] = {
    {"7", 800, 480, 154, 86},
    {"10.1", 1280, 800, 217, 136},
    {"15.6", 1920, 1080, 344, 194},
    {"21.5", 1080, 1920, 268, 476},
};

/* Heights of capitals in mm for the four text sizes (kiosk requirements 1, 2 and 3).
 * Between small and large words the difference becomes smaller as text grows. */
static const double cap_heights[TYPE_COUNT][TEXT_SIZE_COUNT] = {
    [TYPE_CAPTION] = {3.5, 4.2, 5.6, 7.4},   [TYPE_BODY] = {4.0, 4.8, 6.4, 8.75},
    [TYPE_LABEL] = {4.0, 4.8, 6.4, 8.75},    [TYPE_BUTTON] = {4.3, 5.2, 6.6, 8.75},
    [TYPE_QUESTION] = {5.4, 6.3, 8.0, 10.2}, [TYPE_TITLE] = {7.2, 8.64, 10.2, 11.8},
};

/* People stand a step further away from a large panel, so words are larger there,
 * within the same range. Headings grow more where large text leaves room for them. */
static const double large_scale[TEXT_SIZE_COUNT] = {1.05, 1.16, 1.1, 1.02};
static const double wide_headings[TEXT_SIZE_COUNT] = {1.25, 1.2, 1.1, 1};

static const double space_scale[TEXT_SIZE_COUNT] = {0.92, 1.0, 1.15, 1.3};

#define HEX(value)                                                                     \
    {                                                                                  \
        (uint8_t)((value) >> 16), (uint8_t)((value) >> 8), (uint8_t)(value)            \
    }

static const struct color palettes[COLORS_COUNT][TINT_COUNT] =
    {
        [COLORS_DEFAULT] =
            {
                [TINT_PAPER] = HEX(COLOR_PAPER),
                [TINT_CARD] = HEX(0xFFFFFF),
                [TINT_INK] = HEX(0x16263A),
                [TINT_ACCENT] = HEX(0x0B3C49),
                [TINT_ON_ACCENT] = HEX(0xFFFFFF),
                [TINT_CHOSEN] = HEX(0xE3EEEA),
                [TINT_ON_CHOSEN] = HEX(0x16263A),
                [TINT_MARK] = HEX(0x0B3C49),
                [TINT_ON_MARK] = HEX(0xFFFFFF),
                [TINT_SAND] = HEX(0xF3EBDD),
                [TINT_ON_TINT] = HEX(0x0A3540),
                [TINT_SAGE] = HEX(0xE3EEEA),
                [TINT_HAIRLINE] = HEX(0xCFC6B6),
                [TINT_REST] = HEX(0xDDD6C8),
                [TINT_DISABLED] = HEX(0x5B6472),
                [TINT_FOCUS] = HEX(0x16263A),
                [TINT_QR_DARK] = HEX(0x000000),
                [TINT_QR_LIGHT] = HEX(0xFFFFFF),
            },
        [COLORS_BLACK_ON_WHITE] =
            {
                [TINT_PAPER] = HEX(0xFFFFFF),
                [TINT_CARD] = HEX(0xFFFFFF),
                [TINT_INK] = HEX(0x000000),
                [TINT_ACCENT] = HEX(0x000000),
                [TINT_ON_ACCENT] = HEX(0xFFFFFF),
                [TINT_CHOSEN] = HEX(0x000000),
                [TINT_ON_CHOSEN] = HEX(0xFFFFFF),
                [TINT_MARK] = HEX(0x000000),
                [TINT_ON_MARK] = HEX(0xFFFFFF),
                [TINT_SAND] = HEX(0xFFFFFF),
                [TINT_ON_TINT] = HEX(0x000000),
                [TINT_SAGE] = HEX(0xFFFFFF),
                [TINT_HAIRLINE] = HEX(0x000000),
                [TINT_REST] = HEX(0xFFFFFF),
                [TINT_DISABLED] = HEX(0x000000),
                [TINT_FOCUS] = HEX(0x000000),
                [TINT_QR_DARK] = HEX(0x000000),
                [TINT_QR_LIGHT] = HEX(0xFFFFFF),
            },
        [COLORS_WHITE_ON_BLACK] =
            {
                [TINT_PAPER] = HEX(0x000000),
                [TINT_CARD] = HEX(0x000000),
                [TINT_INK] = HEX(0xFFFFFF),
                [TINT_ACCENT] = HEX(0xFFFFFF),
                [TINT_ON_ACCENT] = HEX(0x000000),
                [TINT_CHOSEN] = HEX(0xFFFFFF),
                [TINT_ON_CHOSEN] = HEX(0x000000),
                [TINT_MARK] = HEX(0xFFFFFF),
                [TINT_ON_MARK] = HEX(0x000000),
                [TINT_SAND] = HEX(0x000000),
                [TINT_ON_TINT] = HEX(0xFFFFFF),
                [TINT_SAGE] = HEX(0x000000),
                [TINT_HAIRLINE] = HEX(0xFFFFFF),
                [TINT_REST] = HEX(0x000000),
                [TINT_DISABLED] = HEX(0xFFFFFF),
                [TINT_FOCUS] = HEX(0xFFFFFF),
                [TINT_QR_DARK] = HEX(0x000000),
                [TINT_QR_LIGHT] = HEX(0xFFFFFF),
            },
        [COLORS_LOW] =
            {
                [TINT_PAPER] = HEX(0x23282E),
                [TINT_CARD] = HEX(0x23282E),
                [TINT_INK] = HEX(0x8C959E),
                [TINT_ACCENT] = HEX(0x8C959E),
                [TINT_ON_ACCENT] = HEX(0x23282E),
                [TINT_CHOSEN] = HEX(0x8C959E),
                [TINT_ON_CHOSEN] = HEX(0x23282E),
                [TINT_MARK] = HEX(0x8C959E),
                [TINT_ON_MARK] = HEX(0x23282E),
                [TINT_SAND] = HEX(0x23282E),
                [TINT_ON_TINT] = HEX(0x8C959E),
                [TINT_SAGE] = HEX(0x23282E),
                [TINT_HAIRLINE] = HEX(0x4A525B),
                [TINT_REST] = HEX(0x3A424A),
                [TINT_DISABLED] = HEX(0x6B747D),
                [TINT_FOCUS] = HEX(0x8C959E),
                [TINT_QR_DARK] = HEX(0x000000),
                [TINT_QR_LIGHT] = HEX(0xFFFFFF),
            },
};

const struct panel *
panel_at(size_t index)
{
    return index < sizeof panels / sizeof *panels ? &panels[index] : NULL;
}

const struct panel *
panel_find(const char *name)
{
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        if (strcmp(panels[i].name, name) == 0) {
            return &panels[i];
        }
    }
    return NULL;
}

double
panel_px_per_mm(const struct panel *panel)
{
    return fmax(panel->width_px / panel->width_mm, panel->height_px / panel->height_mm);
}

double
panel_mean_px_per_mm(const struct panel *panel)
{
    return sqrt(panel->width_px * (double)panel->height_px /
                (panel->width_mm * panel->height_mm));
}

struct display
display_default(void)
{
    return (struct display){.size = TEXT_SIZE_M, .colors = COLORS_DEFAULT};
}

bool
panel_has_size(const struct panel *panel, enum text_size size)
{
    return panel->height_mm >= 100 || size <= TEXT_SIZE_M;
}

/* Colors while a finger is on something: a plain part becomes quiet, a filled one dark.
 * Where there are only two colors, they are exchanged. */
static void
pressed_colors(struct theme *theme)
{
    const struct color *of = theme->colors;
    memcpy(theme->pressed, of, sizeof theme->pressed);
    if (theme->display.colors == COLORS_DEFAULT) {
        theme->pressed[TINT_CARD] = of[TINT_SAGE];
        theme->pressed[TINT_PAPER] = of[TINT_SAGE];
        theme->pressed[TINT_ACCENT] = of[TINT_INK];
        theme->pressed[TINT_CHOSEN] = of[TINT_CARD];
        return;
    }
    theme->pressed[TINT_CARD] = theme->pressed[TINT_PAPER] = of[TINT_INK];
    theme->pressed[TINT_INK] = of[TINT_CARD];
    theme->pressed[TINT_ACCENT] = of[TINT_ON_ACCENT];
    theme->pressed[TINT_ON_ACCENT] = of[TINT_ACCENT];
    theme->pressed[TINT_CHOSEN] = of[TINT_ON_CHOSEN];
    theme->pressed[TINT_ON_CHOSEN] = of[TINT_CHOSEN];
}

/* The colors of samples, which show what another choice would look like. */
static void
sample_colors(struct color *colors)
{
    for (int i = 0; i < COLORS_COUNT; i++) {
        colors[TINT_SAMPLE_PAPER + i] = palettes[i][TINT_PAPER];
        colors[TINT_SAMPLE_INK + i] = palettes[i][TINT_INK];
    }
}

/* Buttons grow with the text, but less on low panels, where they would take the room
 * from what is read. */
static double
control_scale(const struct theme *theme, double scale)
{
    double share = theme->tall ? 1 : theme->height_mm < 150 ? 0.25 : 0.6;
    return scale > 1 ? 1 + (scale - 1) * share : scale;
}

void
theme_init(struct theme *theme, const struct panel *panel,
           const struct display *display)
{
    *theme = (struct theme){.panel = *panel, .display = *display};
    if (!panel_has_size(panel, display->size)) {
        theme->display.size = TEXT_SIZE_M;
    }
    enum text_size size = theme->display.size;
    double scale = space_scale[size];

    theme->px_per_mm = panel_px_per_mm(panel);
    theme->width_mm = panel->width_px / theme->px_per_mm;
    theme->height_mm = panel->height_px / theme->px_per_mm;
    theme->tall = theme->height_mm > THEME_TALL_MM;
    theme->wide = !theme->tall && theme->width_mm > THEME_WIDE_MM;
    theme->compact = theme->height_mm < 100;
    double large = theme->wide ? 1.25 : 1;
    double controls = control_scale(theme, scale);
    theme->margin_mm = theme->compact ? 4 : theme->tall ? 16 : theme->wide ? 14 : 8;
    theme->gap_mm = theme->compact
                        ? 2.6
                        : (theme->tall || theme->wide ? 4.5 : 3.5) * fmin(scale, 1.15);
    theme->radius_mm = theme->compact ? 2.6 : 3.5;
    theme->pad_mm = theme->compact ? 2.4
                    : theme->tall  ? 6.5 * scale
                                   : 4.5 * controls * large;
    theme->border_mm = 0.5;
    theme->chosen_border_mm = 1;
    theme->hairline_mm = 0.3;
    theme->focus_mm = 1.2;
    theme->target_mm =
        fmax(THEME_TARGET_MIN_MM, (theme->tall ? 15.5 : 12.7) * controls);
    theme->answer_mm = theme->compact ? 14 : 20 * fmax(controls, 1);
    theme->bar_mm = theme->compact ? 13
                    : theme->tall  ? 22 * fmax(controls, 1)
                                   : 17 * fmax(controls, 1) * (theme->wide ? 1.12 : 1);
    theme->icon_mm = theme->compact ? 9 : (theme->tall ? 14 : 12) * controls * large;
    for (int i = 0; i < TYPE_COUNT; i++) {
        theme->cap_mm[i] = cap_heights[i][size];
    }
    if (theme->compact) { /* a heading is still larger than the text, but less so */
        theme->cap_mm[TYPE_QUESTION] = cap_heights[TYPE_BODY][size] * 1.1;
        theme->cap_mm[TYPE_TITLE] = cap_heights[TYPE_BODY][size] * 1.5;
        theme->cap_mm[TYPE_BUTTON] = cap_heights[TYPE_BODY][size];
    }
    for (int i = 0; (theme->tall || theme->wide) && i < TYPE_COUNT; i++) {
        bool heading = i == TYPE_QUESTION || i == TYPE_TITLE;
        double more = theme->wide ? wide_headings[size] : 1.15;
        theme->cap_mm[i] *= large_scale[size] * (heading ? more : 1);
    }
    if (theme->tall) {
        theme->reach_top_mm = theme->height_mm / 3;
    }
    if (theme->display.reach) {
        theme->reach_top_mm = theme->height_mm / 2;
    }
    memcpy(theme->colors, palettes[theme->display.colors], sizeof theme->colors);
    sample_colors(theme->colors);
    pressed_colors(theme);
}

void
theme_init_staff(struct theme *theme, const struct panel *panel,
                 const struct display *display)
{
    static const double caps[TYPE_COUNT] = {
        [TYPE_CAPTION] = 2.75, [TYPE_BODY] = 3.1,     [TYPE_LABEL] = 3.5,
        [TYPE_BUTTON] = 3.6,   [TYPE_QUESTION] = 4.8, [TYPE_TITLE] = 6.4,
    };
    theme_init(theme, panel, display);
    double scale = theme->tall ? 1.7 : theme->wide ? 1.35 : 1;
    for (int i = 0; i < TYPE_COUNT; i++) {
        theme->cap_mm[i] = caps[i] * scale;
    }
    theme->target_mm = theme->tall ? 16 : THEME_TARGET_MIN_MM;
    theme->bar_mm = theme->compact ? THEME_TARGET_MIN_MM : 14 * scale;
    theme->pad_mm = (theme->compact ? 2.4 : 4) * scale;
    theme->gap_mm = fmin(theme->gap_mm, 3 * scale);
    theme->icon_mm = fmin(theme->icon_mm, 9 * scale);
}

void
theme_enlarge(struct theme *theme)
{
    static const enum type read[] = {TYPE_CAPTION, TYPE_BODY, TYPE_LABEL, TYPE_BUTTON};
    const double step = 1.25, largest = cap_heights[TYPE_BODY][TEXT_SIZE_XL] *
                                        large_scale[TEXT_SIZE_XL];
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        double *cap = &theme->cap_mm[read[i]];
        *cap = fmax(*cap, fmin(*cap * step, largest));
    }
    theme->gap_mm *= step;
    theme->icon_mm *= step;
}

void
theme_take_accent(struct theme *theme, struct color accent)
{
    struct color *colors = theme->colors;
    if (theme->display.colors != COLORS_DEFAULT) {
        return;
    }
    colors[TINT_ACCENT] = colors[TINT_MARK] = colors[TINT_ON_TINT] = accent;
    /* the two quiet tints are darker than paper, so what stands on them is too */
    struct color *on_tint = &colors[TINT_ON_TINT];
    while (color_contrast(*on_tint, colors[TINT_SAGE]) < COLOR_ACCENT_CONTRAST ||
           color_contrast(*on_tint, colors[TINT_SAND]) < COLOR_ACCENT_CONTRAST) {
        *on_tint = (struct color){(uint8_t)(on_tint->r * 15 / 16),
                                  (uint8_t)(on_tint->g * 15 / 16),
                                  (uint8_t)(on_tint->b * 15 / 16)};
    }
    pressed_colors(theme);
}

int
theme_px(const struct theme *theme, double mm)
{
    return (int)lround(mm * theme->px_per_mm);
}

int
theme_font_px(const struct theme *theme, enum type type)
{
    return (int)ceil(theme->cap_mm[type] * theme->px_per_mm / CAP_RATIO - 0.4);
}

int
theme_weight(enum type type)
{
    static const int weights[TYPE_COUNT] = {
        [TYPE_CAPTION] = 400, [TYPE_BODY] = 400,     [TYPE_LABEL] = 600,
        [TYPE_BUTTON] = 700,  [TYPE_QUESTION] = 800, [TYPE_TITLE] = 800,
    };
    return weights[type];
}

double
theme_leading(enum type type, const char *language)
{
    static const char *const stacked[] = {"ar", "fa", "ur", "th", "hi", "ne", "vi"};
    bool tight = type == TYPE_QUESTION || type == TYPE_TITLE || type == TYPE_LABEL ||
                 type == TYPE_BUTTON;
    for (size_t i = 0; language && i < sizeof stacked / sizeof *stacked; i++) {
        if (strncmp(language, stacked[i], 2) == 0) {
            bool large = type == TYPE_QUESTION || type == TYPE_TITLE;
            return large ? 1.23 : tight ? 1.35 : 1.5;
        }
    }
    return tight ? 1.12 : 1.3;
}
