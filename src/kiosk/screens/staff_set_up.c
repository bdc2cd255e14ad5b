/* staff_set_up: the first steps of a new kiosk: the language of the staff's screens,
 * the true size of the screen, the kiosk's name. */
#include "staff_parts.h"

#include "words.h"

#include <math.h>
#include <string.h>

#define CARD_MM 85.6
#define SCALE_STEP 1.01 /* of one touch on Smaller or Larger */

/* ---- language ---- */

static void
build_language(struct scene *scene)
{
    struct kiosk_language now = kiosk_language(scene->kiosk);
    size_t count = 0;
    while (kiosk_staff_language(count)) {
        count++;
    }
    struct page_item *items = scene_items(scene, count);
    for (size_t i = 0; items && i < count; i++) {
        const struct kiosk_language *language = kiosk_staff_language(i);
        items[i] =
            (struct page_item){.id = scene_format(scene, "language-%s", language->code),
                               .text = language->name,
                               .chosen = strcmp(language->code, now.code) == 0,
                               .language = language->code};
    }
    staff_step_frame(scene);
    staff_begin(scene, tr("Which language do staff read here?"));
    if (!scene->page) {
        return;
    }
    page_choices(scene->page, items, count, false);
}

static bool
touch_language(struct kiosk *kiosk, const char *id)
{
    if (strncmp(id, "language-", 9) != 0) {
        return false;
    }
    snprintf(kiosk->setup.language, sizeof kiosk->setup.language, "%s", id + 9);
    return true;
}

const struct screen screen_staff_language = {"staff-language", build_language,
                                             touch_language};

/* ---- size ---- */

static double
chosen_width_mm(const struct kiosk *kiosk)
{
    return kiosk->setup.width_dmm > 0 && !kiosk->staff.options.has_size
               ? kiosk->setup.width_dmm / 10.0
               : kiosk->panel.width_mm;
}

/* The screen is drawn by the size it was believed to have; the card by the new one. */
static double
card_scale(const struct kiosk *kiosk)
{
    return kiosk->panel.width_mm / chosen_width_mm(kiosk);
}

/* The card must stay on the screen, and large enough to be seen. */
static bool
may_be(const struct kiosk *kiosk, double scale)
{
    double share = kiosk->theme.tall ? 0.9 : kiosk->theme.compact ? 0.66 : 0.6;
    double width_dmm = kiosk->panel.width_mm / scale * 10;
    return scale >= 0.3 && CARD_MM * scale <= kiosk->theme.width_mm * share &&
           width_dmm >= SETUP_WIDTH_MIN_DMM && width_dmm <= SETUP_WIDTH_MAX_DMM;
}

static const char *
inches(struct scene *scene)
{
    const struct panel *panel = &scene->kiosk->panel;
    double width = chosen_width_mm(scene->kiosk);
    double height = width * panel->height_px / panel->width_px;
    return scene_format(scene, "%.1f", hypot(width, height) / 25.4);
}

static void
add_size_controls(struct scene *scene, bool can_shrink, bool can_grow)
{
    struct page_control *control = scene_controls(scene, 1);
    if (!control) {
        return;
    }
    *control = (struct page_control){
        .id = "size",
        .label = tr("Screen"),
        .value = scene_fill(scene, tr("{number} inch"), "number", inches(scene)),
        .less = {.id = "smaller", .text = tr("Smaller"), .disabled = !can_shrink},
        .more = {.id = "larger", .text = tr("Larger"), .disabled = !can_grow}};
    page_controls(scene->page, control, 1);
}

static void
build_size(struct scene *scene)
{
    const struct kiosk *kiosk = scene->kiosk;
    double scale = card_scale(kiosk);
    bool can_shrink = may_be(kiosk, scale / SCALE_STEP);
    bool can_grow = may_be(kiosk, scale * SCALE_STEP);
    staff_step_frame(scene);
    scene->frame.next.text = tr("It fits");
    if (kiosk->theme.compact) { /* the card takes the room */
        scene->frame.extra =
            (struct page_button){.text = tr("Smaller"), .disabled = !can_shrink};
        scene->frame.skip =
            (struct page_button){.text = tr("Larger"), .disabled = !can_grow};
    }
    staff_begin(scene,
                kiosk->theme.compact ? NULL : tr("Hold a library card to this frame"));
    if (!scene->page) {
        return;
    }
    struct page_ruler ruler = {.scale = scale,
                               .text = tr("Library, bank or bus card: all have this "
                                          "size"),
                               .say = tr("A frame of the size of a card, and a ruler")};
    page_ruler(scene->page, &ruler);
    page_body(scene->page,
              kiosk->theme.compact
                  ? tr("Hold a library card to this frame")
                  : tr("Put the card flat on the glass. If its edges meet the frame, "
                       "letters and buttons have the right size for everyone."),
              NULL);
    if (!kiosk->theme.compact) {
        add_size_controls(scene, can_shrink, can_grow);
    }
}

static bool
touch_size(struct kiosk *kiosk, const char *id)
{
    bool grows = strcmp(id, "larger") == 0 || strcmp(id, "skip") == 0;
    bool shrinks = strcmp(id, "smaller") == 0 || strcmp(id, "extra") == 0;
    double scale = card_scale(kiosk) * (grows ? SCALE_STEP : 1 / SCALE_STEP);
    if (!grows && !shrinks) {
        return false;
    }
    if (may_be(kiosk, scale)) {
        kiosk->setup.width_dmm = (int)lround(kiosk->panel.width_mm / scale * 10);
    }
    return true;
}

const struct screen screen_staff_size = {"staff-size", build_size, touch_size};

/* ---- name ---- */

static void
build_name(struct scene *scene)
{
    struct kiosk *kiosk = scene->kiosk;
    struct page_field field = {.id = "field",
                               .text = kiosk->setup.name,
                               .placeholder = tr("Library front desk"),
                               .say = tr("Name of this kiosk"),
                               .focus = true};
    staff_step_frame(scene);
    staff_begin(scene, tr("What is this kiosk called?"));
    if (!scene->page) {
        return;
    }
    if (!kiosk->theme.compact) {
        page_note(scene->page,
                  tr("For staff and the office. Residents do not see it."));
    }
    page_field(scene->page, &field);
    typing_keys(scene, kiosk->setup.name);
}

static bool
touch_name(struct kiosk *kiosk, const char *id)
{
    if (strncmp(id, "key-", 4) != 0) {
        return false;
    }
    if (strcmp(id, "key-newline") != 0) { /* a name is one line */
        (void)typing_press(kiosk, id, kiosk->setup.name, sizeof kiosk->setup.name);
    }
    return true;
}

const struct screen screen_staff_name = {"staff-name", build_name, touch_name};
