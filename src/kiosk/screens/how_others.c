/* How others answered about a service: only where staff allow it, only after one's own
 * answers about it, and only what gives nobody away. */
#include "how_others.h"

#include "words.h"

#include <string.h>

/* The control that asks the question. */
static bool
find_control(const struct form *form, size_t question, size_t *out)
{
    for (size_t i = 0; i < form_control_count(form); i++) {
        if (form_control(form, i)->question == (int)question) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* Counted anew for another service, and at each half-day. */
static const struct others *
find_others(struct kiosk *kiosk)
{
    const struct session *session = &kiosk->session;
    const struct form *form = kiosk->pack->form;
    const struct place *place = &session->stop.place;
    int block = place_block(form, place);
    if (!kiosk->options->show_others || session->view != SESSION_AT_STOP ||
        session->stop.kind != STOP_RECORDED || block < 0 || !kiosk->store) {
        return NULL;
    }
    struct others *others = &kiosk->others;
    uint32_t now = clock_half_day(kiosk->clock);
    if (kiosk->others_half_day != now || others->instance != block) {
        struct error err;
        int repeat = form_control(form, place->control)->repeat;
        others_init(others, form_descriptor(form), repeat, (uint16_t)block);
        kiosk->others_half_day = now;
        if (!others_count(others, kiosk->store, now, &err)) {
            others_init(others, form_descriptor(form), repeat, (uint16_t)block);
        }
    }
    return others;
}

/* Where the question stands that the resident answered and others did; false when there
 * is nothing to tell of it. */
static bool
find_place(const struct kiosk *kiosk, const struct others_question *asked,
           struct place *out)
{
    const struct session *session = &kiosk->session;
    *out = session->stop.place;
    return find_control(kiosk->pack->form, asked->question, &out->control) &&
           instance_is_relevant(session->instance, out) &&
           *instance_value(session->instance, out) != '\0' && others_has(asked);
}

bool
has_others(struct kiosk *kiosk)
{
    const struct others *others = find_others(kiosk);
    struct place place;
    for (size_t i = 0; others && i < others->count; i++) {
        if (find_place(kiosk, &others->questions[i], &place)) {
            return true;
        }
    }
    return false;
}

/* What a question about the two axes of the map is called on it; NULL for others. */
static const char *
axis_name(const struct form *form, const struct place *place)
{
    int parent = form_control(form, place->control)->parent;
    if (parent < 0 ||
        !control_has_appearance(form_control(form, (size_t)parent), "townline-map")) {
        return NULL;
    }
    return place->control == (size_t)parent + 1 ? tr("Part of who we are")
                                                : tr("Decided here");
}

static void
fill_row(struct scene *scene, const struct others *others,
         const struct others_question *asked, const struct place *place, size_t i,
         struct page_tens *out)
{
    const struct session *session = &scene->kiosk->session;
    const struct question *question = &others->descriptor->questions[asked->question];
    const char *code = instance_choice_code(session->instance, place, i);
    int choice = question_find_choice(question, code, strlen(code));
    uint32_t told = choice >= 0 ? small_groups_tens(asked->counts[choice]) : 0;
    *out = (struct page_tens){
        .id = scene_format(scene, "others-%zu-%s", asked->question, code),
        .label = scene_choice(scene, place, i, TEXT_STYLED),
        .people = told,
        .own = session_is_chosen(session, place, code)};
    out->number = told > 0 ? scene_fill(scene, tr("{count} or more"), "count",
                                        scene_format(scene, "%u", (unsigned)told))
                           : tr("fewer than 10");
    const char *label =
        out->own ? scene_fill(scene, tr("{answer}, yours"), "answer", out->label)
                 : out->label;
    out->say = scene_labeled(scene, label, out->number);
}

/* The questions that can be told of; how many there are. */
static size_t
fill_questions(struct scene *scene, const struct others *others,
               struct page_answered out[OTHERS_QUESTIONS_MAX])
{
    const struct session *session = &scene->kiosk->session;
    size_t count = 0;
    for (size_t i = 0; others && i < others->count; i++) {
        const struct others_question *asked = &others->questions[i];
        struct place place;
        if (!find_place(scene->kiosk, asked, &place)) {
            continue;
        }
        size_t choices = instance_choice_count(session->instance, &place);
        struct page_tens *rows = scene_tens(scene, choices);
        for (size_t k = 0; rows && k < choices; k++) {
            fill_row(scene, others, asked, &place, k, &rows[k]);
        }
        const char *axis = axis_name(session->options.form, &place);
        out[count++] = (struct page_answered){
            .id = scene_format(scene, "others-%zu", asked->question),
            .title = axis ? axis : scene_label(scene, &place, TEXT_STYLED),
            .say = axis ? NULL : scene_label(scene, &place, TEXT_SAY),
            .rows = rows,
            .count = rows ? choices : 0};
    }
    return count;
}

/* What a dot stands for is the same on all cards. */
static struct page_legend
legend_of(struct scene *scene, const struct page_answered *questions, size_t count)
{
    const char *note = tr("People who chose to answer here before today. Not a vote.");
    unsigned most = 10;
    for (size_t i = 0; i < count; i++) {
        unsigned people = page_tens_dot(questions[i].rows, questions[i].count);
        most = people > most ? people : most;
    }
    const char *number = scene_format(scene, "%u", most);
    return (struct page_legend){
        .people_a_dot = most,
        .dot = scene_fill(scene, tr("{count} people"), "count", number),
        .own = tr("your answer"),
        .few = scene_fill(scene, tr("fewer than {count}"), "count", number),
        .note = note};
}

/* Where the words need the room, each question has pages of its own, with numbers. */
static void
add_lists(struct scene *scene, const struct page_answered *questions, size_t count,
          const char *note)
{
    for (size_t i = 0; i < count; i++) {
        const struct page_answered *asked = &questions[i];
        struct page_item *items = scene_items(scene, asked->count);
        for (size_t k = 0; items && k < asked->count; k++) {
            const struct page_tens *tens = &asked->rows[k];
            const char *label = tens->label;
            if (tens->own) {
                label = scene_fill(scene, tr("{answer}, yours"), "answer", label);
            }
            items[k] = (struct page_item){
                .id = tens->id,
                .text = label,
                .detail = tens->people > 0 ? scene_format(scene, "%u+", tens->people)
                                           : "0\u20139",
                .say = tens->say};
        }
        if (i > 0) {
            page_break(scene->page);
        }
        page_heading(scene->page, asked->title, asked->say);
        page_counts(scene->page, items, items ? asked->count : 0);
    }
    page_note(scene->page, note);
}

static void
build_others(struct scene *scene)
{
    const struct others *others = find_others(scene->kiosk);
    const struct theme *theme = &scene->kiosk->theme;
    struct page_answered *questions =
        arena_take(&scene->memory, OTHERS_QUESTIONS_MAX, sizeof *questions);
    size_t count = questions ? fill_questions(scene, others, questions) : 0;
    struct page_legend legend = legend_of(scene, questions, count);
    scene->failed = scene->failed || !questions;
    scene_path_frame(scene);
    scene->frame.where = scene->frame.where_short = tr("How others answered");
    const char *service =
        scene_service(scene, &scene->kiosk->session.stop.place, "label", TEXT_SHOWN);
    if (service) {
        scene->frame.where_say = scene_labeled(scene, scene->frame.where, service);
    }
    scene->frame.progress = 1;
    scene->frame.next.text = tr("Done");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (theme->compact || theme->display.size > TEXT_SIZE_M) {
        add_lists(scene, questions, count, legend.note);
    } else {
        page_answer_dots(scene->page, questions, count, &legend);
    }
}

const struct screen screen_others = {"others", build_others, scene_close_sheet};
