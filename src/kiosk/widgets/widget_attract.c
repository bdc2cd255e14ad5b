/* widget_attract: draws the first screen: whose it is, the headline, the towns, and the
 * languages. */
#include "attract_parts.h"
#include "pills.h"

#include <math.h>
#include <stdio.h>

#define LISTEN_FROM_CORNER_MM 30 /* of its end from the margin */

static struct rect_mm
cell(const struct attract_plan *plan, size_t i)
{
    const struct attract_grid *grid = &plan->grid;
    int column = (int)i % grid->columns, row = (int)i / grid->columns;
    return (struct rect_mm){plan->buttons.x + column * (grid->w + grid->gap),
                            plan->buttons.y + row * (grid->h + grid->gap), grid->w,
                            grid->h};
}

static void
draw_languages(struct page *page, const struct page_attract *attract,
               const struct attract_plan *plan)
{
    for (size_t i = 0; i < attract->language_count; i++) {
        const struct page_item *item = &attract->languages[i];
        struct rect_mm place = cell(plan, i);
        sketch_node(
            page, (struct node_words){item->id, item->text, item->say, item->language},
            NODE_BUTTON, item->disabled ? NODE_DISABLED : 0, place);
        sketch_box(
            page, place,
            (struct box_style){.fill = TINT_CARD, .radius_mm = page->theme->radius_mm});
        sketch_text_middle(
            page, place, item->text,
            (struct text_style){.type = page->theme->tall ? TYPE_QUESTION : TYPE_BUTTON,
                                .tint = TINT_INK,
                                .ground = TINT_CARD,
                                .align = ALIGN_CENTER,
                                .language = item->language});
    }
}

static double
dot_side(const struct page *page)
{
    return page->theme->tall ? 4.2 : page->theme->compact ? 2.2 : 2.7;
}

static double
dots_width(const struct page *page, const struct page_attract *attract)
{
    double side = dot_side(page);
    return attract->headline_count < 2
               ? 0
               : side * 2.75 + (double)(attract->headline_count - 1) * side * 1.75;
}

/* Left of the dots, and of the corner that staff touch. */
static struct rect_mm
listen_place(const struct page *page, const struct page_attract *attract,
             const struct attract_plan *plan)
{
    double side = page->theme->target_mm, end = plan->brand.x + plan->brand.w;
    double aside = fmax(dots_width(page, attract) + 6, LISTEN_FROM_CORNER_MM);
    return (struct rect_mm){end - aside - side,
                            plan->brand.y + (plan->brand.h - side) / 2, side, side};
}

static void
draw_listen(struct page *page, const struct page_attract *attract,
            const struct attract_plan *plan)
{
    struct rect_mm place = listen_place(page, attract, plan);
    struct pill pill = pills_bare_listen(page, &attract->listen);
    if (attract->listen.text) {
        pills_draw(page, &pill, 1, place.x, place.y);
    }
}

/* As many dots as languages; the one that is shown is long. They say that the headline
 * changes, and nothing that is not said by it. */
static void
draw_dots(struct page *page, const struct page_attract *attract, struct rect_mm brand)
{
    double side = dot_side(page);
    double gap = side * 0.75, width = dots_width(page, attract);
    double x = brand.x + brand.w - width, y = brand.y + (brand.h - side) / 2;
    if (attract->headline_count < 2) {
        return;
    }
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0,
                (struct rect_mm){x, y, width, side});
    for (size_t i = 0; i < attract->headline_count; i++) {
        bool is_shown = i == attract->shown;
        double w = is_shown ? side * 2.75 : side;
        sketch_box(page, (struct rect_mm){x, y, w, side},
                   (struct box_style){is_shown ? TINT_ACCENT : TINT_NONE,
                                      is_shown ? TINT_NONE : TINT_ACCENT,
                                      page->theme->border_mm, side / 2});
        x += w + gap;
    }
}

