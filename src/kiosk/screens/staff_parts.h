/*
 * staff_parts: what the screens for staff share.
 */
#ifndef TOWNLINE_STAFF_PARTS_H
#define TOWNLINE_STAFF_PARTS_H

#include "scene.h"

/* Begins the page: the staff's bar, what is to be told, and the title (NULL: none). */
void staff_begin(struct scene *scene, const char *title);
/* Back and Next of a step of the first start, and which one it is; of one that was
 * opened from the menu, Back and Keep. Call it before staff_begin. */
void staff_step_frame(struct scene *scene);
/* A title, a line of what it is about (may be NULL) and a pad for the PIN. */
void staff_pin_screen(struct scene *scene, const char *title, const char *note);
/* What the event is called; "" when there is none. */
const char *staff_event_words(struct scene *scene);
/* "Monday to Saturday, 9:00 to 18:00", or that it is always open. */
const char *staff_hours_words(struct scene *scene);
/* The lines of the menu's card of health, into `lines`; returns how many. */
#define STAFF_HEALTH_MAX 5
size_t staff_health(struct scene *scene, struct page_item lines[STAFF_HEALTH_MAX]);
/* "Never", "After 90 days", or how many answers may go now. */
const char *staff_erase_words(struct scene *scene);
/* What may be erased now; none while the clock may be wrong, or when it cannot be read.
 */
struct retention staff_find_due(const struct kiosk *kiosk);
/* Asks whether that is erased, if there is any. */
void staff_ask_to_erase(struct kiosk *kiosk);
/* The three counts, one below the other. */
void staff_counts(struct scene *scene);
/* The same as items, for what has counts of its own. */
const struct page_item *staff_count_items(struct scene *scene);
/* "1,940" */
const char *staff_number(struct scene *scene, uint32_t n);
/* "December 4", of days since 1970-01-01. */
const char *staff_day(struct scene *scene, int64_t days);

#endif
