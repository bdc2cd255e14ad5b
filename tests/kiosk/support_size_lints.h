/*
 * support_size_lints: faults that large text and small panels bring: letters that are
 * cut, icons that stay small, screens that cannot be left at once.
 *
 * Each function looks at the screen that the kiosk shows. If it finds a fault, it
 * writes what is wrong with the first one into `out` and returns true.
 */
#ifndef TOWNLINE_SUPPORT_SIZE_LINTS_H
#define TOWNLINE_SUPPORT_SIZE_LINTS_H

#include "kiosk.h"

/* A letter with its descender and its accents leaves the panel, the card that it stands
 * on or the area that is drawn again with it, or something is drawn over it. */
bool has_cut_letters(const struct kiosk *kiosk, char *out, size_t size);
/* An icon or a tick is smaller than the words beside it. */
bool has_small_icon(const struct kiosk *kiosk, char *out, size_t size);
/* A tick or another filled shape lies on the picture of its card. */
bool has_covered_icon(const struct kiosk *kiosk, char *out, size_t size);
/* The disc that a tick stands on has the color of its card. */
bool has_unseen_tick(const struct kiosk *kiosk, char *out, size_t size);
/* What was opened over the way, such as the settings, has no button that closes it. */
bool has_no_way_out(const struct kiosk *kiosk, char *out, size_t size);

#endif
