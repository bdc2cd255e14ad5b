/* persona_answer: makes the value that a made-up person gives to a question. */
#include "persona_visit.h"
#include "phrases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_OPINION_PERCENT 7

/* What a question is about: its service, or the question itself where there is none. */
static const char *
thing_at(const struct persona_visit *visit, const struct place *place,
         const struct question *question)
{
    const struct descriptor *descriptor = form_descriptor(visit->form);
    int repeat = question->repeat;
    while (repeat >= 0 && descriptor->repeats[repeat].parent >= 0) {
        repeat = descriptor->repeats[repeat].parent;
    }
    if (repeat >= 0 && descriptor->repeats[repeat].keys &&
        place->instance[0] < descriptor->repeats[repeat].key_count) {
        return descriptor->repeats[repeat].keys[place->instance[0]];
    }
    return question->path;
}

static bool
read_point(const char *code, long *out)
{
    char *end = NULL;
    *out = strtol(code, &end, 10);
    return end != code && *end == '\0' && *out >= -9999 && *out <= 9999;
}

/* Finds the lowest and the highest point among the choices; false unless most of them
 * are points. */
static bool
find_scale(const struct persona_visit *visit, const struct place *place, size_t count,
           long *low, long *high)
{
    size_t points = 0;
    for (size_t i = 0; i < count; i++) {
        long point = 0;
        if (!read_point(instance_choice_code(visit->instance, place, i), &point)) {
            continue;
        }
        *low = points == 0 || point < *low ? point : *low;
        *high = points == 0 || point > *high ? point : *high;
        points++;
    }
    return points >= 3 && points + 2 >= count;
}

/* Turns an opinion into a point from 0 to span. */
static int
point_of(struct persona_visit *visit, int opinion, int span)
{
    int point = ((opinion + 100) * (span + 1)) / 201;
    if (visit->persona.straight && visit->scale_count > 0) {
        point = visit->scale_first;
    }
    point = point > span ? span : point;
    if (visit->scale_count == 0) {
        visit->scale_first = point;
    }
    visit->scale_same += point == visit->scale_first;
    visit->scale_count++;
    return point;
}

static void
choose_point(struct persona_visit *visit, const struct place *place, size_t count,
             long low, long high)
{
    const struct question *question = persona_visit_question(visit, place);
    struct persona *persona = &visit->persona;
    size_t wanted = count;
    if (persona_chance(persona, NO_OPINION_PERCENT)) {
        for (size_t i = 0; i < count && wanted == count; i++) {
            long point = 0;
            if (!read_point(instance_choice_code(visit->instance, place, i), &point)) {
                wanted = i;
            }
        }
    }
    if (wanted == count) {
        int opinion =
            persona_opinion(persona, thing_at(visit, place, question), question->path);
        long aim = low + point_of(visit, opinion, (int)(high - low)), best = 0;
        for (size_t i = 0; i < count; i++) {
            long point = 0;
            if (!read_point(instance_choice_code(visit->instance, place, i), &point)) {
                continue;
            }
            if (wanted == count || labs(point - aim) < labs(best - aim)) {
                wanted = i;
                best = point;
            }
        }
    }
    snprintf(visit->value, sizeof visit->value, "%s",
             instance_choice_code(visit->instance, place, wanted));
}

/* How much the person likes one choice of the question at this place. */
static int
liking(struct persona_visit *visit, const struct place *place,
       const struct question *question, const char *code)
{
    char side[512];
    snprintf(side, sizeof side, "%s %s", question->path, code);
    char thing[512];
    snprintf(thing, sizeof thing, "%s %s", thing_at(visit, place, question), code);
    return persona_opinion(&visit->persona, thing, side);
}

static void
choose_one(struct persona_visit *visit, const struct place *place)
{
    const struct question *question = persona_visit_question(visit, place);
    size_t count = instance_choice_count(visit->instance, place);
    long low = 0, high = 0;
    if (count == 0) {
        return;
    }
    if (find_scale(visit, place, count, &low, &high)) {
        choose_point(visit, place, count, low, high);
        return;
    }
    size_t best = 0;
    int most = -1000;
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(visit->instance, place, i);
        int like = liking(visit, place, question, code);
        if (like > most) {
            most = like;
            best = i;
        }
    }
    const char *code = instance_choice_code(visit->instance, place, best);
    snprintf(visit->value, sizeof visit->value, "%s", code);
    /* a community is mostly asked first, so the first choice decides on the home */
    if (question->repeat < 0 && visit->visited_count == 0) {
        visit->persona.home = (uint32_t)(words_hash(code) % 1000);
    }
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

static void
choose_some(struct persona_visit *visit, const struct place *place)
{
    const struct question *question = persona_visit_question(visit, place);
    size_t count = instance_choice_count(visit->instance, place);
    /* Most people choose one to three services; of other things they choose those they
     * like. */
    size_t most = question->role == ROLE_SERVICES ? 1 + persona_pick(&visit->persona, 3)
                                                  : 1 + count / 2;
    size_t chosen = 0, start = count;
    if (count > 0) {
        start = persona_pick(&visit->persona, (uint32_t)count);
    }
    for (size_t i = 0; i < count && chosen < most; i++) {
        const char *code =
            instance_choice_code(visit->instance, place, (start + i) % count);
        int like = liking(visit, place, question, code);
        bool takes = question->role == ROLE_SERVICES
                         ? persona_chance(&visit->persona, (unsigned)(40 + like / 4))
                         : like > 15;
        if (takes || (chosen == 0 && i + 1 == count)) {
            add_word(visit, code);
            chosen++;
        }
    }
}

static void
choose_rank(struct persona_visit *visit, const struct place *place)
{
    const struct question *question = persona_visit_question(visit, place);
    size_t count = instance_choice_count(visit->instance, place);
    bool taken[64] = {false};
    for (size_t placed = 0; count <= 64 && placed < count; placed++) {
        size_t best = count;
        int most = -1000;
        for (size_t i = 0; i < count; i++) {
            if (taken[i]) {
                continue;
            }
            int like = liking(visit, place, question,
                              instance_choice_code(visit->instance, place, i));
            if (best == count || like > most) {
                best = i;
                most = like;
            }
        }
        taken[best] = true;
        add_word(visit, instance_choice_code(visit->instance, place, best));
    }
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
    int opinion = persona_opinion(&visit->persona, thing_at(visit, place, question),
                                  question->path);
    int64_t value =
        question->range_min + (int64_t)point_of(visit, opinion, (int)steps) * step;
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
    switch (question->type) {
    case QUESTION_SELECT_ONE:
        choose_one(visit, place);
        break;
    case QUESTION_SELECT_MULTIPLE:
        choose_some(visit, place);
        break;
    case QUESTION_RANK:
        choose_rank(visit, place);
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
