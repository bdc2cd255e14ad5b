/* first_start: leads through the steps by which a new kiosk is set up. */
#include "first_start.h"

#include "phone_page.h"
#include "pin_rules.h"
#include "staff_collect.h"
#include "stick_offer.h"
#include "townline/seal.h"
#include "townline/stick.h"

#include <string.h>

static const struct step {
    enum staff_view view;
    enum setup_step kept; /* where it goes on after a power cut */
} steps[] = {
    {STAFF_LANGUAGE, SETUP_LANGUAGE}, {STAFF_SIZE, SETUP_SIZE},
    {STAFF_NAME, SETUP_NAME},         {STAFF_SET_CLOCK, SETUP_CLOCK},
    {STAFF_NEW_PIN, SETUP_PIN},       {STAFF_PIN_AGAIN, SETUP_PIN},
    {STAFF_PACK, SETUP_PACK},         {STAFF_OFFICE, SETUP_OFFICE},
    {STAFF_KEY, SETUP_KEY},           {STAFF_PAGE, SETUP_PAGE},
};
#define STEPS (sizeof steps / sizeof *steps)

/* What the command line says already is not asked, and a page that the pack does not
 * name is not shown. */
static bool
is_asked(const struct staff *staff, size_t i)
{
    return !(steps[i].view == STAFF_SIZE && staff->options.has_size) &&
           !(steps[i].view == STAFF_NAME && staff->options.has_name) &&
           !(steps[i].view == STAFF_PAGE &&
             !phone_page_address(staff->options.pack->form)) &&
           !(steps[i].view == STAFF_PACK && staff->options.has_pack);
}

void
first_start_say_not_kept(struct staff *staff)
{
    staff_say(staff, true, "This could not be kept. Look at the card.");
}

static size_t
find_view(enum staff_view view)
{
    size_t i = 0;
    while (i < STEPS && steps[i].view != view) {
        i++;
    }
    return i;
}

static void
keep(struct staff *staff, enum setup_step step)
{
    struct error err;
    staff->setup->step = step;
    staff->setup->is_new = false;
    if (!setup_save(staff->options.data_dir, staff->setup, &err)) {
        first_start_say_not_kept(staff);
    }
}

/* The first step from `i` on that is asked; past the last the kiosk is set up. */
static void
open_from(struct staff *staff, size_t i)
{
    while (i < STEPS && !is_asked(staff, i)) {
        i++;
    }
    keep(staff, i < STEPS ? steps[i].kept : SETUP_DONE);
    staff_go(staff, i < STEPS ? steps[i].view : STAFF_AWAY);
}

void
first_start_begin(struct staff *staff)
{
    struct setup *setup = staff->setup;
    bool has_pin = store_has_pin(staff->options.store);
    if (setup->is_new && has_pin) { /* set up by a version without these steps */
        setup->step = SETUP_DONE;
    }
    if (!has_pin && setup->step > SETUP_PIN) {
        setup->step = SETUP_PIN;
    }
    /* A kiosk in use that has lost its questions rests until staff type their PIN. */
    if (!staff->options.has_pack && setup->step > SETUP_PACK &&
        setup->step != SETUP_DONE) {
        setup->step = SETUP_PACK;
    }
    for (size_t i = 0; i < STEPS && staff->view == STAFF_AWAY; i++) {
        if (steps[i].kept >= setup->step && is_asked(staff, i)) {
            setup->step = steps[i].kept;
            staff_go(staff, steps[i].view);
        }
    }
}

/* Too short, too easy to guess; else fit to be typed again. */
static bool
is_fit(struct staff *staff, const char *pin)
{
    if (strlen(pin) < STAFF_PIN_MIN) {
        staff_say_number(staff, true, "Use at least {count} digits.", STAFF_PIN_MIN);
        return false;
    }
    if (pin_is_easy(pin)) {
        seal_wipe(staff->digits, sizeof staff->digits);
        staff_say(staff, true,
                  "This PIN is easy to guess: its digits are in a row, or come again "
                  "and again. Choose another.");
        return false;
    }
    return true;
}

static void
take_pin(struct staff *staff)
{
    char pin[STAFF_PIN_MAX + 1];
    struct error err;
    memcpy(pin, staff->digits, sizeof pin);
    bool keeps = !*pin && store_has_pin(staff->options.store);
    if (staff->view == STAFF_NEW_PIN && keeps) { /* came back and changes nothing */
        open_from(staff, find_view(STAFF_PACK));
    } else if (staff->view == STAFF_NEW_PIN) {
        if (is_fit(staff, pin)) {
            memcpy(staff->first_pin, pin, sizeof pin);
            staff_go(staff, STAFF_PIN_AGAIN);
        }
    } else if (strcmp(pin, staff->first_pin) != 0) {
        staff_say(staff, true, "The two PINs were not the same. Choose one again.");
        staff_go(staff, STAFF_NEW_PIN);
    } else if (!store_set_pin(staff->options.store, pin, &err)) {
        staff_say_storage(staff);
        staff_go(staff, STAFF_NEW_PIN);
    } else if (staff->returns_to != STAFF_AWAY) {
        staff_say(staff, false, "The PIN is changed.");
        staff_go(staff, staff->returns_to);
    } else {
        open_from(staff, find_view(STAFF_PACK));
    }
    seal_wipe(pin, sizeof pin);
}

static void
say_refused(struct staff *staff, enum visit_refusal refusal)
{
    switch (refusal) {
    case REFUSED_NONE:
    case REFUSED_OLDER: /* than none: cannot be */
        staff_say(staff, true, "There are no questions on this stick.");
        break;
    case REFUSED_UNFIT:
        staff_say(staff, true,
                  "This kiosk cannot ask these questions. Tell the office.");
        break;
    case REFUSED_FOREIGN:
        staff_say(staff, true, "These questions are not signed by your office.");
        break;
    case REFUSED_DAMAGED:
        staff_say(staff, true,
                  "The questions on the stick are damaged. Ask the office for them "
                  "again.");
        break;
    }
}

