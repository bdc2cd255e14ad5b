/* staff_wall: results for the room: first only that there are some, then, when whoever
 * leads it says so, one question at a time. */
#include "staff_parts.h"

#include "townline/small_groups.h"
#include "words.h"

#include <string.h>

static struct wall_options
options_of(const struct kiosk *kiosk)
{
    return (struct wall_options){.store = kiosk->store,
                                 .descriptor = form_descriptor(kiosk->pack->form),
                                 .event = kiosk_event(kiosk),
                                 .data_dir = kiosk->options->data_dir};
}

/* "30 or more people": never the number itself. */
static const char *
people_words(struct scene *scene)
{
    uint32_t tens = small_groups_tens(scene->kiosk->wall.people);
    if (tens == 0) {
        return tr("fewer than 10 people");
    }
    return scene_fill(scene, tr("{count} or more people"), "count",
                      scene_format(scene, "%u", tens));
}

static void
begin_wall(struct scene *scene, const char *title)
{
    const char *event = kiosk_event(scene->kiosk);
    scene->frame.staff_bar = (struct page_staff_bar){
        .name = title,
        .about = *event ? event : NULL,
        .when = people_words(scene),
        .is_test = kiosk_is_test(scene->kiosk),
    };
    scene_begin(scene);
}

/* With a second screen the kiosk's own is like any other screen of staff. */
static void
begin_own(struct scene *scene)
{
    if (room_is_shown(scene->kiosk)) {
        staff_begin(scene, NULL);
    } else {
        begin_wall(scene, tr("What this room said"));
    }
}

static void
build_before(struct scene *scene)
{
    const struct wall_options options = options_of(scene->kiosk);
    struct wall *wall = &scene->kiosk->wall;
    struct error err;
    bool ok = wall_count(wall, &options, &err);
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Reveal");
    scene->frame.next.disabled = !ok || !wall_may_reveal(wall, &options);
    begin_own(scene);
    if (!scene->page) {
        return;
    }
    if (wall->people < SMALL_GROUP) {
        page_title(scene->page, tr("Not yet"));
        page_body(
            scene->page,
            tr("Results are shown from ten people on, so that nobody can be picked "
               "out."),
            NULL);
    } else if (wall->slide_count == 0) {
        page_title(scene->page, tr("Not yet"));
        page_body(scene->page,
                  tr("No answer to any question was given by ten people yet."), NULL);
    } else if (scene->frame.next.disabled) {
        page_title(scene->page, tr("Not yet"));
        page_body(scene->page,
                  tr("Results change only after ten more people have answered."), NULL);
    } else {
        page_title(scene->page, tr("Ready when you are"));
        page_body(
            scene->page,
            tr("Everybody in the room will see how often each answer was given, by "
               "tens. No comments, no towns, no names."),
            NULL);
    }
    if (room_is_shown(scene->kiosk)) {
        page_note(scene->page, people_words(scene));
    }
}

static const char *
slide_heading(struct scene *scene, const struct others *block)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t language = scene->kiosk->session.language;
    const struct question *question =
        &block->descriptor->questions[block->questions[0].question];
    const struct repeat *repeat = &block->descriptor->repeats[question->repeat];
    int service = form_find_service(form, repeat->keys[block->instance]);
    const char *name = service < 0 ? NULL
                                   : form_service_text(form, (size_t)service, "label",
                                                       language, TEXT_SHOWN);
    return name ? name : repeat->keys[block->instance];
}

/* The control that asks the question, in the block's instance. */
static bool
find_place(const struct form *form, const struct others *block, size_t question,
           struct place *out)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (form_control(form, i)->question == (int)question) {
            *out = (struct place){.control = i, .instance = {block->instance}};
            return true;
        }
    }
    return false;
}

static void
add_answers(struct scene *scene, const struct others *block,
            const struct others_question *asked, const struct place *place,
            const struct instance *instance)
{
    const struct question *question = &block->descriptor->questions[asked->question];
    size_t language = scene->kiosk->session.language;
    size_t count = instance_choice_count(instance, place);
    struct page_tens *rows = scene_tens(scene, count);
    for (size_t i = 0; rows && i < count; i++) {
        struct buffer label;
        buffer_init(&label, 2000);
        instance_choice_label(instance, place, i, language, TEXT_SHOWN, &label);
        const char *code = instance_choice_code(instance, place, i);
        int choice = question_find_choice(question, code, strlen(code));
        uint32_t told = choice >= 0 ? small_groups_tens(asked->counts[choice]) : 0;
        const char *number = scene_format(scene, "%u", told);
        rows[i] = (struct page_tens){
            .id = scene_format(scene, "tens-%s", code),
            .label = scene_take(scene, &label),
            .people = told,
            .number = told > 0
                          ? scene_fill(scene, tr("{count} or more"), "count", number)
                          : tr("fewer than 10")};
    }
    if (rows) {
        page_tens(scene->page, rows, count);
        unsigned dot = page_tens_dot(rows, count);
        page_note(
            scene->page,
            scene_fill(scene,
                       tr("A dot is {count} people, a dash fewer than 10. A room is "
                          "not the whole town."),
                       "count", scene_format(scene, "%u", dot)));
    }
}

