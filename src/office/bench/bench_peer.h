/*
 * bench_peer: how small the compressors that everybody has make the same bytes. They
 * are run as programs over files of the bench's folder; none is linked.
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include "bench.h"
#include "townline/buffer.h"

struct bench_peer {
    const char *name; /* the best of those installed; NULL when none is */
    size_t size;      /* what it made */
    char missing[64]; /* names of those not installed, or "" */
};

/* One file, through gzip -9, xz -9e, zstd -19 --ultra and brotli -11. */
bool bench_peer_pack(const struct bench *bench, const void *data, size_t size,
                     struct bench_peer *out, struct error *err);

/* Each text by itself, through zstd -19 with a dictionary trained on the prior and
 * brotli -11; the sizes are sums, without frame fields that could be left out. */
bool bench_peer_pack_texts(const struct bench *bench, const char *const *prior,
                           char *const *texts, size_t count, struct bench_peer *out,
                           struct error *err);

#endif
