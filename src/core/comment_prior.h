/*
 * comment_prior: what the comment model has read before it meets a comment: for each
 * prior some talk of residents in one language, up to a NULL. Frozen for ever: a byte
 * changed here makes kept comments unreadable. Not for other folders.
 */
#ifndef TOWNLINE_COMMENT_PRIOR_H
#define TOWNLINE_COMMENT_PRIOR_H

#include <stddef.h>

extern const char *const comment_prior_en[];
extern const char *const comment_prior_es[];
extern const char *const comment_prior_zh[];
extern const char *const comment_prior_vi[];
extern const char *const comment_prior_tl[];
extern const char *const comment_prior_ar[];

#endif
