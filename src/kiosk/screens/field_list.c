/* A field-list: several short questions on one screen, each with its own words. What
 * does not fit goes on pages; what is typed gets the screen to itself for as long. */
#include "answer_words.h"
#include "question_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX "q"

/* The question at `control` of the list shown, if it has a place in it; its number in
 * the form is in its prefix, so that ids stay what they are when others come and go. */
static bool
find_ask(const struct session *session, size_t control, struct ask *out)
{
    const struct form *form = session->options.form;
    const struct place *list = &session->stop.place;
    if (control >= form_control_count(form)) {
        return false;
    }
    int parent = form_control(form, control)->parent;
    while (parent >= 0 && (size_t)parent != list->control) {
        parent = form_control(form, (size_t)parent)->parent;
    }
    *out = (struct ask){.place = *list, .control = form_control(form, control)};
    out->place.control = control;
    enum control_kind kind = out->control->kind;
    bool is_asked = instance_is_relevant(session->instance, &out->place);
    if (parent < 0 || kind == CONTROL_GROUP || kind == CONTROL_REPEAT ||
        (!is_asked && !session->listed[control])) {
        return false;
    }
    out->idle = !is_asked;
    snprintf(out->prefix, sizeof out->prefix, PREFIX "%u.",
             (unsigned)(control % 10000));
    return true;
}

/* In the place of what would answer a question that is not asked now. */
static const struct page_item *
idle_line(struct scene *scene, const struct ask *ask)
{
    struct page_item *line = scene_items(scene, 1);
    *line = (struct page_item){.id = ask_id(scene, ask, "idle", ""),
                               .text = tr("Not asked with this answer"),
                               .disabled = true};
    return line;
}

/* What is wrong is told at the question. */
static void
add_question(struct scene *scene, const struct ask *ask)
{
    const struct session *session = &scene->kiosk->session;
    const struct asker *asker = asker_of(session->options.form, &ask->place);
    const struct asked asked = asked_at(scene, &ask->place);
    page_ask(scene->page, asked.text, asked.say);
    const char *hint = scene_hint(scene, &ask->place, TEXT_STYLED);
    if (*hint && asker) {
        page_note_spoken(scene->page, hint, scene_hint(scene, &ask->place, TEXT_SAY));
    }
    scene_problem(scene, &ask->place);
    if (asker && ask->idle) {
        page_links(scene->page, idle_line(scene, ask), 1);
    } else if (asker) {
        asker->add(scene, ask);
    }
}

void
build_field_list(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const char *label = scene_label(scene, &session->stop.place, TEXT_STYLED);
    size_t count = form_control_count(session->options.form);
    struct ask ask;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (*label) {
        page_heading(scene->page, label,
                     scene_label(scene, &session->stop.place, TEXT_SAY));
    }
    scene_savings(scene, session_place(&scene->kiosk->session));
    scene_story_link(scene);
    for (size_t i = session->stop.place.control + 1; i < count; i++) {
        if (find_ask(session, i, &ask)) {
            add_question(scene, &ask);
        }
    }
}

bool
touch_field_list(struct kiosk *kiosk, const char *id)
{
    char *end;
    struct ask ask;
    if (strncmp(id, PREFIX, strlen(PREFIX)) != 0) {
        return false;
    }
    size_t control = strtoul(id + strlen(PREFIX), &end, 10);
    if (*end != '.' || !find_ask(&kiosk->session, control, &ask) || ask.idle) {
        return false;
    }
    const struct asker *asker = asker_of(kiosk->session.options.form, &ask.place);
    return asker && asker->touch(kiosk, &ask, end + 1);
}
