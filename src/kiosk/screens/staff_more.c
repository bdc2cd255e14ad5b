/* staff_more: what staff rarely do, and what is asked before it is done. */
#include "staff_parts.h"

#include "phone_page.h"
#include "words.h"

#include <string.h>

static const char *
display_words(struct scene *scene)
{
    const char *const names[] = {tr("Small"), tr("Normal"), tr("Large"), tr("Largest")};
    return scene_labeled(scene, tr("Text size"),
                         names[scene->kiosk->staff.settings.display.size]);
}

/* What is set for residents first, then what is done with answers, then the kiosk
 * itself. */
static size_t
list_cards(struct scene *scene, struct page_item *cards)
{
    const struct kiosk *kiosk = scene->kiosk;
    const char *event = staff_event_words(scene), *name = kiosk_name(kiosk);
    size_t count = 0;
    if (form_event_count(kiosk->pack->form) > 0) {
        cards[count++] = (struct page_item){.id = "event",
                                            .icon = "star",
                                            .text = tr("Event"),
                                            .detail = *event ? event : tr("No event")};
    }
    const struct page_item rest[] = {
        {.id = "hours",
         .icon = "clock",
         .text = tr("Hours"),
         .detail = staff_hours_words(scene)},
        {.id = "display",
         .icon = "text",
         .text = tr("Display"),
         .detail = display_words(scene)},
        {.id = "final",
         .icon = "flag",
         .text = tr("Final collection"),
         .detail = tr("End of the survey: fewer than 10 too")},
        {.id = "erase",
         .icon = "storage",
         .text = tr("Erase confirmed answers"),
         .detail = staff_erase_words(scene)},
        {.id = "wall",
         .icon = "chart",
         .text = tr("Wall for the room"),
         .detail = tr("Results, only when you say so")},
        {.id = "test",
         .icon = "pencil",
         .text = tr("Test mode"),
         .detail = kiosk_is_test(kiosk) ? tr("On: nothing counts")
                                        : tr("For practice: nothing counts"),
         .disabled = kiosk->options->test_mode},
        {.id = "change-pin",
         .icon = "lock",
         .text = tr("PIN"),
         .detail = tr("Choose another one")},
        {.id = "clock",
         .icon = "gear",
         .text = tr("Clock and name"),
         .detail = *name ? name : tr("Kiosk")},
        {.id = "language",
         .icon = "world",
         .text = tr("Language of staff"),
         .detail = kiosk_language(kiosk).name},
        {.id = "key",
         .icon = "key",
         .text = tr("This kiosk's key"),
         .detail = tr("For the office to compare")},
    };
    memcpy(cards + count, rest, sizeof rest);
    count += sizeof rest / sizeof *rest;
    if (phone_page_address(kiosk->pack->form)) {
        cards[count++] = (struct page_item){.id = "page",
                                            .icon = "phone",
                                            .text = tr("Page for phones"),
                                            .detail = tr("A code that opens the page")};
    }
    for (size_t i = 0; i < count; i++) {
        cards[i].leads = true;
    }
    return count;
}

static void
build_more(struct scene *scene)
{
    struct page_item *items = scene_items(scene, SCENE_FEW);
    size_t count = list_cards(scene, items);
    scene->frame.back.text = tr("Back");
    scene->frame.skip.text = tr("Close the program");
    staff_begin(scene, tr("More"));
    if (scene->page) {
        page_acts(scene->page, items, count);
    }
}

const struct screen screen_staff_more = {"staff-more", build_more, NULL};

static void
build_final(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Collect all");
    staff_begin(scene, tr("Collect the last answers too?"));
    if (!scene->page) {
        return;
    }
    page_body(scene->page,
              tr("Do this at the end of the survey only. Fewer than 10 answers in one "
                 "collection are easier to tie to a person."),
              NULL);
    staff_counts(scene);
}

const struct screen screen_staff_final = {"staff-final", build_final, NULL};

/* The PIN once more: a program that ends leaves residents with a black screen. */
static void
build_close(struct scene *scene)
{
    struct page_field field = {.id = "field",
                               .text = scene->kiosk->staff.digits,
                               .masked = true,
                               .focus = true,
                               .say = tr("PIN")};
    struct page_item *rest = scene_items(scene, 1);
    *rest = (struct page_item){.id = "rest", .text = tr("Rest instead")};
    scene->frame.back.text = tr("Keep it running");
    scene->frame.next.text = tr("Close the program");
    scene->frame.next.disabled = strlen(scene->kiosk->staff.digits) < STAFF_PIN_MIN;
    staff_begin(scene, tr("Close the program?"));
    if (!scene->page) {
        return;
    }
    page_body(
        scene->page,
        tr("Residents can then not answer until somebody starts it again. To stop "
           "for a while, let it rest. To close it, type the PIN."),
        NULL);
    page_field(scene->page, &field);
    page_pills(scene->page, rest, 1);
    scene_pad(scene, "pin", NULL, false);
}

const struct screen screen_staff_close = {"staff-close", build_close, NULL};
