/* staff_receipt: the ten digits of the office's receipt. */
#include "staff_parts.h"

#include "words.h"

#include <string.h>

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
    scene->frame.next.disabled = strlen(scene->kiosk->staff.digits) < RECEIPT_DIGITS;
    staff_begin(scene, tr("Type the office's receipt"));
    if (!scene->page) {
        return;
    }
    page_field(scene->page, &field);
    scene_pad(scene, "pin", NULL, false);
}

const struct screen screen_staff_receipt = {"staff-receipt", build_receipt, NULL};
