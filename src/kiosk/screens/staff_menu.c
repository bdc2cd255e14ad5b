/* What staff can do after the PIN, apart from the moving code. */
#include "staff_parts.h"

#include "words.h"

static void
build_menu(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const char *name = kiosk->options->name;
    const char *const choices[][3] = {
        {"send", "qr", tr("Moving code")},
        {"stick", "stick", tr("USB stick")},
        {"receipt", "check", tr("Receipt")},
        {"final", "flag", tr("Final collection")},
    };
    size_t count = sizeof choices / sizeof *choices;
    struct page_item *items = scene_items(scene, count + 2);
    for (size_t i = 0; i < count; i++) {
        items[i] = (struct page_item){
            .id = choices[i][0], .icon = choices[i][1], .text = choices[i][2]};
    }
    const char *close_words =
        kiosk->staff.closed ? tr("Open to residents") : tr("Close to residents");
    scene->frame.back.text = tr("Back to residents");
    if (kiosk->theme.compact) { /* a second row of buttons would cost a page */
        scene->frame.back.text = tr("Back");
        items[count++] =
            (struct page_item){.id = "extra", .icon = "lock", .text = close_words};
        items[count++] = (struct page_item){
            .id = "skip", .icon = "close", .text = tr("Close the program")};
    } else {
        scene->frame.extra.text = close_words;
        scene->frame.skip.text = tr("Close the program");
    }
    /* What is told takes the title's place. */
    staff_begin(scene, *kiosk->staff.message ? NULL : *name ? name : tr("Staff"));
    if (!scene->page) {
        return;
    }
    if (*kiosk->cause) {
        page_problem(scene->page, tr("There is a problem"), kiosk->cause);
    }
    if (*kiosk->missed) {
        page_problem(scene->page, tr("There is a problem"), kiosk->missed);
    }
    staff_counts(scene);
    page_cards(scene->page, items, count);
}

const struct screen screen_staff_menu = {"staff-menu", build_menu, NULL};

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

static void
build_receipt(struct scene *scene)
{
    struct page_field field = {.id = "field",
                               .text = scene->kiosk->staff.digits,
                               .slots = RECEIPT_DIGITS,
                               .focus = true,
                               .say = tr("Receipt")};
    scene->frame.back.text = tr("Back");
    scene->frame.next.text = tr("Check");
    staff_begin(scene, tr("Type the office's receipt"));
    if (!scene->page) {
        return;
    }
    page_field(scene->page, &field);
    scene_pad(scene, "pin", NULL, false);
}

const struct screen screen_staff_receipt = {"staff-receipt", build_receipt, NULL};
