/* Measures the fountain code that fills the frames. */
#include "bench.h"
#include "townline/frame.h"
#include "townline/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many symbols more than K a reader needs, over many streams. */

struct crowd {
    size_t k, trials;
};
/* The work of elimination grows with the cube of K, so a large K is tried less often.
 */
static const struct crowd crowds[] = {{2, 20000},  {3, 20000},  {10, 10000},
                                      {40, 5000},  {100, 4000}, {250, 2000},
                                      {500, 2000}, {800, 1000}, {1200, 600}};
static const unsigned losses[] = {0, 10, 30, 50};

struct tally {
    size_t extra, over_2, most;
};

/* A reader joins the stream somewhere in its first 2 K symbols. The data is all zeros,
 * and so is every symbol, since the rank depends on the coefficients alone. */
static bool
join(size_t k, unsigned loss, uint64_t *seed, struct tally *tally, struct error *err)
{
    static const uint8_t symbol[240];
    struct fountain_decoder *decoder;
    uint32_t tag = (uint32_t)random_splitmix64(seed);
    uint32_t index = (uint32_t)(random_splitmix64(seed) % (2 * k));
    size_t received = 0;
    if (!fountain_decoder_create(tag, k, sizeof symbol, &decoder, err)) {
        return false;
    }
    for (; !fountain_is_full(decoder); index++) {
        if (random_splitmix64(seed) % 100 < loss) {
            continue;
        }
        fountain_decode(decoder, index, symbol);
        received++;
    }
    fountain_decoder_destroy(decoder);
    size_t extra = received - k;
    tally->extra += extra;
    tally->over_2 += extra > 2;
    tally->most = extra > tally->most ? extra : tally->most;
    return true;
}

static bool
measure_extra(struct bench *bench, const struct crowd *crowd, unsigned loss,
              struct error *err)
{
    uint64_t seed = crowd->k * 100 + loss;
    struct tally tally = {0};
    for (size_t i = 0; i < crowd->trials; i++) {
        if (!join(crowd->k, loss, &seed, &tally, err)) {
            return false;
        }
    }
    char detail[240];
    snprintf(detail, sizeof detail,
             "K %zu, loss %u %%, joined anywhere in the first 2 K symbols; %zu trials; "
             "more than 2: %zu, at most %zu; real coefficients and decoder, data of "
             "zeros",
             crowd->k, loss, crowd->trials, tally.over_2, tally.most);
    bench_row(bench,
              &(struct bench_row){.name = "fountain.extra_symbols",
                                  .value = (double)tally.extra / (double)crowd->trials,
                                  .unit = "symbols",
                                  .detail = detail});
    return true;
}

/* Decoding. */

enum { LOT_BYTES = 600000, DECODINGS = 5 };

struct lot {
    uint8_t *data, *symbols;
    uint32_t *indexes;
    size_t size, symbol_bytes, k, count;
};

static void
lot_finish(struct lot *lot)
{
    free(lot->data);
    free(lot->symbols);
    free(lot->indexes);
}

/* The symbols that arrive from `first` on, a few more than are needed. */
static bool
lot_send(struct lot *lot, uint32_t first, unsigned loss, struct error *err)
{
    struct fountain_encoder *encoder;
    uint64_t seed = 600;
    size_t room = lot->k + 20;
    lot->data = malloc(lot->size);
    lot->symbols = malloc(room * lot->symbol_bytes);
    lot->indexes = calloc(room, sizeof *lot->indexes);
    if (!lot->data || !lot->symbols || !lot->indexes) {
        return error_no_memory(err);
    }
    random_seeded(&seed).fill(&seed, lot->data, lot->size);
    if (!fountain_encoder_create(lot->data, lot->size, 7, lot->symbol_bytes, &encoder,
                                 err)) {
        return false;
    }
    for (uint32_t index = first; lot->count < room; index++) {
        if (random_splitmix64(&seed) % 100 < loss) {
            continue;
        }
        fountain_encode(encoder, index, lot->symbols + lot->count * lot->symbol_bytes);
        lot->indexes[lot->count++] = index;
    }
    fountain_encoder_destroy(encoder);
    return true;
}

static bool
lot_decode(const struct lot *lot, struct error *err)
{
    struct fountain_decoder *decoder;
    const uint8_t *data;
    size_t size = 0;
    if (!fountain_decoder_create(7, lot->k, lot->symbol_bytes, &decoder, err)) {
        return false;
    }
    for (size_t i = 0; i < lot->count && !fountain_is_full(decoder); i++) {
        fountain_decode(decoder, lot->indexes[i], lot->symbols + i * lot->symbol_bytes);
    }
    bool ok = fountain_data(decoder, &data, &size) && size == lot->size &&
              memcmp(data, lot->data, size) == 0;
    fountain_decoder_destroy(decoder);
    return ok || error_set(err, ERROR_SYSTEM, "what was sent did not come back");
}

