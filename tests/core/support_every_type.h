/*
 * support_every_type: forms and responses that reach every context of the response
 * codec and of the comment models, for the golden bundles. They are made only when a
 * golden bundle is written for the first time; later the bundle's own bytes are read.
 */
#ifndef TOWNLINE_SUPPORT_EVERY_TYPE_H
#define TOWNLINE_SUPPORT_EVERY_TYPE_H

#include "townline/response.h"

/* A form with every type of question, two keyed repeats beside each other, a keyed and
 * a positional one inside of another, and a rank with more items than the codec has
 * places for. */
struct descriptor *every_type_form(void);

/* Seals a comment for the question. `index` counts the comments. */
typedef void every_type_comment(void *context, size_t question, size_t index,
                                struct sealed_text *out);
/* Adds 72 responses with all spellings of all values. */
void every_type_responses(uint64_t *state, const struct descriptor *form,
                          every_type_comment *comment, void *context,
                          struct response_set *out);

/* Several comments for each prior, and some that no prior makes shorter. */
extern const char *const every_type_comments[];
extern const size_t every_type_comment_count;

/* A form with one select_one and one text. There are so many responses that the odds
 * learn as often as they can; there are more texts than a column remembers, and
 * half-days with years between them. */
struct descriptor *many_form(void);
void many_responses(uint64_t *state, const struct descriptor *form,
                    struct response_set *out);

#endif
