/*
 * regex: the regular expressions of regex(). A search takes time in proportion to
 * pattern and text, since all states are followed side by side and none is tried again.
 * Patterns may have literals . [] () (?:) | * + ? {m,n} ^ $ \d \D \w \W \s \S and
 * escaped signs. Lazy forms such as *? match the same texts as *. Look-around and back
 * references are refused.
 */
#ifndef TOWNLINE_REGEX_H
#define TOWNLINE_REGEX_H

#include "townline/arena.h"

#include "townline/error.h"

#define REGEX_MAX_STATES 4000

struct regex;
/* The pattern lies in the arena. ERROR_INPUT: it is no pattern, or it needs what we
 * refuse. */
bool regex_parse(const char *text, struct arena *arena, struct regex **out,
                 struct error *err) __attribute__((warn_unused_result));
/* Whether some part of the text matches; ^ is its beginning and $ its end. *failed is
 * set when the arena is full. */
bool regex_match(const struct regex *pattern, const char *text, struct arena *arena,
                 bool *failed);
size_t regex_states(const struct regex *pattern);

#endif
