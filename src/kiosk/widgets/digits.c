/* digits: draws groups of digits that a person compares with paper. */
#include "widget.h"

#include <math.h>
#include <string.h>

#define GROUPS_MAX 8
#define GROUP_BYTES 16

/* Divides "0412 7730" into its groups. */
static size_t
split(const char *text, char groups[GROUPS_MAX][GROUP_BYTES])
{
    size_t count = 0;
    while (*text && count < GROUPS_MAX) {
        size_t size = strcspn(text, " ");
        size_t kept = size < GROUP_BYTES ? size : GROUP_BYTES - 1;
        memcpy(groups[count], text, kept);
        groups[count++][kept] = '\0';
        text += size + strspn(text + size, " ");
    }
    return count;
}

static double
label_height(struct page *page, const struct block *block, double width)
{
    double inner = width - 2 * page->theme->pad_mm;
    return text_height(page, block->text, TYPE_CAPTION, false, inner);
}

#define GROUP_AIR_MM 3.0 /* beside the digits in a box */

/* As many groups in a line as fit, with about the same number in each line. */
struct lines {
    enum type type;
    size_t columns, count;
    double height; /* of a box */
};

static struct lines
plan_lines(struct page *page, const struct block *block, double width)
{
    char groups[GROUPS_MAX][GROUP_BYTES];
    size_t count = split(block->say, groups);
    double inner = width - 2 * page->theme->pad_mm;
    struct lines lines = {.type = TYPE_TITLE};
    for (int pass = 0; pass < 2; pass++) {
        double widest = 0;
        lines.type = pass == 0 ? TYPE_TITLE : TYPE_LABEL;
        for (size_t i = 0; i < count; i++) {
            widest = fmax(widest, text_width(page, groups[i], lines.type, true));
        }
        double each = widest + GROUP_AIR_MM + THEME_GAP_MIN_MM;
        size_t most = (size_t)fmax(1, floor((inner + THEME_GAP_MIN_MM) / each));
        lines.count = (count + most - 1) / most;
        lines.columns = lines.count > 0 ? (count + lines.count - 1) / lines.count : 1;
        if (lines.count <= 1) {
            break;
        }
    }
    lines.height = line_height(page, lines.type) + (page->theme->compact ? 1 : 4);
    return lines;
}

void
digits_measure(struct page *page, const struct block *block, double width)
{
    double pad = page->theme->compact ? 1.5 : page->theme->pad_mm;
    struct lines lines = plan_lines(page, block, width);
    double count = (double)lines.count;
    row_add(page, block,
            label_height(page, block, width) + count * lines.height +
                (count - 1) * THEME_GAP_MIN_MM / 2 + 3 * pad,
            page->theme->gap_mm);
}

static void
draw_group(struct page *page, const char *digits, struct rect_mm box, enum type type)
{
    sketch_box(
        page, box,
        (struct box_style){.fill = TINT_SAGE, .radius_mm = page->theme->radius_mm});
    sketch_text_middle(page, box, digits,
                       (struct text_style){.type = type,
                                           .bold = true,
                                           .tint = TINT_INK,
                                           .ground = TINT_SAGE,
                                           .align = ALIGN_CENTER});
}

void
digits_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct block *block = row->block;
    const struct theme *theme = page->theme;
    char groups[GROUPS_MAX][GROUP_BYTES];
    size_t count = split(block->say, groups);
    struct lines lines = plan_lines(page, block, rect.w);
    double pad = theme->compact ? 1.5 : theme->pad_mm, gap = THEME_GAP_MIN_MM;
    sketch_node(page, (struct node_words){"digits", block->say, NULL, NULL}, NODE_TEXT,
                0, rect);
    sketch_box(
        page, rect,
        (struct box_style){TINT_CARD, TINT_ACCENT, theme->border_mm, theme->radius_mm});
    struct rect_mm words = {rect.x + theme->pad_mm, rect.y + pad,
                            rect.w - 2 * theme->pad_mm,
                            label_height(page, block, rect.w)};
    sketch_text(page, words, block->text,
                (struct text_style){
                    .type = TYPE_CAPTION, .tint = TINT_INK, .ground = TINT_CARD});
    double columns = (double)lines.columns;
    double wide = (words.w - gap * (columns - 1)) / columns;
    for (size_t i = 0; i < count; i++) {
        /* digits run from left to right in every language */
        size_t at = i % lines.columns;
        size_t place = page->frame.rtl ? lines.columns - 1 - at : at;
        struct rect_mm box = {words.x + (double)place * (wide + gap),
                              words.y + words.h + pad +
                                  (double)(i / lines.columns) *
                                      (lines.height + gap / 2),
                              wide, lines.height};
        draw_group(page, groups[i], box, lines.type);
    }
}
