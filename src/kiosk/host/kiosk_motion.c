/* kiosk_motion: what moves by itself: the headline of the first screen, the lines of
 * what would change, which grow once for each service, and the dot on its way to its
 * place on the map. */
#include "kiosk.h"

#include "scene.h"

#include <math.h>

#define DOT_MS 600 /* of its way */
#define DOT_FRAME_MS 20
#define GROW_MS 500.0
#define GROW_STEP_MS 25

bool
kiosk_is_still(const struct kiosk *kiosk)
{
    return kiosk->session.display.still || kiosk->listening.on;
}

static bool
is_at(const struct kiosk *kiosk, const struct screen *screen)
{
    return screen_find(kiosk) == screen;
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

/* It is slower and slower. */
double
kiosk_dot_way(const struct kiosk *kiosk)
{
    uint64_t past_ms = clock_ms(kiosk->clock) - kiosk->dot_begun_ms;
    if (!kiosk->moves || kiosk_is_still(kiosk) || past_ms >= DOT_MS) {
        return 1;
    }
    double left = 1 - (double)past_ms / DOT_MS;
    return 1 - left * left * left;
}

double
kiosk_grown(const struct kiosk *kiosk)
{
    uint64_t now = clock_ms(kiosk->clock), from = kiosk->grows.from_ms;
    bool is_growing = kiosk->moves && !kiosk_is_still(kiosk) && from > 0;
    return is_growing ? fmin(1, (double)(now - from) / GROW_MS) : 1;
}

/* They have grown already where the resident comes back to the same service. */
static void
begin_to_grow(struct kiosk *kiosk)
{
    const struct session *session = &kiosk->session;
    const struct place *place = &session->stop.place;
    if (place_is_same(place, &kiosk->grows.place) &&
        kiosk->grows.seed == session->order_seed) {
        return;
    }
    kiosk->grows.place = *place;
    kiosk->grows.seed = session->order_seed;
    kiosk->grows.from_ms = clock_ms(kiosk->clock);
}

void
kiosk_begin_motion(struct kiosk *kiosk, const struct screen *screen)
{
    if (kiosk->session.view != SESSION_ATTRACT || kiosk->staff.view != STAFF_AWAY) {
        kiosk->headline.is_stopped = false;
    }
    /* it goes on resting where the settings were opened from it */
    if (kiosk->moves && screen == &screen_attract && !kiosk->headline.is_stopped) {
        headline_begin(&kiosk->headline, clock_ms(kiosk->clock));
    }
    if (screen == &screen_map && !kiosk->was_over) {
        kiosk->dot_begun_ms = clock_ms(kiosk->clock);
    }
    if (kiosk->moves && screen == &screen_service) {
        begin_to_grow(kiosk);
    }
}

void
kiosk_stop_motion(struct kiosk *kiosk)
{
    kiosk->grows.from_ms = 0;
    if (is_at(kiosk, &screen_attract)) {
        headline_stop(&kiosk->headline, form_language_count(kiosk->pack->form),
                      kiosk_is_still(kiosk), clock_ms(kiosk->clock));
    }
}

bool
kiosk_has_moved(const struct kiosk *kiosk)
{
    if (is_at(kiosk, &screen_service)) {
        return kiosk_grown(kiosk) > kiosk->grows.shown;
    }
    struct headline_view view = kiosk_headline(kiosk);
    if (is_at(kiosk, &screen_map)) {
        return kiosk_dot_way(kiosk) > kiosk->dot_shown;
    }
    return is_at(kiosk, &screen_attract) &&
           (view.language != kiosk->headline_shown.language ||
            view.step != kiosk->headline_shown.step);
}

int
kiosk_motion_wait_ms(const struct kiosk *kiosk, int most_ms)
{
    if (is_at(kiosk, &screen_service) && kiosk_grown(kiosk) < 1) {
        return GROW_STEP_MS;
    }
    if (is_at(kiosk, &screen_map) && kiosk->dot_shown < 1) {
        return DOT_FRAME_MS;
    }
    return is_at(kiosk, &screen_attract)
               ? headline_wait_ms(
                     &kiosk->headline, form_language_count(kiosk->pack->form),
                     kiosk_is_still(kiosk), clock_ms(kiosk->clock), most_ms)
               : most_ms;
}
