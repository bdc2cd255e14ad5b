/* Makes a round of simulated responses and opens an archive for it. */
#include "bench_round.h"

#define SEED 2026

bool
bench_round_next(struct bench_round *round, const struct bench_round_options *options,
                 struct error *err)
{
    const struct simulation_options invented = {.pack = round->pack,
                                                .office = &round->office,
                                                .responses = options->responses,
                                                .services = options->services,
                                                .seed = SEED,
                                                .first_number = round->responses,
                                                .without_comments =
                                                    !options->with_comments};
    simulation_finish(&round->simulation);
    round->simulation = (struct simulation){.set = {.count = 0}};
    round->responses += options->responses;
    return simulation_make(&invented, &round->kiosk, &round->simulation, err);
}

bool
bench_round_make(const struct bench *bench, const struct bench_round_options *options,
                 struct bench_round *out, struct error *err)
{
    struct recipient_secret recovery;
    uint64_t seed = SEED;
    *out = (struct bench_round){.pack = NULL};
    keys_make("Office", random_seeded(&seed), &out->secret, &out->office, &recovery);
    simulated_kiosk_make(&out->kiosk, SEED, 0);
    if (!pack_load(bench_county_pack(bench), NULL, &out->pack, err)) {
        return error_prefix(err, "%s", bench_county_pack(bench));
    }
    return bench_round_next(out, options, err);
}

void
bench_round_finish(struct bench_round *round)
{
    simulation_finish(&round->simulation);
    pack_close(round->pack);
}

bool
bench_round_archive(const struct bench *bench, const struct bench_round *round,
                    const char *name, struct archive **out, struct error *err)
{
    char path[BENCH_PATH_MAX_BYTES];
    bench_path(bench, name, path);
    return archive_open(path, true, out, err) &&
           archive_accept_kiosk(*out, &round->simulation.header.kiosk, "Bench",
                                BENCH_TODAY, err);
}

bool
bench_round_merge(const struct bench_round *round, struct archive *archive,
                  struct merge_result *out, struct error *err)
{
    const struct buffer *sealed = &round->simulation.sealed;
    struct bundle *bundle;
    struct sealed_bundle read;
    if (!sealed_bundle_read(sealed->data, sealed->size, &read, err) ||
        !sealed_bundle_open(&read, &round->secret.recipient, &bundle, err)) {
        return false;
    }
    const struct archive_merge merge = {.sealed = &read,
                                        .bundle = bundle,
                                        .secret = &round->secret.recipient,
                                        .today = BENCH_TODAY};
    bool ok = archive_merge(archive, &merge, out, err);
    bundle_close(bundle);
    return ok;
}
