/*
 * bench_round: a round of simulated responses on its way into an archive, for the
 * suites that measure what comes after the kiosk.
 */
#ifndef BENCH_ROUND_H
#define BENCH_ROUND_H

#include "bench.h"
#include "simulation.h"
#include "townline/archive.h"

#define BENCH_TODAY "2026-11-22"

struct bench_round {
    struct pack *pack;
    struct office_secret secret;
    struct office_public office;
    struct simulated_kiosk kiosk;
    size_t responses;             /* in all bundles */
    struct simulation simulation; /* the newest bundle */
};
struct bench_round_options {
    size_t responses; /* of a bundle */
    size_t services;  /* of each response; 0: as it comes */
    bool with_comments;
};
/* With its first bundle. bench_round_finish also after it failed. */
bool bench_round_make(const struct bench *bench,
                      const struct bench_round_options *options,
                      struct bench_round *out, struct error *err)
    __attribute__((warn_unused_result));
/* The kiosk's next bundle, in the place of the last. */
bool bench_round_next(struct bench_round *round,
                      const struct bench_round_options *options, struct error *err)
    __attribute__((warn_unused_result));
void bench_round_finish(struct bench_round *round);
/* A new archive in the run's folder that accepts the round's kiosk. */
bool bench_round_archive(const struct bench *bench, const struct bench_round *round,
                         const char *name, struct archive **out, struct error *err)
    __attribute__((warn_unused_result));
/* Opens the bundle and merges it, as collecting does. */
bool bench_round_merge(const struct bench_round *round, struct archive *archive,
                       struct merge_result *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
