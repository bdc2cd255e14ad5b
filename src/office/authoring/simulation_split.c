/* Makes the bundles of several invented kiosks. */
#include "simulation_split.h"

#include "townline/stick.h"
#include "workers.h"

#include <stdio.h>
#include <string.h>

static const char *const places[] = {"Main Library", "City Hall", "Senior Center",
                                     "Branch Library", "Fairground"};

static void
name_kiosk(size_t index, char out[SIMULATION_NAME_BYTES])
{
    size_t count = sizeof places / sizeof *places;
    char number[24] = "";
    if (index >= count) {
        snprintf(number, sizeof number, " %zu", index / count + 1);
    }
    snprintf(out, SIMULATION_NAME_BYTES, "%s%s (simulated)", places[index % count],
             number);
}

/* Some kiosks stand in busier places: each has four to eight parts of all. */
static size_t
parts_of(uint64_t seed, size_t index)
{
    uint64_t state = seed ^ (index + 1);
    return 4 + random_splitmix64(&state) % 5;
}

static void
share_out(const struct simulation_split *split, struct simulation_lot *lots)
{
    size_t parts = 0, before = 0, given = 0;
    for (size_t i = 0; i < split->kiosks; i++) {
        parts += parts_of(split->one.seed, i);
    }
    for (size_t i = 0; i < split->kiosks; i++) {
        before += parts_of(split->one.seed, i);
        size_t until = split->one.responses * before / parts;
        lots[i] = (struct simulation_lot){.responses = until - given, .home = -1};
        given = until;
        lots[i].bundles =
            (lots[i].responses + split->bundle_size - 1) / split->bundle_size;
        name_kiosk(i, lots[i].name);
    }
}

/* A kiosk's bundles share out its half-days, one lot after the other. */
static void
narrow(struct simulation_options *options, const struct simulation_split *split,
       const struct simulation_lot *lot, size_t bundle)
{
    uint32_t days = split->one.half_days;
    uint32_t from = (uint32_t)(days * bundle / lot->bundles);
    uint32_t until = (uint32_t)(days * (bundle + 1) / lot->bundles);
    size_t done = bundle * split->bundle_size;
    options->first_half_day = split->one.first_half_day + from;
    options->half_days = until > from ? until - from : 1;
    options->responses = lot->responses - done < split->bundle_size
                             ? lot->responses - done
                             : split->bundle_size;
    options->first_number += done;
}

static bool
make_bundle(const struct simulation_options *options, struct simulated_kiosk *kiosk,
            struct stick *stick, struct error *err)
{
    struct simulation made = {.set = {.count = 0}};
    bool ok =
        simulation_make(options, kiosk, &made, err) &&
        stick_write_bundle(stick, kiosk->number, kiosk->last_id, &made.sealed, err);
    simulation_finish(&made);
    return ok;
}

struct splitting {
    const struct simulation_split *split;
    const struct simulation_lot *lots;
};

/* Makes all bundles of one kiosk, in a process of its own where there are more. */
static bool
make_kiosk(void *context, size_t index, struct worker *worker, struct error *err)
{
    const struct splitting *splitting = context;
    const struct simulation_split *split = splitting->split;
    const struct simulation_lot *lot = &splitting->lots[index];
    struct simulation_options options = split->one;
    struct simulated_kiosk kiosk;
    struct stick *stick = NULL;
    options.home = lot->home + 1;
    for (size_t i = 0; i < index; i++) {
        options.first_number += splitting->lots[i].responses;
    }
    simulated_kiosk_make(&kiosk, split->one.seed, index);
    bool ok = stick_open(split->folder, &kiosk.key, lot->name, &stick, err) &&
              stick_write_kiosk(stick, err);
    for (size_t i = 0; ok && i < lot->bundles; i++) {
        struct simulation_options bundle = options;
        narrow(&bundle, split, lot, i);
        ok = make_bundle(&bundle, &kiosk, stick, err);
        if (ok) {
            worker_tell(worker, (uint32_t)bundle.responses);
        }
    }
    seal_wipe(&kiosk.secret, sizeof kiosk.secret);
    stick_close(stick);
    return ok;
}

/* How many towns somebody can choose. */
static size_t
count_towns(const struct simulation_split *split, struct error *err, bool *ok_out)
{
    const struct form *form = split->one.pack->form;
    struct opinions *opinions = NULL;
    *ok_out = opinions_create(form, split->one.opinions, false, &opinions, err);
    if (!*ok_out) {
        return 0;
    }
    int question = opinions_town_question(opinions);
    opinions_destroy(opinions);
    return question < 0 ? 0 : form_descriptor(form)->questions[question].choice_count;
}

static void
on_done(void *context, uint32_t responses)
{
    const struct splitting *splitting = context;
    if (splitting->split->on_bundle) {
        splitting->split->on_bundle(splitting->split->context, responses);
    }
}

bool
simulation_split(const struct simulation_split *split, struct simulation_lot *lots,
                 struct error *err)
{
    bool ok;
    size_t towns = count_towns(split, err, &ok);
    struct splitting splitting = {.split = split, .lots = lots};
    const struct workers workers = {.jobs = split->kiosks,
                                    .run = make_kiosk,
                                    .on_done = on_done,
                                    .context = &splitting};
    share_out(split, lots);
    for (size_t i = 0; i < split->kiosks; i++) {
        struct simulated_kiosk kiosk;
        simulated_kiosk_make(&kiosk, split->one.seed, i);
        lots[i].key = kiosk.key;
        lots[i].home = towns == 0 ? -1 : (int)(i % towns);
        seal_wipe(&kiosk.secret, sizeof kiosk.secret);
    }
    return ok && workers_run(&workers, err);
}
