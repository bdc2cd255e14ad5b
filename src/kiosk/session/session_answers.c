/* session_answers: writes answers into the instance, and makes the response from it. */
#include "session_parts.h"

#include <stdio.h>
#include <string.h>

bool
session_is_chosen(const struct session *session, const struct place *place,
                  const char *code)
{
    const char *value = instance_value(session->instance, place);
    const struct control *control = form_control(session->options.form, place->control);
    return control->kind == CONTROL_SELECT_ONE ? strcmp(value, code) == 0
                                               : codes_hold(value, code);
}

static int
choice_number(const struct session *session, const struct place *place,
              const char *code)
{
    size_t count = instance_choice_count(session->instance, place);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(instance_choice_code(session->instance, place, i), code) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* A rank in the order they were tapped; of the others what is shown now. */
static void
toggled(const struct session *session, const struct place *place, const char *code,
        char out[SESSION_VALUE_MAX_BYTES])
{
    const struct control *control = form_control(session->options.form, place->control);
    const char *value = instance_value(session->instance, place);
    struct buffer joined;
    buffer_init(&joined, SESSION_VALUE_MAX_BYTES - 1);
    if (control->kind == CONTROL_RANK) {
        for (const char *at = value; *at;) {
            size_t length = strcspn(at, " ");
            if (length != strlen(code) || memcmp(at, code, length) != 0) {
                buffer_add_format(&joined, "%s%.*s", joined.size ? " " : "",
                                  (int)length, at);
            }
            at += length;
            at += strspn(at, " ");
        }
        if (!codes_hold(value, code)) {
            buffer_add_format(&joined, "%s%s", joined.size ? " " : "", code);
        }
    } else {
        /* the instance puts them into the form's order, not that of touches */
        size_t count = instance_choice_count(session->instance, place);
        for (size_t i = 0; i < count; i++) {
            const char *choice = instance_choice_code(session->instance, place, i);
            if (codes_hold(value, choice) != (strcmp(choice, code) == 0)) {
                buffer_add_format(&joined, "%s%s", joined.size ? " " : "", choice);
            }
        }
    }
    if (joined.failed) {
        strncpy(out, value, SESSION_VALUE_MAX_BYTES - 1);
        out[SESSION_VALUE_MAX_BYTES - 1] = '\0';
    } else {
        memcpy(out, joined.data ? (char *)joined.data : "", joined.size);
        out[joined.size] = '\0';
    }
    buffer_finish(&joined);
}

void
session_note_listed(struct session *session, bool anew)
{
    const struct form *form = session->options.form;
    struct place at = session->stop.place;
    for (size_t i = 0; i < form_control_count(form); i++) {
        at.control = i;
        session->listed[i] = (session->listed[i] && !anew) ||
                             instance_is_relevant(session->instance, &at);
    }
}

void
session_write(struct session *session, const struct place *place, const char *value)
{
    struct error err;
    if (strcmp(instance_value(session->instance, place), value) == 0) {
        return;
    }
    if (instance_set(session->instance, place, value, &err)) {
        session->changed = true;
        session_note_listed(session, false);
    }
    session_clear_fault(session);
}

/* A choice that turned a good answer into one that does not fit is told at once, and
 * nothing is taken back for the resident. A first choice is left alone: perhaps more
 * are wanted. */
static void
warn_of_choice(struct session *session, const struct place *place, bool was_good)
{
    if (instance_fault(session->instance, place, session->language, NULL) ==
            FAULT_CONSTRAINT &&
        was_good) {
        session_tell_fault(session, place);
    }
}

size_t
session_excess(struct session *session, const struct place *place, size_t *first_out,
               size_t *second_out)
{
    char before[SESSION_VALUE_MAX_BYTES], without[SESSION_VALUE_MAX_BYTES];
    size_t found = 0, count = instance_choice_count(session->instance, place);
    snprintf(before, sizeof before, "%s", instance_value(session->instance, place));
    if (strlen(before) + 1 == sizeof before) {
        return 0; /* perhaps cut: nothing is tried */
    }
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        if (!codes_hold(before, code)) {
            continue;
        }
        toggled(session, place, code, without);
        if (instance_set(session->instance, place, without, NULL) &&
            instance_fault(session->instance, place, session->language, NULL) ==
                FAULT_NONE) {
            *(found == 0 ? first_out : second_out) = found < 2 ? i : *second_out;
            found++;
        }
        if (!instance_set(session->instance, place, before, NULL)) {
            return 0;
        }
    }
    return found;
}

static bool
is_good(const struct session *session, const struct place *place)
{
    return *instance_value(session->instance, place) != '\0' &&
           instance_fault(session->instance, place, session->language, NULL) ==
               FAULT_NONE;
}

void
session_choose(struct session *session, const struct place *place, const char *code)
{
    char value[SESSION_VALUE_MAX_BYTES];
    const struct control *control = form_control(session->options.form, place->control);
    bool was_chosen = session_is_chosen(session, place, code);
    bool was_told = session->fault == FAULT_CONSTRAINT;
    bool was_good = is_good(session, place);
    switch (control->kind) {
    case CONTROL_SELECT_MULTIPLE:
    case CONTROL_RANK:
        toggled(session, place, code, value);
        session_write(session, place, value);
        warn_of_choice(session, place, was_good || was_told);
        session->fault_choice = choice_number(session, place, code);
        break;
    case CONTROL_ACKNOWLEDGE: /* a checkbox of its own */
        session_write(session, place, was_chosen ? "" : code);
        break;
    default: /* a shaking hand that touches its answer twice keeps it */
        session_write(session, place, code);
        break;
    }
}

