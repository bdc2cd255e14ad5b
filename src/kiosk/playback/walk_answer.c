/* walk_answer: answers the question that a walk has come to. */
#include "walk_answer.h"

#include "best_choice.h"
#include "townline/taken_answer.h"

#include <string.h>

const char *
walk_service(const struct album *album)
{
    const struct form *form = album->kiosk->pack->form;
    return album->walk > 1 && album->walk <= form_service_count(form) + 1
               ? form_service_name(form, album->walk - 2)
               : NULL;
}

/* Touches the first node on the screen that is an answer or a key. */
static bool
touch_first(struct album *album, struct error *err)
{
    const struct tree *tree = &album->kiosk->tree;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *node = &tree->nodes[i];
        bool answers = node->role == NODE_ANSWER || node->role == NODE_TOGGLE ||
                       node->role == NODE_CARD || node->role == NODE_KEY;
        if (answers && node_is_active(node)) {
            char id[TOUCH_ID_MAX_BYTES];
            snprintf(id, sizeof id, "%s", node->id);
            return album_touch(album, id, err);
        }
    }
    return true;
}

static void
choose_service(struct album *album, const struct place *services)
{
    best_choice(album->kiosk);
    const char *chosen = instance_value(album->kiosk->session.instance, services);
    const char *wanted = walk_service(album);
    if (wanted && strcmp(chosen, wanted) != 0) {
        best_choice_toggle(album->kiosk, chosen);
        best_choice_toggle(album->kiosk, wanted);
    }
}

bool
walk_answer(struct album *album, struct error *err)
{
    const struct session *session = &album->kiosk->session;
    const struct control *control =
        form_control(session->options.form, session->stop.place.control);
    if (*instance_value(session->instance, &session->stop.place)) {
        return true;
    }
    if (control_has_appearance(control, "townline-services")) {
        choose_service(album, &session->stop.place);
        return album_redraw(album, err);
    }
    if (control->kind == CONTROL_SELECT_ONE ||
        control->kind == CONTROL_SELECT_MULTIPLE) {
        best_choice(album->kiosk);
        return album_redraw(album, err);
    }
    return touch_first(album, err);
}

static bool
write_taken(struct album *album, const struct place *place)
{
    struct session *session = &album->kiosk->session;
    /* static, since 8 KB is much for a stack */
    static char value[RESPONSE_VALUE_MAX_BYTES + 1];
    bool found = taken_answer(session->instance, session->options.form, place, value);
    if (found) {
        kiosk_send(album->kiosk, &(struct session_event){.kind = SESSION_WRITE,
                                                         .text = value,
                                                         .place = place});
    }
    return found;
}

/* Replaces an answer that was refused. */
static void
answer_again(struct album *album, const struct place *place)
{
    const struct session *session = &album->kiosk->session;
    const struct control *control = form_control(session->options.form, place->control);
    bool is_refused = control->kind != CONTROL_GROUP &&
                      control->kind != CONTROL_REPEAT &&
                      instance_is_relevant(session->instance, place) &&
                      instance_fault(session->instance, place, 0, NULL) != FAULT_NONE;
    if (is_refused && !write_taken(album, place)) {
        album->unanswered[place->control] = true;
    }
}

/* Does so for the question, or for each of a field-list. */
void
walk_answer_again(struct album *album)
{
    const struct session *session = &album->kiosk->session;
    const struct form *form = session->options.form;
    struct place place = session->stop.place;
    size_t list = place.control;
    answer_again(album, &place);
    if (form_control(form, list)->kind != CONTROL_GROUP) {
        return;
    }
    for (place.control = list + 1; place.control < form_control_count(form);
         place.control++) {
        int parent = form_control(form, place.control)->parent;
        while (parent > (int)list) {
            parent = form_control(form, (size_t)parent)->parent;
        }
        if (parent != (int)list) {
            return;
        }
        answer_again(album, &place);
    }
}

/* Answers a question in few steps, since nothing of it is shown. */
void
walk_answer_unseen(struct album *album)
{
    struct session *session = &album->kiosk->session;
    const struct place *place = &session->stop.place;
    const struct control *control = form_control(session->options.form, place->control);
    if (session->stop.kind != STOP_QUESTION ||
        *instance_value(session->instance, place)) {
        return;
    }
    if (control_has_appearance(control, "townline-services")) {
        choose_service(album, place);
    } else if (control->kind == CONTROL_SELECT_ONE ||
               control->kind == CONTROL_SELECT_MULTIPLE) {
        best_choice(album->kiosk);
    } else if (control->question >= 0) {
        write_taken(album, place);
    }
}
