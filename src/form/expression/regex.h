/*
 * regex: the regular expressions of regex(), looked for in a text in time
 * proportional to both (states are followed side by side, never tried one after the
 * other). Literals . [] () (?:) | * + ? {m,n} ^ $ \d \D \w \W \s \S and escaped signs;
 * lazy forms match the same texts. Look-around and back references are refused.
 */
#ifndef TOWNLINE_REGEX_H
#define TOWNLINE_REGEX_H

#include "townline/arena.h"

#include "townline/error.h"

#define REGEX_MAX_STATES 4000

struct regex;
/* Lies in the arena. ERROR_INPUT: not a pattern, or not one of ours. */
bool regex_parse(const char *text, struct arena *arena, struct regex **out,
                 struct error *err) __attribute__((warn_unused_result));
/* Whether some part of the text matches; ^ and $ hold at its ends. *failed when the
 * arena is full. */
bool regex_match(const struct regex *pattern, const char *text, struct arena *arena,
                 bool *failed);
size_t regex_states(const struct regex *pattern);

#endif
