/* What can be opened on every screen without losing an answer: text and colors,
 * languages, deleting; and the warning before a session ends. */
#include "display_choices.h"
#include "languages.h"
#include "words.h"

#include <string.h>

static void
send_number(struct kiosk *kiosk, enum session_event_kind kind, size_t number)
{
    kiosk_send(kiosk, &(struct session_event){.kind = kind, .number = number});
}

bool
scene_close_sheet(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "next") != 0 && strcmp(id, "back") != 0) {
        return false;
    }
    send_number(kiosk, SESSION_CLOSE, 0);
    return true;
}

static void
build_settings(struct scene *scene)
{
    const struct session *session = &scene->kiosk->session;
    struct display_choices looks = display_choices(scene, &session->display);
    struct page_item *ease = scene_items(scene, 2);
    ease[0] = (struct page_item){.id = "reach",
                                 .text = tr("Buttons lower down"),
                                 .sets = SETS_ITSELF,
                                 .chosen = session->display.reach};
    ease[1] = (struct page_item){.id = "still",
                                 .text = tr("No movement"),
                                 .sets = SETS_ITSELF,
                                 .chosen = session->display.still};
    struct page_item *stop = scene_items(scene, 1);
    *stop =
        (struct page_item){.id = "delete", .text = tr("Stop and delete my answers")};
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    if (session->view == SESSION_AT_STOP) {
        scene->frame.skip.text = tr("My answers");
    }
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("Text size"), NULL);
    page_samples(scene->page, looks.sizes, looks.size_count, false);
    page_heading(scene->page, tr("Colors"), NULL);
    page_samples(scene->page, looks.colors, looks.color_count, true);
    page_heading(scene->page, tr("Comfort"), NULL);
    /* High screens have everything low down as it is. */
    bool is_tall = scene->kiosk->theme.tall;
    if (is_tall) {
        page_choices(scene->page, ease + 1, 1, true);
    } else {
        page_pills(scene->page, ease, 2);
    }
    if (session->instance) {
        page_links(scene->page, stop, 1);
    }
}

static bool
touch_settings(struct kiosk *kiosk, const char *id)
{
    size_t number;
    if (display_choices_size(id, &number)) {
        send_number(kiosk, SESSION_SIZE, number);
        return true;
    }
    if (display_choices_colors(id, &number)) {
        send_number(kiosk, SESSION_COLORS, number);
        return true;
    }
    if (strcmp(id, "reach") == 0 || strcmp(id, "still") == 0) {
        send_number(kiosk, id[0] == 'r' ? SESSION_REACH : SESSION_STILL, 0);
        return true;
    }
    if (strcmp(id, "skip") == 0) {
        send_number(kiosk, SESSION_OPEN, SHEET_REVIEW);
        return true;
    }
    if (strcmp(id, "delete") == 0) {
        send_number(kiosk, SESSION_OPEN, SHEET_DELETE);
        return true;
    }
    return scene_close_sheet(kiosk, id);
}

const struct screen screen_settings = {"settings", build_settings, touch_settings};

static void
build_languages(struct scene *scene)
{
    struct page_item *items;
    size_t count = language_items(scene, &items);
    if (scene->kiosk->session.language < count) {
        items[scene->kiosk->session.language].chosen = true;
    }
    scene->frame.next.text = tr("Close");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (scene->page) {
        page_heading(scene->page, tr("Language"), NULL);
        page_choices(scene->page, items, count, false);
    }
}

static bool
touch_languages(struct kiosk *kiosk, const char *id)
{
    size_t language;
    if (language_touched(kiosk, id, &language)) {
        send_number(kiosk, SESSION_LANGUAGE, language);
        return true;
    }
    return scene_close_sheet(kiosk, id);
}

const struct screen screen_languages = {"languages", build_languages, touch_languages};

static void
build_delete(struct scene *scene)
{
    struct page_item *yes = scene_items(scene, 1);
    *yes = (struct page_item){.id = "delete-yes", .text = tr("Yes, delete my answers")};
    scene->frame.next.text = tr("No, go back");
    scene->frame.next_always = true;
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_heading(scene->page, tr("Stop and delete your answers?"), NULL);
    page_body(scene->page,
              tr("Everything you answered is deleted, also what was recorded."), NULL);
    if (scene->kiosk->session.contact_saved) {
        page_note(scene->page,
                  tr("How to reach you was sealed for the office apart from "
                     "your answers. It cannot be taken back here."));
    }
    page_links(scene->page, yes, 1);
}

static bool
touch_delete(struct kiosk *kiosk, const char *id)
{
    if (strcmp(id, "delete-yes") == 0) {
        send_number(kiosk, SESSION_DELETE, 0);
        return true;
    }
    return scene_close_sheet(kiosk, id);
}

const struct screen screen_delete = {"delete", build_delete, touch_delete};

static void
build_idle(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    unsigned left = session_seconds_left(&kiosk->session, clock_ms(kiosk->clock));
    struct page_item *here = scene_items(scene, 1);
    *here = (struct page_item){.id = "here", .text = tr("I'm still here")};
    scene_begin(scene);
    if (!scene->page) {
        return;
    }
    page_title(scene->page, tr("Are you still there?"));
    page_body(scene->page,
              tr("If not, the screen starts over. We keep only the services you "
                 "finished."),
              NULL);
    page_countdown(scene->page, (int)left,
                   (int)session_warning_ms(&kiosk->session) / 1000, here);
}

const struct screen screen_idle = {"idle", build_idle, NULL};