/* The newest questions of the stick that this kiosk can ask; NULL, and why, when there
 * are none. */
static struct pack *
read_first_pack(struct staff *staff, const char *root)
{
    const struct staff_options *options = &staff->options;
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    struct stick *stick = NULL;
    struct pack *pack = NULL;
    struct error err;
    char version[40];
    struct stick_offer *offer = offer_open(options->pack, options->office);
    bool has_more = true;
    store_identity(options->store, &kiosk, store_id);
    bool ok = offer && stick_open(root, &kiosk, options->kiosk_name, &stick, &err) &&
              offer_find(offer, stick, &err);
    while (ok && has_more) {
        ok = offer_read_next(offer, stick, &has_more, &err);
    }
    if (ok) {
        say_refused(staff, offer_refusal(offer, version, sizeof version));
        pack = offer_take(offer);
    } else {
        staff_say(staff, true, "The stick cannot be read");
    }
    offer_close(offer);
    stick_close(stick);
    return pack;
}

static void
take_stick(struct staff *staff)
{
    const char *root = staff_stick_root(staff);
    if (!root) {
        staff_say_no_stick(staff);
        return;
    }
    pack_close(staff->first_pack);
    staff->first_pack = read_first_pack(staff, root);
    staff_release_stick(staff);
    if (staff->first_pack) {
        staff_say_nothing(staff);
        staff_go(staff, STAFF_OFFICE);
    }
}

/* The paper says the same. The kiosk changes to the questions, since nobody is at the
 * screen, and goes on with the next step. */
static void
take_first_pack(struct staff *staff)
{
    staff->next_pack = staff->first_pack;
    staff->first_pack = NULL;
    staff->setup->step = SETUP_KEY;
    staff_go(staff, STAFF_AWAY);
}

void
first_start_refuse(struct staff *staff)
{
    pack_close(staff->first_pack);
    staff->first_pack = NULL;
    staff_go(staff, STAFF_STOPPED);
}

void
first_start_again(struct staff *staff)
{
    first_start_begin(staff);
    first_start_say_not_kept(staff);
}

void
first_start_next(struct staff *staff)
{
    struct error err;
    if (staff->view == STAFF_PACK) {
        take_stick(staff);
        return;
    }
    if (staff->view == STAFF_OFFICE && staff->first_pack) {
        take_first_pack(staff);
        return;
    }
    if (staff->view == STAFF_NEW_PIN || staff->view == STAFF_PIN_AGAIN) {
        take_pin(staff);
        return;
    }
    staff->clock_is_set = staff->clock_is_set || staff->view == STAFF_SET_CLOCK;
    staff->size_is_set = staff->size_is_set || staff->view == STAFF_SIZE;
    if (staff->returns_to == STAFF_AWAY) {
        open_from(staff, find_view(staff->view) + 1);
    } else if (!setup_save(staff->options.data_dir, staff->setup, &err)) {
        first_start_say_not_kept(staff);
    } else if (staff->view == STAFF_SET_CLOCK && !staff->options.has_name &&
               staff->returns_to == STAFF_MORE) {
        staff_go(staff, STAFF_NAME);
    } else {
        staff_go(staff, staff->returns_to);
    }
}

void
first_start_back(struct staff *staff)
{
    if (staff->returns_to != STAFF_AWAY) {
        setup_load(staff->options.data_dir, staff->setup); /* as it was */
        staff->clock_shift_min = 0;
        staff_go(staff, staff->returns_to);
        return;
    }
    if (staff->view == STAFF_PIN_AGAIN) {
        char pin[STAFF_PIN_MAX + 1];
        memcpy(pin, staff->first_pin, sizeof pin);
        staff_go(staff, STAFF_NEW_PIN);
        memcpy(staff->digits, pin, sizeof pin);
        seal_wipe(pin, sizeof pin);
        return;
    }
    if (staff->view == STAFF_STOPPED) {
        staff_go(staff, staff->options.has_pack ? STAFF_OFFICE : STAFF_PACK);
        return;
    }
    size_t i = find_view(staff->view);
    while (i > 0 && i < STEPS) {
        i--;
        if (is_asked(staff, i) && steps[i].view != STAFF_PIN_AGAIN) {
            keep(staff, steps[i].kept);
            staff_go(staff, steps[i].view);
            return;
        }
    }
}

int
first_start_step(const struct staff *staff, int *steps_out)
{
    int step = 0;
    enum staff_view view = staff->view == STAFF_STOPPED ? STAFF_OFFICE : staff->view;
    *steps_out = 0;
    for (size_t i = 0; i < STEPS && staff->returns_to == STAFF_AWAY; i++) {
        *steps_out += is_asked(staff, i);
        if (steps[i].view == view) {
            step = *steps_out;
        }
    }
    return step;
}

void
first_start_save_key(struct staff *staff)
{
    struct sign_public kiosk;
    uint8_t store_id[STORE_ID_BYTES];
    struct stick *stick = NULL;
    struct error err;
    const char *root = staff_stick_root(staff);
    if (!root) {
        staff_say_no_stick(staff);
        return;
    }
    store_identity(staff->options.store, &kiosk, store_id);
    if (stick_open(root, &kiosk, staff->options.kiosk_name, &stick, &err) &&
        stick_write_kiosk(stick, &err)) {
        staff_say(staff, false, "The key is on the stick. You can take the stick out.");
    } else {
        staff_say_storage(staff);
    }
    stick_close(stick);
    staff_release_stick(staff);
}
