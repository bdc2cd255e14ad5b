/* townline simulate: bundles of invented responses. */
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"
#include "output.h"
#include "simulation_split.h"
#include "simulation_truth.h"
#include "townline/calendar.h"
#include "townline/file.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BUNDLE_SIZE 500 /* responses, unless it is said */

struct making {
    const char *pack_folder, *keys, *output, *truth;
    struct simulation_split split; /* kiosks 0: one bundle in one file */
    size_t done;                   /* responses */
    bool force, json;
};

static int
tell_one(const struct making *making, const struct simulation *simulation)
{
    uint8_t hash[SEAL_HASH_BYTES], id[BUNDLE_ID_BYTES];
    seal_hash(simulation->plaintext.data, simulation->plaintext.size, hash);
    bundle_id(simulation->sealed.data, simulation->sealed.size, id);
    if (making->json) {
        return console_json(
                   json_pack("{s:i, s:i, s:i, s:o, s:o, s:o}", "responses",
                             (int)simulation->set.count, "bundle_bytes",
                             (int)simulation->sealed.size, "plaintext_bytes",
                             (int)simulation->plaintext.size, "plaintext_hash",
                             names_json_hex(hash, sizeof hash), "id",
                             names_json_hex(id, sizeof id), "kiosk",
                             names_json_hex(simulation->header.kiosk.bytes, 32)))
                   ? COMMAND_DONE
                   : COMMAND_SYSTEM;
    }
    console_say(
        "%s  %s in %zu bytes, from kiosk %02x%02x%02x%02x", making->output,
        counted(simulation->set.count, "simulated response", "simulated responses")
            .text,
        simulation->sealed.size, simulation->header.kiosk.bytes[0],
        simulation->header.kiosk.bytes[1], simulation->header.kiosk.bytes[2],
        simulation->header.kiosk.bytes[3]);
    return COMMAND_DONE;
}

static int
tell_split(const struct making *making, const struct simulation_lot *lots)
{
    const struct simulation_split *split = &making->split;
    json_t *list = json_array();
    size_t bundles = 0;
    for (size_t i = 0; i < split->kiosks; i++) {
        bundles += lots[i].bundles;
        json_array_append_new(list,
                              json_pack("{s:s, s:o, s:I, s:I}", "name", lots[i].name,
                                        "key", names_json_hex(lots[i].key.bytes, 32),
                                        "responses", (json_int_t)lots[i].responses,
                                        "bundles", (json_int_t)lots[i].bundles));
    }
    if (making->json) {
        return console_json(json_pack("{s:I, s:I, s:o}", "responses",
                                      (json_int_t)split->one.responses, "bundles",
                                      (json_int_t)bundles, "kiosks", list))
                   ? COMMAND_DONE
                   : COMMAND_SYSTEM;
    }
    json_decref(list);
    console_say(
        "%s  %s in %s of %s", making->output,
        counted(split->one.responses, "simulated response", "simulated responses").text,
        counted(bundles, "bundle", "bundles").text,
        counted(split->kiosks, "kiosk", "kiosks").text);
    console_say("Into an archive of its own: townline kiosks accept "
                "%s/TOWNLINE/*/kiosk.pub --archive simulated.db",
                making->output);
    return COMMAND_DONE;
}

static bool
save_truth(const struct making *making, const struct simulation_lot *lots,
           struct error *err)
{
    struct buffer text;
    if (!making->truth) {
        return true;
    }
    buffer_init(&text, (size_t)256 << 20);
    bool ok =
        simulation_truth(&making->split.one, lots, making->split.kiosks, &text, err) &&
        output_save(making->truth, &text, making->force, err);
    buffer_finish(&text);
    return ok;
}

