/* Staff, before the menu: the PIN, and this kiosk's key at the first start. */
#include "staff_parts.h"

#include "townline/keys.h"
#include "words.h"

#include <string.h>

static void
build_pin(struct scene *scene, const char *title, const char *note)
{
    struct page_field field = {.id = "field",
                               .text = scene->kiosk->staff.digits,
                               .masked = true,
                               .focus = true,
                               .say = tr("PIN")};
    scene->frame.next.text = tr("Next");
    staff_begin(scene, title);
    if (!scene->page) {
        return;
    }
    if (note) {
        page_note(scene->page, note);
    }
    page_field(scene->page, &field);
    scene_pad(scene, "pin", NULL, false);
}

static void
build_new_pin(struct scene *scene)
{
    build_pin(scene, tr("Choose a PIN for staff"),
              tr("6 to 12 digits. Residents cannot get past it."));
}

static void
build_pin_again(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    build_pin(scene, tr("Type the PIN again"), NULL);
}

static void
build_staff_pin(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    build_pin(scene, tr("Staff: type the PIN"), NULL);
}

const struct screen screen_staff_new_pin = {"staff-new-pin", build_new_pin, NULL};
const struct screen screen_staff_pin_again = {"staff-pin-again", build_pin_again, NULL};
const struct screen screen_staff_pin = {"staff-pin", build_staff_pin, NULL};

static void
build_key(struct scene *scene)
{
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    store_identity(scene->kiosk->store, &key, store_id);
    keys_fingerprint(&key, fingerprint);
    scene->frame.next.text = tr("Start");
    staff_begin(scene, tr("This kiosk's key"));
    if (!scene->page) {
        return;
    }
    page_title(scene->page, scene_format(scene, "%s", fingerprint));
    page_body(scene->page,
              tr("Write these digits down. The office compares them before it accepts "
                 "this kiosk."),
              NULL);
}

const struct screen screen_staff_key = {"staff-key", build_key, NULL};
