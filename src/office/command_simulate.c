#include "arguments.h"
#include "command.h"
#include "console.h"
#include "keyring.h"
#include "names.h"
#include "townline/comment.h"
#include "townline/file.h"
#include "townline/pack_folder.h"
#include "townline/simulate.h"

#include <stdio.h>
#include <string.h>

/* The first simulated visit, 2026-01-05; never the clock, so that a seed gives the same
 * bytes on every day. */
enum { FIRST_HALF_DAY = 2 * 20458, HALF_DAYS = 20 };

struct simulation {
    const char *pack_folder, *keys, *output;
    uint64_t responses, seed, order_seed;
    bool has_order, json;

    struct pack *pack;
    struct office_public office;
    struct response_set set;
    struct buffer boxes; /* of the sealed comments */
    struct epoch epoch;
    struct bundle_header header;
    struct sign_secret kiosk;
    struct bundle_content content;
    struct buffer plaintext, sealed;
};

/* Seals every free text as a kiosk does when a block is committed. */
static bool
seal_comments(struct simulation *simulation, struct random_source random,
              struct error *err)
{
    uint8_t key[SEAL_KEY_BYTES];
    const struct descriptor *descriptor = form_descriptor(simulation->pack->form);
    epoch_begin(simulation->office.recipients, simulation->office.recipient_count,
                random, &simulation->epoch, key);
    for (size_t i = 0; i < simulation->set.count; i++) {
        struct response *response = &simulation->set.responses[i];
        for (size_t j = 0; j < response->answer_count; j++) {
            struct answer *answer = &response->answers[j];
            const struct question *question = &descriptor->questions[answer->question];
            if (question->type != QUESTION_TEXT || answer->state != ANSWER_VALUE)
                continue;
            if (!comment_seal(key, simulation->epoch.id, question->path, answer->value,
                              random, &simulation->boxes, &answer->sealed, err))
                return false;
            answer->state = ANSWER_SEALED;
        }
    }
    /* The boxes lie one after the other; where they lie is known when all are there. */
    const uint8_t *box = simulation->boxes.data;
    for (size_t i = 0; i < simulation->set.count; i++) {
        struct response *response = &simulation->set.responses[i];
        for (size_t j = 0; j < response->answer_count; j++)
            if (response->answers[j].state == ANSWER_SEALED) {
                response->answers[j].sealed.box = box;
                box += response->answers[j].sealed.box_size;
            }
    }
    seal_wipe(key, sizeof key);
    return true;
}

/* Another order of arrival (Fisher, Yates). */
static void
shuffle(struct response_set *set, uint64_t seed)
{
    for (size_t i = set->count; i > 1; i--) {
        size_t j = random_splitmix64(&seed) % i;
        struct response moved = set->responses[i - 1];
        set->responses[i - 1] = set->responses[j];
        set->responses[j] = moved;
    }
}

/* A kiosk of its own for each seed, the same for each order of arrival. */
static void
make_kiosk(struct simulation *simulation, struct random_source random)
{
    simulation->header = (struct bundle_header){.kind = BUNDLE_RESPONSES, .number = 1};
    sign_pair(random, &simulation->header.kiosk, &simulation->kiosk);
    random.fill(random.context, simulation->header.store_id, STORE_ID_BYTES);
    random.fill(random.context, simulation->content.receipt_key, SEAL_KEY_BYTES);
    keys_office_id(&simulation->office.sign, simulation->header.office_id);
}

