/* Runs another program on the same data, to compare with. */
#include "bench_peer.h"

#include "townline/file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define COMMAND_MAX_BYTES ((size_t)4 * BENCH_PATH_MAX_BYTES)

static bool
save(const struct bench *bench, const char *name, const void *data, size_t size,
     struct error *err)
{
    char path[BENCH_PATH_MAX_BYTES];
    bench_path(bench, name, path);
    const struct file_content content = {
        .data = data, .size = size, .mode = 0600, .existing = FILE_REPLACE};
    return file_save(path, &content, err) || error_prefix(err, "%s", path);
}

/* Runs a line of the shell in the bench's folder; false when it did not succeed. */
static bool
run_there(const struct bench *bench, const char *line)
{
    char folder[BENCH_PATH_MAX_BYTES], command[COMMAND_MAX_BYTES];
    bench_path(bench, "", folder);
    snprintf(command, sizeof command, "cd '%s' && { %s ; } >peer-said 2>&1", folder,
             line);
    /* NOLINTNEXTLINE(cert-env33-c): lines of this file; the folder was made by us */
    return system(command) == 0;
}

static void
add_missing(struct bench_peer *peer, const char *name)
{
    size_t length = strlen(peer->missing);
    snprintf(peer->missing + length, sizeof peer->missing - length, "%s%s",
             length > 0 ? ", " : "", name);
}

static bool
is_installed(const struct bench *bench, const char *program)
{
    char line[64];
    snprintf(line, sizeof line, "command -v %s", program);
    return run_there(bench, line);
}

static size_t
size_of(const struct bench *bench, const char *name)
{
    char path[BENCH_PATH_MAX_BYTES];
    struct stat info;
    bench_path(bench, name, path);
    return stat(path, &info) == 0 ? (size_t)info.st_size : SIZE_MAX;
}

static void
keep_smallest(struct bench_peer *peer, const char *name, size_t size)
{
    if (size != SIZE_MAX && (!peer->name || size < peer->size)) {
        peer->name = name;
        peer->size = size;
    }
}

bool
bench_peer_pack(const struct bench *bench, const void *data, size_t size,
                struct bench_peer *out, struct error *err)
{
    static const struct {
        const char *program, *name, *line;
    } peers[] = {
        {"gzip", "gzip -9", "gzip -9 -n -c peer-in >peer-out"},
        {"xz", "xz -9e", "xz -9e -c peer-in >peer-out"},
        {"zstd", "zstd -19 --ultra", "zstd -q -19 --ultra -c peer-in >peer-out"},
        {"brotli", "brotli -11", "brotli -q 11 -w 24 -c peer-in >peer-out"},
    };
    *out = (struct bench_peer){.name = NULL};
    if (!save(bench, "peer-in", data, size, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++) {
        if (!is_installed(bench, peers[i].program)) {
            add_missing(out, peers[i].program);
        } else if (run_there(bench, peers[i].line)) {
            keep_smallest(out, peers[i].name, size_of(bench, "peer-out"));
        } else {
            return error_set(err, ERROR_SYSTEM, "%s failed", peers[i].name);
        }
    }
    return true;
}

/* zstd trains a dictionary from the texts of the prior. Where they are too few for
 * training, the prior itself is taken as the dictionary, which is then the better one.
 */
static bool
save_prior(const struct bench *bench, const char *const *prior, struct error *err)
{
    struct buffer all;
    buffer_init(&all, (size_t)1 << 20);
    bool ok = true;
    for (size_t i = 0; ok && prior[i]; i++) {
        char name[32];
        snprintf(name, sizeof name, "prior-%zu", i);
        ok = save(bench, name, prior[i], strlen(prior[i]), err);
        buffer_add_format(&all, "%s\n", prior[i]);
    }
    ok = ok && save(bench, "dictionary-plain", all.data, all.size, err);
    buffer_finish(&all);
    return ok;
}

static size_t
sum_of_sizes(const struct bench *bench, size_t count, const char *suffix)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "text-%zu.%s", i, suffix);
        size_t size = size_of(bench, name);
        if (size == SIZE_MAX) {
            return SIZE_MAX;
        }
        sum += size;
    }
    return sum;
}

#define ZSTD_TEXTS                                                                     \
    "zstd -q -f -19 --no-check --no-dictID --no-content-size text-*[0-9] -D "

bool
bench_peer_pack_texts(const struct bench *bench, const char *const *prior,
                      char *const *texts, size_t count, struct bench_peer *out,
                      struct error *err)
{
    *out = (struct bench_peer){.name = NULL};
    run_there(bench, "rm -f text-* prior-* dictionary-*");
    if (!save_prior(bench, prior, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "text-%zu", i);
        if (!save(bench, name, texts[i], strlen(texts[i]), err)) {
            return false;
        }
    }
    if (!is_installed(bench, "zstd")) {
        add_missing(out, "zstd");
    } else {
        if (run_there(bench, ZSTD_TEXTS "dictionary-plain")) {
            keep_smallest(out, "zstd -19, prior as dictionary",
                          sum_of_sizes(bench, count, "zst"));
        }
        if (run_there(bench,
                      "zstd -q --train prior-* --maxdict=16384 -o "
                      "dictionary-trained && " ZSTD_TEXTS "dictionary-trained")) {
            keep_smallest(out, "zstd -19, trained dictionary",
                          sum_of_sizes(bench, count, "zst"));
        }
    }
    if (!is_installed(bench, "brotli")) {
        add_missing(out, "brotli");
    } else if (run_there(bench, "brotli -q 11 -f -k text-*[0-9]")) {
        keep_smallest(out, "brotli -11", sum_of_sizes(bench, count, "br"));
    }
    return true;
}
