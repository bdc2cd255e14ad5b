/* A place that shares the service already: for who wants to read it, from the screen
 * that tells the savings. */
#include "scene.h"
#include "words.h"

#include <string.h>

static const char *
story_text(const struct scene *scene, size_t story, const char *field,
           enum text_form form)
{
    const struct session *session = &scene->kiosk->session;
    return form_story_text(session->options.form, story, field, session->language,
                           form);
}

static int
find_story(const struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    const struct stops stops = session_stops(session);
    return stops_story(&stops, &session->stop.place);
}

void
scene_story_link(struct scene *scene)
{
    if (find_story(scene) < 0) {
        return;
    }
    struct page_item *link = scene_items(scene, 1);
    *link = (struct page_item){.id = "story", .text = tr("How it went elsewhere")};
    page_bar_link(scene->page, link);
}

bool
scene_touch_story(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "story") != 0) {
        return false;
    }
    kiosk_send(kiosk,
               &(struct session_event){.kind = SESSION_OPEN, .number = SHEET_STORY});
    return true;
}

static void
build_story(struct scene *scene)
{
    int found = find_story(scene);
    scene_path_frame(scene);
    const char *service =
        scene_service(scene, &scene->kiosk->session.stop.place, "label", TEXT_SHOWN);
    scene->frame.where = scene->frame.where_short = tr("How it went elsewhere");
    if (service) {
        scene->frame.where_say = scene_labeled(scene, service, scene->frame.where);
    }
    const char *of_service = scene->frame.icon;
    if (!scene->theme->tall) {
        scene->frame.icon = "place"; /* since the service has the large picture */
    }
    scene->frame.back.text = NULL;
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page || found < 0) {
        return;
    }
    size_t story = (size_t)found;
    const char *image = story_text(scene, story, "image", TEXT_SHOWN);
    if (image || of_service) {
        page_picture(scene->page, image ? image : of_service);
    }
    const char *title = story_text(scene, story, "title", TEXT_STYLED);
    const char *place = story_text(scene, story, "place", TEXT_STYLED);
    const char *year = story_text(scene, story, "year", TEXT_SHOWN);
    if (title) {
        page_heading(scene->page, title, story_text(scene, story, "title", TEXT_SAY));
    }
    if (place && *place && year && *year) {
        place = scene_fill(scene, tr("{place}, {year}"), "place", place);
        place = scene_fill(scene, place, "year", year);
    }
    if (place && *place) {
        page_note(scene->page, place);
    }
    page_body(scene->page, story_text(scene, story, "text", TEXT_STYLED),
              story_text(scene, story, "text", TEXT_SAY));
}

const struct screen screen_story = {"story", build_story, scene_close_sheet};
