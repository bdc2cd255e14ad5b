/* simulate: makes a set of responses by letting made-up persons answer a form. */
#include "townline/simulate.h"

#include "persona_visit.h"
#include "townline/random.h"

#include <stdlib.h>
#include <string.h>

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

/* What was said about the visit itself, by the question that the form marks for it;
 * without such a question, some say yes. */
static enum said
say(struct persona_visit *visit, const struct response *response,
    const char *appearance, unsigned yes_percent)
{
    const struct form *form = visit->form;
    int question = -1;
    for (size_t i = 0; i < form_control_count(form) && question < 0; i++) {
        if (control_has_appearance(form_control(form, i), appearance)) {
            question = form_control(form, i)->question;
        }
    }
    if (question < 0) {
        return persona_chance(&visit->persona, 20)            ? SAID_NOTHING
               : persona_chance(&visit->persona, yes_percent) ? SAID_YES
                                                              : SAID_NO;
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        if ((int)answer->question == question && answer->state == ANSWER_VALUE) {
            return strcmp(answer->value, "yes") == 0  ? SAID_YES
                   : strcmp(answer->value, "no") == 0 ? SAID_NO
                                                      : SAID_NOTHING;
        }
    }
    return SAID_NOTHING;
}

static void
fill_head(struct persona_visit *visit, struct response *response)
{
    const struct simulate_options *options = visit->options;
    struct persona *persona = &visit->persona;
    struct response_head *head = &response->head;
    head->round = options->round ? options->round : "";
    head->event = options->event && head->half_day == options->event_half_day
                      ? options->event
                      : "";
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
    head->assisted = say(visit, response, "townline-assisted", 12);
    head->first_time = say(visit, response, "townline-first-time", 85);
    head->after_results = persona_chance(persona, 5);
    head->order_seed = visit->order_seed;
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
    /* response_set_add copies the answers and does not change them */
    response.answers = (struct answer *)answers;
    response.head.half_day = half_day;
    response.head.complete = complete;
    fill_head(visit, &response);
    return response_set_add(out, form_descriptor(visit->form), &response, err);
}

static bool
simulate_one(const struct opinions *opinions, const struct form *form,
             const struct simulate_options *options, uint64_t number,
             struct response_set *out, struct error *err)
{
    struct persona_visit *visit = calloc(1, sizeof *visit);
    if (!visit) {
        return error_no_memory(err);
    }
    visit->form = form;
    visit->options = options;
    visit->opinions = opinions;
    visit->town = visit->assigned = -1;
    persona_init(&visit->persona, options->seed, number, options->without_correlations);
    size_t languages = form_language_count(form);
    if (languages > 1 && persona_chance(&visit->persona, 30)) {
        visit->language = 1 + persona_pick(&visit->persona, (uint32_t)languages - 1);
    }
    visit->order_seed = (uint8_t)persona_pick(&visit->persona, 256);
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

/* Takes away the texts of a response above `most`. Returns how many it keeps. */
static size_t
keep_texts(const struct descriptor *descriptor, struct response *response, size_t most)
{
    size_t kept = 0;
    for (size_t i = 0; i < response->answer_count; i++) {
        struct answer *answer = &response->answers[i];
        if (descriptor->questions[answer->question].type != QUESTION_TEXT ||
            answer->state != ANSWER_VALUE) {
            continue;
        }
        if (kept < most) {
            kept++;
        } else {
            answer->state = ANSWER_EMPTY;
            answer->value = NULL;
        }
    }
    return kept;
}

bool
simulate(const struct form *form, const struct simulate_options *options,
         struct response_set *out, struct error *err)
{
    if (options->responses > RESPONSE_SET_MAX) {
        return error_set(err, ERROR_INPUT, "at most %d responses can be simulated",
                         RESPONSE_SET_MAX);
    }
    struct opinions *opinions = NULL;
    bool ok = opinions_create(form, options->opinions, options->without_correlations,
                              &opinions, err);
    size_t texts = 0;
    for (size_t i = 0; ok && i < options->responses; i++) {
        ok = simulate_one(opinions, form, options, options->first_number + i, out, err);
        if (ok && options->texts_of_hundred > 0) {
            size_t most = (i + 1) * options->texts_of_hundred / 100;
            texts += keep_texts(form_descriptor(form), &out->responses[i],
                                most > texts ? most - texts : 0);
        }
    }
    opinions_destroy(opinions);
    if (!ok) {
        response_set_finish(out);
        *out = (struct response_set){0};
    }
    return ok;
}
