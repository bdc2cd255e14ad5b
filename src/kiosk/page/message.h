/*
 * message: where a message about answers stands so that nothing moves when it comes and
 * goes (page_message).
 */
#ifndef TOWNLINE_MESSAGE_H
#define TOWNLINE_MESSAGE_H

#include "page_parts.h"

/* The block of the message, or NULL. */
const struct block *message_in_place(const struct page *page);
/* Whether `answers` are those that were added after the message; notes may lie between
 * them. */
bool message_is_about(const struct page *page, const struct block *message,
                      const struct block *answers);
/* For page `shown` of those that the rows were dealt into, without a row for the
 * message; MESSAGE_ROW where nothing is free on it. */
enum message_place message_place(struct page *page, int shown, int pages_left,
                                 double column_mm);

#endif
