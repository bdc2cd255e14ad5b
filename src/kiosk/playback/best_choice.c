/* best_choice: tries each choice and counts the questions that follow. */
#include "best_choice.h"

#include <stdio.h>

#define STOPS_MAX 400  /* that are looked at; a longer way counts as this long */
#define CHOICES_MAX 24 /* that are tried in a long list */

/* How many stops there are from here to the end. */
static size_t
count_stops(const struct kiosk *kiosk)
{
    struct stops stops = session_stops(&kiosk->session);
    struct stop at = kiosk->session.stop, next;
    size_t count = 0;
    for (; count < STOPS_MAX; count++) {
        if (at.kind == STOP_RECORDED) {
            if (!stops_more(&stops, &at, &next)) {
                return count;
            }
        } else {
            stops_forward(&stops, &at, &next);
        }
        at = next;
    }
    return count;
}

void
best_choice_toggle(struct kiosk *kiosk, const char *code)
{
    char copy[SESSION_VALUE_MAX_BYTES];
    snprintf(copy, sizeof copy, "%s", code);
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_CHOOSE, .text = copy});
}

void
best_choice(struct kiosk *kiosk)
{
    const struct session *session = &kiosk->session;
    const struct place *place = &session->stop.place;
    size_t count = instance_choice_count(session->instance, place);
    size_t best = 0, most = 0;
    for (size_t i = 0; i < count && i < CHOICES_MAX; i++) {
        best_choice_toggle(kiosk, instance_choice_code(session->instance, place, i));
        size_t stops = count_stops(kiosk);
        best_choice_toggle(kiosk, instance_choice_code(session->instance, place, i));
        if (stops > most) {
            most = stops;
            best = i;
        }
    }
    if (count > 0) {
        best_choice_toggle(kiosk, instance_choice_code(session->instance, place, best));
    }
}
