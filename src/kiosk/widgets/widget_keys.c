/* widget_keys: draws the keys of a keyboard or a pad. */
#include "bar.h"
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double
row_units(const struct page_key_row *row)
{
    double units = 0;
    for (size_t i = 0; i < row->count; i++) {
        units += row->keys[i].width > 0 ? row->keys[i].width : 1;
    }
    return units;
}

static double
widest_row(const struct block *block)
{
    double widest = 1;
    for (size_t i = 0; i < block->count; i++) {
        widest = fmax(widest, row_units(&block->keys[i]));
    }
    return widest;
}

static double
key_gap(const struct page *page, const struct block *block)
{
    if (block->kind == BLOCK_KEYBOARD) {
        return page->theme->compact ? 1.5 : THEME_GAP_MIN_MM + 0.1;
    }
    return THEME_GAP_MIN_MM + (page->theme->compact ? 0.01 : 0.1);
}

/* The most that a key of a pad is wide and high. */
static double
pad_key_mm(const struct theme *theme)
{
    return theme->tall ? 28 : theme->wide ? 26 : 20;
}

#define PAD_COLUMNS 3

double
keys_pad_mm(const struct theme *theme)
{
    double key = theme->compact ? 14 : pad_key_mm(theme);
    return PAD_COLUMNS * key + (PAD_COLUMNS - 1) * (THEME_GAP_MIN_MM + 0.1);
}

static double
key_height(const struct page *page, const struct block *block)
{
    const struct theme *theme = page->theme;
    if (block->kind == BLOCK_KEYBOARD) {
        /* a row of candidates above the keys makes all of them lower */
        bool is_low = page->keys_in_bar && theme->compact && block->count <= 4;
        bool is_high = page->keys_in_bar && theme->display.size <= TEXT_SIZE_M;
        return is_low                             ? 9.2
               : theme->compact                   ? 8.2
               : theme->tall                      ? 24
               : page->keys_in_bar && theme->wide ? 18
               : is_high                          ? 14.2
                                                  : THEME_TARGET_MIN_MM;
    }
    double gap = key_gap(page, block);
    double room = (page->rest_mm - gap * (double)(block->count - 1)) /
                  (double)(block->count > 0 ? block->count : 1);
    if (theme->tall) {
        return 24;
    }
    return fmin(fmax(room, THEME_TARGET_MIN_MM), fmin(pad_key_mm(theme), 24));
}

/* Without the row that stands between Back and Next. */
static size_t
rows_shown(const struct page *page, const struct block *block)
{
    bool in_bar = block->kind == BLOCK_KEYBOARD && page->keys_in_bar;
    return block->count - (in_bar && block->count > 0 ? 1 : 0);
}

void
keys_measure(struct page *page, const struct block *block, double width)
{
    (void)width;
    double gap = key_gap(page, block);
    page->keys_in_bar = bar_has_keys(page);
    size_t rows = rows_shown(page, block);
    double height = key_height(page, block) * (double)rows +
                    gap * (double)(rows > 0 ? rows - 1 : 0);
    struct row *row = row_add(page, block, height, field_gap(page));
    row->at_bottom = block->kind == BLOCK_KEYBOARD;
}

/* The size of a key that is one unit wide. */
struct key_size {
    double unit, gap, height;
};

static struct key_size
key_size(const struct page *page, const struct block *block, double width)
{
    struct key_size size = {.gap = key_gap(page, block),
                            .height = key_height(page, block)};
    double units = widest_row(block);
    size.unit = (width - size.gap * (units - 1)) / units;
    if (block->kind == BLOCK_PAD) {
        size.unit = fmin(size.unit, pad_key_mm(page->theme));
    } else if (page->theme->tall) {
        size.unit = fmin(size.unit, 24);
    }
    return size;
}

static double
key_width(const struct page_key *key, struct key_size size)
{
    return (key->width > 0 ? key->width : 1) * (size.unit + size.gap) - size.gap;
}

/* All letters of a keyboard have one size, and so have all words on it ("ABC",
 * "Space"). They stand on one line, a little below that of capitals in the middle of a
 * key. */
struct lettering {
    int font_px;
    double down_mm;
};

static bool
is_letter(const struct page_key *key)
{
    return key->text && key->width <= 0;
}

/* Half of the room that a text needs around the middle of its line, in mm. */
struct reach {
    double aside, up, down;
};

