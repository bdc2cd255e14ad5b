/*
 * bench_comment: what a comment takes, language by language.
 */
#ifndef BENCH_COMMENT_H
#define BENCH_COMMENT_H

#include "bench.h"

bool bench_comments(struct bench *bench, struct error *err);

#endif
