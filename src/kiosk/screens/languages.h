/*
 * languages: the buttons that name each language in itself, on the first screen and
 * behind the language button. Ids are "language-CODE".
 */
#ifndef TOWNLINE_LANGUAGES_H
#define TOWNLINE_LANGUAGES_H

#include "scene.h"

/* How many items there are. */
size_t language_items(struct scene *scene, struct page_item **items_out);
/* "Español (es)" without its code. */
const char *language_name(struct scene *scene, size_t language);
/* The language that the id names; false when it is no such id. */
bool language_touched(const struct kiosk *kiosk, const char *id, size_t *out);

#endif
