/* Staff, before the menu: the PIN; and at the first start the office's key, this
 * kiosk's own, and the page for phones. */
#include "staff_parts.h"

#include "phone_page.h"
#include "townline/keys.h"
#include "townline/kiosk_file.h"
#include "townline/manifest.h"
#include "townline/qr.h"
#include "words.h"

#include <string.h>

void
staff_pin_screen(struct scene *scene, const char *title, const char *note)
{
    struct page_field field = {.id = "field",
                               .text = scene->kiosk->staff.digits,
                               .masked = true,
                               .focus = true,
                               .say = tr("PIN")};
    if (!scene->frame.next.text) {
        scene->frame.next.text = tr("Next");
    }
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
    staff_step_frame(scene);
    scene->frame.next.text = tr("Next");
    staff_pin_screen(scene, tr("Choose a PIN for staff"),
                     store_has_pin(scene->kiosk->store)
                         ? tr("6 to 12 digits. Nothing typed: the PIN stays as it is.")
                         : tr("6 to 12 digits. Residents cannot get past it."));
}

static void
build_pin_again(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    staff_pin_screen(scene, tr("Type the PIN again"), NULL);
}

static void
build_staff_pin(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    scene->frame.extra.text = tr("PIN forgotten");
    staff_pin_screen(scene, tr("Staff: type the PIN"),
                     staff_has_stick(&scene->kiosk->staff) ? tr("A stick is in.")
                                                           : NULL);
}

const struct screen screen_staff_new_pin = {"staff-new-pin", build_new_pin, NULL};
const struct screen screen_staff_pin_again = {"staff-pin-again", build_pin_again, NULL};
const struct screen screen_staff_pin = {"staff-pin", build_staff_pin, NULL};

/* ---- questions ---- */

/* Nothing on the stick is read before Next is touched. */
static void
build_pack(struct scene *scene)
{
    staff_step_frame(scene);
    scene->frame.next.text = tr("Read the stick");
    staff_begin(scene, tr("Put the stick from the office in"));
    if (!scene->page) {
        return;
    }
    page_body(
        scene->page,
        tr("It brings the questions for residents and the office's key. Until then "
           "nobody can answer here."),
        NULL);
    const struct removable *removable = scene->kiosk->removable;
    bool is_in = removable && (removable_is_plugged(removable) ||
                               removable_root(removable)); /* a folder stands for it */
    page_note(scene->page, is_in ? tr("A stick is in.") : tr("No stick is in yet."));
}

const struct screen screen_staff_pack = {"staff-pack", build_pack, NULL};

/* ---- keys ---- */

/* Whose paper is compared: of the questions just read from the stick, or of those that
 * the kiosk has. */
static const struct office_public *
compared_office(const struct kiosk *kiosk)
{
    const struct pack *first = kiosk->staff.first_pack;
    return first ? &first->manifest->office : &kiosk->office;
}

static void
add_office_facts(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    const struct pack *pack =
        kiosk->staff.first_pack ? kiosk->staff.first_pack : kiosk->pack;
    const struct form *form = pack->form;
    const struct manifest *manifest = pack->manifest;
    const char *office = compared_office(kiosk)->name, *title = form_title(form);
    if (manifest && *manifest->title) {
        title = manifest->title;
    }
    const struct page_item facts[] = {
        {.id = "office", .text = tr("Office"), .detail = *office ? office : "\u2013"},
        {.id = "asked", .text = tr("Questions"), .detail = title},
        {.id = "languages",
         .text = tr("Languages"),
         .detail = scene_format(scene, "%zu", form_language_count(form))},
        {.id = "services",
         .text = tr("Services"),
         .detail = scene_format(scene, "%zu", form_service_count(form))},
    };
    size_t count = scene->kiosk->theme.compact ? 2 : sizeof facts / sizeof *facts;
    struct page_item *items = scene_items(scene, count);
    memcpy(items, facts, count * sizeof *facts);
    page_counts(scene->page, items, count);
}

