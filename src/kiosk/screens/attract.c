/* The first two screens: what this is, in which language, and what is done with
 * answers. */
#include "languages.h"
#include "words.h"

#include <string.h>

#define ICONS_MAX 9

static void
build_attract(struct scene *scene)
{
    static const char *const icons[ICONS_MAX] = {"book", "fire",    "dispatch",
                                                 "park", "permits", "home",
                                                 "car",  "payroll", "people"};
    struct page_item *languages;
    size_t count = language_items(scene, &languages);
    struct page_attract attract = {
        .title = tr("Some services could be shared between towns."),
        .text = tr("Tell us what you think.\n3 minutes. No name needed."),
        .icons = icons,
        .icon_count = ICONS_MAX,
        .languages = languages,
        .language_count = count,
        .note = kiosk_is_test(scene->kiosk)
                    ? tr("Practice: answers given now do not count.")
                    : NULL};
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

#define PURPOSES 3

static void
build_purpose(struct scene *scene)
{
    const struct page_item purposes[PURPOSES] = {
        {.id = "body-1",
         .icon = "people",
         .detail =
             tr("Towns here may share some services. We want to know what you think.")},
        {.id = "body-2",
         .icon = "lock",
         .detail = tr("We ask no names. You can skip any question, or delete your "
                      "answers before you leave.")},
        {.id = "body-3",
         .icon = "clock",
         .detail = tr("If you walk away, we keep only the services you finished.")},
    };
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
    page_facts(scene->page, items, PURPOSES);
}

const struct screen screen_purpose = {"purpose", build_purpose, NULL};
