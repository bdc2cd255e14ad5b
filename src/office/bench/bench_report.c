/* Measures making a report. */
#include "bench_million.h"
#include "bench_round.h"
#include "townline/report.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RESPONSES = 2000, ROUNDS = 5 };

/* Writes it ROUNDS times, as a page or as CSV. */
static bool
write_all(struct archive *archive, const struct report_options *options, bool as_csv,
          size_t *bytes_out, struct error *err)
{
    const struct csv_options csv = {.form = options->form};
    struct buffer out;
    bool ok = true;
    buffer_init(&out, REPORT_MAX_BYTES);
    for (size_t i = 0; i < ROUNDS && ok; i++) {
        buffer_clear(&out);
        ok = as_csv ? report_csv(archive, &csv, &out, err)
                    : report_html(archive, options, &out, err);
    }
    *bytes_out = out.size;
    buffer_finish(&out);
    return ok;
}

static bool
measure(struct bench *bench, struct archive *archive, const struct bench_round *round,
        struct error *err)
{
    static const char *const names[] = {"report.html_ms", "report.csv_ms"};
    struct archive_form *forms;
    size_t count, bytes;
    bool ok = true;
    if (!archive_forms(archive, &forms, &count, err)) {
        return false;
    }
    const struct report_options options = {
        .form = &forms[0], .labels = round->pack->form, .today = BENCH_TODAY};
    for (size_t i = 0; i < 2 && ok; i++) {
        char detail[100];
        double start = bench_cpu_s();
        ok = write_all(archive, &options, i == 1, &bytes, err);
        double ms = (bench_cpu_s() - start) * 1e3 / ROUNDS;
        snprintf(detail, sizeof detail, "%d responses, %zu bytes; mean of %d",
                 RESPONSES, bytes, ROUNDS);
        if (ok) {
            bench_row(bench, &(struct bench_row){.name = names[i],
                                                 .value = ms,
                                                 .unit = "ms",
                                                 .detail = detail});
        }
    }
    archive_forms_finish(forms, count);
    return ok;
}

/* What a process of its own took. */
struct taken {
    double cpu_s, wall_s, mb;
};

/* Between the two, so that it has no other child. */
static void
watch(bool (*work)(const struct bench *, const char *), const struct bench *bench,
      const char *path, int out)
{
    struct rusage used = {.ru_maxrss = 0};
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        _exit(work(bench, path) ? 0 : 1);
    }
    bool ok = child > 0 && waitpid(child, &status, 0) == child && status == 0 &&
              getrusage(RUSAGE_CHILDREN, &used) == 0 &&
              write(out, &used, sizeof used) == (ssize_t)sizeof used;
    _exit(ok ? 0 : 1);
}

static bool
run_apart(bool (*work)(const struct bench *, const char *), const struct bench *bench,
          const char *path, struct taken *out, struct error *err)
{
    double start = bench_wall_s();
    struct rusage used;
    int status = 1, ends[2];
    fflush(stdout);
    if (pipe(ends) != 0) {
        return error_set(err, ERROR_SYSTEM, "no process could be started");
    }
    pid_t child = fork();
    if (child == 0) {
        watch(work, bench, path, ends[1]);
    }
    close(ends[1]);
    bool ok = child > 0 && read(ends[0], &used, sizeof used) == (ssize_t)sizeof used;
    ok = child > 0 && waitpid(child, &status, 0) == child && status == 0 && ok;
    close(ends[0]);
    if (!ok) {
        return error_set(err, ERROR_SYSTEM, "%s: no report was made", path);
    }
    out->wall_s = bench_wall_s() - start;
    out->cpu_s = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                 (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    out->mb = (double)used.ru_maxrss / 1024;
    return true;
}

/* townline report, in the place of this process. */
static bool
make_report(const struct bench *bench, const char *path)
{
    char out[BENCH_PATH_MAX_BYTES];
    bench_path(bench, "million.html", out);
    if (!freopen("/dev/null", "w", stdout)) {
        return false;
    }
    execl("/proc/self/exe", "townline", "report", "--archive", path, "--pack",
          bench_county_pack(bench), "-o", out, "--force", (char *)NULL);
    return false;
}

static bool
count_anew(const struct bench *bench, const char *path)
{
    struct archive *archive;
    (void)bench;
    bool ok =
        archive_open(path, false, &archive, NULL) && archive_recount(archive, NULL);
    if (ok) {
        archive_close(archive);
    }
    return ok;
}

static void
tell(struct bench *bench, const char *name, double value, const char *unit,
     const struct taken *taken)
{
    char detail[120];
    snprintf(detail, sizeof detail, "%.2f s of CPU, %.2f s on the wall, %.0f MB",
             taken->cpu_s, taken->wall_s, taken->mb);
    bench_row(bench, &(struct bench_row){
                         .name = name, .value = value, .unit = unit, .detail = detail});
}

/* Reports of a thousand and of a million responses about all services, each in a new
 * process, from the counts; and the counts made anew from the rows. */
static bool
measure_million(struct bench *bench, struct error *err)
{
    static const size_t bundles[] = {1, 1000};
    struct taken taken[2], recount;
    for (size_t i = 0; i < 2; i++) {
        char name[32], path[BENCH_PATH_MAX_BYTES];
        snprintf(name, sizeof name, "million-%zu.db", bundles[i]);
        bench_path(bench, name, path);
        if (!bench_million_make(bench, name, bundles[i], err) ||
            !run_apart(count_anew, bench, path, &recount, err) ||
            !run_apart(make_report, bench, path, &taken[i], err)) {
            return false;
        }
    }
    tell(bench, "report.million_seconds", taken[1].cpu_s, "s", &taken[1]);
    tell(bench, "report.million_mb", taken[1].mb, "MB", &taken[1]);
    tell(bench, "report.growth", taken[1].cpu_s / taken[0].cpu_s, "", &taken[0]);
    tell(bench, "report.recount_seconds", recount.cpu_s, "s", &recount);
    tell(bench, "report.recount_mb", recount.mb, "MB", &recount);
    return true;
}

bool
bench_report(struct bench *bench, struct error *err)
{
    struct bench_round round;
    struct archive *archive = NULL;
    struct merge_result merged;
    const struct bench_round_options options = {.responses = RESPONSES,
                                                .with_comments = true};
    bool ok = bench_round_make(bench, &options, &round, err) &&
              bench_round_archive(bench, &round, "report.db", &archive, err) &&
              bench_round_merge(&round, archive, &merged, err) &&
              measure(bench, archive, &round, err);
    archive_close(archive);
    bench_round_finish(&round);
    return ok && measure_million(bench, err);
}
