/*
 * question_parts: what the screens of the form's questions share.
 */
#ifndef TOWNLINE_QUESTION_PARTS_H
#define TOWNLINE_QUESTION_PARTS_H

#include "scene.h"

/* The choices as items of the scene, in the form's order. */
struct choices {
    struct page_item *items;
    size_t count;
};
void question_choices(struct scene *scene, struct choices *out, const char *prefix);
/* Begins the page with what is wrong, the question and its hint. */
void question_begin(struct scene *scene);

/* writing.c: what is typed. */
void build_writing(struct scene *scene);
void build_number(struct scene *scene, bool decimals);
void build_range(struct scene *scene);
bool touch_writing(struct kiosk *kiosk, const char *id);

#endif
