/* Measures merging bundles into an archive. */
#include "bench_import.h"
#include "bench_round.h"

#include <stdio.h>
#include <sys/stat.h>

enum { SERVICES = 3, ROUNDS = 3 };

struct measured {
    double cpu_s, wall_s, open_s;
    size_t responses, comments;
    char path[BENCH_PATH_MAX_BYTES]; /* of the last archive */
    size_t sealed_bytes;
};

/* What opening the bundle takes, which is not merging. */
static bool
measure_opening(const struct bench_round *round, double *out, struct error *err)
{
    const struct buffer *sealed = &round->simulation.sealed;
    struct bundle *bundle;
    struct sealed_bundle read;
    double start = bench_cpu_s();
    if (!sealed_bundle_read(sealed->data, sealed->size, &read, err) ||
        !sealed_bundle_open(&read, &round->secret.recipient, &bundle, err)) {
        return false;
    }
    *out += bench_cpu_s() - start;
    bundle_close(bundle);
    return true;
}

/* Each time into a new archive. */
static bool
merge_all(struct bench *bench, const struct bench_round *round, struct measured *out,
          struct error *err)
{
    *out = (struct measured){.sealed_bytes = round->simulation.sealed.size};
    for (size_t i = 0; i < ROUNDS; i++) {
        struct archive *archive = NULL;
        struct merge_result merged;
        char name[40];
        snprintf(name, sizeof name, "merge-%zu-%zu.db", out->sealed_bytes, i);
        bench_path(bench, name, out->path);
        bool ok = bench_round_archive(bench, round, name, &archive, err);
        double cpu = bench_cpu_s(), wall = bench_wall_s();
        ok = ok && bench_round_merge(round, archive, &merged, err);
        out->cpu_s += bench_cpu_s() - cpu;
        out->wall_s += bench_wall_s() - wall;
        archive_close(archive);
        if (!ok || !measure_opening(round, &out->open_s, err)) {
            return false;
        }
        out->responses += merged.responses;
        out->comments += merged.comments;
    }
    return out->responses == ROUNDS * round->responses ||
           error_set(err, ERROR_SYSTEM, "not every response was merged");
}

static void
tell_speed(struct bench *bench, const char *name, const struct measured *measured)
{
    char detail[300];
    double responses = (double)measured->responses;
    snprintf(detail, sizeof detail,
             "a bundle of %zu responses of %d services with %zu comments, opened and "
             "merged durably into a new archive; %.1f us to open and %.1f us to merge "
             "a response; on the wall %.0f responses/s; mean of %d",
             measured->responses / ROUNDS, SERVICES, measured->comments / ROUNDS,
             measured->open_s / responses * 1e6,
             (measured->cpu_s - measured->open_s) / responses * 1e6,
             responses / measured->wall_s, ROUNDS);
    bench_row(bench, &(struct bench_row){.name = name,
                                         .value = responses / measured->cpu_s,
                                         .unit = "1/s",
                                         .detail = detail});
}

static void
tell_size(struct bench *bench, const struct measured *measured)
{
    struct stat status;
    char detail[120];
    if (stat(measured->path, &status) != 0) {
        return;
    }
    double responses = (double)measured->responses / ROUNDS;
    snprintf(detail, sizeof detail,
             "the archive's file, without the sealed bundle of "
             "%.1f bytes a response",
             (double)measured->sealed_bytes / responses);
    bench_row(bench, &(struct bench_row){.name = "merge.bytes_per_response",
                                         .value = ((double)status.st_size -
                                                   (double)measured->sealed_bytes) /
                                                  responses,
                                         .unit = "bytes",
                                         .detail = detail});
}

static bool
tell_import(struct bench *bench, const struct measured *measured, struct error *err)
{
    struct bench_import import;
    if (!bench_import(bench, measured->path, &import, err)) {
        return false;
    }
    double responses = (double)measured->responses;
    double merge_s = (measured->cpu_s - measured->open_s) / responses;
    double import_s = import.cpu_s / (responses / ROUNDS);
    char detail[200];
    snprintf(detail, sizeof detail,
             "merging a response, without opening it, beside the sqlite3 shell's "
             ".import of its %zu rows into the same tables and indexes; with opening "
             "%.2f",
             import.rows, import_s / (measured->cpu_s / responses));
    bench_row(bench, &(struct bench_row){.name = "merge.import_ratio",
                                         .value = import_s / merge_s,
                                         .unit = "",
                                         .peer = "sqlite3 .import, responses/s",
                                         .peer_value = 1 / import_s,
                                         .detail = detail});
    return true;
}

static bool
measure(struct bench *bench, size_t responses, struct error *err)
{
    struct bench_round round;
    struct measured plain, commented;
    const struct bench_round_options without = {.responses = responses,
                                                .services = SERVICES};
    struct bench_round_options with = without;
    with.with_comments = true;
    bool ok = bench_round_make(bench, &without, &round, err) &&
              merge_all(bench, &round, &plain, err);
    bench_round_finish(&round);
    if (!ok) {
        return false;
    }
    bool is_small = responses < 1000;
    tell_speed(bench,
               is_small ? "merge.small_responses_per_s" : "merge.responses_per_s",
               &plain);
    if (is_small) {
        return true;
    }
    tell_size(bench, &plain);
    with.responses = responses / 5;
    ok = tell_import(bench, &plain, err) &&
         bench_round_make(bench, &with, &round, err) &&
         merge_all(bench, &round, &commented, err);
    if (ok) {
        double without_s = plain.cpu_s / (double)plain.responses;
        bench_row(bench, &(struct bench_row){
                             .name = "merge.comment_ms",
                             .value = (commented.cpu_s -
                                       without_s * (double)commented.responses) /
                                      (double)commented.comments * 1e3,
                             .unit = "ms",
                             .detail = "what a comment takes more, opening included"});
        bench_round_finish(&round);
    }
    return ok;
}

bool
bench_merge(struct bench *bench, struct error *err)
{
    return measure(bench, 10000, err) && measure(bench, 300, err);
}