static bool
make(struct simulation *simulation, struct error *err)
{
    uint64_t state = simulation->seed;
    struct random_source random = random_seeded(&state);
    struct bundle_content *content = &simulation->content;
    const struct simulate_options options = {.responses = (size_t)simulation->responses,
                                             .seed = simulation->seed,
                                             .first_half_day = FIRST_HALF_DAY,
                                             .half_days = HALF_DAYS};
    make_kiosk(simulation, random);
    if (!simulate(simulation->pack->form, &options, &simulation->set, err) ||
        !seal_comments(simulation, random, err))
        return false;
    if (simulation->has_order)
        shuffle(&simulation->set, simulation->order_seed);
    memcpy(content->pack_id, simulation->pack->id, PACK_ID_BYTES);
    content->descriptor = form_descriptor(simulation->pack->form);
    content->responses = simulation->set;
    content->epochs = &simulation->epoch;
    content->epoch_count = 1;
    content->health =
        (struct bundle_health){.sessions_begun = (uint32_t)simulation->responses,
                               .sessions_finished = (uint32_t)simulation->responses};
    snprintf(content->health.program_version, sizeof content->health.program_version,
             "%s", TOWNLINE_VERSION);
    return bundle_plaintext(content, &simulation->plaintext, err) &&
           bundle_seal(&simulation->header, content, &simulation->kiosk,
                       simulation->office.recipients,
                       simulation->office.recipient_count, random, &simulation->sealed,
                       err);
}

static int
tell(const struct simulation *simulation)
{
    uint8_t hash[SEAL_HASH_BYTES], id[BUNDLE_ID_BYTES];
    seal_hash(simulation->plaintext.data, simulation->plaintext.size, hash);
    bundle_id(simulation->sealed.data, simulation->sealed.size, id);
    if (simulation->json)
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
    console_say("%s  %zu simulated responses in %zu bytes, from kiosk "
                "%02x%02x%02x%02x",
                simulation->output, simulation->set.count, simulation->sealed.size,
                simulation->header.kiosk.bytes[0], simulation->header.kiosk.bytes[1],
                simulation->header.kiosk.bytes[2], simulation->header.kiosk.bytes[3]);
    return COMMAND_DONE;
}

static int
run(struct simulation *simulation)
{
    struct error err;
    int code;
    buffer_init(&simulation->boxes, BUNDLE_MAX_BYTES);
    buffer_init(&simulation->plaintext, 4 * BUNDLE_MAX_BYTES);
    buffer_init(&simulation->sealed, BUNDLE_MAX_BYTES);
    bool ok = keyring_public(simulation->keys, &simulation->office, &err) &&
              pack_load(simulation->pack_folder, &simulation->pack, &err) &&
              make(simulation, &err);
    if (ok) {
        const struct file_content content = {.data = simulation->sealed.data,
                                             .size = simulation->sealed.size,
                                             .mode = 0644,
                                             .existing = FILE_REPLACE};
        ok = file_save(simulation->output, &content, &err) ||
             error_prefix(&err, "%s", simulation->output);
    }
    code = ok ? tell(simulation) : command_fail("simulate", &err);
    seal_wipe(&simulation->kiosk, sizeof simulation->kiosk);
    buffer_finish(&simulation->sealed);
    buffer_finish(&simulation->plaintext);
    buffer_finish(&simulation->boxes);
    response_set_finish(&simulation->set);
    pack_close(simulation->pack);
    return code;
}

int
command_simulate(int argc, char **argv)
{
    struct simulation simulation = {.order_seed = UINT64_MAX};
    const struct option options[] = {
        {"--responses", OPTION_NUMBER, true, &simulation.responses},
        {"--seed", OPTION_NUMBER, true, &simulation.seed},
        {"--order-seed", OPTION_NUMBER, false, &simulation.order_seed},
        {"--keys", OPTION_TEXT, true, &simulation.keys},
        {"-o", OPTION_TEXT, true, &simulation.output},
        {"--json", OPTION_FLAG, false, &simulation.json},
    };
    struct error err;
    size_t words;
    if (!ARGUMENTS_READ(argc, argv, options, &words, &err))
        return command_usage("simulate", &err);
    if (words != 1) {
        error_set(&err, ERROR_INPUT, "name one pack");
        return command_usage("simulate", &err);
    }
    if (simulation.responses < 1 || simulation.responses > RESPONSE_SET_MAX) {
        error_set(&err, ERROR_INPUT, "a bundle holds 1 to %d responses",
                  RESPONSE_SET_MAX);
        return command_usage("simulate", &err);
    }
    simulation.pack_folder = argv[0];
    simulation.has_order = simulation.order_seed != UINT64_MAX;
    return run(&simulation);
}
