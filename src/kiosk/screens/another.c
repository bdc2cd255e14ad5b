/* After the last question of a repeat that is as long as the resident wants: one more?
 */
#include "scene.h"
#include "words.h"

#include <string.h>

static void
build_another(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct place repeat = session->stop.place;
    repeat.control = session->stop.repeat;
    struct page_item *links = scene_items(scene, 2);
    size_t count = 0;
    links[count++] = (struct page_item){.id = "add", .text = tr("Yes, add another")};
    if (instance_repeat_count(session->instance, &repeat) > 1) {
        links[count++] =
            (struct page_item){.id = "remove", .text = tr("Take the last one away")};
    }
    const struct form *form = session->options.form;
    const char *label = scene_label(scene, &repeat, TEXT_STYLED);
    int around = form_control(form, repeat.control)->parent;
    if (*label == '\0' && around > 0) { /* XLSForm puts it on a group around it */
        repeat.control = (size_t)around;
        label = scene_label(scene, &repeat, TEXT_STYLED);
    }
    scene_path_frame(scene);
    scene->frame.next.text = tr("No, go on");
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("Is there another one to add?"), NULL);
    if (*label) {
        page_body(scene->page, label, scene_label(scene, &repeat, TEXT_SAY));
    }
    page_links(scene->page, links, count);
}

static bool
touch_another(struct kiosk *kiosk, const char *id)
{
    bool adds = strcmp(id, "add") == 0;
    if (!adds && strcmp(id, "remove") != 0) {
        return false;
    }
    kiosk_send(kiosk,
               &(struct session_event){.kind = adds ? SESSION_ADD : SESSION_REMOVE});
    return true;
}

const struct screen screen_another = {"another", build_another, touch_another};
