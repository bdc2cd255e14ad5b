/* Makes a bundle of responses by invented residents. */
#include "simulation.h"

#include "townline/comment.h"
#include "townline/random.h"

#include <stdio.h>
#include <string.h>

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
void
simulated_kiosk_make(struct simulated_kiosk *kiosk, uint64_t seed, size_t index)
{
    *kiosk = (struct simulated_kiosk){.random = seed};
    for (size_t i = 0; i < index; i++) {
        kiosk->random = random_splitmix64(&kiosk->random);
    }
    struct random_source random = random_seeded(&kiosk->random);
    sign_pair(random, &kiosk->key, &kiosk->secret);
    random.fill(random.context, kiosk->store_id, STORE_ID_BYTES);
}

static void
fill_header(struct simulation *simulation, const struct simulated_kiosk *kiosk,
            const struct office_public *office)
{
    simulation->header = (struct bundle_header){
        .kind = BUNDLE_RESPONSES, .kiosk = kiosk->key, .number = kiosk->number + 1};
    memcpy(simulation->header.store_id, kiosk->store_id, STORE_ID_BYTES);
    memcpy(simulation->header.previous_id, kiosk->last_id, BUNDLE_ID_BYTES);
    keys_office_id(&office->sign, simulation->header.office_id);
}

/* Some sessions that were begun left nothing, and those that are not complete ran out
 * of time. */
static struct bundle_health
invent_health(const struct simulation_options *options, const struct response_set *set)
{
    uint32_t complete = 0;
    for (size_t i = 0; i < set->count; i++) {
        complete += set->responses[i].head.complete;
    }
    uint32_t count = (uint32_t)set->count;
    struct bundle_health health = {.uptime_hours = 8 * options->half_days,
                                   .sessions_begun = count + count / 12,
                                   .sessions_finished = complete,
                                   .sessions_timed_out = count - complete,
                                   .storage_free_mb = 12000,
                                   .store_kb = 200 + count / 4};
    snprintf(health.program_version, sizeof health.program_version, "%s%s",
             BUNDLE_SIMULATED, TOWNLINE_VERSION);
    return health;
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
    content->health = invent_health(options, &simulation->set);
}

/* How many instances of keyed repeats a response has. */
static size_t
count_services(const struct descriptor *descriptor, const struct response *response)
{
    size_t count = 0;
    int last = -1;
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        int repeat = descriptor->questions[answer->question].repeat;
        if (repeat >= 0 && descriptor->repeats[repeat].keys &&
            answer->instance[0] != last) {
            last = answer->instance[0];
            count++;
        }
    }
    return count;
}

/* Adds the responses about so many services. */
static bool
add_services(struct response_set *out, const struct response_set *from,
             const struct descriptor *descriptor, size_t services, size_t most,
             struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < from->count && out->count < most; i++) {
        ok = count_services(descriptor, &from->responses[i]) != services ||
             response_set_add_checked(out, descriptor, &from->responses[i], err);
    }
    return ok;
}

/* As many different ones as do not take long, and these again and again. */
#define DIFFERENT_MAX 2000
#define ASKED_MAX 50000

static bool
invent_services(const struct simulation_options *options,
                struct simulate_options *invented, struct response_set *out,
                struct error *err)
{
    const struct descriptor *descriptor = form_descriptor(options->pack->form);
    size_t different =
        options->responses < DIFFERENT_MAX ? options->responses : DIFFERENT_MAX;
    size_t asked = 0;
    bool ok = true;
    for (invented->responses = different;
         ok && out->count < different && asked < ASKED_MAX; asked += different) {
        struct response_set some = {.count = 0};
        ok = simulate(options->pack->form, invented, &some, err) &&
             add_services(out, &some, descriptor, options->services, different, err);
        response_set_finish(&some);
        invented->first_number += different;
    }
    if (ok && out->count < different) {
        return error_set(err, ERROR_INPUT, "too few are about so many services");
    }
    while (ok && out->count < options->responses) {
        const struct response again = out->responses[out->count - different];
        ok = response_set_add_checked(out, descriptor, &again, err);
    }
    return ok;
}

static bool
invent(const struct simulation_options *options, struct simulate_options *invented,
       struct response_set *out, struct error *err)
{
    return options->services > 0 ? invent_services(options, invented, out, err)
                                 : simulate(options->pack->form, invented, out, err);
}

bool
simulation_make(const struct simulation_options *options, struct simulated_kiosk *kiosk,
                struct simulation *out, struct error *err)
{
    struct simulated_kiosk first;
    if (!kiosk) {
        simulated_kiosk_make(&first, options->seed, 0);
        kiosk = &first;
    }
    struct random_source random = random_seeded(&kiosk->random);
    struct simulate_options invented = {
        .responses = options->responses,
        .seed = options->seed,
        .first_number = options->first_number,
        .opinions = options->opinions,
        .round = options->round,
        .event = options->event,
        .event_half_day = options->event_half_day,
        .home = options->home,
        .first_half_day =
            options->first_half_day ? options->first_half_day : 2 * SIMULATION_DAY,
        .half_days = options->half_days ? options->half_days : SIMULATION_HALF_DAYS,
        .without_comments = options->without_comments,
        .texts_of_hundred = options->texts_of_hundred};
    *out = (struct simulation){.set = {.count = 0}};
    buffer_init(&out->boxes, BUNDLE_MAX_BYTES);
    buffer_init(&out->plaintext, 4 * BUNDLE_MAX_BYTES);
    buffer_init(&out->sealed, BUNDLE_MAX_BYTES);
    random.fill(random.context, out->content.receipt_key, SEAL_KEY_BYTES);
    fill_header(out, kiosk, options->office);
    bool ok = invent(options, &invented, &out->set, err) &&
              seal_comments(out, options, random, err);
    if (ok && options->has_order) {
        shuffle(&out->set, options->order_seed);
    }
    if (ok) {
        fill_content(out, options);
        ok = bundle_plaintext(&out->content, &out->plaintext, err) &&
             bundle_seal(&out->header, &out->content, &kiosk->secret,
                         options->office->recipients, options->office->recipient_count,
                         random, &out->sealed, err);
    }
    if (ok) {
        kiosk->number++;
        bundle_id(out->sealed.data, out->sealed.size, kiosk->last_id);
    }
    if (kiosk == &first) {
        seal_wipe(&first.secret, sizeof first.secret);
    }
    return ok;
}

void
simulation_finish(struct simulation *simulation)
{
    buffer_finish(&simulation->sealed);
    buffer_finish(&simulation->plaintext);
    buffer_finish(&simulation->boxes);
    response_set_finish(&simulation->set);
}
