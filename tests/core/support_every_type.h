/*
 * every_type: forms and responses that reach every context of the response codec and of
 * the comment models, for the golden bundles. They are made only when a golden bundle
 * is written for the first time; afterwards the bundle's own bytes are read.
 */
#ifndef TOWNLINE_SUPPORT_EVERY_TYPE_H
#define TOWNLINE_SUPPORT_EVERY_TYPE_H

#include "townline/response.h"

/* Every type of question, two keyed repeats beside each other, a keyed and a positional
 * one inside of another, a rank of more items than the codec has places for. */
struct descriptor *every_type_form(void);

/* Seals a comment for the question; `index` counts the comments. */
typedef void every_type_comment(void *context, size_t question, size_t index,
                                struct sealed_text *out);
/* 72 responses in all spellings of all values. */
void every_type_responses(uint64_t *state, const struct descriptor *form,
                          every_type_comment *comment, void *context,
                          struct response_set *out);

/* A comment for each prior, several of each, and some that no prior makes shorter. */
extern const char *const every_type_comments[];
extern const size_t every_type_comment_count;

/* One select_one and one text: so many responses that the odds reach the most they can
 * be taught, more texts than a column remembers, and half-days that lie years apart. */
struct descriptor *many_form(void);
void many_responses(uint64_t *state, const struct descriptor *form,
                    struct response_set *out);

#endif
