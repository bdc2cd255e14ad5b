/*
 * bench_million: an archive of as many responses as wanted, each about all services of
 * the pack, made by repeating the rows of one merged bundle.
 */
#ifndef BENCH_MILLION_H
#define BENCH_MILLION_H

#include "bench_round.h"

#define BENCH_MILLION_BUNDLE 1000 /* responses of a bundle */

/* Makes the archive at `name` in the run's folder, of so many bundles; counts are not
 * kept for them until archive_recount. */
bool bench_million_make(const struct bench *bench, const char *name, size_t bundles,
                        struct error *err) __attribute__((warn_unused_result));

#endif
