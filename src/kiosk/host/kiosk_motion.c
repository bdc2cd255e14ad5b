/* kiosk_motion: what moves by itself: the headline of the first screen. */
#include "kiosk.h"

#include "scene.h"

bool
kiosk_is_still(const struct kiosk *kiosk)
{
    return kiosk->session.display.still;
}

static bool
is_at_first(const struct kiosk *kiosk)
{
    return screen_find(kiosk) == &screen_attract;
}

struct headline_view
kiosk_headline(const struct kiosk *kiosk)
{
    if (kiosk->listening.on) { /* what is spoken stands */
        return (struct headline_view){.language = kiosk->session.language};
    }
    return headline_view(&kiosk->headline, form_language_count(kiosk->pack->form),
                         kiosk_is_still(kiosk), clock_ms(kiosk->clock));
}

void
kiosk_begin_motion(struct kiosk *kiosk, const struct screen *screen)
{
    bool was_touched = kiosk->session.active_ms != 0;
    if (kiosk->moves && screen == &screen_attract && !was_touched) {
        headline_begin(&kiosk->headline, clock_ms(kiosk->clock));
    }
}

void
kiosk_stop_motion(struct kiosk *kiosk)
{
    if (is_at_first(kiosk)) {
        headline_stop(&kiosk->headline, form_language_count(kiosk->pack->form),
                      kiosk_is_still(kiosk), clock_ms(kiosk->clock));
    }
}

bool
kiosk_has_moved(const struct kiosk *kiosk)
{
    struct headline_view view = kiosk_headline(kiosk);
    return is_at_first(kiosk) && (view.language != kiosk->headline_shown.language ||
                                  view.step != kiosk->headline_shown.step);
}

int
kiosk_motion_wait_ms(const struct kiosk *kiosk, int most_ms)
{
    return is_at_first(kiosk) ? headline_wait_ms(&kiosk->headline,
                                                 form_language_count(kiosk->pack->form),
                                                 kiosk_is_still(kiosk),
                                                 clock_ms(kiosk->clock), most_ms)
                              : most_ms;
}
