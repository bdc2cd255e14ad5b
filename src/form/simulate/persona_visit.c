/* persona_visit: lets a made-up person answer a form step by step. */
#include "persona_visit.h"

#include "townline/taken_answer.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 20000 /* the visit ends here when the form never does */

const struct question *
persona_visit_question(const struct persona_visit *visit, const struct place *place)
{
    int question = form_control(visit->form, place->control)->question;
    return question < 0 ? NULL : &form_descriptor(visit->form)->questions[question];
}

/* Takes the last code of a select_multiple away; false when only one is left. */
static bool
drop_last_word(char *value)
{
    char *space = strrchr(value, ' ');
    if (space) {
        *space = '\0';
    }
    return space;
}

static bool
try_value(struct persona_visit *visit, const struct place *place)
{
    return instance_set(visit->instance, place, visit->value, NULL) &&
           instance_fault(visit->instance, place, visit->language, NULL) == FAULT_NONE;
}

static bool
is_passed_over(struct persona_visit *visit, const struct question *question)
{
    if (question->type == QUESTION_TEXT) {
        return visit->options->without_comments ||
               !persona_chance(&visit->persona, visit->persona.writes);
    }
    if (question->role == ROLE_SERVICES) {
        return false;
    }
    return persona_chance(&visit->persona, visit->persona.skips);
}

static bool
remember(struct persona_visit *visit, const struct place *place, int question,
         struct error *err)
{
    if (visit->visited_count == visit->visited_capacity) {
        size_t wanted = visit->visited_capacity == 0 ? 64 : visit->visited_capacity * 2;
        struct visited *grown = realloc(visit->visited, wanted * sizeof *grown);
        if (!grown) {
            return error_no_memory(err);
        }
        visit->visited = grown;
        visit->visited_capacity = wanted;
    }
    struct visited *visited = &visit->visited[visit->visited_count++];
    *visited = (struct visited){.question = (size_t)question};
    memcpy(visited->instance, place->instance, sizeof visited->instance);
    return true;
}

static bool
answer_question(struct persona_visit *visit, const struct place *place,
                struct error *err)
{
    const struct question *question = persona_visit_question(visit, place);
    if (!question || !instance_is_relevant(visit->instance, place)) {
        return true;
    }
    bool passed = is_passed_over(visit, question), good = true;
    bool is_required = passed && instance_fault(visit->instance, place, visit->language,
                                                NULL) == FAULT_REQUIRED;
    if (is_required && question->type == QUESTION_TEXT) {
        good = visit->options->without_comments;
    } else {
        passed = passed && !is_required;
    }
    if (!passed) {
        persona_answer(visit, place, question);
        good = try_value(visit, place);
        while (!good && question->type == QUESTION_SELECT_MULTIPLE &&
               drop_last_word(visit->value)) {
            good = try_value(visit, place);
        }
        if (good && question->role == ROLE_SERVICES) {
            persona_assign(visit, place);
        }
    }
    /* When the form does not accept the answer, another one is looked for; when there
     * is none, the question stays empty, as with a visitor. */
    if (!good) {
        if (!taken_answer(visit->instance, visit->form, place, visit->value)) {
            visit->value[0] = '\0';
        }
        (void)try_value(visit, place);
    }
    return remember(visit, place, form_control(visit->form, place->control)->question,
                    err);
}

static bool
is_inside(const struct form *form, size_t control, size_t around)
{
    int at = (int)control;
    while (at >= 0 && (size_t)at != around) {
        at = form_control(form, (size_t)at)->parent;
    }
    return at >= 0;
}

/* Answers a question, or all questions of a field-list. */
static bool
answer_step(struct persona_visit *visit, const struct place *step, struct error *err)
{
    const struct control *control = form_control(visit->form, step->control);
    if (control->kind != CONTROL_GROUP) {
        return answer_question(visit, step, err);
    }
    for (size_t i = step->control + 1; i < form_control_count(visit->form); i++) {
        if (!is_inside(visit->form, i, step->control)) {
            break;
        }
        struct place place = *step;
        place.control = i;
        if (!answer_question(visit, &place, err)) {
            return false;
        }
    }
    return true;
}

bool
persona_visit_came_to(void *context, size_t question,
                      const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    const struct persona_visit *visit = context;
    if (form_descriptor(visit->form)->questions[question].type == QUESTION_STRING) {
        return true;
    }
    for (size_t i = 0; i < visit->visited_count; i++) {
        if (visit->visited[i].question == question &&
            memcmp(visit->visited[i].instance, instance,
                   sizeof visit->visited[i].instance) == 0) {
            return true;
        }
    }
    return false;
}

bool
persona_visit_walk(struct persona_visit *visit, bool *complete_out, struct error *err)
{
    struct place at, next;
    const struct place *from = NULL;
    /* a person who leaves does so within the first 20 steps */
    size_t last =
        visit->persona.leaves ? 2 + persona_pick(&visit->persona, 18) : STEPS_MAX;
    size_t steps = 0;
    *complete_out = true;
    while (instance_next(visit->instance, from, &next)) {
        if (steps++ == last) {
            *complete_out = false;
            return true;
        }
        if (!answer_step(visit, &next, err)) {
            return false;
        }
        at = next;
        from = &at;
    }
    return true;
}
