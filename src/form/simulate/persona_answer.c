/* persona_answer: makes the value that a made-up person gives to a question. */
#include "persona_visit.h"
#include "phrases.h"

#include <stdio.h>
#include <string.h>

/* The service that the question is about at this place; -1: none. */
static int
service_at(const struct persona_visit *visit, const struct place *place,
           const struct question *question)
{
    const struct descriptor *descriptor = form_descriptor(visit->form);
    int repeat = question->repeat;
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    return repeat >= 0 && descriptor->repeats[repeat].keys &&
                   place->instance[0] < descriptor->repeats[repeat].key_count
               ? place->instance[0]
               : -1;
}

static void
think(struct persona_visit *visit, const struct place *place,
      const struct question *question)
{
    const struct descriptor *descriptor = form_descriptor(visit->form);
    int service = service_at(visit, place, question);
    const struct opinion_about about = {
        .question = (size_t)(question - descriptor->questions),
        .service = service,
        .town = visit->town,
        .assigned = service >= 0 && service == visit->assigned,
        .home = visit->options->home - 1};
    opinions_about(visit->opinions, &about, &visit->opinion);
}

size_t
persona_draw(struct persona *persona, const uint32_t *weights, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i];
    }
    uint32_t at = sum == 0 ? 0 : persona_pick(persona, sum);
    for (size_t i = 0; sum > 0 && i < count; i++) {
        if (at < weights[i]) {
            return i;
        }
        at -= weights[i];
    }
    return count;
}

/* Leaves out the choices that are not offered; returns how many are. */
static size_t
keep_offered(struct persona_visit *visit, const struct place *place,
             const struct question *question)
{
    size_t offered = instance_choice_count(visit->instance, place);
    struct opinion *opinion = &visit->opinion;
    if (offered == opinion->count) {
        return offered;
    }
    bool is_offered[DESCRIPTOR_MAX_CHOICES] = {false};
    for (size_t i = 0; i < offered; i++) {
        const char *code = instance_choice_code(visit->instance, place, i);
        int choice = question_find_choice(question, code, strlen(code));
        if (choice >= 0) {
            is_offered[choice] = true;
        }
    }
    for (size_t i = 0; i < opinion->count; i++) {
        opinion->weights[i] = is_offered[i] ? opinion->weights[i] : 0;
    }
    return offered;
}

static void
add_word(struct persona_visit *visit, const char *code)
{
    size_t length = strlen(visit->value);
    if (length + strlen(code) + 2 <= sizeof visit->value) {
        snprintf(visit->value + length, sizeof visit->value - length, "%s%s",
                 length == 0 ? "" : " ", code);
    }
}

/* The choice at which the mood lies, when the chances lie one behind the other, those
 * of a scale from the lowest point to the highest. */
static size_t
choice_at(const struct opinion *opinion, uint32_t mood)
{
    for (size_t i = 0; i < opinion->count; i++) {
        size_t choice = opinion->descends ? opinion->count - 1 - i : i;
        if (mood < opinion->weights[choice]) {
            return choice;
        }
        mood -= opinion->weights[choice];
    }
    return opinion->count;
}

/* The point that a person gives who always gives the same. */
static size_t
same_point(struct persona_visit *visit)
{
    const struct opinion *opinion = &visit->opinion;
    size_t points = 0;
    for (size_t i = 0; i < opinion->count; i++) {
        points += !opinion->is_alone[i];
    }
    size_t wanted = visit->persona.point * points / OPINION_WHOLE;
    for (size_t i = 0; i < opinion->count; i++) {
        size_t choice = opinion->descends ? opinion->count - 1 - i : i;
        if (!opinion->is_alone[choice] && wanted-- == 0) {
            return choice;
        }
    }
    return opinion->count;
}

static void
choose_one(struct persona_visit *visit, const struct place *place,
           const struct question *question)
{
    struct opinion *opinion = &visit->opinion;
    int service = service_at(visit, place, question);
    bool is_felt = opinion->is_scale || service >= 0; /* moods have a say */
    size_t offered = keep_offered(visit, place, question), choice;
    if (opinion->is_scale && visit->persona.straight) {
        choice = same_point(visit);
    } else if (is_felt && offered == opinion->count) {
        choice = choice_at(opinion, persona_mood(&visit->persona, service));
    } else {
        choice = persona_draw(&visit->persona, opinion->weights, opinion->count);
    }
    if (choice == opinion->count) {
        return;
    }
    if (opinion->is_scale && !opinion->is_alone[choice]) {
        visit->scale_first = visit->scale_count == 0 ? (int)choice : visit->scale_first;
        visit->scale_same += (int)choice == visit->scale_first;
        visit->scale_count++;
    }
    snprintf(visit->value, sizeof visit->value, "%s", question->choices[choice]);
    if (question - form_descriptor(visit->form)->questions ==
        opinions_town_question(visit->opinions)) {
        visit->town = (int)choice;
    }
}

