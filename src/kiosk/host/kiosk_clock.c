/* kiosk_clock: keeps the kiosk's clock across power cuts, and lets staff and receipts
 * set it. */
#include "kiosk.h"

#include "townline/machine_clock.h"

#define DAY_MIN 1440
#define NOON_MIN 720

static struct store_clock
clock_now(const struct kiosk *kiosk)
{
    struct store_clock now = {.shift_min = kiosk->clock->shift_min,
                              .is_trusted = clock_is_trusted(kiosk->clock),
                              .half_day = clock_half_day(kiosk->clock),
                              .boots = kiosk->boots,
                              .setter = kiosk->clock_setter,
                              .set_half_day = kiosk->clock_set_half_day};
    (void)clock_boot_id(kiosk->clock, now.boot_id);
    return now;
}

static void
tell(struct kiosk *kiosk, const struct error *err)
{
    snprintf(kiosk->cause, sizeof kiosk->cause, "%s", err->text);
}

bool
kiosk_resume_clock(struct kiosk *kiosk, struct error *err)
{
    struct store_clock kept;
    bool found;
    if (!store_clock_load(kiosk->store, &kept, &found, err)) {
        return false;
    }
    kiosk->keeps_clock = found;
    kiosk->clock_setter = kept.setter;
    kiosk->clock_set_half_day = kept.set_half_day;
    if (!found) {
        return true;
    }
    uint32_t before = clock_half_day(kiosk->clock);
    bool trusted = clock_is_trusted(kiosk->clock);
    bool restarted = clock_resume(kiosk->clock, &kept);
    kiosk->boots = kept.boots + restarted;
    struct store_clock now = clock_now(kiosk);
    /* With a full card the kiosk opens all the same. */
    struct error full = {0};
    if (!store_clock_save(kiosk->store, &now, &full) && full.code != ERROR_FULL) {
        return error_set(err, full.code, "%s", full.text);
    }
    if (now.half_day == before && now.is_trusted == trusted) {
        return true;
    }
    return store_rotate(kiosk->store, now.half_day, now.is_trusted, &full) ||
           full.code == ERROR_FULL || error_set(err, full.code, "%s", full.text);
}

void
kiosk_keep_clock(struct kiosk *kiosk)
{
    struct error err;
    struct store_clock now = clock_now(kiosk);
    if (kiosk->keeps_clock && !store_clock_save(kiosk->store, &now, &err)) {
        tell(kiosk, &err);
    }
}

/* On an appliance the machine's own clock becomes right too, with its chip, so that
 * nothing has to be added to it after the next start. Were the power cut between the
 * machine's answer and what is stored of it, the next start could add it twice; so
 * before, it is stored that nothing is added and that the clock is doubted. */
static void
set_machine(struct kiosk *kiosk)
{
    struct error err;
    const char *helper = kiosk->options->stick_helper;
    if (!helper || kiosk->clock->shift_min == 0) {
        return;
    }
    struct store_clock meanwhile = clock_now(kiosk);
    meanwhile.shift_min = 0;
    meanwhile.is_trusted = false;
    if (kiosk->store && !store_clock_save(kiosk->store, &meanwhile, &err)) {
        return;
    }
    if (machine_clock_set(helper, clock_right_seconds(kiosk->clock), &err)) {
        clock_machine_was_set(kiosk->clock);
    }
}

static void
set_clock(struct kiosk *kiosk, int64_t shift_min, bool sure, enum clock_setter by)
{
    struct error err;
    clock_set(kiosk->clock, shift_min, sure);
    set_machine(kiosk);
    if (!kiosk->store) {
        return;
    }
    kiosk->clock_setter = by;
    kiosk->clock_set_half_day = clock_half_day(kiosk->clock);
    struct store_clock now = clock_now(kiosk);
    kiosk->keeps_clock = true;
    if (!store_clock_set(kiosk->store, &now, &err)) {
        tell(kiosk, &err);
    }
}

void
kiosk_set_clock(struct kiosk *kiosk, int64_t shift_min, bool sure)
{
    set_clock(kiosk, shift_min, sure, CLOCK_SET_BY_STAFF);
}

void
kiosk_hear_office_day(struct kiosk *kiosk, uint32_t day)
{
    int64_t said_min = (int64_t)day * DAY_MIN + NOON_MIN;
    int64_t now_min = clock_minutes(kiosk->clock);
    if (day > 0 && now_min / DAY_MIN < day) {
        set_clock(kiosk, said_min - now_min, true, CLOCK_SET_BY_OFFICE);
    }
}
