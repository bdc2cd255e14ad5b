/* session_moves: goes on, back and past questions, and says why it does not. */
#include "session_parts.h"

#include <stdlib.h>

#define FAULT_MAX_BYTES 1024

void
session_go(struct session *session, const struct stop *stop)
{
    session->view = SESSION_AT_STOP;
    session->stop = *stop;
    session->editing = false;
    session->part = 0;
    session->storing = false;
    if (stop->kind == STOP_RECORDED) {
        session->recorded = true;
        session->adding = false;
        session->arrived_ms = session->active_ms;
    }
    session->fault_choice = -1;
    session_note_listed(session, true);
    session_count_progress(session, !session->goes_back);
    session->goes_back = false;
}

/* Stores first, goes there after. */
static enum session_effect
store_and_go(struct session *session, const struct stop *stop)
{
    session->storing = true;
    session->after = AFTER_GO;
    session->next_stop = *stop;
    return EFFECT_SAVE;
}

enum session_effect
session_move(struct session *session, const struct stop *stop)
{
    if (session->saved && session->changed) {
        return store_and_go(session, stop);
    }
    session_go(session, stop);
    return EFFECT_NONE;
}

/* The first question at or in `place` that is wrong. */
static struct place
find_fault(const struct session *session, const struct place *place)
{
    const struct form *form = session->options.form;
    struct place at = *place;
    for (size_t i = place->control; i < form_control_count(form); i++) {
        at.control = i;
        enum control_kind kind = form_control(form, i)->kind;
        if (kind != CONTROL_GROUP && kind != CONTROL_REPEAT &&
            instance_is_relevant(session->instance, &at) &&
            instance_fault(session->instance, &at, session->language, NULL) !=
                FAULT_NONE) {
            return at;
        }
    }
    return *place;
}

void
session_tell_fault(struct session *session, const struct place *place)
{
    session_clear_fault(session);
    struct buffer message;
    buffer_init(&message, FAULT_MAX_BYTES);
    session->fault =
        instance_fault(session->instance, place, session->language, &message);
    session->fault_place = find_fault(session, place);
    if (session->fault != FAULT_NONE && message.size > 0) {
        buffer_add_u8(&message, 0);
        if (!message.failed) {
            session->fault_message = (char *)message.data;
            return;
        }
    }
    buffer_finish(&message);
}

static bool
has_fault(struct session *session)
{
    session_tell_fault(session, session_place(session));
    return session->fault != FAULT_NONE;
}

void
session_edit(struct session *session, const struct place *place)
{
    if (session->view == SESSION_AT_STOP && session->stop.kind == STOP_QUESTION &&
        instance_is_relevant(session->instance, place)) {
        session_clear_fault(session);
        session->editing = true;
        session->edited = *place;
    }
}

/* Back to the list that the edited question stands in, unless its answer is wrong. */
static void
leave_edited(struct session *session)
{
    if (!has_fault(session)) {
        session->editing = false;
    }
}

static enum session_effect
leave_question(struct session *session)
{
    struct place *place = &session->stop.place;
    int block = place_block(session->options.form, place);
    if (block < 0 && !session->passed[place->control]) {
        session->passed[place->control] = true;
        session->changed = true;
    }
    enum session_effect effect;
    if (session_end_revision(session, &effect)) {
        return effect;
    }
    struct stop target;
    struct stops stops = session_stops(session);
    stops_forward(&stops, &session->stop, &target);
    bool leaves_block = block >= 0 && target.kind != STOP_MAP &&
                        (target.kind == STOP_RECORDED ||
                         place_block(session->options.form, &target.place) != block);
    if (leaves_block) {
        session->changed |= !session->finished[block];
        session->finished[block] = true;
    }
    if (leaves_block || target.kind == STOP_RECORDED) {
        return store_and_go(session, &target);
    }
    return session_move(session, &target);
}

enum session_effect
session_next(struct session *session)
{
    struct stops stops = session_stops(session);
    struct stop target;
    if (session->view == SESSION_PURPOSE) {
        stops.skip_done = false; /* it leads on also when all was done */
        if (stops_first(&stops, &target)) {
            session_go(session, &target);
        }
        return EFFECT_NONE;
    }
    if (session->view != SESSION_AT_STOP || session->stop.kind == STOP_RECORDED) {
        return EFFECT_NONE;
    }
    if (session->editing) {
        leave_edited(session);
        return EFFECT_NONE;
    }
    if (session->part + 1 < session_part_count(session)) {
        session->part++;
        return EFFECT_NONE;
    }
    if (session->stop.kind == STOP_QUESTION || session->stop.kind == STOP_MAP ||
        session->stop.kind == STOP_ANOTHER) {
        return has_fault(session) ? EFFECT_NONE : leave_question(session);
    }
    stops_forward(&stops, &session->stop, &target);
    session_go(session, &target);
    return EFFECT_NONE;
}

/* Whoever skips a question gives no answer to it, whatever was chosen before. */
static void
clear_answer(struct session *session)
{
    const struct place *place = session_place(session);
    enum control_kind kind = form_control(session->options.form, place->control)->kind;
    if (kind != CONTROL_GROUP && kind != CONTROL_REPEAT && kind != CONTROL_NOTE &&
        !session_is_required(session)) {
        session_write(session, place, "");
    }
}

