/* kiosk_store: opens the store, tries again while that fails, and rotates it at each
 * half-day. */
#include "kiosk.h"

#include "program.h"
#include "staff_collect.h"
#include "staff_findings.h"
#include "townline/file.h"
#include "townline/seal.h"
#include "townline/stick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONTACT_MAX_BYTES 1001 /* as many as store_save_contact takes, and a NUL */

bool
kiosk_make_folder(const char *path, const char *what, struct error *err)
{
    return file_make_folder(path, 0700, err) ||
           error_prefix(err, "the %s folder %s", what, path);
}

static bool
name_store(struct kiosk *kiosk, struct error *err)
{
    const struct kiosk_options *options = kiosk->options;
    size_t size = strlen(options->data_dir) + sizeof "/official";
    if (kiosk->store_dir) {
        return true;
    }
    kiosk->store_dir = malloc(size);
    if (!kiosk->store_dir) {
        return error_no_memory(err);
    }
    snprintf(kiosk->store_dir, size, "%s/%s", options->data_dir,
             kiosk_is_test(kiosk) ? "test" : "official");
    return true;
}

/* The page for sticks is installed beside the program, or was built beside it. */
static const char *
find_page(struct kiosk *kiosk)
{
    static const char *const places[] = {"../share/townline/carrier",
                                         "../../page/carrier", NULL};
    char folder[KIOSK_PATH_MAX_BYTES];
    const char *assets_dir = kiosk->options->assets_dir;
    kiosk->page_path[0] = '\0';
    int size = 0;
    if (assets_dir) {
        size = snprintf(kiosk->page_path, sizeof kiosk->page_path,
                        "%s/carrier/" STICK_PAGE_NAME, assets_dir);
    } else if (program_find(places, folder, sizeof folder)) {
        size = snprintf(kiosk->page_path, sizeof kiosk->page_path,
                        "%s/" STICK_PAGE_NAME, folder);
    }
    bool ok = size > 0 && (size_t)size < sizeof kiosk->page_path &&
              file_exists(kiosk->page_path);
    return ok ? kiosk->page_path : NULL;
}

static void
start_staff(struct kiosk *kiosk)
{
    const struct kiosk_options *options = kiosk->options;
    struct staff_options staff = {
        .store = kiosk->store,
        .pack = kiosk->pack,
        .has_pack = kiosk_has_pack(kiosk),
        .office =
            kiosk_has_pack(kiosk) || options->keys_path ? &kiosk->office.sign : NULL,
        .setup = &kiosk->setup,
        .kiosk_name = kiosk_name(kiosk),
        .has_name = *options->name != '\0',
        .has_size = options->width_mm != 0,
        .removable = kiosk->removable,
        .page_path = find_page(kiosk),
        .data_dir = options->data_dir,
        .update_socket = options->updates ? options->stick_helper : NULL};
    staff_init(&kiosk->staff, &staff);
    kiosk_measure_code(kiosk);
}

static bool
keep_pack(struct kiosk *kiosk, struct error *err)
{
    return kiosk_make_folder(kiosk->options->data_dir, "data", err) &&
           kiosk_keep_pack(kiosk, err);
}

bool
kiosk_expect_store(struct kiosk *kiosk)
{
    char path[KIOSK_PATH_MAX_BYTES];
    if (!name_store(kiosk, NULL) || !keep_pack(kiosk, NULL)) {
        return false;
    }
    snprintf(path, sizeof path, "%s/store.db", kiosk->store_dir);
    kiosk->store_is_expected = file_exists(path);
    if (kiosk->store_is_expected) {
        start_staff(kiosk);
    }
    return kiosk->store_is_expected;
}

static bool
try_store(struct kiosk *kiosk, struct error *err)
{
    const struct office_public *office = &kiosk->office;
    if (!name_store(kiosk, err)) {
        return false;
    }
    struct store_options store = {.directory = kiosk->store_dir,
                                  .test_mode = kiosk_is_test(kiosk),
                                  .half_day = clock_half_day(kiosk->clock),
                                  .clock_trusted = clock_is_trusted(kiosk->clock),
                                  .program_version = TOWNLINE_VERSION,
                                  .random = seal_random()};
    if (kiosk_has_pack(kiosk)) {
        store.descriptor = form_descriptor(kiosk->pack->form);
        store.recipients = office->recipients;
        store.recipient_count = office->recipient_count;
        memcpy(store.pack_id, kiosk->pack->id, sizeof store.pack_id);
        keys_office_id(&office->sign, store.office_id);
    }
    if (!keep_pack(kiosk, err) || !store_open(&store, &kiosk->store, err)) {
        return false;
    }
    if (!kiosk_resume_clock(kiosk, err) ||
        (*kiosk->staff_pin && !store_set_pin(kiosk->store, kiosk->staff_pin, err))) {
        store_close(kiosk->store);
        kiosk->store = NULL;
        return false;
    }
    seal_wipe(kiosk->staff_pin, sizeof kiosk->staff_pin);
    kiosk->half_day = clock_half_day(kiosk->clock);
    kiosk->cause[0] = '\0';
    kiosk->dirty = true;
    start_staff(kiosk);
    kiosk_use_settings(kiosk);
    check_power_begin(kiosk);
    return true;
}