static struct reach
reach_of(struct page *page, const char *words, int font_px)
{
    struct part part = {.text = words,
                        .language = page->frame.language,
                        .type = TYPE_LABEL,
                        .bold = true,
                        .font_px = font_px,
                        .rtl = page->frame.rtl};
    struct text_spec spec = part_text_spec(&part, page->theme);
    double width = typeset_measure(page->typeset, &spec).width;
    struct text_ink_px ink = typeset_ink(page->typeset, &spec);
    double scale = page->theme->px_per_mm;
    return (struct reach){
        fmax(width / 2, fmax(width / 2 - ink.left, ink.right - width / 2)) / scale,
        (spec.pitch_px / 2.0 - ink.top) / scale,
        (ink.bottom - spec.pitch_px / 2.0) / scale};
}

#define LIFT_MOST_MM 0.4 /* of all letters, for what reaches below or above others */

/* Takes the largest size that is allowed and at which the widest and the highest of
 * them fit. A text that can be replaced by an icon may be too wide. */
static struct lettering
fit(struct page *page, const struct block *block, struct key_size size, bool letters,
    int most_px)
{
    const double air = page->theme->compact ? 0.8 : 1, aside = air + 0.3;
    double scale = 1, up = 0, down = 0;
    for (size_t r = 0; r < block->count; r++) {
        for (size_t i = 0; i < block->keys[r].count; i++) {
            const struct page_key *key = &block->keys[r].keys[i];
            if (!key->text || is_letter(key) != letters) {
                continue;
            }
            struct reach reach = reach_of(page, key->text, most_px);
            up = fmax(up, reach.up);
            down = fmax(down, reach.down);
            if (!key->icon) {
                scale = fmin(scale, (key_width(key, size) / 2 - aside) / reach.aside);
            }
        }
    }
    double room = size.height - 2 * air;
    if ((up + down) * scale > room) {
        scale = room / (up + down);
    }
    double middle = size.height / 2 - air;
    if (!page->theme->compact) { /* else capitals stand high for the sake of one J */
        scale = fmin(scale, (middle + LIFT_MOST_MM) / fmax(up, down));
    }
    double lift = fmax(0, down * scale - middle), drop = fmax(0, up * scale - middle);
    return (struct lettering){(int)floor(most_px * scale), drop - lift};
}

static void
draw_key(struct page *page, const struct page_key *key, struct rect_mm rect,
         struct lettering lettering)
{
    const char *words = key->text ? key->text : key->say ? key->say : "";
    sketch_node(page, (struct node_words){key->id, words, key->say, NULL}, NODE_KEY,
                key->chosen ? NODE_CHOSEN : 0, rect);
    struct card_style style = card_style(page, key->chosen);
    style.box.radius_mm = 2.4;
    sketch_box(page, rect, style.box);
    struct text_style lettered = {.type = TYPE_LABEL,
                                  .bold = true,
                                  .font_px = lettering.font_px,
                                  .tint = style.text,
                                  .ground = style.ground,
                                  .align = ALIGN_CENTER};
    if (key->icon && (!key->text || reach_of(page, key->text, lettering.font_px).aside >
                                        rect.w / 2 - 1)) {
        double side = fmin(fmin(rect.h * 0.6, rect.w * 0.7), 9);
        sketch_icon(page,
                    (struct rect_mm){rect.x + (rect.w - side) / 2,
                                     rect.y + (rect.h - side) / 2, side, side},
                    key->icon, style.icon);
        return;
    }
    rect.y += lettering.down_mm;
    sketch_text_middle(page, rect, words, lettered);
}

/* The row as what the focus comes to before its keys; an empty one is none. */
static void
add_row_node(struct page *page, const struct block *block, size_t row,
             struct rect_mm rect)
{
    const struct page_key_row *keys = &block->keys[row];
    size_t there = 0;
    char id[40];
    for (size_t i = 0; i < keys->count; i++) {
        there += keys->keys[i].id != NULL;
    }
    if (keys->say && there > 0) {
        snprintf(id, sizeof id, "row-%zu", row + 1);
        sketch_node(page, (struct node_words){id, "", keys->say, NULL}, NODE_ROW, 0,
                    rect);
    }
}

