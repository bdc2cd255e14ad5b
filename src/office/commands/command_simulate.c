/* townline simulate: a bundle of invented responses. */
#include "arguments.h"
#include "command.h"
#include "console.h"
#include "counted.h"
#include "keyring.h"
#include "names.h"
#include "output.h"
#include "simulation.h"

struct making {
    const char *pack_folder, *keys, *output;
    struct simulation_options options;
    bool force, json;
};

static int
tell(const struct making *making, const struct simulation *simulation)
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

static bool
make(struct making *making, struct simulation *out, struct error *err)
{
    struct pack *pack = NULL;
    struct office_public office;
    making->options.office = &office;
    bool ok = keyring_public(making->keys, &office, err) &&
              pack_load(making->pack_folder, NULL, &pack, err);
    if (ok) {
        making->options.pack = pack;
        ok = simulation_make(&making->options, out, err);
    }
    pack_close(pack);
    return ok;
}

static int
run(struct making *making)
{
    struct error err;
    struct simulation simulation = {.set = {.count = 0}};
    bool ok = output_check(making->output, making->force, &err);
    if (ok) {
        console_progress("Making %zu responses", making->options.responses);
    }
    ok = ok && make(making, &simulation, &err);
    console_progress(NULL);
    if (ok) {
        ok = output_save(making->output, &simulation.sealed, making->force, &err);
    }
    int code = ok ? tell(making, &simulation) : command_fail("simulate", &err);
    simulation_finish(&simulation);
    return code;
}

int
command_simulate(int argc, char **argv)
{
    struct making making = {.json = false};
    uint64_t responses = 0, order_seed = UINT64_MAX;
    const struct option options[] = {
        {"--responses", OPTION_NUMBER, true, &responses},
        {"--seed", OPTION_NUMBER, true, &making.options.seed},
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
    if (responses < 1 || responses > RESPONSE_SET_MAX) {
        error_set(&err, ERROR_INPUT, "a bundle holds 1 to %d responses",
                  RESPONSE_SET_MAX);
        return command_usage("simulate", &err);
    }
    making.pack_folder = argv[0];
    making.options.responses = (size_t)responses;
    making.options.has_order = order_seed != UINT64_MAX;
    making.options.order_seed = order_seed;
    return run(&making);
}
