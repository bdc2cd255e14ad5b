/* staff_forgotten: takes a forgotten PIN away with the office's file on the stick. */
#include "staff_forgotten.h"

#include "first_start.h"
#include "staff_collect.h"
#include "townline/stick.h"
#include "words.h"

#include <stdio.h>

struct search {
    struct staff *staff;
    bool found, taken, failed;
    enum pin_reset_result worst; /* of those that were not taken */
    char name[PIN_RESET_NAME_MAX_BYTES];
    struct error err;
};

static void
on_reset(void *context, const struct pin_reset *reset)
{
    struct search *search = context;
    const struct staff_options *options = &search->staff->options;
    enum pin_reset_result result;
    if (search->taken || search->failed) {
        return;
    }
    if (!store_take_pin_reset(options->store, reset, options->office, &result,
                              &search->err)) {
        search->failed = true;
        return;
    }
    search->taken = result == PIN_RESET_TAKEN;
    /* Of several files the one that comes nearest is told. */
    if (!search->found || result < search->worst) {
        search->worst = result;
        snprintf(search->name, sizeof search->name, "%s", reset->name);
    }
    search->found = true;
}

static void
say_refused(struct staff *staff, const struct search *search)
{
    if (!search->found) {
        staff_say(staff, true,
                  "The stick has no file of the office that resets the PIN. Ask the "
                  "office for one, put it on the stick and try again.");
        return;
    }
    switch (search->worst) {
    case PIN_RESET_TAKEN:
        break;
    case PIN_RESET_NOT_NEWER:
        staff_say(staff, true,
                  "This file was used already, or a newer one was. Ask the office "
                  "for a new one.");
        break;
    case PIN_RESET_UNSIGNED:
        staff_say(staff, true,
                  "This file is not signed by your office. The PIN stays.");
        break;
    case PIN_RESET_OTHER_KIOSK:
        staff_say_name(staff, true,
                       "This file is for another kiosk: {name}. The PIN stays.",
                       search->name);
        break;
    }
}

void
staff_reset_pin(struct staff *staff)
{
    const struct staff_options *options = &staff->options;
    struct search search = {.staff = staff};
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    struct stick *stick = NULL;
    struct error err;
    const char *root = staff_stick_root(staff);
    if (!root || !options->office) {
        staff_say_no_stick(staff);
        return;
    }
    store_identity(options->store, &kiosk, store_id);
    bool ok = stick_open(root, &kiosk, options->kiosk_name, &stick, &err) &&
              stick_read_pin_resets(stick, on_reset, &search, &err);
    stick_close(stick);
    staff_release_stick(staff);
    if (search.taken) {
        staff_go(staff, STAFF_AWAY);
        first_start_begin(staff);
        staff_say(staff, false, "The PIN is gone. Choose a new one.");
    } else if (search.failed) {
        staff_say_storage(staff);
    } else if (!ok) {
        staff_say_no_stick(staff);
    } else {
        say_refused(staff, &search);
    }
}
