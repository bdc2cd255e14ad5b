/* simulate: makes a set of responses by letting made-up persons answer a form. */
#include "townline/simulate.h"

#include "persona_visit.h"
#include "townline/random.h"

#include <stdlib.h>

static enum straight_line
straight_line_of(const struct persona_visit *visit)
{
    if (visit->scale_count < 3) {
        return STRAIGHT_UNKNOWN;
    }
    if (visit->scale_same == visit->scale_count) {
        return STRAIGHT_ALL;
    }
    return visit->scale_same * 4 >= visit->scale_count * 3 ? STRAIGHT_SOME
                                                           : STRAIGHT_NONE;
}

static enum said
say(struct persona *persona, unsigned yes_percent)
{
    if (persona_chance(persona, 20)) {
        return SAID_NOTHING;
    }
    return persona_chance(persona, yes_percent) ? SAID_YES : SAID_NO;
}

static void
fill_head(struct persona_visit *visit, struct response_head *head)
{
    struct persona *persona = &visit->persona;
    head->round = "";
    head->event = "";
    head->language = form_language(visit->form, visit->language)->id;
    head->clock_trusted = !persona_chance(persona, 1);
    static const enum channel channels[] = {CHANNEL_KEYS, CHANNEL_SWITCHES,
                                            CHANNEL_VOICE};
    head->channel = persona_chance(persona, 92) ? CHANNEL_TOUCH
                                                : channels[persona_pick(persona, 3)];
    /* about ten seconds a question, more for slow people and less for quick ones */
    size_t seconds = visit->visited_count * (6 + persona_pick(persona, 10)) + 10;
    head->duration = seconds < 60    ? DURATION_UNDER_1
                     : seconds < 120 ? DURATION_1_2
                     : seconds < 240 ? DURATION_2_4
                     : seconds < 480 ? DURATION_4_8
                                     : DURATION_OVER_8;
    head->straight_line = straight_line_of(visit);
    head->assisted = say(persona, 12);
    head->first_time = say(persona, 85);
    head->order_seed = (uint8_t)persona_pick(persona, 256);
    for (size_t i = 0; i < RESPONSE_ID_BYTES; i++) {
        head->id[i] = (uint8_t)persona_pick(persona, 256);
    }
}

static bool
add_visit(struct persona_visit *visit, uint32_t half_day, struct response_set *out,
          struct error *err)
{
    bool complete = false;
    if (!persona_visit_walk(visit, &complete, err)) {
        return false;
    }
    struct response response = {0};
    const struct answer *answers = NULL;
    if (!instance_answers(visit->instance, complete ? NULL : persona_visit_came_to,
                          visit, &answers, &response.answer_count, err)) {
        return false;
    }
    fill_head(visit, &response.head);
    response.head.half_day = half_day;
    response.head.complete = complete;
    /* response_set_add copies the answers and does not change them */
    response.answers = (struct answer *)answers;
    return response_set_add(out, form_descriptor(visit->form), &response, err);
}

static bool
simulate_one(const struct form *form, const struct simulate_options *options,
             size_t number, struct response_set *out, struct error *err)
{
    struct persona_visit *visit = calloc(1, sizeof *visit);
    if (!visit) {
        return error_no_memory(err);
    }
    visit->form = form;
    visit->options = options;
    persona_init(&visit->persona, options->seed, number, options->without_correlations);
    size_t languages = form_language_count(form);
    if (languages > 1 && persona_chance(&visit->persona, 30)) {
        visit->language = 1 + persona_pick(&visit->persona, (uint32_t)languages - 1);
    }
    uint32_t days = options->half_days == 0 ? 1 : options->half_days;
    uint32_t half_day = options->first_half_day + persona_pick(&visit->persona, days);
    struct instance_options fresh = {.half_day = half_day,
                                     .seed = random_splitmix64(&visit->persona.state)};
    bool ok = instance_create(form, &fresh, &visit->instance, err) &&
              add_visit(visit, half_day, out, err);
    if (visit->instance) {
        instance_destroy(visit->instance);
    }
    free(visit->visited);
    free(visit);
    return ok;
}

bool
simulate(const struct form *form, const struct simulate_options *options,
         struct response_set *out, struct error *err)
{
    if (options->responses > RESPONSE_SET_MAX) {
        return error_set(err, ERROR_INPUT, "at most %d responses can be simulated",
                         RESPONSE_SET_MAX);
    }
    for (size_t i = 0; i < options->responses; i++) {
        if (!simulate_one(form, options, i, out, err)) {
            response_set_finish(out);
            *out = (struct response_set){0};
            return false;
        }
    }
    return true;
}