enum session_effect
session_pass(struct session *session)
{
    session_clear_fault(session);
    session->sheet = SHEET_NONE;
    if (session->view != SESSION_AT_STOP || session->stop.kind == STOP_RECORDED) {
        return EFFECT_NONE;
    }
    if (session->editing) {
        session->editing = false;
        return EFFECT_NONE;
    }
    if (session->stop.kind == STOP_SERVICE) {
        return session_next(session);
    }
    return leave_question(session);
}

enum session_effect
session_skip(struct session *session)
{
    if (session->view != SESSION_AT_STOP || session->stop.kind != STOP_QUESTION) {
        return EFFECT_NONE;
    }
    clear_answer(session);
    if (session->editing) {
        leave_edited(session);
        return EFFECT_NONE;
    }
    return has_fault(session) ? EFFECT_NONE : leave_question(session);
}

enum session_effect
session_back(struct session *session)
{
    struct stops stops = session_stops(session);
    struct stop target;
    session_clear_fault(session);
    if (session->editing) {
        session->editing = false;
        return EFFECT_NONE;
    }
    if (session->part > 0) {
        session->part--;
        return EFFECT_NONE;
    }
    enum session_effect revised;
    if (session_end_revision(session, &revised)) {
        return revised;
    }
    if (session->view == SESSION_AT_STOP &&
        stops_back(&stops, &session->stop, &target)) {
        session->goes_back = true;
        enum session_effect effect = session_move(session, &target);
        session->part = session_part_count(session) - 1;
        return effect;
    }
    if (session->view == SESSION_PURPOSE) {
        /* Nothing was answered that is not still there after a new first touch, unless
         * something was: then it stays until the session ends. */
        if (!session->saved && !session->changed) {
            session_wipe(session);
        }
        return EFFECT_NONE;
    }
    session->view = SESSION_PURPOSE;
    return EFFECT_NONE;
}

enum session_effect
session_change(struct session *session)
{
    struct stops stops = session_stops(session);
    struct place identity, control;
    if (session->view == SESSION_AT_STOP && session->stop.kind == STOP_MAP &&
        stops_map_questions(&stops, &session->stop.place, &identity, &control)) {
        struct stop target = {.kind = STOP_QUESTION, .place = identity};
        session->goes_back = true;
        session_go(session, &target);
    }
    return EFFECT_NONE;
}

/* To the next choice of services; what is done is passed over on the way from there. */
enum session_effect
session_another(struct session *session)
{
    struct stop target = {.kind = STOP_QUESTION};
    if (session->view == SESSION_AT_STOP && session->stop.kind == STOP_RECORDED &&
        session_find_services(session, &target.place)) {
        session_go(session, &target);
        session->adding = true;
        session->recorded = false;
    }
    return EFFECT_NONE;
}

/* How many there are of the repeat that is asked about; 0 elsewhere. */
static size_t
repeat_count(const struct session *session, struct place *repeat_out)
{
    *repeat_out = session->stop.place;
    repeat_out->control = session->stop.repeat;
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_ANOTHER
               ? instance_repeat_count(session->instance, repeat_out)
               : 0;
}

enum session_effect
session_add(struct session *session)
{
    struct stops stops = session_stops(session);
    struct stop last = {.kind = STOP_QUESTION, .place = session->stop.place}, target;
    struct place repeat;
    size_t count = repeat_count(session, &repeat);
    if (count == 0 || !instance_repeat(session->instance, &repeat, count + 1, NULL)) {
        return EFFECT_NONE;
    }
    session->changed = true;
    stops_forward(&stops, &last, &target);
    return session_move(session, &target);
}

/* To the same question after the instance before it. */
enum session_effect
session_remove(struct session *session)
{
    struct stops stops = session_stops(session);
    struct place repeat;
    size_t count = repeat_count(session, &repeat);
    if (count < 2 || !instance_repeat(session->instance, &repeat, count - 1, NULL)) {
        return EFFECT_NONE;
    }
    session->changed = true;
    struct stop target = {.kind = STOP_QUESTION}, next;
    if (!instance_previous(session->instance, &session->stop.place, &target.place)) {
        return EFFECT_NONE;
    }
    stops_forward(&stops, &target, &next);
    session->goes_back = true;
    return session_move(session, next.kind == STOP_ANOTHER ? &next : &target);
}

enum session_effect
session_more(struct session *session)
{
    struct stops stops = session_stops(session);
    struct stop target;
    if (session->view == SESSION_AT_STOP && session->stop.kind == STOP_RECORDED &&
        stops_more(&stops, &session->stop, &target)) {
        session_go(session, &target);
    }
    return EFFECT_NONE;
}

bool
session_has_more(const struct session *session)
{
    struct stops stops = session_stops(session);
    struct stop target;
    return session->view == SESSION_AT_STOP && session->stop.kind == STOP_RECORDED &&
           stops_more(&stops, &session->stop, &target);
}

bool
session_find_services(const struct session *session, struct place *out)
{
    const struct form *form = session->options.form;
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (control_has_appearance(form_control(form, i), "townline-services")) {
            *out = (struct place){.control = i};
            return instance_is_relevant(session->instance, out);
        }
    }
    return false;
}

bool
session_is_required(const struct session *session)
{
    return instance_is_required(session->instance, session_place(session));
}
