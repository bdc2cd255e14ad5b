/* Measures how small and how fast responses are encoded. */
#include "bench.h"
#include "bench_columns.h"
#include "bench_comment.h"
#include "bench_peer.h"
#include "townline/codec.h"
#include "townline/pack_load.h"
#include "townline/simulate.h"

#include <stdio.h>
#include <stdlib.h>

#define SEED 7
#define FIRST_HALF_DAY 40914 /* 2026-01-05 */
#define HALF_DAYS 60
#define STREAM_MAX_BYTES ((size_t)16 << 20)

static bool
make_responses(const struct pack *pack, size_t count, bool correlated,
               struct response_set *out, struct error *err)
{
    const struct simulate_options options = {.responses = count,
                                             .seed = SEED,
                                             .first_half_day = FIRST_HALF_DAY,
                                             .half_days = HALF_DAYS,
                                             .without_correlations = !correlated,
                                             .without_comments = true};
    if (!simulate(pack->form, &options, out, err)) {
        return false;
    }
    codec_sort(out->responses, out->count);
    return true;
}

static bool
bytes_per_response(struct bench *bench, const struct pack *pack, size_t count,
                   struct error *err)
{
    const struct descriptor *form = form_descriptor(pack->form);
    struct response_set set = {0};
    struct buffer packed, lines, described;
    struct bench_peer peer = {.name = NULL};
    buffer_init(&packed, STREAM_MAX_BYTES);
    buffer_init(&lines, (size_t)256 << 20);
    buffer_init(&described, DESCRIPTOR_MAX_BYTES);
    bool ok = make_responses(pack, count, true, &set, err) &&
              codec_encode(form, set.responses, set.count, &packed, err) &&
              bench_json_lines(form, &set, &lines, err) &&
              bench_peer_pack(bench, lines.data, lines.size, &peer, err);
    if (ok) {
        char detail[200];
        double each = (double)count;
        descriptor_write(form, &described);
        snprintf(detail, sizeof detail,
                 "%zu responses; ratio %.3f; JSON lines %.0f bytes a response; "
                 "descriptor %zu bytes more%s%s",
                 count, peer.size == 0 ? 0 : (double)packed.size / (double)peer.size,
                 (double)lines.size / each, described.size,
                 peer.missing[0] ? "; not installed: " : "", peer.missing);
        bench_row(bench, &(struct bench_row){
                             "codec.bytes_per_response", (double)packed.size / each,
                             "bytes", peer.name, (double)peer.size / each, detail});
    }
    buffer_finish(&described);
    buffer_finish(&lines);
    buffer_finish(&packed);
    response_set_finish(&set);
    return ok;
}

/* The select and range questions alone: all else is the same in every response. */
static bool
entropy_ratio(struct bench *bench, const struct pack *pack, size_t count,
              bool correlated, struct error *err)
{
    struct response_set set = {0};
    struct bench_columns columns = {.form = NULL};
    struct buffer packed, whole;
    buffer_init(&packed, STREAM_MAX_BYTES);
    buffer_init(&whole, STREAM_MAX_BYTES);
    bool ok =
        make_responses(pack, count, correlated, &set, err) &&
        bench_columns_make(&columns, form_descriptor(pack->form), &set, err) &&
        codec_encode(columns.form, columns.responses, columns.count, &packed, err) &&
        codec_encode(form_descriptor(pack->form), set.responses, set.count, &whole,
                     err);
    if (ok) {
        char detail[300];
        double entropy = columns.entropy_with_absent_bits / 8;
        snprintf(
            detail, sizeof detail,
            "%zu responses %s correlations; %zu questions, %zu bytes for an "
            "order-0 entropy of %.0f (of answers alone, without whether a question "
            "was asked: %.0f, ratio %.3f); all answers and heads %zu bytes",
            count, correlated ? "with" : "without", columns.question_count, packed.size,
            entropy, columns.entropy_bits / 8,
            (double)packed.size * 8 / columns.entropy_bits, whole.size);
        bench_row(bench, &(struct bench_row){"codec.entropy_ratio",
                                             (double)packed.size / entropy, "", NULL, 0,
                                             detail});
    }
    bench_columns_finish(&columns);
    buffer_finish(&whole);
    buffer_finish(&packed);
    response_set_finish(&set);
    return ok;
}

#define SPEED_RESPONSES 2000
#define SPEED_SECONDS 1.0

static bool
speed(struct bench *bench, const struct pack *pack, struct error *err)
{
    const struct descriptor *form = form_descriptor(pack->form);
    struct response_set set = {0};
    struct buffer packed;
    char detail[120];
    double rounds = 0;
    buffer_init(&packed, STREAM_MAX_BYTES);
    bool ok = make_responses(pack, SPEED_RESPONSES, true, &set, err);
    double began = bench_cpu_s(), took = 0;
    for (; ok && took < SPEED_SECONDS; rounds++, took = bench_cpu_s() - began) {
        buffer_clear(&packed);
        ok = codec_encode(form, set.responses, set.count, &packed, err);
    }
    snprintf(detail, sizeof detail, "%d responses at a time, one thread",
             SPEED_RESPONSES);
    if (ok) {
        bench_row(bench, &(struct bench_row){"codec.encode_per_s",
                                             rounds * SPEED_RESPONSES / took, "1/s",
                                             NULL, 0, detail});
    }
    began = bench_cpu_s();
    for (rounds = took = 0; ok && took < SPEED_SECONDS;
         rounds++, took = bench_cpu_s() - began) {
        struct response_set back = {0};
        ok = codec_decode(form, packed.data, packed.size, &back, err);
        response_set_finish(&back);
    }
    if (ok) {
        bench_row(bench, &(struct bench_row){"codec.decode_per_s",
                                             rounds * SPEED_RESPONSES / took, "1/s",
                                             NULL, 0, detail});
    }
    buffer_finish(&packed);
    response_set_finish(&set);
    return ok;
}

bool
bench_codec(struct bench *bench, struct error *err)
{
    struct pack *pack = NULL;
    if (!pack_load(bench_pack(bench), NULL, &pack, err)) {
        return error_prefix(err, "%s", bench_pack(bench));
    }
    static const size_t counts[] = {300, 2000};
    bool ok = true;
    for (size_t i = 0; ok && i < 2; i++) {
        ok = bytes_per_response(bench, pack, counts[i], err);
    }
    for (size_t i = 0; ok && i < 4; i++) {
        ok = entropy_ratio(bench, pack, counts[i % 2], i < 2, err);
    }
    ok = ok && speed(bench, pack, err) && bench_comments(bench, err);
    pack_close(pack);
    return ok;
}
