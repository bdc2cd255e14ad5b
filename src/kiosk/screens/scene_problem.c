/* scene_problem: says what is wrong with an answer, in words and aloud. */
#include "scene.h"
#include "words.h"

/* Which of the choices to touch: those that leave an answer that fits when they are
 * taken back. */
static const char *
excess_words(struct scene *scene, const struct place *place)
{
    size_t first, second;
    size_t count = session_excess(&scene->kiosk->session, place, &first, &second);
    if (count < 1 || count > 2) {
        return tr("These are too many, or do not go together. Touch one of your "
                  "choices to take it back.");
    }
    const char *words = count == 1 ? tr("This does not go together. Touch “{first}” to "
                                        "take it back.")
                                   : tr("This does not go together. Touch “{first}” or "
                                        "“{second}” to take it back.");
    words = scene_fill(scene, words, "first",
                       scene_choice(scene, place, first, TEXT_SHOWN));
    return count == 1 ? words
                      : scene_fill(scene, words, "second",
                                   scene_choice(scene, place, second, TEXT_SHOWN));
}

/* Our own words for a fault of which the form says nothing. */
static const char *
fault_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = form_control(session->options.form, place->control)->kind;
    bool is_number = kind == CONTROL_INTEGER || kind == CONTROL_DECIMAL;
    return session->fault == FAULT_REQUIRED  ? tr("Please choose an answer first.")
           : kind == CONTROL_SELECT_MULTIPLE ? excess_words(scene, place)
           : is_number ? tr("This number does not fit. Please check it.")
                       : tr("This answer does not fit.");
}

const char *
scene_problem_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    if (session->fault == FAULT_NONE || !place_is_same(place, &session->fault_place)) {
        return NULL;
    }
    return session->fault_message ? session->fault_message : fault_words(scene, place);
}

const char *
scene_problem_say(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    struct buffer out;
    if (!scene_problem_words(scene, place) || !session->fault_message) {
        return NULL;
    }
    buffer_init(&out, SCENE_FILLED_MAX_BYTES);
    instance_fault_say(session->instance, place, session->language, &out);
    return scene_take(scene, &out);
}

/* Of choices that do not go together, others do not hear which they are. */
static const char *
problem_aloud(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = form_control(session->options.form, place->control)->kind;
    bool is_named = kind == CONTROL_SELECT_MULTIPLE && !session->fault_message &&
                    session->fault != FAULT_REQUIRED;
    return is_named ? scene_say(scene, tr("There is a problem"),
                                tr("These are too many, or do not go together. Touch "
                                   "one of your choices to take it back."))
                    : NULL;
}

void
scene_problem(struct scene *scene, const struct place *place)
{
    const char *text = scene_problem_words(scene, place);
    if (text) {
        page_message(scene->page, tr("There is a problem"), text,
                     scene->kiosk->session.fault_choice);
        page_message_say(scene->page, scene_problem_say(scene, place));
        page_speech(scene->page, problem_aloud(scene, place), NULL);
    }
}
