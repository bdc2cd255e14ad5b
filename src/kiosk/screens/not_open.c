/* Nobody can answer for a while: staff closed the kiosk or let it rest, or it has no
 * room for answers. Who finds it so reads it in every language of the form. */
#include "scene.h"
#include "words.h"

#include <string.h>

static void
use_words_of(const struct scene *scene, size_t language)
{
    const struct form *form = scene->kiosk->pack->form;
    const struct form_language *found = form_language(form, language);
    words_use(found->code);
    words_lend(form_kiosk_words(form, language), found->right_to_left);
}

/* A row for each language. Below its words stands what to do, but on the smallest
 * panel, where all languages have to stand on one page. */
static void
say_in_all(struct scene *scene, bool is_closed)
{
    const struct form *form = scene->kiosk->pack->form;
    size_t count = form_language_count(form);
    struct page_item *items = scene_items(scene, count);
    bool has_detail = !is_closed && !scene->theme->compact;
    count = items ? count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct form_language *language = form_language(form, i);
        use_words_of(scene, i);
        const char *words =
            is_closed ? tr("This kiosk is closed.") : tr("This kiosk is resting.");
        const char *detail = tr("Please tell someone who works here.");
        items[i] = (struct page_item){
            .id = scene_format(scene, "closed-%s", language->id),
            .text = scene_format(scene, "%s", words),
            .detail = has_detail ? scene_format(scene, "%s", detail) : NULL,
            .say = is_closed ? NULL : scene_say(scene, words, detail),
            .icon = "clock",
            .language = language->code};
    }
    kiosk_use_words(scene->kiosk);
    page_facts(scene->page, items, count);
}

static void
build_closed(struct scene *scene)
{
    scene_begin(scene);
    if (scene->page) {
        say_in_all(scene, true);
    }
}

const struct screen screen_closed = {"closed", build_closed, NULL};

/* To whoever was answering, in the language of the session. */
static void
say_to_resident(struct scene *scene, bool has_answers)
{
    page_title(scene->page, tr("This kiosk is resting."));
    page_body(scene->page, tr("Please tell someone who works here."), NULL);
    if (has_answers) {
        page_body(scene->page, tr("Your last answers are not recorded yet."), NULL);
    }
}

static void
build_resting(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    bool has_answers = session->instance != NULL;
    if (has_answers) {
        scene->frame.next.text = tr("Try again");
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (session->view == SESSION_ATTRACT) {
        say_in_all(scene, false);
    } else {
        say_to_resident(scene, has_answers);
    }
    /* No store, no PIN: staff can read the cause nowhere else. */
    if (kiosk_is_resting(scene->kiosk)) {
        page_note(scene->page, scene_fill(scene, tr("For staff: {cause}"), "cause",
                                          scene->kiosk->cause));
    }
}

static bool
touch_resting(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "next") != 0) {
        return false;
    }
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_RETRY});
    return true;
}

const struct screen screen_resting = {"resting", build_resting, touch_resting};