static void
draw_note(struct page *page, const char *note, struct rect_mm place)
{
    place.y += place.h * 0.06;
    place.h *= 0.88;
    sketch_node(page, (struct node_words){"note-1", note, NULL, NULL}, NODE_TEXT, 0,
                place);
    sketch_box(page, place,
               (struct box_style){TINT_SAND, TINT_INK, page->theme->border_mm,
                                  page->theme->radius_mm});
    sketch_text_middle(page, rect_inset(place, 2, 0), note,
                       (struct text_style){.type = TYPE_CAPTION,
                                           .tint = TINT_INK,
                                           .ground = TINT_SAND,
                                           .align = ALIGN_CENTER,
                                           .leading = 1.05});
}

static void
draw_brand(struct page *page, const struct page_attract *attract,
           const struct attract_plan *plan)
{
    const struct page_place *place = &attract->place;
    struct rect_mm rect = plan->brand;
    enum type type = page->theme->tall ? TYPE_QUESTION : TYPE_BUTTON;
    double gap = page->theme->tall ? 6 : 3.6, end = rect.x + rect.w, rest = 36;
    if (attract->listen.text) { /* what follows the name ends before it */
        end = listen_place(page, attract, plan).x - gap;
        rest = 0;
    }
    if (place->logo) {
        struct rect_mm logo = {rect.x, rect.y, rect.h, rect.h};
        sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, logo);
        sketch_icon(page, logo, place->logo, TINT_ACCENT);
        rect.x += rect.h + gap;
    }
    if (place->name) {
        double most = end - rect.x - (page->theme->tall ? 70 : rest);
        rect.w = fmin(text_width(page, place->name, type, true), most);
        sketch_node(page,
                    (struct node_words){"county", place->name, NULL, place->language},
                    NODE_TEXT, 0, rect);
        sketch_text_middle(page, rect, place->name,
                           (struct text_style){.type = type,
                                               .bold = true,
                                               .tint = TINT_ACCENT,
                                               .ground = TINT_PAPER,
                                               .language = place->language});
        rect.x += rect.w + gap;
    }
    if (attract->note) {
        struct rect_mm note = {rect.x, plan->brand.y, end - rect.x, plan->brand.h};
        draw_note(page, attract->note, note);
    } else {
        draw_dots(page, attract, plan->brand);
    }
}

static void
draw_part_of_headline(struct page *page, const char *id, enum node_role role,
                      struct part *part, double fade)
{
    sketch_node(page, (struct node_words){id, part->text, NULL, part->language}, role,
                0, part->rect);
    sketch_text(page, part->rect, part->text,
                (struct text_style){.type = part->type,
                                    .tint = TINT_INK,
                                    .ground = TINT_PAPER,
                                    .leading = part->leading,
                                    .font_px = part->font_px,
                                    .language = part->language,
                                    .own_side = true,
                                    .fade = fade});
}

/* In the middle of its room, since languages need one line or two; at its beginning
 * where there is much of it. */
static void
draw_headline(struct page *page, const struct page_attract *attract,
              const struct attract_plan *plan)
{
    const struct page_headline *headline = &attract->headlines[attract->shown];
    double width = plan->words.w;
    struct part title = attract_words(headline, true, plan->title_px, width);
    struct part text = attract_words(headline, false, plan->text_px, width);
    title.rect.h = attract_words_height(page, &title);
    title.rect.w = attract_words_width(page, &title);
    text.rect.h = attract_words_height(page, &text);
    double used = title.rect.h + attract_words_gap(page) + text.rect.h;
    double rest = fmax(0, plan->words.h - used) * (page->theme->tall ? 0.2 : 0.5);
    bool ends = headline->rtl != page->frame.rtl;
    title.rect.x = plan->words.x + (ends ? width - title.rect.w : 0);
    text.rect.x = plan->words.x;
    title.rect.y = plan->words.y + rest;
    text.rect.y = title.rect.y + title.rect.h + attract_words_gap(page);
    draw_part_of_headline(page, "title", NODE_HEADING, &title, attract->fade);
    draw_part_of_headline(page, "body-1", NODE_TEXT, &text, attract->fade);
}

