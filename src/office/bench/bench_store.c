/* Measures saving responses in the kiosk's store. */
#include "bench.h"
#include "townline/file.h"
#include "townline/pack_load.h"
#include "townline/simulate.h"
#include "townline/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Residents save block by block, as at a kiosk. Beside each block as many bytes as a
 * commit added to store.db-wal are appended to a file of their own and flushed: the
 * least that any way of keeping them would cost, on the same disk at the same time.
 */
enum {
    RESPONSES = 200,
    BLOCKS_MAX = 2000,
    BLOCKS_OF_HALF_DAY = 100,
    WARM_UP = 10,
    FIRST_HALF_DAY = 2 * 20458,
};

struct commits {
    struct bench *bench;
    struct pack *pack;
    struct response_set set;
    struct store *store;
    char wal[BENCH_PATH_MAX_BYTES], raw[BENCH_PATH_MAX_BYTES];
    int raw_file;
    uint32_t half_day;
    size_t blocks;     /* saved so far */
    size_t count;      /* measured */
    size_t last_bytes; /* of the newest commit */
    double commit_us[BLOCKS_MAX], raw_us[BLOCKS_MAX], bytes[BLOCKS_MAX];
};

static int64_t
size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static bool
append_raw(struct commits *commits, size_t size, double *us_out, struct error *err)
{
    static const uint8_t bytes[1 << 20];
    double start = bench_wall_s();
    if (write(commits->raw_file, bytes, size) != (ssize_t)size ||
        fdatasync(commits->raw_file) != 0) {
        return file_error(err, errno, "written");
    }
    *us_out = (bench_wall_s() - start) * 1e6;
    return true;
}

static bool
next_half_day(struct commits *commits, struct error *err)
{
    if (ftruncate(commits->raw_file, 0) != 0) {
        return file_error(err, errno, "written");
    }
    return store_rotate(commits->store, ++commits->half_day, true, err);
}

static bool
measure_block(struct commits *commits, const struct response *response,
              struct error *err)
{
    if (commits->blocks > 0 && commits->blocks % BLOCKS_OF_HALF_DAY == 0 &&
        !next_half_day(commits, err)) {
        return false;
    }
    /* In turn, so that neither always finds the disk as the other left it. */
    bool raw_first = commits->blocks % 2 == 1;
    double raw_us = 0;
    if (raw_first && !append_raw(commits, commits->last_bytes, &raw_us, err)) {
        return false;
    }
    int64_t before = size_of(commits->wal);
    double start = bench_wall_s();
    if (!store_save(commits->store, response, err)) {
        return false;
    }
    double commit_us = (bench_wall_s() - start) * 1e6;
    int64_t grown = size_of(commits->wal) - before;
    if (grown <= 0 || grown > 1 << 20) {
        return error_set(err, ERROR_SYSTEM, "a commit did not go into store.db-wal");
    }
    commits->last_bytes = (size_t)grown;
    if (!raw_first && !append_raw(commits, commits->last_bytes, &raw_us, err)) {
        return false;
    }
    if (commits->blocks++ < WARM_UP || commits->count == BLOCKS_MAX) {
        return true;
    }
    commits->commit_us[commits->count] = commit_us;
    commits->raw_us[commits->count] = raw_us;
    commits->bytes[commits->count++] = (double)grown;
    return true;
}

/* A block ends where the repeat goes on to another service, and at the end. */
static bool
ends_block(const struct commits *commits, const struct response *response, size_t count)
{
    const struct descriptor *descriptor = form_descriptor(commits->pack->form);
    const struct answer *last = &response->answers[count - 1];
    if (count == response->answer_count) {
        return true;
    }
    return descriptor->questions[last->question].repeat >= 0 &&
           last->instance[0] != response->answers[count].instance[0];
}