static bool
make_one(struct making *making, struct error *err)
{
    struct simulation simulation = {.set = {.count = 0}};
    console_progress("Making %zu responses", making->split.one.responses);
    bool ok = simulation_make(&making->split.one, NULL, &simulation, err);
    console_progress(NULL);
    ok = ok && save_truth(making, NULL, err) &&
         output_save(making->output, &simulation.sealed, making->force, err);
    if (ok && tell_one(making, &simulation) != COMMAND_DONE) {
        ok = error_no_memory(err);
    }
    simulation_finish(&simulation);
    return ok;
}

static void
on_bundle(void *context, size_t responses)
{
    struct making *making = context;
    making->done += responses;
    console_progress("Made %zu of %zu responses", making->done,
                     making->split.one.responses);
}

static bool
make_split(struct making *making, struct error *err)
{
    struct simulation_lot *lots = calloc(making->split.kiosks, sizeof *lots);
    if (!lots) {
        return error_no_memory(err);
    }
    making->split.folder = making->output;
    making->split.on_bundle = on_bundle;
    making->split.context = making;
    bool ok = file_make_folder(making->output, 0755, err) ||
              error_prefix(err, "%s", making->output);
    ok = ok && (simulation_split(&making->split, lots, err) ||
                error_prefix(err, "%s", making->output));
    console_progress(NULL);
    ok = ok && save_truth(making, lots, err);
    if (ok && tell_split(making, lots) != COMMAND_DONE) {
        ok = error_no_memory(err);
    }
    free(lots);
    return ok;
}

static bool
is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    size_t count = 0;
    while (folder && count <= 2 && readdir(folder)) {
        count++; /* itself and the one above are always there */
    }
    if (folder) {
        closedir(folder);
    }
    return folder && count <= 2;
}

/* An empty folder can be written to; another one only with --force. */
static bool
check_outputs(const struct making *making, struct error *err)
{
    bool is_empty = making->split.kiosks > 0 && is_empty_folder(making->output);
    return (is_empty || output_check(making->output, making->force, err)) &&
           (!making->truth || output_check(making->truth, making->force, err));
}

static int
run(struct making *making)
{
    struct error err;
    struct pack *pack = NULL;
    struct office_public office;
    making->split.one.office = &office;
    bool ok = check_outputs(making, &err) &&
              keyring_public(making->keys, &office, &err) &&
              pack_load(making->pack_folder, NULL, &pack, &err);
    if (ok) {
        struct simulation_options *one = &making->split.one;
        one->pack = pack;
        if (!one->round && pack->manifest) {
            one->round = pack->manifest->round;
        }
        ok = making->split.kiosks > 0 ? make_split(making, &err)
                                      : make_one(making, &err);
    }
    making->split.one.pack = NULL;
    making->split.one.office = NULL;
    pack_close(pack);
    return ok ? COMMAND_DONE : command_fail("simulate", &err);
}