/* The control of a question, or -1: a calculation has none. The picks of a rank go with
 * the rank. */
static int
control_of(const struct form *form, size_t question)
{
    const char *path = form_descriptor(form)->questions[question].path;
    size_t size = strlen(path), suffix = strlen("_picks");
    size_t rank = size > suffix && strcmp(path + size - suffix, "_picks") == 0
                      ? size - suffix
                      : 0;
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (form_control(form, i)->question == (int)question) {
            return (int)i;
        }
        const struct control *control = form_control(form, i);
        if (rank > 0 && control->kind == CONTROL_RANK &&
            strlen(control->path) == rank && memcmp(control->path, path, rank) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* An instance_keep: what lies in a block is kept with its block, what lies in none once
 * its step was left. */
static bool
is_kept(void *context, size_t question, const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    const struct session *session = context;
    const struct form *form = session->options.form;
    int control = control_of(form, question);
    if (control >= 0 && control_is_contact(form, (size_t)control)) {
        return false;
    }
    if (control >= 0) {
        struct place place = {.control = (size_t)control};
        memcpy(place.instance, instance, sizeof place.instance);
        int block = place_block(form, &place);
        if (block >= 0) {
            return session->finished[block];
        }
        bool passed = false;
        for (; control >= 0 && !passed;
             control = form_control(form, (size_t)control)->parent) {
            passed = session->passed[control];
        }
        return passed;
    }
    const struct descriptor *descriptor = form_descriptor(form);
    int repeat = descriptor->questions[question].repeat;
    while (repeat >= 0 && !descriptor->repeats[repeat].keys) {
        repeat = descriptor->repeats[repeat].parent;
    }
    if (repeat < 0) {
        return true;
    }
    size_t depth = 0;
    for (int up = descriptor->repeats[repeat].parent; up >= 0;
         up = descriptor->repeats[up].parent) {
        depth++;
    }
    return session->finished[instance[depth]];
}

static enum duration_band
duration(uint64_t ms)
{
    static const uint64_t minutes[] = {1, 2, 4, 8};
    unsigned band = 0;
    while (band < 4 && ms >= minutes[band] * 60000) {
        band++;
    }
    return (enum duration_band)band;
}

/* Whether the questions of the maps were all answered alike: 4 answers or more are
 * needed to tell. */
static enum straight_line
straight_line(const struct descriptor *descriptor, const struct answer *answers,
              size_t count)
{
    const char *first = NULL;
    size_t scales = 0, like_first = 0;
    for (size_t i = 0; i < count; i++) {
        enum question_role role = descriptor->questions[answers[i].question].role;
        if ((role != ROLE_IDENTITY && role != ROLE_CONTROL) ||
            answers[i].state != ANSWER_VALUE) {
            continue;
        }
        first = first ? first : answers[i].value;
        like_first += strcmp(answers[i].value, first) == 0;
        scales++;
    }
    if (scales < 4) {
        return STRAIGHT_UNKNOWN;
    }
    if (like_first == scales) {
        return STRAIGHT_ALL;
    }
    return 5 * like_first >= 4 * scales ? STRAIGHT_SOME : STRAIGHT_NONE;
}

/* What was said about the visit itself, by the questions that the form marks for it. */
static enum said
said(const struct form *form, const char *appearance, const struct answer *answers,
     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t c = 0; c < form_control_count(form); c++) {
            const struct control *control = form_control(form, c);
            if (control->question != (int)answers[i].question ||
                !control_has_appearance(control, appearance) ||
                answers[i].state != ANSWER_VALUE) {
                continue;
            }
            return strcmp(answers[i].value, "yes") == 0  ? SAID_YES
                   : strcmp(answers[i].value, "no") == 0 ? SAID_NO
                                                         : SAID_NOTHING;
        }
    }
    return SAID_NOTHING;
}

bool
session_response(struct session *session, const struct session_now *now,
                 struct response *out, struct error *err)
{
    const struct form *form = session->options.form;
    const struct answer *answers = NULL;
    size_t count = 0;
    if (!session->instance) {
        return error_set(err, ERROR_MISSING, "there is no session");
    }
    if (!instance_answers(session->instance, is_kept, session, &answers, &count, err)) {
        return false;
    }
    bool ends = session->storing && session->after == AFTER_GO &&
                session->next_stop.kind == STOP_RECORDED;
    *out = (struct response){
        .head = {.round = session->options.round,
                 .event = session->options.event,
                 .language = form_language(form, session->language)->id,
                 .half_day = now->half_day,
                 .clock_trusted = now->clock_trusted,
                 .channel = session->channel,
                 .duration = duration(now->ms - session->begun_ms),
                 .straight_line = straight_line(form_descriptor(form), answers, count),
                 .complete = session->recorded || ends,
                 .after_results = session->saw_others,
                 .assisted = now->is_helped
                                 ? SAID_YES
                                 : said(form, "townline-assisted", answers, count),
                 .first_time = said(form, "townline-first-time", answers, count),
                 .order_seed = session->order_seed},
        .answers = (struct answer *)answers,
        .answer_count = count};
    memcpy(out->head.id, session->id, sizeof out->head.id);
    session->stored_complete = out->head.complete;
    return true;
}