static bool
measure_session(struct commits *commits, const struct response *response,
                struct error *err)
{
    struct response so_far = *response;
    for (size_t i = 1; i <= response->answer_count; i++) {
        so_far.answer_count = i;
        if (ends_block(commits, response, i) && !measure_block(commits, &so_far, err)) {
            return false;
        }
    }
    return true;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
quantile(const double *sorted, size_t count, unsigned per_mille)
{
    return sorted[(count - 1) * per_mille / 1000];
}

static double
mean(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / (double)count;
}

static void
tell(struct commits *commits)
{
    size_t n = commits->count;
    char detail[320];
    double mean_us = mean(commits->commit_us, n), raw_us = mean(commits->raw_us, n);
    qsort(commits->commit_us, n, sizeof(double), compare);
    qsort(commits->raw_us, n, sizeof(double), compare);
    qsort(commits->bytes, n, sizeof(double), compare);
    snprintf(detail, sizeof detail,
             "wall time, medians of %zu blocks; p99 %.0f, peer's %.0f; means %.0f, "
             "peer's %.0f; WAL bytes a commit: median %.0f, p99 %.0f, most %.0f; "
             "one fdatasync a commit as strace counts them",
             n, quantile(commits->commit_us, n, 990), quantile(commits->raw_us, n, 990),
             mean_us, raw_us, quantile(commits->bytes, n, 500),
             quantile(commits->bytes, n, 990), commits->bytes[n - 1]);
    bench_row(commits->bench,
              &(struct bench_row){.name = "store.commit_us",
                                  .value = quantile(commits->commit_us, n, 500),
                                  .unit = "us",
                                  .peer = "append+fdatasync",
                                  .peer_value = quantile(commits->raw_us, n, 500),
                                  .detail = detail});
}

static bool
open_all(struct commits *commits, struct error *err)
{
    struct recipient_public recipient;
    struct recipient_secret secret;
    char folder[BENCH_PATH_MAX_BYTES];
    const struct simulate_options simulated = {
        .responses = RESPONSES, .seed = 1, .first_half_day = FIRST_HALF_DAY};
    if (!seal_start()) {
        return error_set(err, ERROR_SYSTEM, "the cipher library does not start");
    }
    recipient_pair(seal_random(), &recipient, &secret);
    bench_path(commits->bench, ".", folder);
    bench_path(commits->bench, "store.db-wal", commits->wal);
    bench_path(commits->bench, "raw", commits->raw);
    if (!pack_load(bench_pack(commits->bench), NULL, &commits->pack, err) ||
        !simulate(commits->pack->form, &simulated, &commits->set, err)) {
        return false;
    }
    struct store_options options = {
        .directory = folder,
        .half_day = FIRST_HALF_DAY,
        .clock_trusted = true,
        .descriptor = form_descriptor(commits->pack->form),
        .recipients = &recipient,
        .recipient_count = 1,
        .program_version = TOWNLINE_VERSION,
        .random = seal_random(),
    };
    memcpy(options.pack_id, commits->pack->id, PACK_ID_BYTES);
    commits->half_day = FIRST_HALF_DAY;
    commits->raw_file =
        open(commits->raw, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (commits->raw_file < 0) {
        return file_error(err, errno, "written");
    }
    return store_open(&options, &commits->store, err);
}

bool
bench_store(struct bench *bench, struct error *err)
{
    struct commits *commits = calloc(1, sizeof *commits);
    if (!commits) {
        return error_no_memory(err);
    }
    commits->bench = bench;
    commits->raw_file = -1;
    bool ok = open_all(commits, err);
    for (size_t i = 0; ok && i < commits->set.count; i++) {
        ok = measure_session(commits, &commits->set.responses[i], err);
    }
    if (ok && commits->count > 0) {
        tell(commits);
    }
    store_close(commits->store);
    if (commits->raw_file >= 0) {
        close(commits->raw_file);
    }
    response_set_finish(&commits->set);
    pack_close(commits->pack);
    free(commits);
    return ok;
}
