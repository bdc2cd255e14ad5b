/* bench: what every suite uses: two clocks, a folder, and the row of a figure. */
#include "bench.h"

#include "console.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double
clock_s(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) {
        return 0;
    }
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
    if (bench->pack) {
        return bench->pack;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (access(places[i], R_OK) == 0) {
            return places[i];
        }
    }
    return places[0];
}

const char *
bench_county_pack(const struct bench *bench)
{
    static const char *const places[] = {"../share/packs/county.townpack",
                                         "../share/townline/packs/county.townpack"};
    static char path[BENCH_PATH_MAX_BYTES];
    char program[BENCH_PATH_MAX_BYTES - 64] = "";
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash = size > 0 ? strrchr(program, '/') : NULL;
    for (size_t i = 0; slash && i < sizeof places / sizeof *places && !bench->pack;
         i++) {
        snprintf(path, sizeof path, "%.*s/%s", (int)(slash - program), program,
                 places[i]);
        if (access(path, R_OK) == 0) {
            return path;
        }
    }
    return bench_pack(bench);
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
        if (row->peer) {
            console_say("%-26s %12.4g %-8s %s: %.4g  %s", row->name, row->value,
                        row->unit, row->peer, row->peer_value, detail);
        } else {
            console_say("%-26s %12.4g %-8s %s", row->name, row->value, row->unit,
                        detail);
        }
    } else {
        json_t *object = json_pack(
            "{s:s, s:f, s:s, s:s?, s:o, s:s}", "name", row->name, "value", row->value,
            "unit", row->unit, "peer", row->peer, "peer_value",
            number_or_null(row->peer != NULL, row->peer_value), "detail", detail);
        char *line =
            object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(8)) : NULL;
        json_decref(object);
        bench->failed = bench->failed || !line;
        if (line) {
            puts(line);
        }
        free(line);
    }
    fflush(stdout); /* the next figure may take minutes */
}
