/*
 * pack_meaning: which texts changed since the pack before, and whether each question
 * still means the same. Reports pool the answers of two packs only where it does.
 */
#ifndef PACK_MEANING_H
#define PACK_MEANING_H

#include "arguments.h"
#include "townline/pack.h"

struct meaning_options {
    struct option_list same, different; /* questions, or "all" */
    bool is_quiet;                      /* nothing is listed: output is for a program */
};
struct meaning {
    struct manifest_change *changes; /* owned */
    size_t count;
};
/* Lists every changed text, old and new, and asks on the terminal about each question
 * that the options do not answer. ERROR_MISSING: there is nobody to ask. */
bool meaning_ask(const struct meaning_options *options, const struct form *before,
                 const struct form *after, struct meaning *out, struct error *err)
    __attribute__((warn_unused_result));
void meaning_finish(struct meaning *meaning); /* takes a zeroed struct */

#endif
