/*
 * languages: the buttons that name each language in itself, on the first screen and
 * behind the language button. Ids are "language-ID", the ID of struct form_language,
 * which is its code where it has one of its own. A language that the form gives no name
 * has the kiosk's own word on its button.
 */
#ifndef TOWNLINE_LANGUAGES_H
#define TOWNLINE_LANGUAGES_H

#include "scene.h"

/* How many items there are. */
size_t language_items(struct scene *scene, struct page_item **items_out);
/* What the language button says; NULL: there is none, since nothing can be chosen. */
const char *language_name(const struct kiosk *kiosk, size_t language);
/* The language that the id names; false when it is no such id. */
bool language_touched(const struct kiosk *kiosk, const char *id, size_t *out);

#endif
