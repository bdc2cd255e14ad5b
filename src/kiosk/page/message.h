/*
 * message: finds the place of a message about answers (page_message), so that nothing
 * moves when it comes and goes.
 */
#ifndef TOWNLINE_MESSAGE_H
#define TOWNLINE_MESSAGE_H

#include "page_parts.h"

/* The block of the message, or NULL. */
const struct block *message_in_place(const struct page *page);
/* Whether `answers` are those that were added behind the message; there may be notes
 * between the two. */
bool message_is_about(const struct page *page, const struct block *message,
                      const struct block *answers);
/* The place of the message on page `shown`. The rows were dealt without a row for it;
 * MESSAGE_ROW when the page has no free place. */
enum message_place message_place(struct page *page, int shown, int pages_left,
                                 double column_mm);

#endif
