/*
 * staff_parts: what the screens for staff share.
 */
#ifndef TOWNLINE_STAFF_PARTS_H
#define TOWNLINE_STAFF_PARTS_H

#include "scene.h"

/* Begins the page: what is to be told, and the title (NULL: none). */
void staff_begin(struct scene *scene, const char *title);
/* The three counts that are always in sight. */
void staff_counts(struct scene *scene);

#endif
