/* kiosk: carries out what session and staff ask for, as time passes. */
#include "kiosk.h"

#include "headset.h"
#include "scene.h"
#include "staff_update.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

static struct session_now
read_clock(const struct kiosk *kiosk)
{
    return (struct session_now){.ms = clock_ms(kiosk->clock),
                                .half_day = clock_half_day(kiosk->clock),
                                .clock_trusted = clock_is_trusted(kiosk->clock),
                                .is_helped = kiosk->staff.helping};
}

/* Carries out what the session asks for. Its answer is the next event for the session.
 */
static bool
carry_out(struct kiosk *kiosk, enum session_effect effect,
          const struct session_now *now, struct session_event *answer_out)
{
    struct error err = {0};
    struct response response;
    bool ok = true, is_stored = false;
    switch (effect) {
    case EFFECT_NONE:
        return false;
    case EFFECT_SAVE:
        ok = session_response(&kiosk->session, now, &response, &err) &&
             store_save(kiosk->store, &response, &err) &&
             kiosk_save_contact(kiosk, &err);
        kiosk->promised = ok;
        is_stored = true;
        break;
    case EFFECT_REMOVE:
        ok = store_remove(kiosk->store, kiosk->session.id, &err);
        is_stored = true;
        break;
    case EFFECT_FINISHED:
    case EFFECT_TIMED_OUT:
        kiosk->promised = false;
        ok = store_count_session(
            kiosk->store,
            effect == EFFECT_FINISHED ? SESSION_FINISHED : SESSION_TIMED_OUT, &err);
        break;
    }
    snprintf(kiosk->cause, sizeof kiosk->cause, "%s", ok ? "" : err.text);
    answer_out->kind = ok ? SESSION_STORED : SESSION_FAILED;
    return is_stored;
}

void
kiosk_settle(struct kiosk *kiosk)
{
    touch_drop(&kiosk->touch);
    kiosk->settled_ms = clock_ms(kiosk->clock) + KIOSK_SETTLE_MS;
}

/* What was typed is not kept anywhere, and neither is what the pictures of a session's
 * texts and sealing its comments took: the system gets that memory back. After Back
 * from the first page, the first screen is drawn from what is kept. */
static void
forget_session(struct kiosk *kiosk, enum session_view before)
{
    bool is_over = kiosk->session.view == SESSION_ATTRACT &&
                   before != SESSION_ATTRACT && before != SESSION_PURPOSE;
    if (!is_over && (!kiosk->has_typed || kiosk->session.instance)) {
        return;
    }
    typeset_rest(kiosk->typeset);
    store_rest(kiosk->store);
    typing_forget(kiosk);
    kiosk->has_typed = false;
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

void
kiosk_send(struct kiosk *kiosk, const struct session_event *event)
{
    struct session_now now = read_clock(kiosk);
    enum session_view before = kiosk->session.view;
    struct session_event next = *event;
    enum session_effect effect;
    enum instance_fault fault = kiosk->session.fault;
    do {
        kiosk->has_typed |= next.kind == SESSION_WRITE;
        effect = session_update(&kiosk->session, &next, &now);
        next = (struct session_event){0};
    } while (carry_out(kiosk, effect, &now, &next));
    forget_session(kiosk, before);
    bool is_refused = event->kind == SESSION_NEXT || event->kind == SESSION_SKIP;
    if (kiosk->session.fault != FAULT_NONE &&
        (is_refused || kiosk->session.fault != fault)) {
        /* Next can always be pressed: it tells again what is wrong */
        kiosk->told = true;
    }
    if (before != SESSION_ATTRACT && kiosk->session.view == SESSION_ATTRACT) {
        listening_end(kiosk);
        switches_init(&kiosk->switches);
        kiosk_settle(kiosk);
    }
    kiosk->dirty = true;
}

/* True when staff see something else now. The mount helper is asked only while staff
 * are at the kiosk, so that no resident waits for it. */
static bool
look_for_stick(struct kiosk *kiosk, uint64_t now_ms)
{
    bool is_away = kiosk->staff.view == STAFF_AWAY;
    if (!kiosk->removable || staff_is_busy(&kiosk->staff) ||
        staff_is_updating(&kiosk->staff) || now_ms < kiosk->stick_due_ms ||
        (is_away && kiosk->options->stick_helper)) {
        return false;
    }
    kiosk->stick_due_ms = now_ms + KIOSK_STICK_MS;
    return removable_look(kiosk->removable) && !is_away;
}

void
kiosk_tick(struct kiosk *kiosk)
{
    if (kiosk_is_resting(kiosk)) {
        kiosk_retry(kiosk);
        return;
    }
    if (kiosk_can_update(kiosk) && !kiosk_update(kiosk, NULL)) {
        kiosk->quit = true;
        return;
    }
    /* the store could not be opened for the new questions */
    if (kiosk_is_resting(kiosk)) {
        return;
    }
    struct session_now now = read_clock(kiosk);
    const struct screen *before = screen_find(kiosk);
    bool was_dirty = kiosk->dirty || kiosk->station != kiosk_station(kiosk) ||
                     kiosk_has_moved(kiosk);
    if (look_for_stick(kiosk, now.ms)) {
        was_dirty = true;
    }
    if (staff_tick(&kiosk->staff, now.ms)) {
        was_dirty = true;
        kiosk_hear_office_day(kiosk, kiosk->staff.office_day);
    }
    was_dirty |= listening_held(kiosk, now.ms);
    listening_tick(kiosk, now.ms);
    switches_tick(kiosk, now.ms);
    was_dirty |= kiosk->dirty;
    kiosk_send(kiosk, &(struct session_event){.kind = SESSION_TICK});
    kiosk_rotate(kiosk, &now);
    kiosk->dirty = was_dirty || screen_find(kiosk) != before || before == &screen_idle;
}

bool
kiosk_is_idle(const struct kiosk *kiosk)
{
    return kiosk->staff.view == STAFF_AWAY && kiosk->session.view == SESSION_ATTRACT &&
           kiosk->session.sheet == SHEET_NONE && !kiosk->listening.on;
}

uint64_t
kiosk_hold_ms(const struct kiosk *kiosk)
{
    return staff_hold_ms(&kiosk->staff, clock_ms(kiosk->clock));
}

int
kiosk_wait_ms(const struct kiosk *kiosk)
{
    if (kiosk->staff.view == STAFF_SENDING) {
        bool is_paused = stream_status(kiosk->staff.stream).paused;
        return is_paused ? 500 : (int)kiosk_hold_ms(kiosk);
    }
    if (staff_is_busy(&kiosk->staff)) {
        return 0;
    }
    if (staff_is_updating(&kiosk->staff)) {
        return KIOSK_UPDATE_MS;
    }
    /* On the first screen only the half-day can change by itself. */
    bool listens = headset_has_jack(kiosk->listening.headset) || kiosk->touch.down ||
                   kiosk->switches.scans;
    return kiosk_motion_wait_ms(kiosk, kiosk_is_idle(kiosk) && !listens ? 10000 : 500);
}
