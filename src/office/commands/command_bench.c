/* townline bench: runs the suites that are named, or all of them. */
#include "command.h"

#include "arguments.h"
#include "bench.h"

#include <string.h>

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

static const struct suite *
find_suite(const char *name)
{
    for (size_t i = 0; i < SUITE_COUNT; i++) {
        if (strcmp(suites[i].name, name) == 0) {
            return &suites[i];
        }
    }
    return NULL;
}

/* When a suite cannot be measured on this machine, the others still are. */
static int
run_suite(struct bench *bench, const struct suite *suite)
{
    struct error err = {0};
    if (suite->run(bench, &err)) {
        return COMMAND_DONE;
    }
    error_prefix(&err, "%s", suite->name);
    return command_fail("bench", &err);
}

static int
run(struct bench *bench, char **names, size_t count)
{
    struct error err;
    int worst = COMMAND_DONE;
    if (!scratch_make(bench->dir, bench->folder, &err)) {
        return command_fail("bench", &err);
    }
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
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("bench", &err);
    }
    for (size_t i = 0; i < words; i++) {
        if (!find_suite(argv[i])) {
            error_set(&err, ERROR_INPUT, "there is nothing to measure named \"%.40s\"",
                      argv[i]);
            return command_usage("bench", &err);
        }
    }
    return run(&bench, argv, words);
}
