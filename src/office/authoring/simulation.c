/* Makes a bundle of responses by invented residents. */
#include "simulation.h"

#include "townline/comment.h"
#include "townline/simulate.h"

#include <stdio.h>
#include <string.h>

/* The first simulated visit, 2026-01-05; never the clock, so that a seed gives the same
 * bytes on every day. */
enum { FIRST_HALF_DAY = 2 * 20458, HALF_DAYS = 20 };

/* Seals every free text as a kiosk does when a block is committed. */
static bool
seal_comments(struct simulation *simulation, const struct simulation_options *options,
              struct random_source random, struct error *err)
{
    uint8_t key[SEAL_KEY_BYTES];
    const struct descriptor *descriptor = form_descriptor(options->pack->form);
    struct comment_model *model = NULL;
    if (!comment_model_create(&model, err)) {
        return false;
    }
    epoch_begin(options->office->recipients, options->office->recipient_count, random,
                &simulation->epoch, key);
    for (size_t i = 0; i < simulation->set.count; i++) {
        struct response *response = &simulation->set.responses[i];
        for (size_t j = 0; j < response->answer_count; j++) {
            struct answer *answer = &response->answers[j];
            const struct question *question = &descriptor->questions[answer->question];
            if (question->type != QUESTION_TEXT || answer->state != ANSWER_VALUE) {
                continue;
            }
            if (!comment_seal(model, key, simulation->epoch.id, question->path,
                              answer->value, random, &simulation->boxes,
                              &answer->sealed, err)) {
                comment_model_destroy(model);
                return false;
            }
            answer->state = ANSWER_SEALED;
        }
    }
    comment_model_destroy(model);
    /* The boxes lie one after the other in a buffer that moves as it grows, so the
     * pointers to them are set only now. */
    const uint8_t *box = simulation->boxes.data;
    for (size_t i = 0; i < simulation->set.count; i++) {
        struct response *response = &simulation->set.responses[i];
        for (size_t j = 0; j < response->answer_count; j++) {
            if (response->answers[j].state == ANSWER_SEALED) {
                response->answers[j].sealed.box = box;
                box += response->answers[j].sealed.box_size;
            }
        }
    }
    seal_wipe(key, sizeof key);
    return true;
}

/* Shuffles the order in which the responses arrive (Fisher and Yates). */
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

/* The kiosk's keys depend on the seed of the answers and not on that of their order. */
static void
make_kiosk(struct simulation *simulation, const struct office_public *office,
           struct random_source random)
{
    simulation->header = (struct bundle_header){.kind = BUNDLE_RESPONSES, .number = 1};
    sign_pair(random, &simulation->header.kiosk, &simulation->kiosk);
    random.fill(random.context, simulation->header.store_id, STORE_ID_BYTES);
    random.fill(random.context, simulation->content.receipt_key, SEAL_KEY_BYTES);
    keys_office_id(&office->sign, simulation->header.office_id);
}

static void
fill_content(struct simulation *simulation, const struct simulation_options *options)
{
    struct bundle_content *content = &simulation->content;
    memcpy(content->pack_id, options->pack->id, PACK_ID_BYTES);
    content->descriptor = form_descriptor(options->pack->form);
    content->responses = simulation->set;
    content->epochs = &simulation->epoch;
    content->epoch_count = 1;
    content->health =
        (struct bundle_health){.sessions_begun = (uint32_t)options->responses,
                               .sessions_finished = (uint32_t)options->responses};
    snprintf(content->health.program_version, sizeof content->health.program_version,
             "%s", TOWNLINE_VERSION);
}

bool
simulation_make(const struct simulation_options *options, struct simulation *out,
                struct error *err)
{
    uint64_t state = options->seed;
    struct random_source random = random_seeded(&state);
    const struct simulate_options invented = {.responses = options->responses,
                                              .seed = options->seed,
                                              .first_half_day = FIRST_HALF_DAY,
                                              .half_days = HALF_DAYS,
                                              .without_comments =
                                                  options->without_comments};
    *out = (struct simulation){.set = {.count = 0}};
    buffer_init(&out->boxes, BUNDLE_MAX_BYTES);
    buffer_init(&out->plaintext, 4 * BUNDLE_MAX_BYTES);
    buffer_init(&out->sealed, BUNDLE_MAX_BYTES);
    make_kiosk(out, options->office, random);
    if (!simulate(options->pack->form, &invented, &out->set, err) ||
        !seal_comments(out, options, random, err)) {
        return false;
    }
    if (options->has_order) {
        shuffle(&out->set, options->order_seed);
    }
    fill_content(out, options);
    return bundle_plaintext(&out->content, &out->plaintext, err) &&
           bundle_seal(&out->header, &out->content, &out->kiosk,
                       options->office->recipients, options->office->recipient_count,
                       random, &out->sealed, err);
}

void
simulation_finish(struct simulation *simulation)
{
    seal_wipe(&simulation->kiosk, sizeof simulation->kiosk);
    buffer_finish(&simulation->sealed);
    buffer_finish(&simulation->plaintext);
    buffer_finish(&simulation->boxes);
    response_set_finish(&simulation->set);
}
