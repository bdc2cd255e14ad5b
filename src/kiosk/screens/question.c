/* The form's own steps: one question a screen, shown as its kind asks; a field-list is
 * several. */
#include "answer_words.h"
#include "question_parts.h"

#include "words.h"

#include <string.h>

const char *
ask_value(const struct kiosk *kiosk, const struct ask *ask)
{
    return instance_value(kiosk->session.instance, &ask->place);
}

void
ask_choose(struct kiosk *kiosk, const struct ask *ask, const char *code)
{
    char copy[SESSION_VALUE_MAX_BYTES];
    snprintf(copy, sizeof copy, "%s", code);
    kiosk_send(kiosk, &(struct session_event){
                          .kind = SESSION_CHOOSE, .text = copy, .place = &ask->place});
}

void
ask_write(struct kiosk *kiosk, const struct ask *ask, const char *value)
{
    kiosk_send(kiosk, &(struct session_event){
                          .kind = SESSION_WRITE, .text = value, .place = &ask->place});
}

const char *
ask_id(struct scene *scene, const struct ask *ask, const char *name, const char *code)
{
    return scene_format(scene, "%s%s%s%s", ask->prefix, name, *code ? "-" : "", code);
}

const char *
id_after(const char *id, const char *name)
{
    size_t size = strlen(name);
    return strncmp(id, name, size) == 0 && id[size] == '-' ? id + size + 1 : NULL;
}

const struct asker *
asker_of(const struct form *form, const struct place *place)
{
    switch (form_control(form, place->control)->kind) {
    case CONTROL_SELECT_ONE:
        return &asker_select_one;
    case CONTROL_SELECT_MULTIPLE:
        return &asker_select_multiple;
    case CONTROL_RANK:
        return &asker_rank;
    case CONTROL_RANGE:
        return &asker_range;
    case CONTROL_INTEGER:
    case CONTROL_DECIMAL:
        return &asker_number;
    case CONTROL_TEXT:
        return &asker_text;
    case CONTROL_DATE:
        return &asker_date;
    case CONTROL_TIME:
        return &asker_time;
    case CONTROL_ACKNOWLEDGE:
        return &asker_acknowledge;
    case CONTROL_NOTE:
    case CONTROL_GROUP:
    case CONTROL_REPEAT:
        break;
    }
    return NULL;
}

static struct ask
ask_here(const struct session *session)
{
    const struct place *place = session_place(session);
    return (struct ask){.place = *place,
                        .control = form_control(session->options.form, place->control),
                        .alone = true};
}

/* More than this panel shows below a question: the list is on fewer pages when the
 * question stands in the top bar. */
static bool
is_long_list(const struct scene *scene, const struct ask *ask)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = ask->control->kind;
    struct stops stops = session_stops(session);
    return scene->kiosk->theme.compact &&
           (kind == CONTROL_SELECT_ONE || kind == CONTROL_SELECT_MULTIPLE) &&
           instance_choice_count(session->instance, &ask->place) > 4 &&
           stops_scale(&stops, &ask->place).points < 3;
}

#define FULL_LIST 6 /* choices that need the height of the screen */

/* Whether the page is full: services, a long list to tick off, a keyboard. There the
 * question takes the place of the words that say where one is, as it does above steps
 * where words are large. */
static bool
is_asked_in_bar(const struct scene *scene, const struct ask *ask)
{
    const struct session *session = &scene->kiosk->session;
    enum control_kind kind = ask->control->kind;
    const struct theme *theme = &scene->kiosk->theme;
    if (theme->tall) {
        return false;
    }
    if (kind == CONTROL_SELECT_MULTIPLE &&
        instance_choice_count(session->instance, &ask->place) >= FULL_LIST) {
        return true;
    }
    struct stops stops = session_stops(session);
    bool is_large = theme->compact ||
                    (theme->height_mm < 150 && theme->display.size >= TEXT_SIZE_L);
    if (is_large && stops_tells_savings(&stops, &ask->place)) {
        return true; /* both sides stand on a page with their question */
    }
    bool is_low = theme->compact || kind == CONTROL_TEXT ||
                  (theme->height_mm < 150 && theme->display.size >= TEXT_SIZE_XL);
    struct bestworst bestworst; /* four at once, or they cannot be compared */
    bool is_picked = theme->compact &&
                     session_bestworst(&scene->kiosk->session, &ask->place, &bestworst);
    return is_picked || is_long_list(scene, ask) ||
           (is_low &&
            (kind == CONTROL_TEXT || kind == CONTROL_DATE || kind == CONTROL_TIME));
}

/* Its field has a line below it for what is wrong. */
static bool
is_told_at_field(enum control_kind kind)
{
    return kind == CONTROL_TEXT || kind == CONTROL_INTEGER || kind == CONTROL_DECIMAL;
}

/* The service's name is the first line of what is asked about it. It need not stand in
 * the top row too, where the step is said with it as before. */
