/*
 * bench_import: how long the sqlite3 shell takes for the rows of an archive, read as
 * CSV into the same tables and indexes.
 */
#ifndef BENCH_IMPORT_H
#define BENCH_IMPORT_H

#include "bench.h"

struct bench_import {
    double cpu_s;
    size_t rows;
};
/* The answers, counts and terms of the archive at `path`. ERROR_MISSING: there is no
 * sqlite3 on this machine. */
bool bench_import(const struct bench *bench, const char *path, struct bench_import *out,
                  struct error *err);

/* Runs a line of the shell in the bench's folder; false when it did not succeed. */
bool bench_shell(const struct bench *bench, const char *line);

#endif
