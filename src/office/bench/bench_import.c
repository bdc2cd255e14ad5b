/* Has the sqlite3 shell read the rows of an archive. */
#include "bench_import.h"

#include "townline/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* What the shell writes for itself: the tables and indexes without STRICT, since a
 * missing number in CSV is an empty text; how to write each as CSV; how to read it. */
static const char script[] =
    ".mode list\n"
    "CREATE TEMP TABLE t AS SELECT name FROM sqlite_schema WHERE type = 'table'"
    " AND (name GLOB 'answers_*' OR name IN ('counted', 'origin', 'round', 'term',"
    " 'comment', 'other_value'));\n"
    ".output import-schema.sql\n"
    "SELECT replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')')"
    " || ';' FROM sqlite_schema WHERE tbl_name IN (SELECT name FROM t)"
    " AND sql IS NOT NULL ORDER BY type DESC;\n"
    ".output import-out.sql\n"
    "SELECT '.mode csv';\n"
    "SELECT '.output import-' || name || '.csv' || char(10)"
    " || 'SELECT * FROM ' || name || ';' FROM t;\n"
    ".output import-in.sql\n"
    "SELECT '.import --csv import-' || name || '.csv ' || name FROM t;\n";

bool
bench_shell(const struct bench *bench, const char *line)
{
    char folder[BENCH_PATH_MAX_BYTES], command[4 * BENCH_PATH_MAX_BYTES];
    bench_path(bench, "", folder);
    snprintf(command, sizeof command, "cd '%s' && { %s ; } >import-said 2>&1", folder,
             line);
    /* NOLINTNEXTLINE(cert-env33-c): lines of this file; the folder was made by us */
    return system(command) == 0;
}

static double
children_cpu_s(void)
{
    struct rusage used;
    if (getrusage(RUSAGE_CHILDREN, &used) != 0) {
        return 0;
    }
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* Lines of all files that were read. */
static bool
count_rows(const struct bench *bench, size_t *out)
{
    char path[BENCH_PATH_MAX_BYTES];
    unsigned long rows = 0;
    if (!bench_shell(bench, "cat import-*.csv | wc -l > import-rows")) {
        return false;
    }
    bench_path(bench, "import-rows", path);
    FILE *file = fopen(path, "r");
    bool ok = file && fscanf(file, "%lu", &rows) == 1;
    if (file) {
        fclose(file);
    }
    *out = rows;
    return ok;
}

bool
bench_import(const struct bench *bench, const char *path, struct bench_import *out,
             struct error *err)
{
    char script_path[BENCH_PATH_MAX_BYTES], line[2 * BENCH_PATH_MAX_BYTES];
    const struct file_content content = {.data = script,
                                         .size = sizeof script - 1,
                                         .mode = 0600,
                                         .existing = FILE_REPLACE};
    if (!bench_shell(bench, "command -v sqlite3")) {
        return error_set(err, ERROR_MISSING, "the sqlite3 shell is not installed");
    }
    bench_path(bench, "import-script.sql", script_path);
    snprintf(line, sizeof line,
             "rm -f import.db; sqlite3 '%s' < import-script.sql &&"
             " sqlite3 '%s' < import-out.sql && sqlite3 import.db < import-schema.sql",
             path, path);
    if (!file_save(script_path, &content, err) || !bench_shell(bench, line)) {
        return error_set(err, ERROR_SYSTEM, "the sqlite3 shell wrote no rows");
    }
    double start = children_cpu_s();
    if (!bench_shell(bench, "sqlite3 import.db < import-in.sql")) {
        return error_set(err, ERROR_SYSTEM, "the sqlite3 shell read no rows");
    }
    out->cpu_s = children_cpu_s() - start;
    return count_rows(bench, &out->rows) ||
           error_set(err, ERROR_SYSTEM, "the rows could not be counted");
}
