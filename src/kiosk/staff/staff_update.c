/* staff_update: asks, installs and starts anew. */
#include "staff_update.h"

#include "staff_collect.h"

#include <stdio.h>
#include <string.h>

bool
staff_offer_update(struct staff *staff, const struct stick_visit_status *visit)
{
    struct staff_update *update = &staff->update;
    if (!staff->options.update_socket || !visit->update[0]) {
        return false;
    }
    updater_close(update->updater);
    *update = (struct staff_update){.step = UPDATE_ASKED};
    snprintf(update->name, sizeof update->name, "%s", visit->update);
    snprintf(update->path, sizeof update->path, "%s", visit->update_path);
    return true;
}

bool
staff_is_updating(const struct staff *staff)
{
    return staff->view == STAFF_UPDATE && staff->update.step == UPDATE_RUNNING;
}

static void
end(struct staff_update *update, const struct updater_status *status)
{
    update->status = *status;
    update->step = UPDATE_ENDED;
    updater_close(update->updater);
    update->updater = NULL;
}

bool
staff_follow_update(struct staff *staff, uint64_t now_ms)
{
    struct staff_update *update = &staff->update;
    staff->active_ms = now_ms; /* nobody is sent away meanwhile */
    if (!updater_look(update->updater)) {
        return false;
    }
    update->status = *updater_status(update->updater);
    if (update->status.state != UPDATER_RUNNING) {
        const struct updater_status status = update->status;
        staff_note(staff, AUDIT_UPDATE, status.state == UPDATER_INSTALLED);
        end(update, &status);
    }
    return true;
}

static void
install(struct staff *staff)
{
    struct staff_update *update = &staff->update;
    struct error err;
    update->status = (struct updater_status){.state = UPDATER_RUNNING};
    update->step = UPDATE_RUNNING;
    if (!updater_begin(staff->options.update_socket, update->path, &update->updater,
                       &err)) {
        const struct updater_status status = {.state = UPDATER_REFUSED,
                                              .refusal = UPDATER_FAILED};
        staff_note(staff, AUDIT_UPDATE, 0);
        end(update, &status);
    }
}

void
staff_update_next(struct staff *staff)
{
    struct staff_update *update = &staff->update;
    struct error err;
    switch (update->step) {
    case UPDATE_ASKED:
        install(staff);
        break;
    case UPDATE_RUNNING:
    case UPDATE_RESTARTING:
        break;
    case UPDATE_ENDED:
        if (update->status.state != UPDATER_INSTALLED) {
            staff_go(staff, STAFF_MENU);
        } else if (updater_restart(staff->options.update_socket, &err)) {
            update->step = UPDATE_RESTARTING;
        } else {
            staff_say(staff, true,
                      "The kiosk does not start anew. Switch it off and on.");
        }
        break;
    }
}

void
staff_update_back(struct staff *staff)
{
    if (staff->update.step == UPDATE_ASKED || staff->update.step == UPDATE_ENDED) {
        staff_go(staff, STAFF_MENU);
    }
}
