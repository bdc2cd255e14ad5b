/*
 * pills: the small round buttons of every screen: "Aa", "Listen" and the language. On
 * tall panels, and when a resident wants everything that is touched lower down, they
 * stand below the buttons of the bar; otherwise at the top, beside the words that say
 * where one is.
 */
#ifndef TOWNLINE_PILLS_H
#define TOWNLINE_PILLS_H

#include "page_parts.h"

#define PILLS_MAX 3
struct pill {
    const char *id, *icon;
    struct page_button button;
    double width;
    bool is_bare; /* its picture alone, without the word */
};

bool pills_any(const struct page *page);
bool pills_are_below(const struct page *page);
bool pills_are_at_top(const struct page *page);
/* Between the buttons of the bar and the pills below them. */
double pills_gap_above(const struct page *page);
/* Fills in those that the screen has, and returns their number. One that is hidden is
 * among them: its width is kept free beside the words. */
size_t pills_list(struct page *page, struct pill pills[PILLS_MAX]);
/* Takes out those that are not drawn; the others move together. */
size_t pills_drop_hidden(struct pill *pills, size_t count);
/* Of all of them with the gaps between them. */
double pills_width(const struct page *page, const struct pill *pills, size_t count);
/* "Listen" on the first screen, where its word would be in one language of many. */
struct pill pills_bare_listen(const struct page *page,
                              const struct page_button *listen);
void pills_draw(struct page *page, const struct pill *pills, size_t count, double x,
                double y);

#endif