static const char *
named_question(struct scene *scene, const struct asked *asked)
{
    const struct session_progress *progress = &scene->kiosk->session.progress;
    struct page_frame *frame = &scene->frame;
    const char *words = scene_fill(scene, tr("Question {number} of {all}"), "number",
                                   scene_format(scene, "%u", progress->question));
    frame->where_say = frame->where;
    frame->where =
        scene_fill(scene, words, "all", scene_format(scene, "%u", progress->questions));
    frame->where_short = NULL;
    return scene_format(scene, "%s\n%s", asked->about, asked->text);
}

/* Whether there is room for the service's name above the question; else it stands in
 * the top row, which is the line above it. */
static bool
is_named_above(const struct scene *scene, const struct asked *asked)
{
    const struct theme *theme = &scene->kiosk->theme;
    bool is_low = theme->height_mm < 150 && theme->display.size >= TEXT_SIZE_XL;
    return asked->about && scene->frame.where && !theme->compact && !is_low;
}

static void
begin(struct scene *scene, const struct ask *ask)
{
    const struct asked asked = asked_at(scene, &ask->place);
    const char *label = asked.text, *say = asked.say;
    bool in_bar = is_asked_in_bar(scene, ask);
    if (!in_bar && is_named_above(scene, &asked)) {
        label = named_question(scene, &asked);
    }
    if (in_bar) { /* the step is said, where it cannot be seen */
        say = scene->frame.where ? scene_say(scene, say, scene->frame.where) : say;
        scene->frame.where = label;
        scene->frame.where_short = NULL;
        scene->frame.where_say = say;
        scene->frame.where_asks = true;
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (!in_bar) {
        page_heading(scene->page, label, say);
        page_speech(scene->page, NULL, asked.recording);
    }
    scene_savings(scene, &ask->place);
    scene_story_link(scene);
    const char *hint = scene_hint(scene, &ask->place, TEXT_STYLED);
    struct bestworst bestworst; /* its screens say what to do themselves */
    bool is_picked = session_bestworst(&scene->kiosk->session, &ask->place, &bestworst);
    bool is_list = ask->control->kind == CONTROL_SELECT_ONE ||
                   ask->control->kind == CONTROL_SELECT_MULTIPLE;
    if (*hint && (!in_bar || is_list) && !is_picked &&
        ask->control->kind != CONTROL_TEXT) {
        page_hint(scene->page, hint);
        page_say(scene->page, scene_hint(scene, &ask->place, TEXT_SAY));
    }
    if (!is_told_at_field(ask->control->kind)) {
        scene_problem(scene, &ask->place);
    }
}

/* Where one answer is chosen or set, nothing else takes it away again. Of several, each
 * is untouched by itself; what was written is not thrown away by a slip. */
static bool
is_cleared_by_skip(enum control_kind kind)
{
    return kind == CONTROL_SELECT_ONE || kind == CONTROL_RANGE ||
           kind == CONTROL_DATE || kind == CONTROL_TIME;
}

/* Whether enough is chosen to go on, though more choices stand on the next page. What
 * is put into an order needs all of them. */
static bool
may_go_on(enum control_kind kind)
{
    return kind == CONTROL_SELECT_ONE || kind == CONTROL_SELECT_MULTIPLE;
}

static void
build_question(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct ask ask = ask_here(session);
    const struct asker *asker = asker_of(session->options.form, &ask.place);
    bool is_list = ask.control->kind == CONTROL_GROUP;
    bool is_empty = is_list ? !answer_words(scene, &ask.place)
                            : *ask_value(scene->kiosk, &ask) == '\0';

    scene_path_frame(scene);
    scene_answers_frame(scene, &ask.place);
    /* above a keyboard, "Done" without words is the same */
    bool is_written = ask.control->kind == CONTROL_TEXT &&
                      !control_has_appearance(ask.control, "numbers");
    if ((asker || is_list) && !is_written) {
        scene->frame.skip.text = tr("Skip");
        scene->frame.skip.hidden =
            (!is_empty && !is_cleared_by_skip(ask.control->kind)) ||
            session_is_required(session);
    }
    if (is_list) {
        build_field_list(scene);
        return;
    }
    /* Whoever has chosen may go on; the other answers stay one touch away. */
    scene->frame.next_always = !is_empty && may_go_on(ask.control->kind);
    if (asker && asker->frame) {
        asker->frame(scene, &ask);
    }
    begin(scene, &ask);
    if (scene->page && asker) {
        asker->add(scene, &ask);
    }
}

static bool
touch_question(struct kiosk *kiosk, const char *id)
{
    const struct session *session = &kiosk->session;
    const struct ask ask = ask_here(session);
    const struct asker *asker = asker_of(session->options.form, &ask.place);
    if (scene_touch_story(kiosk, id)) {
        return true;
    }
    if (ask.control->kind == CONTROL_GROUP) {
        return touch_field_list(kiosk, id);
    }
    return asker && asker->touch(kiosk, &ask, id);
}

const struct screen screen_question = {"question", build_question, touch_question};
