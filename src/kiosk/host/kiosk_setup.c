/* What staff set by touch, as the kiosk lives by it: the screen's size, the clock, the
 * name, and the language of the staff's screens. */
#include "kiosk.h"

#include "words.h"

#include <math.h>
#include <string.h>

/* Those that the kiosk's own words are translated to. */
static const struct kiosk_language staff_languages[] = {
    {"en", "English", false},    {"es", "Español", false}, {"zh", "中文", false},
    {"vi", "Tiếng Việt", false}, {"tl", "Tagalog", false}, {"ar", "العربية", true},
};
#define STAFF_LANGUAGES (sizeof staff_languages / sizeof *staff_languages)

const struct kiosk_language *
kiosk_staff_language(size_t index)
{
    return index < STAFF_LANGUAGES ? &staff_languages[index] : NULL;
}

static const struct kiosk_language *
find_staff_language(const char *code)
{
    for (size_t i = 0; i < STAFF_LANGUAGES; i++) {
        if (strcmp(staff_languages[i].code, code) == 0) {
            return &staff_languages[i];
        }
    }
    return NULL;
}

/* Until staff chose one, the form's first, where the kiosk speaks it. */
struct kiosk_language
kiosk_language(const struct kiosk *kiosk)
{
    const struct form *form = kiosk->pack->form;
    const struct form_language *language = form_language(form, kiosk->session.language);
    if (kiosk->staff.view == STAFF_AWAY || kiosk_is_resting(kiosk)) {
        return (struct kiosk_language){language->code, language->label,
                                       language->right_to_left};
    }
    const struct kiosk_language *found = find_staff_language(kiosk->setup.language);
    if (!found) {
        char base[8];
        snprintf(base, sizeof base, "%.*s",
                 (int)strcspn(form_language(form, 0)->code, "-"),
                 form_language(form, 0)->code);
        found = find_staff_language(base);
    }
    return found ? *found : staff_languages[0];
}

const char *
kiosk_name(const struct kiosk *kiosk)
{
    return *kiosk->options->name ? kiosk->options->name : kiosk->setup.name;
}

static void
use_width(struct kiosk *kiosk)
{
    struct panel *panel = &kiosk->panel;
    if (kiosk->setup.width_dmm > 0 && kiosk->options->width_mm == 0) {
        panel->width_mm = kiosk->setup.width_dmm / 10.0;
        panel->height_mm = panel->width_mm * panel->height_px / panel->width_px;
    }
}

void
kiosk_load_setup(struct kiosk *kiosk)
{
    setup_load(kiosk->options->data_dir, &kiosk->setup);
    use_width(kiosk);
}

void
kiosk_follow_setup(struct kiosk *kiosk)
{
    struct staff *staff = &kiosk->staff;
    if (staff->view != STAFF_SIZE) {
        use_width(kiosk);
    }
    if (staff->clock_is_set) {
        clock_set(kiosk->clock, staff->clock_shift_min, !staff->clock_is_doubtful);
        staff->clock_is_set = staff->clock_is_doubtful = false;
        staff->clock_shift_min = 0;
    }
}
