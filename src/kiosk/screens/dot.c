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

/* Where one of the two answers is on its scale: below the middle, at it, or above. */
static int
side_of(double at)
{
    return at < 0.5 ? -1 : at > 0.5 ? 1 : 0;
}

/* "You said this is part of who we are. Our own town should decide."
 * Words between two stars are bold. */
static const char *
said_words(struct scene *scene, const struct page_map *map)
{
    const char *const identity[] = {
        tr("You said this is *not part of who we are*."),
        tr("You said you are *in between* about this service being part of who we "
           "are."),
        tr("You said this is *part of who we are*.")};
    const char *const control[] = {tr("Towns *together* should decide."),
                                   tr("You are *in between* about who decides."),
                                   tr("*Our own town* should decide.")};
    return scene_bold(scene,
                      scene_sentences(scene, identity[side_of(map->identity) + 1],
                                      control[side_of(map->control) + 1]));
}

/* The map needs the room of the heading there. */
static bool
is_low(const struct theme *theme)
{
    return theme->compact ||
           (theme->height_mm < 150 && theme->display.size == TEXT_SIZE_XL);
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
                           .identity_low = tr("not part of who we are"),
                           .control_label = tr("decided here"),
                           .control_low = tr("decided together"),
                           .way = kiosk_dot_way(scene->kiosk),
                           .say = say};
    scene_path_frame(scene);
    scene->frame.back.text = tr("Change");
    scene->frame.next.text = tr("Yes, that is right");
    bool asks_above = is_low(&scene->kiosk->theme);
    if (asks_above) {
        scene->frame.where = tr("Is this right?");
        scene->frame.where_asks = true;
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    if (!asks_above) {
        page_heading(scene->page, tr("Is this right?"), NULL);
    }
    page_map(scene->page, &map);
    page_body(scene->page, said_words(scene, &map), NULL);
    page_speech(scene->page, "", NULL); /* the map tells others that it is silent */
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