/* What the numbers and the day say; false with words for whoever typed them. */
static bool
take(struct making *making, uint64_t kiosks, uint64_t bundle_size, const char *day,
     struct error *err)
{
    struct simulation_options *one = &making->split.one;
    bool is_split = kiosks != UINT64_MAX || bundle_size != UINT64_MAX;
    size_t most = is_split ? SIMULATION_SPLIT_MAX : RESPONSE_SET_MAX;
    if (one->responses < 1 || one->responses > most) {
        return error_set(err, ERROR_INPUT,
                         is_split ? "1 to %zu responses can be simulated"
                                  : "a bundle holds 1 to %zu responses; --kiosks makes "
                                    "several",
                         most);
    }
    if (is_split) {
        kiosks = kiosks == UINT64_MAX ? 1 : kiosks;
        bundle_size = bundle_size == UINT64_MAX ? BUNDLE_SIZE : bundle_size;
        if (kiosks < 1 || kiosks > SIMULATION_KIOSKS_MAX) {
            return error_set(err, ERROR_INPUT, "there can be 1 to %d kiosks",
                             SIMULATION_KIOSKS_MAX);
        }
        if (bundle_size < 1 || bundle_size > RESPONSE_SET_MAX) {
            return error_set(err, ERROR_INPUT, "a bundle holds 1 to %d responses",
                             RESPONSE_SET_MAX);
        }
        if (one->has_order) {
            return error_set(err, ERROR_INPUT,
                             "--order-seed is for one bundle, without --kiosks");
        }
        making->split.kiosks = (size_t)kiosks;
        making->split.bundle_size = (size_t)bundle_size;
    }
    double days = SIMULATION_DAY;
    bool has_time = false;
    if (day && (!calendar_parse(day, &days, &has_time) || has_time || days < 1 ||
                days > 100000)) {
        return error_set(err, ERROR_INPUT,
                         "--first-day must be written like 2026-11-22, not \"%.40s\"",
                         day);
    }
    if (one->half_days < 1 || one->half_days > 2000) {
        return error_set(err, ERROR_INPUT, "there can be 1 to 2000 half-days");
    }
    one->first_half_day = 2 * (uint32_t)floor(days);
    one->event_half_day = one->first_half_day + one->half_days / 3;
    for (int i = 0; i < 2; i++) {
        const char *name = i == 0 ? one->round : one->event;
        if (name && strlen(name) > RESPONSE_NAME_MAX_BYTES) {
            return error_set(err, ERROR_INPUT, "%s has more than %d letters",
                             i == 0 ? "the round" : "the event",
                             RESPONSE_NAME_MAX_BYTES);
        }
    }
    return true;
}

int
command_simulate(int argc, char **argv)
{
    struct making making = {.json = false};
    struct simulation_options *one = &making.split.one;
    uint64_t responses = 0, order_seed = UINT64_MAX, kiosks = UINT64_MAX,
             bundle_size = UINT64_MAX, half_days = SIMULATION_HALF_DAYS,
             comments = UINT64_MAX;
    const char *day = NULL;
    const struct option options[] = {
        {"--responses", OPTION_NUMBER, true, &responses},
        {"--seed", OPTION_NUMBER, true, &one->seed},
        {"--kiosks", OPTION_NUMBER, false, &kiosks},
        {"--bundle-size", OPTION_NUMBER, false, &bundle_size},
        {"--opinions", OPTION_NUMBER, false, &one->opinions},
        {"--round", OPTION_TEXT, false, &one->round},
        {"--event", OPTION_TEXT, false, &one->event},
        {"--first-day", OPTION_TEXT, false, &day},
        {"--half-days", OPTION_NUMBER, false, &half_days},
        {"--no-comments", OPTION_FLAG, false, &one->without_comments},
        {"--comments", OPTION_NUMBER, false, &comments},
        {"--truth", OPTION_TEXT, false, &making.truth},
        {"--order-seed", OPTION_NUMBER, false, &order_seed},
        {"--keys", OPTION_TEXT, true, &making.keys},
        {"-o", OPTION_TEXT, true, &making.output},
        {"--force", OPTION_FLAG, false, &making.force},
        {"--json", OPTION_FLAG, false, &making.json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err)) {
        return command_usage("simulate", &err);
    }
    if (words != 1) {
        error_set(&err, ERROR_INPUT, "name one pack");
        return command_usage("simulate", &err);
    }
    making.pack_folder = argv[0];
    one->responses = (size_t)responses;
    one->half_days = half_days > UINT32_MAX ? 0 : (uint32_t)half_days;
    one->has_order = order_seed != UINT64_MAX;
    one->order_seed = order_seed;
    if (comments != UINT64_MAX && (comments < 1 || comments > 100)) {
        error_set(&err, ERROR_INPUT,
                  "--comments is how many of a hundred write one, 1 to 100");
        return command_usage("simulate", &err);
    }
    one->texts_of_hundred = comments == UINT64_MAX ? 0 : (unsigned)comments;
    if (!take(&making, kiosks, bundle_size, day, &err)) {
        return command_usage("simulate", &err);
    }
    return run(&making);
}