/* A kiosk that was set up before the office's paper came compares it here as well. */
static void
build_office(struct scene *scene)
{
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    keys_fingerprint(&compared_office(scene->kiosk)->sign, fingerprint);
    staff_step_frame(scene);
    scene->frame.extra.text = tr("It is different");
    scene->frame.next.text = tr("It is the same");
    staff_begin(scene, tr("Does your paper say the same?"));
    if (!scene->page) {
        return;
    }
    page_digits(scene->page,
                tr("The office printed this on the paper that came with the stick:"),
                scene_format(scene, "%s", fingerprint));
    add_office_facts(scene);
    page_note(scene->page, tr("If it is different, stop and call the office."));
}

static void
build_stopped(struct scene *scene)
{
    scene->frame.back.text = tr("Back");
    staff_begin(scene, tr("Stop here and call the office"));
    if (!scene->page) {
        return;
    }
    page_body(scene->page,
              tr("These questions are not from the office that printed your paper, or "
                 "the paper is an old one. Nobody can answer here until both say the "
                 "same."),
              NULL);
}

/* The key and the name as a code: the same lines as in the file. */
static bool
draw_key_code(struct scene *scene, const struct sign_public *key, struct page_qr *out)
{
    struct kiosk_file file = {.key = *key};
    struct buffer bytes;
    snprintf(file.name, sizeof file.name, "%s", kiosk_name(scene->kiosk));
    buffer_init(&bytes, KIOSK_FILE_MAX_BYTES);
    kiosk_file_write(&file, &bytes);
    bool ok =
        !bytes.failed && scene_code(scene, bytes.data, bytes.size,
                                    tr("This kiosk's key as a code, for a phone"), out);
    buffer_finish(&bytes);
    return ok;
}

static void
build_key(struct scene *scene)
{
    struct sign_public key;
    uint8_t store_id[STORE_ID_BYTES];
    char fingerprint[KEYS_FINGERPRINT_BYTES];
    struct page_qr code;
    store_identity(scene->kiosk->store, &key, store_id);
    keys_fingerprint(&key, fingerprint);
    staff_step_frame(scene);
    bool is_first = scene->kiosk->staff.returns_to == STAFF_AWAY;
    scene->frame.extra.text = tr("Save on the stick");
    bool is_last = !phone_page_address(scene->kiosk->pack->form);
    scene->frame.next.text = !is_first ? NULL : is_last ? tr("Start") : tr("Next");
    staff_begin(scene, NULL);
    if (!scene->page) {
        return;
    }
    if (draw_key_code(scene, &key, &code)) {
        page_qr(scene->page, &code);
    }
    page_heading(scene->page, tr("This kiosk's key"), NULL);
    page_digits(scene->page, tr("Write these digits down:"),
                scene_format(scene, "%s", fingerprint));
    if (!scene->kiosk->theme.compact) {
        page_body(scene->page,
                  tr("The office compares them before it accepts this kiosk."), NULL);
    }
}

/* The code stands still: a phone's own camera reads it and opens the page. */
static void
build_page(struct scene *scene)
{
    const char *address = phone_page_address(scene->kiosk->pack->form);
    struct page_qr code;
    struct buffer bytes;
    staff_step_frame(scene);
    bool is_first = scene->kiosk->staff.returns_to == STAFF_AWAY;
    scene->frame.next.text = is_first ? tr("Start") : NULL;
    staff_begin(scene, NULL);
    if (!scene->page || !address) {
        return;
    }
    buffer_init(&bytes, PHONE_PAGE_MAX_BYTES);
    buffer_add(&bytes, address, strlen(address));
    if (scene_code(scene, bytes.data, bytes.size,
                   tr("The page's address as a code, for a phone"), &code)) {
        page_qr(scene->page, &code);
    }
    buffer_finish(&bytes);
    page_heading(scene->page, tr("Page for phones"), NULL);
    page_body(scene->page,
              tr("Point the phone's camera at the code. It opens the page that "
                 "collects answers. Or type this address:"),
              NULL);
    page_body(scene->page, address, NULL);
}

const struct screen screen_staff_office = {"staff-office", build_office, NULL};
const struct screen screen_staff_stopped = {"staff-stopped", build_stopped, NULL};
const struct screen screen_staff_key = {"staff-key", build_key, NULL};
const struct screen screen_staff_page = {"staff-page", build_page, NULL};
