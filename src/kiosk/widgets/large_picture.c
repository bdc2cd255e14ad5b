/* large_picture: draws the one large picture of a page, on a card. */
#include "townline/characters.h"
#include "widget.h"

#include <math.h>
#include <string.h>

/* A drawing has air around it. A photograph fills its card. */
static double
air_share(const char *name)
{
    bool is_photo = strchr(name, '.') && !characters_end_with_any_case(name, ".svg");
    return is_photo ? 0.03 : 0.17;
}

/* Beside words it is a square. Above words it is as wide as they are, and gets the room
 * that they leave. */
void
large_picture_measure(struct page *page, const struct block *block, double width)
{
    double gap = page->theme->gap_mm;
    if (!page->theme->tall) {
        row_add(page, block, fmin(width, page->content.h), gap);
        return;
    }
    double least = 30, most = width * 0.55;
    row_add(page, block, fmin(most, least + page->rest_mm), gap);
}

/* It says nothing that the words do not say, so it is not spoken. */
void
large_picture_draw(struct page *page, const struct row *row, struct rect_mm rect)
{
    const char *name = row->block->aside.icon;
    double side = fmin(rect.w, rect.h) * (1 - 2 * air_share(name));
    sketch_node(page, (struct node_words){"", "", "", NULL}, NODE_DECOR, 0, rect);
    sketch_box(page, rect,
               (struct box_style){TINT_CARD, TINT_NONE, 0, page->theme->radius_mm});
    sketch_icon(page,
                (struct rect_mm){rect.x + (rect.w - side) / 2,
                                 rect.y + (rect.h - side) / 2, side, side},
                name, TINT_ACCENT);
}