static const struct wall_slide *
shown_slide(const struct wall *wall)
{
    return &wall->slides[wall->slide];
}

/* What was asked; `with_answers`: and how often each answer was given. */
static void
add_slide(struct scene *scene, const char *heading, bool with_answers)
{
    const struct wall *wall = &scene->kiosk->wall;
    const struct form *form = scene->kiosk->pack->form;
    const struct others *block = &wall->blocks[shown_slide(wall)->block];
    const struct others_question *asked =
        &block->questions[shown_slide(wall)->question];
    const struct instance_options plain = {0};
    struct instance *instance = NULL;
    struct place place;
    struct error err;
    if (!scene->page || !find_place(form, block, asked->question, &place) ||
        !instance_create(form, &plain, &instance, &err)) {
        return;
    }
    struct buffer label;
    buffer_init(&label, 4000);
    instance_label(instance, &place, scene->kiosk->session.language, TEXT_SHOWN,
                   &label);
    page_heading(scene->page, heading, NULL);
    page_body(scene->page, scene_take(scene, &label), NULL);
    if (with_answers) {
        add_answers(scene, block, asked, &place, instance);
    }
    instance_destroy(instance);
}

/* "Libraries, question 2 of 9" */
static const char *
place_words(struct scene *scene, const char *service)
{
    const struct wall *wall = &scene->kiosk->wall;
    const char *words = scene_fill(scene, tr("{service}, question {number} of {all}"),
                                   "service", service);
    words =
        scene_fill(scene, words, "number", scene_format(scene, "%zu", wall->slide + 1));
    return scene_fill(scene, words, "all",
                      scene_format(scene, "%zu", wall->slide_count));
}

static void
build_slide(struct scene *scene)
{
    const struct wall *wall = &scene->kiosk->wall;
    const char *service = slide_heading(scene, &wall->blocks[shown_slide(wall)->block]);
    bool is_there = room_is_shown(scene->kiosk); /* on the second screen */
    scene->frame.back.text = tr("Hide");
    scene->frame.next.text = tr("Next");
    begin_own(scene);
    add_slide(scene, is_there ? place_words(scene, service) : service, !is_there);
    if (is_there && scene->page) {
        page_note(scene->page, tr("The room sees the answers now."));
    }
}

static void
build_wall(struct scene *scene)
{
    if (scene->kiosk->wall.is_revealed) {
        build_slide(scene);
    } else {
        build_before(scene);
    }
}

/* The second screen: the kiosk's own was built before it and has counted. */
static void
build_room(struct scene *scene)
{
    const struct wall *wall = &scene->kiosk->wall;
    if (wall->is_revealed) {
        begin_wall(scene, tr("What this room said"));
        add_slide(scene, slide_heading(scene, &wall->blocks[shown_slide(wall)->block]),
                  true);
        return;
    }
    begin_wall(scene, tr("This room is answering"));
    if (scene->page) {
        page_title(scene->page, people_words(scene));
        page_body(scene->page,
                  tr("No result is shown yet, so that nobody follows anybody else. The "
                     "picture comes when all are done."),
                  NULL);
    }
}

/* False where the staff's model decides what the touch does. */
static bool
touch_wall(struct kiosk *kiosk, const char *id)
{
    struct wall *wall = &kiosk->wall;
    const struct wall_options options = options_of(kiosk);
    struct error err;
    bool is_next = strcmp(id, "next") == 0, is_back = strcmp(id, "back") == 0;
    if (wall->is_revealed && is_back) {
        wall->is_revealed = false;
        wall->slide = 0;
        return true;
    }
    if (wall->is_revealed && is_next) {
        wall->slide = (wall->slide + 1) % wall->slide_count;
        /* What cannot be counted now stays as it is. */
        bool ok = wall_count(wall, &options, &err);
        (void)ok;
        return true;
    }
    if (is_next) { /* where it may not, the screen says why */
        bool ok = wall_reveal(wall, &options, &err);
        (void)ok;
    }
    return is_next;
}

const struct screen screen_staff_wall = {"staff-wall", build_wall, touch_wall};
const struct screen screen_room = {"room", build_room, NULL};
