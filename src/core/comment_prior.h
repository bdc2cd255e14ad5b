/*
 * comment_prior: the texts that prior 1 of the comment model has read before it meets a
 * comment. Frozen for ever: a byte changed here makes kept comments unreadable. Not for
 * other folders.
 */
#ifndef TOWNLINE_COMMENT_PRIOR_H
#define TOWNLINE_COMMENT_PRIOR_H

#include <stddef.h>

extern const char *const comment_prior_texts[];
extern const size_t comment_prior_count;

#endif
