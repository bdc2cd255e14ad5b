/* samples: draws cards for text sizes and for colors. Each has a letter that looks as
 * everything would look if the card were chosen, so that nobody has to know the names.
 */
#include "widget.h"

#include <math.h>

#define LETTER "A"
#define COLUMNS 4

/* How the cards of a block stand. */
struct plan {
    int columns;
    bool beside;               /* the name stands beside its letter, not below it */
    bool tiles;                /* the letter has a ground of its own */
    double letter_mm, high_mm; /* the place of the letter */
    double name_mm;            /* height of the tallest name */
    double tick_mm, pad_mm, gap_mm;
    double width, height; /* of a card */
};

static int
letter_px(const struct page *page, const struct block *block,
          const struct page_item *item)
{
    struct display look = page->theme->display;
    struct theme theme;
    if (!block->of_colors) {
        look.size = (enum text_size)item->level;
    }
    theme_init(&theme, &page->theme->panel, &look);
    return theme_font_px(&theme, TYPE_BODY);
}

static double
largest_letter_mm(const struct page *page, const struct block *block)
{
    int largest = 0;
    for (size_t i = 0; i < block->count; i++) {
        int px = letter_px(page, block, &block->items[i]);
        largest = px > largest ? px : largest;
    }
    return largest / page->theme->px_per_mm;
}

static double
name_width(const struct plan *plan)
{
    double width = plan->width - 2 * plan->pad_mm;
    return plan->beside ? width - plan->letter_mm - plan->tick_mm - 2 * plan->gap_mm
                        : width;
}

/* Whether every name stands in one line. It also finds the height of the cards. */
static bool
names_fit(struct page *page, const struct block *block, struct plan *plan)
{
    double width = name_width(plan), line = line_height(page, TYPE_CAPTION);
    double tallest = 0;
    for (size_t i = 0; i < block->count; i++) {
        tallest = fmax(tallest, text_height(page, block->items[i].text, TYPE_CAPTION,
                                            true, fmax(width, 1)));
    }
    plan->name_mm = tallest;
    plan->height =
        plan->beside ? fmax(plan->high_mm, tallest) : plan->high_mm + tallest;
    plan->height = fmax(plan->height + 2 * plan->pad_mm, page->theme->target_mm);
    return tallest < 1.5 * line;
}

/* The first plan in which every name stands in one line; otherwise the last. */
static struct plan
find_plan(struct page *page, const struct block *block, double width)
{
    const struct theme *theme = page->theme;
    bool is_large = theme->tall && !page->frame.staff;
    double letter = largest_letter_mm(page, block);
    struct plan plan = {.tiles = block->of_colors, .gap_mm = 1.6};
    plan.pad_mm = theme->compact ? 1.4 : is_large ? 4.5 : 1.8;
    plan.tick_mm = fmax(theme->cap_mm[TYPE_CAPTION] * 1.3, 5);
    plan.high_mm = is_large ? fmax(letter * 1.5, 20) : letter * 0.98;
    plan.letter_mm = fmax(letter, plan.high_mm);
    for (int columns = COLUMNS; columns > 1; columns /= 2) {
        for (int below = is_large ? 1 : 0; below < 2; below++) {
            plan.columns = columns;
            plan.beside = below == 0;
            plan.width = (width - theme->gap_mm * (columns - 1)) / columns;
            if (names_fit(page, block, &plan)) {
                return plan;
            }
        }
    }
    return plan;
}

void
samples_measure(struct page *page, const struct block *block, double width)
{
    struct plan plan = find_plan(page, block, width);
    size_t columns = (size_t)plan.columns;
    for (size_t i = 0; i < block->count; i += columns) {
        double above =
            page->snug >= SNUG_HEADING ? THEME_GAP_MIN_MM + 0.1 : page->theme->gap_mm;
        struct row *row = row_add(page, block, plan.height, above);
        row->first = i;
        row->columns = plan.columns;
        /* cards that are compared stay on one page */
        row->glued = i + columns < block->count;
    }
}

static void
draw_letter(struct page *page, const struct block *block, const struct plan *plan,
            const struct page_item *item, struct rect_mm place)
{
    struct card_style card = card_style(page, item->chosen);
    struct text_style style = {.type = TYPE_BODY,
                               .font_px = letter_px(page, block, item),
                               .tint = card.text,
                               .ground = card.ground,
                               .align = ALIGN_CENTER,
                               .language = "en"};
    if (plan->tiles) {
        style.tint = (enum tint)(TINT_SAMPLE_INK + item->level);
        style.ground = (enum tint)(TINT_SAMPLE_PAPER + item->level);
        sketch_box(page, place,
                   (struct box_style){style.ground, style.tint, page->theme->border_mm,
                                      page->theme->radius_mm * 0.6});
    }
    sketch_text_middle(page, place, LETTER, style);
}

static void
draw_card(struct page *page, const struct block *block, const struct plan *plan,
          const struct page_item *item, struct rect_mm rect)
{
    unsigned state =
        (item->chosen ? NODE_CHOSEN : 0) | (item->disabled ? NODE_DISABLED : 0);
    struct card_style card = card_style(page, item->chosen);
    sketch_node(page,
                (struct node_words){item->id, item->text, item->say, item->language},
                item->sets == SETS_ONE ? NODE_ANSWER : NODE_BUTTON, state, rect);
    sketch_box(page, rect, card.box);
    struct rect_mm inner = rect_inset(rect, plan->pad_mm, plan->pad_mm);
    struct rect_mm letter = {inner.x, inner.y, plan->letter_mm, plan->high_mm};
    struct rect_mm name = {inner.x, inner.y + plan->high_mm, inner.w, plan->name_mm};
    struct rect_mm tick = {inner.x + inner.w - plan->tick_mm, inner.y, plan->tick_mm,
                           plan->tick_mm};
    if (plan->beside) {
        letter.y = inner.y + (inner.h - plan->high_mm) / 2;
        name = (struct rect_mm){inner.x + plan->letter_mm + plan->gap_mm, inner.y,
                                name_width(plan), inner.h};
        tick.y = inner.y + (inner.h - plan->tick_mm) / 2;
    } else {
        double aside = plan->tick_mm + plan->gap_mm;
        letter.x = inner.x + aside;
        letter.w = inner.w - 2 * aside;
    }
    draw_letter(page, block, plan, item, letter);
    sketch_text_middle(
        page, name, item->text,
        (struct text_style){.type = TYPE_CAPTION,
                            .bold = true,
                            .tint = item->disabled ? TINT_DISABLED : card.text,
                            .ground = card.ground,
                            .align = plan->beside ? ALIGN_START : ALIGN_CENTER,
                            .language = item->language});
    if (item->chosen) {
        sketch_icon(page, tick, "check", card.text);
    }
}

void
samples_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    struct plan plan = find_plan(page, block, rect.w);
    rect.w = plan.width;
    for (size_t i = row->first;
         i < block->count && i < row->first + (size_t)plan.columns; i++) {
        draw_card(page, block, &plan, &block->items[i], rect);
        rect.x += plan.width + page->theme->gap_mm;
    }
}