static void
rest(struct kiosk *kiosk, const struct error *cause)
{
    kiosk->dirty = kiosk->dirty || strcmp(kiosk->cause, cause->text) != 0;
    snprintf(kiosk->cause, sizeof kiosk->cause, "%s", cause->text);
    kiosk->tried_ms = clock_ms(kiosk->clock);
}

bool
kiosk_open_store(struct kiosk *kiosk, struct error *err)
{
    struct error cause = {0};
    kiosk->store_is_expected = false;
    if (try_store(kiosk, &cause)) {
        return true;
    }
    if (options_is_played(kiosk->options)) {
        return error_set(err, cause.code, "%s", cause.text);
    }
    rest(kiosk, &cause);
    return true;
}

void
kiosk_switch_test(struct kiosk *kiosk)
{
    struct error err = {0};
    memcpy(kiosk->staff_pin, kiosk->staff.digits, sizeof kiosk->staff_pin);
    kiosk->setup.is_test = !kiosk->setup.is_test;
    if (kiosk->options->test_mode ||
        !setup_save(kiosk->options->data_dir, &kiosk->setup, &err)) {
        kiosk->setup.is_test = !kiosk->setup.is_test;
        kiosk->staff.wants_switch = false;
        return;
    }
    staff_finish(&kiosk->staff);
    store_close(kiosk->store);
    kiosk->store = NULL;
    free(kiosk->store_dir);
    kiosk->store_dir = NULL;
    kiosk->others_half_day = 0; /* it was counted in the other store */
    if (!try_store(kiosk, &err)) {
        rest(kiosk, &err);
        return;
    }
    bool is_test = kiosk_is_test(kiosk);
    if (!store_audit(kiosk->store, AUDIT_TEST_MODE, is_test, 0, &err)) {
        snprintf(kiosk->cause, sizeof kiosk->cause, "%s", err.text);
    }
    kiosk->staff.active_ms = clock_ms(kiosk->clock);
    staff_go(&kiosk->staff, STAFF_MENU);
}

bool
kiosk_is_resting(const struct kiosk *kiosk)
{
    return !kiosk->store && !kiosk->store_is_expected;
}

void
kiosk_retry(struct kiosk *kiosk)
{
    if (clock_ms(kiosk->clock) - kiosk->tried_ms >= KIOSK_RETRY_MS) {
        struct error cause = {0};
        if (!try_store(kiosk, &cause)) {
            rest(kiosk, &cause);
        }
    }
}

/* At a new half-day a new epoch begins, and the order within the old one leaves no
 * trace. */
void
kiosk_rotate(struct kiosk *kiosk, const struct session_now *now)
{
    struct error err;
    if (kiosk->session.view != SESSION_ATTRACT || now->half_day == kiosk->half_day) {
        return;
    }
    kiosk->half_day = now->half_day;
    if (!store_rotate(kiosk->store, now->half_day, now->clock_trusted, &err)) {
        snprintf(kiosk->cause, sizeof kiosk->cause, "%s", err.text);
    }
    kiosk_keep_clock(kiosk);
}

bool
kiosk_save_contact(struct kiosk *kiosk, struct error *err)
{
    struct buffer lines;
    buffer_init(&lines, CONTACT_MAX_BYTES);
    if (!session_contact(&kiosk->session, &lines)) {
        buffer_finish(&lines);
        return true;
    }
    buffer_add_u8(&lines, 0);
    bool ok = !lines.failed || error_no_memory(err);
    ok = ok && store_save_contact(kiosk->store, (const char *)lines.data, err);
    if (ok) {
        session_contact_done(&kiosk->session);
    }
    buffer_finish(&lines); /* this wipes them */
    return ok;
}
