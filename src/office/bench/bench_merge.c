/* Measures merging a bundle into an archive. */
#include "bench_round.h"

#include <stdio.h>

enum { RESPONSES = 2000, ROUNDS = 3 };

static bool
measure(struct bench *bench, const struct bench_round *round, struct error *err)
{
    struct merge_result merged = {.responses = 0};
    double cpu_s = 0, wall_s = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct archive *archive = NULL;
        char name[32];
        snprintf(name, sizeof name, "merge-%zu-%zu.db", round->simulation.sealed.size,
                 i);
        bool ok = bench_round_archive(bench, round, name, &archive, err);
        double cpu = bench_cpu_s(), wall = bench_wall_s();
        ok = ok && bench_round_merge(round, archive, &merged, err);
        cpu_s += bench_cpu_s() - cpu;
        wall_s += bench_wall_s() - wall;
        archive_close(archive);
        if (!ok) {
            return false;
        }
    }
    if (merged.responses != RESPONSES) {
        return error_set(err, ERROR_SYSTEM, "not every response was merged");
    }
    char detail[200];
    snprintf(
        detail, sizeof detail,
        "one bundle of %d responses with %u comments, %zu bytes, opened and merged "
        "durably into a new archive; on the wall %.0f responses/s; mean of %d",
        RESPONSES, (unsigned)merged.comments, round->simulation.sealed.size,
        RESPONSES * ROUNDS / wall_s, ROUNDS);
    bench_row(bench, &(struct bench_row){.name = "merge.responses_per_s",
                                         .value = RESPONSES * ROUNDS / cpu_s,
                                         .unit = "1/s",
                                         .detail = detail});
    return true;
}

bool
bench_merge(struct bench *bench, struct error *err)
{
    bool ok = true;
    for (int with_comments = 0; with_comments < 2 && ok; with_comments++) {
        struct bench_round round;
        ok = bench_round_make(bench, RESPONSES, with_comments != 0, &round, err) &&
             measure(bench, &round, err);
        bench_round_finish(&round);
    }
    return ok;
}
