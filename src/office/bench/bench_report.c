/* Measures making a report. */
#include "bench_round.h"
#include "townline/report.h"

#include <stdio.h>

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
    return ok;
}