/* First one that stands alone, with its chance; else all others, each with its own. */
static void
choose_some(struct persona_visit *visit, const struct place *place,
            const struct question *question)
{
    struct opinion *opinion = &visit->opinion;
    (void)keep_offered(visit, place, question);
    for (int tries = 0; tries < 20 && visit->value[0] == '\0'; tries++) {
        for (size_t i = 0; i < opinion->count && visit->value[0] == '\0'; i++) {
            if (opinion->is_alone[i] &&
                persona_pick(&visit->persona, OPINION_WHOLE) < opinion->weights[i]) {
                add_word(visit, question->choices[i]);
            }
        }
        bool is_alone = visit->value[0] != '\0';
        for (size_t i = 0; i < opinion->count && !is_alone; i++) {
            if (!opinion->is_alone[i] &&
                persona_pick(&visit->persona, OPINION_WHOLE) < opinion->weights[i]) {
                add_word(visit, question->choices[i]);
            }
        }
    }
}

/* The first `most` in the order of liking. */
static void
choose_in_order(struct persona_visit *visit, const struct place *place,
                const struct question *question, size_t most)
{
    struct opinion *opinion = &visit->opinion;
    size_t offered = keep_offered(visit, place, question);
    for (size_t i = 0; i < offered && i < most; i++) {
        size_t choice = persona_draw(&visit->persona, opinion->weights, opinion->count);
        if (choice == opinion->count) {
            return;
        }
        add_word(visit, question->choices[choice]);
        opinion->weights[choice] = 0;
    }
}

/* Services to talk about: one to three. Of services for something else, mostly three.
 */
static void
choose_services(struct persona_visit *visit, const struct place *place,
                const struct question *question)
{
    size_t most = 1 + persona_pick(&visit->persona, 3);
    if (question->role != ROLE_SERVICES && persona_chance(&visit->persona, 70)) {
        most = 3;
    }
    choose_in_order(visit, place, question, most);
}

static void
choose_range(struct persona_visit *visit, const struct place *place)
{
    const struct question *question = persona_visit_question(visit, place);
    int64_t step = question->range_step < 1 ? 1 : question->range_step;
    int64_t steps = (question->range_max - question->range_min) / step;
    if (steps < 0 || steps > 1000000) {
        return;
    }
    uint32_t mood =
        visit->persona.straight
            ? visit->persona.point
            : persona_mood(&visit->persona, service_at(visit, place, question));
    int64_t value =
        question->range_min + (int64_t)mood * (steps + 1) / OPINION_WHOLE * step;
    int64_t whole = 1;
    for (unsigned i = 0; i < question->range_decimals && i < 9; i++) {
        whole *= 10;
    }
    int64_t size = value < 0 ? -value : value;
    if (question->range_decimals == 0) {
        snprintf(visit->value, sizeof visit->value, "%lld", (long long)value);
    } else {
        snprintf(visit->value, sizeof visit->value, "%s%lld.%0*lld",
                 value < 0 ? "-" : "", (long long)(size / whole),
                 (int)question->range_decimals, (long long)(size % whole));
    }
}

void
persona_answer(struct persona_visit *visit, const struct place *place,
               const struct question *question)
{
    struct persona *persona = &visit->persona;
    visit->value[0] = '\0';
    think(visit, place, question);
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        choose_one(visit, place, question);
        break;
    case QUESTION_SELECT_MULTIPLE:
        if (visit->opinion.kind == OPINION_ORDER) {
            choose_services(visit, place, question);
        } else {
            choose_some(visit, place, question);
        }
        break;
    case QUESTION_RANK:
        if (!persona_picks(visit, place)) {
            choose_in_order(visit, place, question, SIZE_MAX);
        }
        break;
    case QUESTION_RANGE:
        choose_range(visit, place);
        break;
    case QUESTION_INTEGER:
        snprintf(visit->value, sizeof visit->value, "%u", persona_pick(persona, 10));
        break;
    case QUESTION_DECIMAL:
        snprintf(visit->value, sizeof visit->value, "%u.%u", persona_pick(persona, 10),
                 persona_pick(persona, 10));
        break;
    case QUESTION_DATE:
        snprintf(visit->value, sizeof visit->value, "20%02u-%02u-%02u",
                 10 + persona_pick(persona, 16), 1 + persona_pick(persona, 12),
                 1 + persona_pick(persona, 28));
        break;
    case QUESTION_TIME:
        snprintf(visit->value, sizeof visit->value, "%02u:00:00.000",
                 8 + persona_pick(persona, 12));
        break;
    case QUESTION_ACKNOWLEDGE:
        snprintf(visit->value, sizeof visit->value, "OK");
        break;
    case QUESTION_TEXT:
        phrases_write(persona, form_language(visit->form, visit->language)->code,
                      visit->value, sizeof visit->value);
        break;
    case QUESTION_STRING:
        break;
    }
}
