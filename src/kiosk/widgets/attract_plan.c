/* attract_plan: decides where everything of the first screen stands. From the bottom
 * up: the languages in a band, the towns upon it, and the headline in their sky. */
#include "attract_parts.h"

#include <math.h>

/* Our pictures in their own units: how much of their height stands above the hills, and
 * how much above the river, where the names of the towns are. */
static const struct picture_shape {
    double width, height, sky, river;
} wide = {1280, 330, 106, 274}, tall = {1080, 770, 184, 690};

static bool
has_tall_picture(const struct page *page, const struct page_attract *attract)
{
    return page->theme->tall && !attract->place.picture;
}

struct part
attract_words(const struct page_headline *headline, bool is_title, int font_px,
              double width)
{
    enum type type = is_title ? TYPE_TITLE : TYPE_BODY;
    /* marks above and below letters need a little more */
    double leading = theme_leading(type, headline->language);
    return (struct part){.kind = PART_TEXT,
                         .rect = {.w = width},
                         .text = is_title ? headline->title : headline->text,
                         .language = headline->language,
                         .type = type,
                         .tint = TINT_INK,
                         .ground = TINT_PAPER,
                         .rtl = headline->rtl,
                         .leading = fmin(leading, is_title ? 1.2 : 1.25),
                         .font_px = font_px};
}

double
attract_words_height(struct page *page, struct part *part)
{
    return text_size(page, part).height / page->theme->px_per_mm;
}

double
attract_words_width(struct page *page, struct part *part)
{
    int lines = text_size(page, part).lines;
    double least = part->rect.w / 2, most = part->rect.w;
    for (int i = 0; lines > 1 && i < 6; i++) {
        part->rect.w = (least + most) / 2;
        struct text_size_px size = text_size(page, part);
        bool fits = size.lines <= lines && !size.overflows;
        least = fits ? least : part->rect.w;
        most = fits ? part->rect.w : most;
    }
    part->rect.w = most;
    return most;
}

double
attract_words_gap(const struct page *page)
{
    return page->theme->compact ? 0.3 : page->theme->tall ? 6 : 1;
}

/* The height of a title at that size. It is measured in the size of the languages'
 * names, in a box that is narrower or wider by as much: each size of a Chinese font
 * takes megabytes, and many sizes are tried. */
static double
title_height(struct page *page, const struct page_headline *headline, int font_px,
             double width)
{
    enum type names = page->theme->tall ? TYPE_QUESTION : TYPE_BUTTON;
    int measured_px = theme_font_px(page->theme, names);
    double scale = (double)font_px / measured_px;
    struct part part = attract_words(headline, true, measured_px, width * 0.99 / scale);
    return attract_words_height(page, &part) * scale;
}

/* The height of the headline that needs most. */
static double
tallest(struct page *page, const struct page_attract *attract,
        const struct attract_plan *plan)
{
    double most = 0;
    for (size_t i = 0; i < attract->headline_count; i++) {
        const struct page_headline *headline = &attract->headlines[i];
        double title = title_height(page, headline, plan->title_px, plan->words.w);
        struct part text = attract_words(headline, false, plan->text_px, plan->words.w);
        most = fmax(most, title + attract_words_gap(page) +
                              attract_words_height(page, &text));
    }
    return most;
}

static void
plan_languages(struct page *page, const struct page_attract *attract,
               struct attract_plan *plan)
{
    const struct theme *theme = page->theme;
    int count = (int)attract->language_count;
    double width = theme->width_mm - 2 * theme->margin_mm;
    double least = theme->tall ? 80 : theme->compact ? 38 : 44;
    int columns = count <= 1 ? 1 : count <= 2 || count == 4 ? 2 : count > 6 ? 4 : 3;
    if (theme->tall && columns > 2) {
        columns = 2;
    }
    double gap = theme->compact ? 2.6 : theme->tall ? 5.5 : 3;
    while (columns > 1 && (width - gap * (columns - 1)) / columns < least) {
        columns--;
    }
    int rows = count > 0 ? (count + columns - 1) / columns : 1;
    double high = theme->tall ? 31 : theme->compact ? 12.7 : theme->wide ? 24 : 20;
    double most = theme->height_mm * (theme->tall ? 0.27 : 0.46);
    double h = fmin(high, (most - gap * (rows + 1)) / rows);
    plan->grid = (struct attract_grid){columns, rows, gap,
                                       (width - gap * (columns - 1)) / columns,
                                       fmax(h, theme->target_mm)};
}

static double
grid_height(const struct attract_grid *grid)
{
    return (grid->h + grid->gap) * grid->rows - grid->gap;
}

/* Puts the picture's lower edge upon the band, or `shift` of it behind the band. */
static void
place_picture(struct page *page, const struct page_attract *attract,
              struct attract_plan *plan, double shift)
{
    const struct picture_shape *shape = has_tall_picture(page, attract) ? &tall : &wide;
    double scale = page->theme->width_mm / shape->width;
    double height = shape->height * scale, top = plan->band.y + shift - height;
    plan->picture = (struct rect_mm){0, top, page->theme->width_mm, height - shift};
    plan->picture_shift = shift;
    plan->words.h = top + shape->sky * scale - plan->words.y;
}

