/* The first two screens: what this is, in which language, and what is done with
 * answers. */
#include "county.h"
#include "languages.h"
#include "words.h"

#include <string.h>

/* The headline in each language. A line of its own is for narrow panels. */
static const struct page_headline *
headlines_of(struct scene *scene, size_t count)
{
    const struct form *form = scene->kiosk->pack->form;
    struct page_headline *headlines = scene_headlines(scene, count);
    for (size_t i = 0; headlines && i < count; i++) {
        const struct form_language *language = form_language(form, i);
        words_use(language->code);
        words_lend(form_kiosk_words(form, i), language->right_to_left);
        headlines[i] = (struct page_headline){
            .title = scene_format(scene, "%s",
                                  tr("Some services could be shared between towns.")),
            .text = scene_format(
                scene, "%s", tr("Tell us what you think. 3 minutes. No name needed.")),
            .language = language->code,
            .rtl = language->right_to_left};
    }
    words_use(scene->frame.language);
    words_lend(form_kiosk_words(form, scene->kiosk->session.language),
               scene->frame.rtl);
    return headlines;
}

static void
build_attract(struct scene *scene)
{
    struct kiosk *kiosk = scene->kiosk;
    struct page_item *languages;
    size_t count = language_items(scene, &languages);
    struct headline_view view = kiosk_headline(kiosk);
    struct page_attract attract = {
        .headlines = headlines_of(scene, count),
        .headline_count = count,
        .shown = view.language,
        .fade = (double)view.step / HEADLINE_FADE_STEPS,
        .languages = languages,
        .language_count = count,
        .note = kiosk_is_test(kiosk) ? tr("Practice: answers given now do not count.")
                                     : NULL};
    attract.headline_count = attract.headlines ? count : 0;
    scene_place(scene, &attract.place);
    /* Languages stand below. */
    scene->frame.settings_long = (struct page_button){.text = tr("Aa Text and colors"),
                                                      .say = tr("Text and colors")};
    if (scene->theme->tall) {
        scene->frame.settings = scene->frame.settings_long;
        scene->frame.listen =
            (struct page_button){.text = tr("Listen"), .hidden = !kiosk->has_voice};
    } else if (kiosk->has_voice) {
        attract.listen = (struct page_button){.text = tr("Listen")};
    }
    scene_begin(scene);
    if (scene->page) {
        page_attract(scene->page, &attract);
    }
}

static bool
touch_attract(struct kiosk *kiosk, const char *id)
{
    size_t language;
    if (!language_touched(kiosk, id, &language)) {
        return false;
    }
    kiosk_send(kiosk,
               &(struct session_event){.kind = SESSION_BEGIN, .number = language});
    return true;
}

const struct screen screen_attract = {"attract", build_attract, touch_attract};

#define PURPOSES 4

static void
build_purpose(struct scene *scene)
{
    const struct page_item purposes[PURPOSES] = {
        {.id = "body-1",
         .icon = "people",
         .detail = tr("Towns may share services. Tell us what you think.")},
        {.id = "body-2",
         .icon = "lock",
         .detail = tr("No names. You may skip, or delete your answers.")},
        {.id = "body-3",
         .icon = "clock",
         .detail = tr("If you leave, we keep what you finished.")},
        {.id = "body-4",
         .icon = "question",
         .detail = scene_readers(scene, TEXT_SHOWN),
         .say = scene_readers(scene, TEXT_SAY)},
    };
    size_t count = purposes[PURPOSES - 1].detail ? PURPOSES : PURPOSES - 1;
    struct page_item *items = scene_items(scene, PURPOSES);
    memcpy(items, purposes, sizeof purposes);
    const struct session *session = &scene->kiosk->session;
    scene_path_frame(scene);
    if (session->saved || session->changed) {
        scene->frame.back.text = NULL;
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_title(scene->page, tr("Before you start"));
    page_facts(scene->page, items, count);
}

const struct screen screen_purpose = {"purpose", build_purpose, NULL};
