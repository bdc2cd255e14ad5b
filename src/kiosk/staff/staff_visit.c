/* staff_visit: begins and ends a visit of the stick, and applies what was chosen in
 * it. */
#include "staff_visit.h"

#include "staff_collect.h"
#include "staff_update.h"

#include <string.h>

void
staff_begin_visit(struct staff *staff, uint64_t now_ms)
{
    const struct staff_options *options = &staff->options;
    const struct stick_visit_options visit = {
        .store = options->store,
        .pack = options->pack,
        .office = options->office,
        .kiosk_name = options->kiosk_name,
        .removable = options->removable,
        .page_path = options->page_path,
        .takes_updates = options->update_socket != NULL,
        .uptime_hours = (uint32_t)(now_ms / 3600000),
        .storage_free_mb = staff_free_mb(options->data_dir)};
    if (!staff_has_stick(staff) && !staff_stick_root(staff)) {
        staff_say_no_stick(staff);
        return;
    }
    visit_close(staff->visit);
    staff->visit = visit_open(&visit);
    if (!staff->visit) {
        staff_say(staff, true,
                  "The kiosk has too little memory left. Switch it off and on.");
        staff_go(staff, STAFF_MENU);
        return;
    }
    staff_go(staff, STAFF_STICK);
}

bool
staff_has_stick(const struct staff *staff)
{
    return staff->options.removable && removable_is_plugged(staff->options.removable);
}

const char *
staff_stick_root(struct staff *staff)
{
    struct removable *removable = staff->options.removable;
    return removable && removable_mount(removable, NULL) ? removable_root(removable)
                                                         : NULL;
}

void
staff_say_no_stick(struct staff *staff)
{
    if (staff_has_stick(staff)) {
        staff_say(staff, true,
                  "The stick cannot be read. Use another one, formatted as exFAT or "
                  "FAT32.");
    } else {
        staff_say(staff, true, "There is no stick. Put one in and try again.");
    }
}

void
staff_release_stick(struct staff *staff)
{
    struct error err;
    if (staff->options.removable &&
        !removable_release(staff->options.removable, &err)) {
        staff_say(staff, true, "The stick cannot be read");
    }
}

bool
staff_is_busy(const struct staff *staff)
{
    return staff->visit && !visit_status(staff->visit)->is_over;
}

void
staff_advance_visit(struct staff *staff, uint64_t now_ms)
{
    struct error err;
    staff->active_ms = now_ms; /* nobody is sent away while the stick is written */
    visit_advance(staff->visit);
    staff->office_day = visit_status(staff->visit)->office_day;
    if (!store_count(staff->options.store, &staff->counts, &err)) {
        staff_say(staff, true, "The kiosk's own storage cannot be read or written.");
    }
}

void
staff_leave_stick(struct staff *staff)
{
    if (staff_is_busy(staff)) {
        return;
    }
    bool has_update = staff_offer_update(staff, visit_status(staff->visit));
    struct pack *pack = visit_take_pack(staff->visit);
    if (pack) {
        pack_close(staff->next_pack);
        staff->next_pack = pack;
    }
    staff_go(staff, has_update ? STAFF_UPDATE : STAFF_MENU);
}

void
staff_end_visit(struct staff *staff, uint64_t now_ms)
{
    if (staff_is_busy(staff)) {
        return;
    }
    if (visit_status(staff->visit)->fault != VISIT_FINE) {
        staff_begin_visit(staff, now_ms);
    } else {
        staff_leave_stick(staff);
    }
}

void
staff_choose_questions(struct staff *staff, const char *id)
{
    if (strcmp(id, "pack-use") == 0 || strcmp(id, "pack-keep") == 0) {
        visit_choose(staff->visit, strcmp(id, "pack-use") == 0);
    }
}