void
keys_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    struct key_size size = key_size(page, block, rect.w);
    int label_px = theme_font_px(page->theme, TYPE_LABEL);
    struct lettering letters = fit(page, block, size, true, label_px),
                     words = fit(page, block, size, false, letters.font_px);
    for (size_t r = 0; r < rows_shown(page, block); r++) {
        const struct page_key_row *keys = &block->keys[r];
        double row_w = row_units(keys) * (size.unit + size.gap) - size.gap;
        double x = rect.x + (rect.w - row_w) / 2;
        /* keyboards and pads are not mirrored: the keys of Arabic go from left to right
         * too */
        bool rtl = page->frame.rtl;
        add_row_node(page, block, r, (struct rect_mm){x, rect.y, row_w, size.height});
        x += rtl ? row_w : 0;
        for (size_t i = 0; i < keys->count; i++) {
            const struct page_key *key = &keys->keys[i];
            double width = key_width(key, size);
            x -= rtl ? width : 0;
            if (key->id) {
                draw_key(page, key, (struct rect_mm){x, rect.y, width, size.height},
                         is_letter(key) ? letters : words);
            }
            x += rtl ? -size.gap : width + size.gap;
        }
        rect.y += size.height + size.gap;
    }
}

/* ---- the last row, between Back and Next ---- */

#define BAR_KEYS_MAX 16
#define BAR_KEY_MOST_MM 14.6
#define SPACE_LEAST 1.5 /* keys */
#define WIDE_LEAST 1.4  /* keys, of a key that leads to others */

static const struct page_key_row *
last_row(const struct block *block)
{
    return &block->keys[block->count - 1];
}

static bool
is_left_out(const struct page_key *key)
{
    return !key->id || strcmp(key->id, "key-newline") == 0;
}

static bool
is_space(const struct page_key *key)
{
    return key->id && strcmp(key->id, "key-space") == 0;
}

/* The keys as they stand there. The space is wider if there is room. */
struct bar_row {
    struct page_key keys[BAR_KEYS_MAX];
    size_t count;
};

static void
list_bar_keys(const struct block *block, struct bar_row *out)
{
    const struct page_key_row *row = last_row(block);
    out->count = 0;
    for (size_t i = 0; i < row->count && out->count < BAR_KEYS_MAX; i++) {
        struct page_key *key = &out->keys[out->count];
        *key = row->keys[i];
        key->width = is_space(key) ? SPACE_LEAST : key->width > 0 ? WIDE_LEAST : 0;
        out->count += is_left_out(key) ? 0 : 1;
    }
}

double
keys_bar_least_mm(const struct page *page, const struct block *block)
{
    double gap = key_gap(page, block);
    double least = page->theme->compact ? 8.4 : THEME_TARGET_MIN_MM;
    struct bar_row row;
    list_bar_keys(block, &row);
    const struct page_key_row keys = {.keys = row.keys, .count = row.count};
    return row_units(&keys) * (least + gap) - gap;
}

void
keys_draw_bar(struct page *page, const struct block *block, struct rect_mm rect)
{
    struct bar_row row;
    list_bar_keys(block, &row);
    const struct page_key_row keys = {.keys = row.keys, .count = row.count};
    const struct block alone = {.kind = block->kind, .keys = &keys, .count = 1};
    struct key_size size = key_size(page, block, page->area.w);
    int label_px = theme_font_px(page->theme, TYPE_LABEL);
    struct lettering letters = fit(page, block, size, true, label_px);
    double units = row_units(&keys);
    size.unit = fmin(BAR_KEY_MOST_MM, (rect.w + size.gap) / units - size.gap);
    size.height = rect.h;
    struct lettering words = fit(page, &alone, size, false, letters.font_px);
    double spare = rect.w - (units * (size.unit + size.gap) - size.gap);
    double x = rect.x + (page->frame.rtl ? rect.w : 0);
    letters.down_mm = 0;
    add_row_node(page, block, block->count - 1, rect);
    for (size_t i = 0; i < row.count; i++) {
        const struct page_key *key = &row.keys[i];
        double width = key_width(key, size) + (is_space(key) ? spare : 0);
        x -= page->frame.rtl ? width : 0;
        draw_key(page, key, (struct rect_mm){x, rect.y, width, rect.h},
                 is_letter(key) ? letters : words);
        x += page->frame.rtl ? -size.gap : width + size.gap;
    }
}
