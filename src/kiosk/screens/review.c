/* "My answers so far": each can be changed, and what was skipped is said. It is opened
 * under Aa and from "recorded", so that it costs no screen on the way. */
#include "answer_words.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

#define REVIEW_MAX 200 /* answers; more steps than anybody goes through */

#define REVIEW_LETTERS 160 /* of a question, and of its answer: both are known */

/* The steps from the first to where the resident is, which is a question of the path or
 * what stands after it. */
static bool
next_step(const struct session *session, const struct place *from, struct place *out)
{
    const struct form *form = session->options.form;
    const struct stop *here =
        session->revising ? &session->revise_from : &session->stop;
    struct place at;
    for (bool there = instance_next(session->instance, from, &at); there;) {
        if (from && place_is_same(from, &here->place)) {
            return false;
        }
        bool is_gone = session->contact_saved && control_is_contact(form, at.control);
        if (form_control(form, at.control)->kind != CONTROL_NOTE && !is_gone) {
            bool is_open = place_is_same(&at, &here->place) && here->kind != STOP_MAP &&
                           here->kind != STOP_RECORDED;
            *out = at;
            return !is_open || *instance_value(session->instance, &at) != '\0';
        }
        if (place_is_same(&at, &here->place)) {
            return false;
        }
        struct place before = at;
        there = instance_next(session->instance, &before, &at);
    }
    return false;
}

static void
add_step(struct scene *scene, const struct place *place, size_t number,
         struct page_item *out)
{
    const char *service = asked_at(scene, place).is_own
                              ? NULL /* the sentence has it in it */
                              : scene_service(scene, place, "label", TEXT_STYLED);
    const char *label = beginning(scene, question_words(scene, place), REVIEW_LETTERS);
    const char *answer = answer_words(scene, place);
    answer = answer ? beginning(scene, answer, REVIEW_LETTERS) : NULL;
    *out = (struct page_item){.id = scene_format(scene, "answer-%zu", number),
                              .text = answer ? answer : tr("Skipped"),
                              .detail = service ? scene_labeled(scene, service, label)
                                                : label,
                              .icon = answer ? "check" : "question"};
}

static void
build_review(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct page_item *items = scene_items(scene, REVIEW_MAX);
    struct place at, from;
    size_t count = 0, most = items ? REVIEW_MAX : 0;
    for (bool there = next_step(session, NULL, &at); there && count < most;) {
        add_step(scene, &at, count, &items[count]);
        count++;
        from = at;
        there = next_step(session, &from, &at);
    }
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("Your answers so far"), NULL);
    page_note(scene->page, count > 0 ? tr("Touch an answer to change it.")
                                     : tr("You have not answered anything yet."));
    page_replies(scene->page, items, count);
}

static bool
touch_review(struct kiosk *kiosk, const char *id)
{
    if (strncmp(id, "answer-", 7) != 0) {
        return scene_close_sheet(kiosk, id);
    }
    size_t number = strtoul(id + 7, NULL, 10);
    struct place at, from;
    bool there = next_step(&kiosk->session, NULL, &at);
    for (size_t i = 0; there && i < number; i++) {
        from = at;
        there = next_step(&kiosk->session, &from, &at);
    }
    if (there) {
        kiosk_send(kiosk,
                   &(struct session_event){.kind = SESSION_REVISE, .place = &at});
    }
    return there;
}

const struct screen screen_review = {"review", build_review, touch_review};
