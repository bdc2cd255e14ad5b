/*
 * regex_tree: a regular expression as a tree; regex.h says what it may hold. "abc" is
 * ((a b) c), and "a|b|c" is ((a | b) | c).
 */
#ifndef TOWNLINE_REGEX_TREE_H
#define TOWNLINE_REGEX_TREE_H

#include "townline/arena.h"

#include "townline/error.h"

#include <stdint.h>

#define REGEX_MAX_DEPTH 40
#define REGEX_MAX_COUNT 1000
#define REGEX_NO_END 0u

struct regex_range {
    uint32_t first, last;
    const struct regex_range *next;
};

enum regex_kind {
    REGEX_EMPTY,
    REGEX_RANGES, /* one character inside of the ranges, or outside when negated */
    REGEX_START,  /* ^ */
    REGEX_END,    /* $ */
    REGEX_BOTH,   /* left, then right */
    REGEX_EITHER,
    REGEX_REPEAT /* `left`, from min to max times */
};
struct regex_tree {
    enum regex_kind kind;
    bool negated;
    const struct regex_range *ranges;
    const struct regex_tree *left, *right;
    unsigned min, max; /* REGEX_NO_END: no limit */
};

bool regex_tree_parse(const char *text, struct arena *arena,
                      const struct regex_tree **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
