/*
 * comment_prior: what the comment model reads before it meets a comment: for each
 * language some texts such as residents write, with NULL at the end. It must never
 * change: if one byte of it did, comments that are kept somewhere could not be read any
 * more. For src/core alone.
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