#define ONE_LINE_LEAST 0.86 /* of a caption */

/* The size of the texts below the titles. On the smallest panel they are a little
 * smaller where each then takes one line, and the towns are seen down to their doors.
 */
static int
text_px(struct page *page, const struct page_attract *attract, bool is_large,
        double width)
{
    int caption = theme_font_px(page->theme, TYPE_CAPTION), px = caption;
    if (is_large) {
        return theme_font_px(page->theme, TYPE_BODY);
    }
    for (size_t i = 0; page->theme->compact && i < attract->headline_count; i++) {
        struct part part = attract_words(&attract->headlines[i], false, caption, 0);
        double line = (text_size(page, &part).width + 1) / page->theme->px_per_mm;
        px = (int)fmin(px, caption * width / line);
    }
    return px >= caption * ONE_LINE_LEAST ? px : caption;
}

#define STEP 0.04 /* by which a title that has no room becomes smaller */
#define STEPS_MOST 13
#define SUNK_MOST 6 /* steps */

/* Makes the words as large as fits, and where that is not enough, lets the picture sink
 * behind the band. */
static void
fit_words(struct page *page, const struct page_attract *attract,
          struct attract_plan *plan)
{
    const struct theme *theme = page->theme;
    const struct picture_shape *shape = has_tall_picture(page, attract) ? &tall : &wide;
    double scale = theme->width_mm / shape->width;
    double largest = theme_font_px(theme, TYPE_TITLE) * (theme->tall ? 1.3 : 1);
    double river = (shape->height - shape->river) * scale;
    for (int sunk = 0; sunk <= SUNK_MOST; sunk++) {
        double shift = sunk == 0 ? 0 : river + (sunk - 1) * 0.1 * shape->river * scale;
        double usual = theme->compact ? 0.6 : 0.68;
        double least = sunk < SUNK_MOST ? usual : 0.5;
        place_picture(page, attract, plan, shift);
        for (int step = 0; step <= STEPS_MOST && 1 - step * STEP >= least; step++) {
            double part = 1 - step * STEP; /* of the largest title */
            bool is_large = part >= 0.68 && !theme->compact;
            plan->title_px = (int)(largest * part);
            plan->text_px = text_px(page, attract, is_large, plan->words.w);
            if (theme->tall) {
                plan->text_px = (int)(plan->text_px * 1.2);
            }
            if (tallest(page, attract, plan) <= plan->words.h) {
                return;
            }
        }
    }
}

/* Whether each name has room between the boat and the waves; in the caption's size. */
static bool
names_fit(struct page *page, const struct page_attract *attract)
{
    const struct page_place *place = &attract->place;
    bool is_ours = !place->picture && place->town_count == 4;
    double room = page->theme->width_mm *
                  (is_ours ? ATTRACT_NAME_SHARE : 0.92 / (double)place->town_count);
    for (size_t i = 0; i < place->town_count; i++) {
        if (text_width(page, place->towns[i], TYPE_CAPTION, true) > room) {
            return false;
        }
    }
    return place->town_count > 0;
}

static void
plan_names(struct page *page, const struct page_attract *attract,
           struct attract_plan *plan)
{
    const struct theme *theme = page->theme;
    bool is_tall = has_tall_picture(page, attract);
    plan->names_on_river = !is_tall;
    if (is_tall) {
        plan->names_h = attract->place.town_count == 4 ? 14 : 0;
        return;
    }
    double river = (wide.height - wide.river) * theme->width_mm / wide.width;
    bool has_room = plan->picture_shift <= 0 && names_fit(page, attract);
    plan->names_h = has_room ? fmax(river - 0.5, line_height(page, TYPE_CAPTION)) : 0;
}

void
attract_plan(struct page *page, const struct page_attract *attract,
             struct attract_plan *plan)
{
    const struct theme *theme = page->theme;
    double margin = theme->margin_mm, width = theme->width_mm - 2 * margin;
    double top = theme->compact ? 1.5 : theme->tall ? 14 : theme->wide ? 4 : 2.7;
    /* on the smallest panel it is as high as the button beside it, if there is one */
    double least = attract->listen.text ? theme->target_mm : 8;
    double brand = theme->compact ? least : theme->tall ? 24 : theme->wide ? 16 : 11.5;
    *plan = (struct attract_plan){0};
    plan->brand = (struct rect_mm){margin, top, width, brand};
    plan_languages(page, attract, plan);
    double height = grid_height(&plan->grid), pad = theme->compact ? 2.2 : 2.8;
    if (theme->tall) {
        plan->band.y = theme->height_mm * 0.615;
        plan->foot_y = theme->height_mm - 13 - theme->target_mm;
        plan->buttons = (struct rect_mm){margin, plan->band.y + 21, width, height};
    } else {
        plan->band.y = theme->height_mm - height - 2 * pad;
        plan->buttons = (struct rect_mm){margin, plan->band.y + pad, width, height};
    }
    plan->band.w = theme->width_mm;
    plan->band.h = theme->height_mm - plan->band.y;
    double y = top + brand + (theme->compact ? 0.3 : theme->tall ? 10 : 1);
    plan->words = (struct rect_mm){margin, y, width, 0};
    fit_words(page, attract, plan);
    plan_names(page, attract, plan);
}
