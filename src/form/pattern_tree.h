/*
 * pattern_tree: a regular expression as it is written, a tree; see pattern.h for what
 * it may say. Sequences and alternatives nest to the left.
 */
#ifndef TOWNLINE_PATTERN_TREE_H
#define TOWNLINE_PATTERN_TREE_H

#include "townline/arena.h"

#include "townline/error.h"

#include <stdint.h>

#define PATTERN_MAX_DEPTH 40
#define PATTERN_MAX_COUNT 1000
#define PATTERN_NO_END 0u

struct range {
    uint32_t first, last;
    const struct range *next;
};

enum pattern_kind {
    PATTERN_EMPTY,
    PATTERN_RANGES, /* one character inside (or, negated, outside) the ranges */
    PATTERN_START,  /* ^ */
    PATTERN_END,    /* $ */
    PATTERN_BOTH,   /* left, then right */
    PATTERN_EITHER,
    PATTERN_REPEAT /* of left */
};
struct pattern_tree {
    enum pattern_kind kind;
    bool negated;
    const struct range *ranges;
    const struct pattern_tree *left, *right;
    unsigned min, max; /* max may be PATTERN_NO_END */
};

bool pattern_tree_parse(const char *text, struct arena *arena,
                        const struct pattern_tree **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