static void
draw_name(struct page *page, const struct page_place *place, size_t i,
          struct rect_mm rect, struct text_style style)
{
    char id[24];
    snprintf(id, sizeof id, "town-%zu", i + 1);
    sketch_node(page, (struct node_words){id, place->towns[i], NULL, place->language},
                NODE_TEXT, 0, rect);
    style.align = ALIGN_CENTER;
    style.bold = true;
    style.language = place->language;
    sketch_text_middle(page, rect, place->towns[i], style);
}

/* Where the towns of our pictures have their names, in the pictures' own units. The
 * first and the last of the tall picture stand below it, upon the band. */
static const double wide_x[4] = {168, 505, 808, 1118};
static const struct {
    double x, y;
    bool on_band;
} tall_at[4] = {{232, 37, true}, {806, 465, false}, {262, 465, false}, {842, 37, true}};

static void
draw_tall_names(struct page *page, const struct page_place *place,
                const struct attract_plan *plan)
{
    double scale = page->theme->width_mm / 1080;
    for (size_t i = 0; i < place->town_count; i++) {
        double from = tall_at[i].on_band ? plan->band.y : plan->picture.y;
        double width = 400 * scale, height = plan->names_h;
        struct rect_mm rect = {tall_at[i].x * scale - width / 2,
                               from + tall_at[i].y * scale - height / 2, width, height};
        bool on_band = tall_at[i].on_band;
        draw_name(page, place, i, rect,
                  (struct text_style){.type = TYPE_BUTTON,
                                      .tint = on_band ? TINT_ON_ACCENT : TINT_INK,
                                      .ground = on_band ? TINT_ACCENT : TINT_SAND});
    }
}

/* A picture of the county's own may have anything there: its names have a ground. */
static void
draw_names(struct page *page, const struct page_place *place,
           const struct attract_plan *plan)
{
    if (plan->names_h <= 0) {
        return;
    }
    if (!plan->names_on_river) {
        draw_tall_names(page, place, plan);
        return;
    }
    double width = page->theme->width_mm / (double)place->town_count;
    double y = plan->band.y - plan->names_h;
    bool has_places = !place->picture && place->town_count == 4;
    if (!has_places) {
        struct rect_mm strip = {0, y, page->theme->width_mm, plan->names_h};
        sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, strip);
        sketch_box(page, strip, (struct box_style){.fill = TINT_CARD});
    }
    for (size_t i = 0; i < place->town_count; i++) {
        double middle = has_places ? wide_x[i] * page->theme->width_mm / 1280
                                   : ((double)i + 0.5) * width;
        double half =
            fmin((has_places ? ATTRACT_NAME_SHARE * page->theme->width_mm : width) / 2,
                 middle);
        struct rect_mm rect = {middle - half, y, 2 * half, plan->names_h};
        draw_name(page, place, i, rect,
                  (struct text_style){
                      .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_CARD});
    }
}

/* The buttons for settings and voice are out of reach at the top of a tall panel. */
static void
draw_foot(struct page *page, const struct attract_plan *plan)
{
    struct pill pills[PILLS_MAX];
    size_t count = pills_list(page, pills);
    if (page->theme->tall && count > 0) {
        pills_draw(page, pills, count, plan->buttons.x, plan->foot_y);
    }
}

void
attract_draw(struct page *page, const struct page_attract *attract)
{
    struct attract_plan plan;
    const struct page_place *place = &attract->place;
    bool is_tall = page->theme->tall;
    attract_plan(page, attract, &plan);
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0,
                plan.picture);
    sketch_picture(page, plan.picture,
                   place->picture ? place->picture
                   : is_tall      ? "towns-tall"
                                  : "towns-wide",
                   plan.picture_shift);
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, plan.band);
    sketch_box(page, plan.band, (struct box_style){.fill = TINT_ACCENT});
    draw_brand(page, attract, &plan);
    if (attract->headline_count > 0) {
        draw_headline(page, attract, &plan);
    }
    draw_names(page, place, &plan);
    draw_languages(page, attract, &plan);
    draw_listen(page, attract, &plan);
    draw_foot(page, &plan);
}
