/*
 * message: finds the place of a message about answers (page_message), so that nothing
 * moves when it comes and goes; and that of a hint (page_hint), which a message may
 * take.
 */
#ifndef TOWNLINE_MESSAGE_H
#define TOWNLINE_MESSAGE_H

#include "page_parts.h"

/* The block of the message, or NULL. */
const struct block *message_in_place(const struct page *page);
/* Call this first. A message about one choice that is not among the answers behind it,
 * such as one of another question that was touched last, is about all of them. */
void message_prepare(struct page *page);
/* The block of the hint, or NULL. */
const struct block *hint_in_place(const struct page *page);
/* Whether the list behind the hint leaves a free place in which the hint has room, when
 * the rows were measured without a row for it. */
bool hint_has_cell(struct page *page, double column_mm);
/* Whether `answers` are those that were added behind the message; there may be notes
 * between the two. */
bool message_is_about(const struct page *page, const struct block *message,
                      const struct block *answers);
/* Whether page `number` has the choice that the message is about; with a message about
 * all of them, whether it has one of them. */
bool message_belongs_to(const struct page *page, int number);
/* Whether the row of the message was dealt to a page to which it belongs. */
bool message_row_is_near(const struct page *page);
/* Whether the words at the top give up their place: never, where they only say where
 * one is, or also where they are the question, which other pages show. */
enum message_top { MESSAGE_TOP_NOT, MESSAGE_TOP_WHERE, MESSAGE_TOP_ALWAYS };
/* The free place for the message on page `shown`, when the rows were dealt without a
 * row for it; MESSAGE_ELSEWHERE when this page has none, or no answers. */
enum message_place message_place(struct page *page, int shown, int pages_left,
                                 enum message_top top, double column_mm);

#endif