static bool
measure_decoding(struct bench *bench, bool from_start, unsigned loss, struct error *err)
{
    struct lot lot = {.size = LOT_BYTES};
    lot.symbol_bytes = fountain_symbol_bytes(lot.size);
    lot.k = fountain_k(lot.size, lot.symbol_bytes);
    bool ok = lot_send(&lot, from_start ? 0 : (uint32_t)lot.k, loss, err);
    double start = bench_cpu_s();
    for (size_t i = 0; i < DECODINGS && ok; i++) {
        ok = lot_decode(&lot, err);
    }
    double ms = (bench_cpu_s() - start) * 1e3 / DECODINGS;
    char detail[200];
    snprintf(detail, sizeof detail,
             "%d bytes, K %zu of %zu bytes, loss %u %%, %s; mean of %d", LOT_BYTES,
             lot.k, lot.symbol_bytes, loss,
             from_start ? "from the start" : "joined after the systematic pass",
             DECODINGS);
    if (ok) {
        bench_row(bench, &(struct bench_row){.name = "fountain.decode_ms",
                                             .value = ms,
                                             .unit = "ms",
                                             .detail = detail});
    }
    lot_finish(&lot);
    return ok;
}

/* Forged frames: the longest time that one of them keeps the reader busy. */

enum { FORGED_ONE_IN = 50, SYMBOLS_A_FRAME = 5 };

struct siege {
    bool is_fitted; /* all have the same fault, so comparing them does not show it */
    uint64_t seed;
    double worst_s, all_s;
    size_t frames, forged;
};

/* The CRC-32 of a frame, over all but itself: FORMAT.md, "Frames". */
static void
forge(uint8_t *frame, size_t size, struct siege *siege)
{
    uint32_t crc = UINT32_MAX;
    if (siege->is_fitted) {
        frame[FRAME_HEADER_BYTES] ^= 1;
    } else {
        random_seeded(&siege->seed)
            .fill(&siege->seed, frame + FRAME_HEADER_BYTES, size - FRAME_HEADER_BYTES);
    }
    for (size_t i = 0; i < size; i++) {
        if (i >= 12 && i < 16) {
            continue;
        }
        crc ^= frame[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
        }
    }
    for (unsigned i = 0; i < 4; i++) {
        frame[12 + i] = (uint8_t)(~crc >> (8 * i));
    }
}

static bool
collect(struct frame_collector *collector, const struct frame_sender *sender,
        struct siege *siege)
{
    uint8_t frame[FRAME_MAX_BYTES];
    enum collector_event event = COLLECTOR_PROGRESS;
    size_t k = frame_sender_k(sender);
    uint32_t index = (uint32_t)k;
    for (; event != COLLECTOR_BUNDLE && siege->frames < k; siege->frames++) {
        size_t size = frame_write(sender, index, SYMBOLS_A_FRAME, frame);
        index += SYMBOLS_A_FRAME;
        if (siege->frames % FORGED_ONE_IN == 10) {
            forge(frame, size, siege);
            siege->forged++;
        }
        double start = bench_cpu_s();
        event = frame_collect(collector, frame, size);
        double took = bench_cpu_s() - start;
        siege->all_s += took;
        siege->worst_s = took > siege->worst_s ? took : siege->worst_s;
    }
    return event == COLLECTOR_BUNDLE;
}

static bool
measure_forgeries(struct bench *bench, bool is_fitted, struct error *err)
{
    enum { bundle_bytes = FOUNTAIN_K_MAX * 240 - 4 };
    uint64_t seed = 50;
    struct frame_sender *sender = NULL;
    struct frame_collector *collector = NULL;
    struct siege siege = {.is_fitted = is_fitted, .seed = 51};
    uint8_t *bundle = malloc(bundle_bytes);
    bool ok = bundle || error_no_memory(err);
    if (ok) {
        random_seeded(&seed).fill(&seed, bundle, bundle_bytes);
    }
    ok = ok && frame_sender_create(bundle, bundle_bytes, &sender, err) &&
         frame_collector_create(&collector, err);
    if (ok && !collect(collector, sender, &siege)) {
        ok = error_set(err, ERROR_SYSTEM, "the bundle did not come back");
    }
    char detail[240];
    snprintf(
        detail, sizeof detail,
        "the slowest frame; K 1200, joined after the systematic pass, one frame in "
        "%d forged, %s: whole after %zu frames (%d without forgeries), %.0f ms in all",
        FORGED_ONE_IN, is_fitted ? "each with the same fault" : "at random",
        siege.frames, FOUNTAIN_K_MAX / SYMBOLS_A_FRAME, siege.all_s * 1e3);
    if (ok) {
        bench_row(bench, &(struct bench_row){.name = "fountain.forged_frame_ms",
                                             .value = siege.worst_s * 1e3,
                                             .unit = "ms",
                                             .detail = detail});
    }
    frame_collector_destroy(collector);
    frame_sender_destroy(sender);
    free(bundle);
    return ok;
}

bool
bench_fountain(struct bench *bench, struct error *err)
{
    if (!measure_decoding(bench, true, 10, err) ||
        !measure_decoding(bench, false, 10, err) ||
        !measure_forgeries(bench, false, err) || !measure_forgeries(bench, true, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof crowds / sizeof *crowds; i++) {
        for (size_t j = 0; j < sizeof losses / sizeof *losses; j++) {
            if (!measure_extra(bench, &crowds[i], losses[j], err)) {
                return false;
            }
        }
    }
    return true;
}
