/*
 * bench: what `townline bench` measures with. A suite is one function in a file of its
 * own, bench_NAME.c, and a line in the table of command_bench.c; it measures and gives
 * one row for each figure. Names of rows are binding: others compare them over the
 * years. No verdicts here: whoever reads a figure knows what it ought to be.
 *
 * Times are CPU time of the whole process unless the row's detail says otherwise.
 */
#ifndef BENCH_H
#define BENCH_H

#include "scratch.h"
#include "townline/error.h"

#include <stddef.h>

#define BENCH_PATH_MAX_BYTES 512

struct bench {
    bool json, failed; /* a row could not be shown */
    const char *dir;   /* of --dir: the disk to measure on; NULL: the system's */
    const char *pack;  /* of --pack; NULL: the sample */
    char folder[SCRATCH_MAX_BYTES]; /* for this run; removed after it */
};

struct bench_row {
    const char *name; /* "codec.encode_per_s" */
    double value;
    const char *unit; /* "ms", "bytes", "1/s"; "" for a ratio */
    const char *peer; /* what it is compared with, or NULL */
    double peer_value;
    const char *detail; /* how it was measured, and what else is worth knowing; or NULL
                         */
};
/* Shown at once. */
void bench_row(struct bench *bench, const struct bench_row *row);

/* Seconds since some moment: of CPU, and on the wall. */
double bench_cpu_s(void);
double bench_wall_s(void);

/* The path of a file in a folder made for this run and removed after it, on the disk
 * that --dir names. */
void bench_path(const struct bench *bench, const char *name,
                char out[BENCH_PATH_MAX_BYTES]);
/* The folder of the pack whose form is measured with: --pack, else the sample. */
const char *bench_pack(const struct bench *bench);
/* The same for suites about a whole round: --pack, else the county's pack as it was
 * built or installed with this program, else the sample. */
const char *bench_county_pack(const struct bench *bench);

/* The suites. ERROR_MISSING also where a peer program or library is not installed. */
bool bench_codec(struct bench *bench, struct error *err);
bool bench_form(struct bench *bench, struct error *err);
bool bench_store(struct bench *bench, struct error *err);
bool bench_fountain(struct bench *bench, struct error *err);
bool bench_qr(struct bench *bench, struct error *err);
bool bench_merge(struct bench *bench, struct error *err);
bool bench_report(struct bench *bench, struct error *err);

#endif
