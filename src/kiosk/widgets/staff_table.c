/* staff_table: draws rows below a line of headings. One row can be chosen. */
#include "widget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define READ_GAP_MM 1 /* between rows that are only read */

static double
pad(const struct page *page)
{
    return page->theme->compact ? 1.2 : 2.4;
}

static double
icon_side(void)
{
    return 5;
}

/* The width for the words of a cell: that of its column, less the icon in the last one.
 */
static double
words_width(const struct page *page, const struct page_table *table,
            const struct page_table_row *row, size_t column, double width)
{
    double words = table->shares[column] * width - 2 * pad(page);
    bool has_icon = row && row->icon && column + 1 == table->column_count;
    return words - (has_icon ? icon_side() + 1.5 : 0);
}

static double
cells_height(struct page *page, const struct page_table *table,
             const struct page_table_row *row, double width)
{
    double tallest = line_height(page, TYPE_CAPTION);
    for (size_t i = 0; i < table->column_count; i++) {
        const char *words = row ? row->cells[i] : table->headings[i];
        bool bold = !row || row->strong;
        tallest = fmax(tallest, text_height(page, words, TYPE_CAPTION, bold,
                                            words_width(page, table, row, i, width)));
    }
    return tallest;
}

void
table_measure(struct page *page, const struct block *block, double width)
{
    const struct page_table *table = &block->table;
    double air = page->snug >= SNUG_ROWS ? 1.6 : 4;
    struct row *head =
        row_add(page, block, cells_height(page, table, NULL, width) + 2.4,
                page->theme->gap_mm * 0.6);
    head->again_mm = head->height;
    for (size_t i = 0; i < table->row_count; i++) {
        double height = cells_height(page, table, &table->rows[i], width) + air;
        double least = table->read_only ? 0 : THEME_TARGET_MIN_MM; /* no target */
        double gap = table->read_only ? READ_GAP_MM : THEME_GAP_MIN_MM;
        struct row *row = row_add(page, block, fmax(height, least), i == 0 ? 0 : gap);
        row->first = i + 1;
        row->count = 1;
    }
}

static void
draw_cells(struct page *page, const struct page_table *table,
           const struct page_table_row *row, struct rect_mm rect, enum tint ground)
{
    double x = rect.x;
    for (size_t i = 0; i < table->column_count; i++) {
        struct rect_mm cell = {x + pad(page), rect.y,
                               words_width(page, table, row, i, rect.w), rect.h};
        if (row && row->icon && i + 1 == table->column_count) {
            struct rect_mm mark = {cell.x, rect.y + (rect.h - icon_side()) / 2,
                                   icon_side(), icon_side()};
            if (strcmp(row->icon, "check") == 0) {
                sketch_tick_disc(page, mark);
            } else {
                sketch_box(page, mark,
                           (struct box_style){TINT_CARD, TINT_INK,
                                              page->theme->border_mm, mark.w / 2});
                if (*row->icon) {
                    sketch_icon(page, rect_inset(mark, 0.9, 0.9), row->icon, TINT_INK);
                }
            }
            cell.x += icon_side() + 1.5;
        }
        sketch_text_middle(
            page, cell, row ? row->cells[i] : table->headings[i],
            (struct text_style){.type = TYPE_CAPTION,
                                .bold = !row || row->strong,
                                .tint = ground == TINT_SAGE ? TINT_ON_TINT : TINT_INK,
                                .ground = ground,
                                .align = table->at_end[i] ? ALIGN_END : ALIGN_START});
        x += table->shares[i] * rect.w;
    }
}

static void
say_cells(const struct page_table *table, const struct page_table_row *row, char *out,
          size_t size)
{
    int length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < table->column_count && length < (int)size; i++) {
        const char *head = row ? table->headings[i] : "";
        length +=
            snprintf(out + length, size - (size_t)length, "%s%s%s%s", i > 0 ? ", " : "",
                     head, *head ? " " : "", row ? row->cells[i] : table->headings[i]);
    }
}

void
table_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const struct page_table *table = &row->block->table;
    const struct page_table_row *cells =
        row->first > 0 ? &table->rows[row->first - 1] : NULL;
    char said[4 * TYPESET_TEXT_MAX_BYTES];
    say_cells(table, cells, said, sizeof said);
    if (!cells) {
        sketch_node(page, (struct node_words){"headings", said, NULL, NULL}, NODE_TEXT,
                    0, rect);
        sketch_box(page, rect, (struct box_style){.fill = TINT_SAGE, .radius_mm = 1});
        draw_cells(page, table, NULL, rect, TINT_SAGE);
        return;
    }
    sketch_node(page, (struct node_words){cells->id, said, NULL, NULL},
                table->read_only ? NODE_TEXT : NODE_ANSWER,
                cells->chosen ? NODE_CHOSEN : 0, rect);
    struct card_style style = card_style(page, cells->chosen);
    if (!cells->chosen) {
        style.box.border = TINT_HAIRLINE;
        style.box.border_mm = page->theme->hairline_mm;
    }
    sketch_box(page, rect, style.box);
    draw_cells(page, table, cells, rect, style.ground);
}
