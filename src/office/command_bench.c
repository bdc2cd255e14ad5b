#include "arguments.h"
#include "bench.h"
#include "command.h"
#include "console.h"
#include "scratch.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct suite {
    const char *name;
    bool (*run)(struct bench *bench, struct error *err);
};
static const struct suite suites[] = {
    {"codec", bench_codec}, {"fountain", bench_fountain}, {"qr", bench_qr},
    {"form", bench_form},   {"merge", bench_merge},       {"report", bench_report},
    {"store", bench_store},
};
enum { SUITE_COUNT = sizeof suites / sizeof *suites };

struct bench {
    bool json, failed; /* a row could not be shown */
    const char *dir, *pack;
    char folder[SCRATCH_MAX_BYTES];
};

static double
clock_s(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double
bench_cpu_s(void)
{
    return clock_s(CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_wall_s(void)
{
    return clock_s(CLOCK_MONOTONIC);
}

void
bench_path(const struct bench *bench, const char *name, char out[BENCH_PATH_MAX_BYTES])
{
    snprintf(out, BENCH_PATH_MAX_BYTES, "%s/%.200s", bench->folder, name);
}

const char *
bench_pack(const struct bench *bench)
{
    static const char *const places[] = {"assets/packs/sample",
                                         "/usr/share/townline/packs/sample",
                                         "/usr/local/share/townline/packs/sample"};
    if (bench->pack)
        return bench->pack;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return places[0];
}

static json_t *
number_or_null(bool is_there, double value)
{
    return is_there ? json_real(value) : json_null();
}

void
bench_row(struct bench *bench, const struct bench_row *row)
{
    const char *detail = row->detail ? row->detail : "";
    if (!bench->json) {
        if (row->peer)
            console_say("%-26s %12.4g %-8s %s: %.4g  %s", row->name, row->value,
                        row->unit, row->peer, row->peer_value, detail);
        else
            console_say("%-26s %12.4g %-8s %s", row->name, row->value, row->unit,
                        detail);
    } else {
        json_t *object = json_pack(
            "{s:s, s:f, s:s, s:s?, s:o, s:s}", "name", row->name, "value", row->value,
            "unit", row->unit, "peer", row->peer, "peer_value",
            number_or_null(row->peer != NULL, row->peer_value), "detail", detail);
        char *line =
            object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(8)) : NULL;
        json_decref(object);
        bench->failed = bench->failed || !line;
        if (line)
            puts(line);
        free(line);
    }
    fflush(stdout); /* the next figure may take minutes */
}

static const struct suite *
find_suite(const char *name)
{
    for (size_t i = 0; i < SUITE_COUNT; i++)
        if (strcmp(suites[i].name, name) == 0)
            return &suites[i];
    return NULL;
}

/* A suite that cannot be measured here leaves the others to be. */
static int
run_suite(struct bench *bench, const struct suite *suite)
{
    struct error err = {0};
    if (suite->run(bench, &err))
        return COMMAND_DONE;
    error_prefix(&err, "%s", suite->name);
    return command_fail("bench", &err);
}

static int
run(struct bench *bench, char **names, size_t count)
{
    struct error err;
    int worst = COMMAND_DONE;
    if (!scratch_make(bench->dir, bench->folder, &err))
        return command_fail("bench", &err);
    for (size_t i = 0; i < (count ? count : SUITE_COUNT); i++) {
        int code = run_suite(bench, count ? find_suite(names[i]) : &suites[i]);
        worst = code > worst ? code : worst;
    }
    scratch_remove(bench->folder);
    return bench->failed ? COMMAND_SYSTEM : worst;
}

int
command_bench(int argc, char **argv)
{
    struct bench bench = {.dir = NULL};
    const struct option options[] = {
        {"--json", OPTION_FLAG, false, &bench.json},
        {"--dir", OPTION_TEXT, false, &bench.dir},
        {"--pack", OPTION_TEXT, false, &bench.pack},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err))
        return command_usage("bench", &err);
    for (size_t i = 0; i < words; i++)
        if (!find_suite(argv[i])) {
            error_set(&err, ERROR_INPUT, "there is nothing to measure named \"%.40s\"",
                      argv[i]);
            return command_usage("bench", &err);
        }
    return run(&bench, argv, words);
}
