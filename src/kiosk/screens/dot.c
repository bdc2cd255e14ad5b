/* The dot on the map: "Is this right?" */
#include "scene.h"
#include "words.h"

#include <string.h>

/* 0 to 1 along a scale. */
static double
share(struct scale scale)
{
    return scale.points > 1 ? (scale.value - 1) / (double)(scale.points - 1) : -1;
}

/* The words of the answer that was chosen. */
static const char *
answer_words(struct scene *scene, const struct place *place)
{
    const struct session *session = &scene->kiosk->session;
    size_t count = instance_choice_count(session->instance, place);
    for (size_t i = 0; i < count; i++) {
        const char *code = instance_choice_code(session->instance, place, i);
        if (session_is_chosen(session, place, code)) {
            return scene_choice(scene, place, i, TEXT_STYLED);
        }
    }
    return "";
}

static const char *
said_words(struct scene *scene, const char *axis, const struct place *place)
{
    const char *words = scene_fill(scene, tr("{label}:\n{value}"), "label", axis);
    return scene_fill(scene, words, "value",
                      scene_format(scene, "\x01%s\x02", answer_words(scene, place)));
}

static void
build_map(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct stops stops = session_stops(session);
    struct place identity, control;
    if (!stops_map_questions(&stops, &session->stop.place, &identity, &control)) {
        scene->failed = true;
        return;
    }
    const char *say = scene_say(
        scene,
        scene_labeled(scene, tr("Part of who we are"), answer_words(scene, &identity)),
        scene_labeled(scene, tr("Decided here"), answer_words(scene, &control)));
    say = scene_say(scene, say, "");
    struct page_map map = {.identity = share(stops_scale(&stops, &identity)),
                           .control = share(stops_scale(&stops, &control)),
                           .identity_label = tr("part of who we are"),
                           .control_label = tr("decided here"),
                           .say = say};
    scene_path_frame(scene);
    scene->frame.back.text = tr("Change");
    scene->frame.next.text = tr("Yes, that is right");
    const struct theme *theme = &scene->kiosk->theme;
    bool is_low = theme->compact ||
                  (theme->height_mm < 150 && theme->display.size == TEXT_SIZE_XL);
    if (is_low) { /* the map needs the room */
        scene->frame.where = tr("Is this right?");
        scene->frame.where_asks = true;
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (!is_low) {
        page_heading(scene->page, tr("Is this right?"), NULL);
    }
    page_map(scene->page, &map);
    if (!is_low) {
        page_body(scene->page, tr("You said:"), NULL);
    }
    page_body(scene->page, said_words(scene, tr("Part of who we are"), &identity),
              NULL);
    page_body(scene->page, said_words(scene, tr("Decided here"), &control), NULL);
}

static bool
touch_map(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "back") != 0) {
        return false;
    }
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_CHANGE});
    return true;
}

const struct screen screen_map = {"map", build_map, touch_map};
