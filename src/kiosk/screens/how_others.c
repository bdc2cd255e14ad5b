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

static void
add_question(struct scene *scene, const struct others *others,
             const struct others_question *asked, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    const struct question *question = &others->descriptor->questions[asked->question];
    size_t count = instance_choice_count(session->instance, place);
    struct page_item *items = scene_items(scene, count);
    count = items ? count : 0;
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        int choice = question_find_choice(question, code, strlen(code));
        bool is_own = session_is_chosen(session, place, code);
        uint32_t told = choice >= 0 ? small_groups_tens(asked->counts[choice]) : 0;
        const char *words = scene_choice(scene, place, i, TEXT_STYLED), *plain = words;
        if (is_own) {
            words = scene_fill(scene, tr("{answer} (yours)"), "answer", words);
        }
        const char *number = scene_format(scene, "%u", (unsigned)told);
        const char *in_words =
            told > 0 ? scene_fill(scene, tr("{count} or more"), "count", number)
                     : tr("fewer than 10");
        items[i] = (struct page_item){
            .id = scene_format(scene, "others-%zu-%s", asked->question, code),
            .text = words,
            .detail = told > 0 ? scene_format(scene, "%s+", number) : "0\u20139",
            .say = scene_labeled(scene, words, in_words),
            .aloud = scene_labeled(scene, plain, in_words)};
    }
    page_ask(scene->page, scene_label(scene, place, TEXT_STYLED),
             scene_label(scene, place, TEXT_SAY));
    page_counts(scene->page, items, count);
}

static void
build_others(struct scene *scene)
{
    const struct others *others = find_others(scene->kiosk);
    const char *service =
        scene_service(scene, &scene->kiosk->session.stop.place, "label", TEXT_STYLED);
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page,
                 scene_fill(scene, tr("How others answered: {service}"), "service",
                            service ? service : ""),
                 NULL);
    page_note(scene->page, tr("Visitors of this kiosk who chose to answer. It is not a "
                              "vote, and today's answers are not counted yet."));
    for (size_t i = 0; others && i < others->count; i++) {
        struct place place;
        if (find_place(scene->kiosk, &others->questions[i], &place)) {
            add_question(scene, others, &others->questions[i], &place);
        }
    }
}

const struct screen screen_others = {"others", build_others, scene_close_sheet};
