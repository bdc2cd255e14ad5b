/*
 * output: files that commands write with -o. What is there already is left as it is
 * unless --force was given.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "townline/buffer.h"
#include "townline/error.h"

/* Before the work begins. ERROR_INPUT: something of that name is there. */
bool output_check(const char *path, bool force, struct error *err)
    __attribute__((warn_unused_result));
/* Whole or not at all; the error names the path. */
bool output_save(const char *path, const struct buffer *content, bool force,
                 struct error *err) __attribute__((warn_unused_result));

#endif
