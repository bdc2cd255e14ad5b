/* staff_erase: how long answers stay that the office has confirmed. Nothing goes by
 * itself: the kiosk says how many are due, and staff erase them. */
#include "staff_parts.h"

#include "staff_collect.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

struct retention
staff_find_due(const struct kiosk *kiosk)
{
    uint32_t days = kiosk->staff.settings.erase_days;
    struct retention due = {0};
    if (days == 0 || !clock_is_trusted(kiosk->clock) ||
        !store_retention_due(kiosk->store, days, &due, NULL)) {
        return (struct retention){.days = days};
    }
    return due;
}

static const char *
choice_words(struct scene *scene, uint32_t days)
{
    return days == 0 ? tr("Never")
                     : scene_fill(scene, tr("After {number} days"), "number",
                                  scene_format(scene, "%u", days));
}

static const char *
due_words(struct scene *scene, uint32_t responses)
{
    return scene_format(scene,
                        trn("%u answer may go now", "%u answers may go now", responses),
                        responses);
}

const char *
staff_erase_words(struct scene *scene)
{
    struct retention due = staff_find_due(scene->kiosk);
    return due.responses > 0 ? due_words(scene, due.responses)
                             : choice_words(scene, due.days);
}

static const char *
state_words(struct scene *scene, const struct retention *due)
{
    if (due->days == 0) {
        return tr("Answers stay on this kiosk, also when the office has them.");
    }
    if (!clock_is_trusted(scene->kiosk->clock)) {
        return tr("Answers are erased only while the clock is right: set it first.");
    }
    return due->responses > 0 ? due_words(scene, due->responses)
                              : tr("No answer was confirmed so long ago.");
}

static void
build_erase(struct scene *scene)
{
    struct retention due = staff_find_due(scene->kiosk);
    struct page_item *items = scene_items(scene, SETTINGS_ERASE_CHOICES);
    for (size_t i = 0; i < SETTINGS_ERASE_CHOICES; i++) {
        uint32_t days = settings_erase_days[i];
        items[i] = (struct page_item){.id = scene_format(scene, "days-%u", days),
                                      .text = choice_words(scene, days),
                                      .sets = SETS_ONE,
                                      .chosen = due.days == days};
    }
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = due.responses > 0 ? tr("Erase them") : NULL;
    staff_begin(scene, tr("Erase confirmed answers"));
    if (!scene->page) {
        return;
    }
    page_pills(scene->page, items, SETTINGS_ERASE_CHOICES);
    page_body(scene->page, state_words(scene, &due), NULL);
    page_note(scene->page, tr("You are asked first. What the office has not confirmed "
                              "is never erased."));
}

static bool
touch_erase(struct kiosk *kiosk, const char *id)
{
    struct staff *staff = &kiosk->staff;
    if (strncmp(id, "days-", 5) == 0) {
        staff->settings.erase_days = (uint32_t)strtoul(id + 5, NULL, 10);
        kiosk_keep_settings(kiosk);
        return true;
    }
    if (strcmp(id, "next") != 0) {
        return false;
    }
    staff_ask_to_erase(kiosk);
    return true;
}

void
staff_ask_to_erase(struct kiosk *kiosk)
{
    struct staff *staff = &kiosk->staff;
    staff_say_nothing(staff);
    staff->erased = staff_find_due(kiosk);
    if (staff->erased.responses > 0) {
        staff_go(staff, STAFF_ERASING);
    }
}

const struct screen screen_staff_erase = {"staff-erase", build_erase, touch_erase};

static void
build_erasing(struct scene *scene)
{
    uint32_t responses = scene->kiosk->staff.erased.responses;
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Erase them");
    staff_begin(scene, scene_format(scene,
                                    trn("Erase %u answer from this kiosk?",
                                        "Erase %u answers from this kiosk?", responses),
                                    responses));
    if (scene->page) {
        page_body(scene->page,
                  tr("The office has confirmed them. Here they are then gone for good. "
                     "The staff log says so."),
                  NULL);
    }
}

static bool
touch_erasing(struct kiosk *kiosk, const char *id)
{
    struct staff *staff = &kiosk->staff;
    uint32_t responses = staff->erased.responses;
    struct error err;
    if (strcmp(id, "next") != 0) {
        return false;
    }
    /* An answer that is not on the card yet waits for it: then the epoch must stay. */
    if (!kiosk->session.instance &&
        store_retention_erase(kiosk->store, &staff->erased, &err)) {
        staff_say_count(staff, false, "{count} answer was erased.",
                        "{count} answers were erased.", responses);
    } else {
        staff_say(staff, true, "Not everything could be erased. Look at the card.");
    }
    staff_go(staff, STAFF_ERASE);
    return true;
}

const struct screen screen_staff_erasing = {"staff-erasing", build_erasing,
                                            touch_erasing};
