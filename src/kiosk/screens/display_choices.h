/*
 * display_choices: text sizes and colors as cards to choose from, for residents and for
 * staff.
 */
#ifndef DISPLAY_CHOICES_H
#define DISPLAY_CHOICES_H

#include "scene.h"

/* "size-s" to "size-xl", of those that the panel has, and "colors-default" and others.
 * What `display` says is chosen. */
struct display_choices {
    struct page_item *sizes, *colors; /* as long as the scene */
    size_t size_count, color_count;
};
struct display_choices display_choices(struct scene *scene,
                                       const struct display *display);
/* Which of them has this id; false: it is no size, or no colors. */
bool display_choices_size(const char *id, size_t *out);
bool display_choices_colors(const char *id, size_t *out);

#endif
