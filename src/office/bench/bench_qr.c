/* Measures drawing and reading QR codes. */
#include "bench.h"
#include "townline/qr.h"
#include "townline/random.h"

#include <stdio.h>

/* One frame as the kiosk shows it: version 27, on an 800-pixel panel. */
enum { VERSION = 27, MODULE_PX = 6, WARM_UP = 10, ROUNDS = 200 };

static bool
draw(const uint8_t *frame, size_t size, struct error *err)
{
    struct qr qr;
    struct picture picture;
    if (!qr_draw(frame, size, VERSION, &qr, err)) {
        return false;
    }
    bool ok = qr_picture(&qr, MODULE_PX, &picture, err);
    if (ok) {
        picture_finish(&picture);
    }
    qr_finish(&qr);
    return ok;
}

bool
bench_qr(struct bench *bench, struct error *err)
{
    uint8_t frame[4096];
    uint64_t seed = 27;
    size_t size = qr_capacity_bytes(VERSION);
    double start = 0;
    for (size_t i = 0; i < WARM_UP + ROUNDS; i++) {
        if (i == WARM_UP) {
            start = bench_cpu_s();
        }
        random_seeded(&seed).fill(&seed, frame, size);
        if (!draw(frame, size, err)) {
            return false;
        }
    }
    char detail[160];
    snprintf(detail, sizeof detail,
             "v27-L, %zu random bytes each, to %d pixels a module; mask %s; mean of %d",
             size, MODULE_PX,
             qr_mask_is_fixed() ? "fixed" : "the best of eight, chosen by the library",
             ROUNDS);
    bench_row(bench,
              &(struct bench_row){.name = "qr.draw_ms",
                                  .value = (bench_cpu_s() - start) * 1e3 / ROUNDS,
                                  .unit = "ms",
                                  .detail = detail});
    return true;
}
