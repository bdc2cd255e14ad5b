/* store: opens the two files of the store, and rewrites them when the half-day
 * changes. */
#include "audit_rows.h"
#include "contact_rows.h"
#include "freeze.h"
#include "meta.h"
#include "outbox.h"
#include "store_schema.h"
#include "townline/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* When the folder cannot be used, the machine is at fault, whatever error the system
 * gave. */
static bool
folder_failed(const char *directory, struct error *err)
{
    if (err && err->code != ERROR_FULL) {
        err->code = ERROR_SYSTEM;
    }
    return error_prefix(err, "the folder %s", directory);
}

static bool
prepare_directory(const char *directory, struct error *err)
{
    bool ok = file_make_folder(directory, 0700, err);
    if (ok && access(directory, W_OK | X_OK) != 0) {
        ok = file_error(err, errno, "written");
    }
    return ok || folder_failed(directory, err);
}

static bool
sync_directory(const char *directory, struct error *err)
{
    return file_sync_folder(directory, err) || folder_failed(directory, err);
}

/* Makes the name of the new folder durable. When its parent may not be read, the folder
 * is not one that we made. */
static bool
sync_parent(const char *directory, struct error *err)
{
    char parent[4096];
    snprintf(parent, sizeof parent, "%s/..", directory);
    if (access(parent, R_OK) != 0 && errno == EACCES) {
        return true;
    }
    return sync_directory(parent, err);
}

/* store.db is made first and notes when contacts.db was made. So it is seen when one of
 * the two is missing. */
static bool
open_files(struct store *store, const struct store_options *options, struct error *err)
{
    const char *directory = options->directory;
    bool contacts_there = store_file_exists(directory, &contacts_schema);
    if (contacts_there && !store_file_exists(directory, &store_schema)) {
        return error_set(err, ERROR_MISSING,
                         "store.db is missing in %s, but contacts.db is there: they "
                         "belong together; copy the whole folder",
                         directory);
    }
    if (!store_file_open(&store->responses, directory, &store_schema,
                         options->test_mode, err)) {
        return false;
    }
    int64_t contacts_made;
    if (!meta_number(&store->responses.database, "contacts_made", 0, &contacts_made,
                     err)) {
        return false;
    }
    if (contacts_made && !contacts_there) {
        return error_set(err, ERROR_MISSING,
                         "contacts.db is missing in %s, but store.db is there: they "
                         "belong together; copy the whole folder",
                         directory);
    }
    if (!store_file_open(&store->contacts, directory, &contacts_schema,
                         options->test_mode, err) ||
        !sync_directory(directory, err)) {
        return false;
    }
    return contacts_made ||
           (sync_parent(directory, err) &&
            meta_set_number(&store->responses.database, "contacts_made", 1, err));
}

static bool
make_identity(struct store *store, struct error *err)
{
    struct database *database = &store->responses.database;
    sign_pair(store->random, &store->kiosk, store->kiosk_secret);
    store->random.fill(store->random.context, store->store_id, STORE_ID_BYTES);
    if (!database_begin(database, err)) {
        return false;
    }
    bool good =
        meta_set_bytes(database, "kiosk_secret", store->kiosk_secret->bytes,
                       sizeof store->kiosk_secret->bytes, err) &&
        meta_set_bytes(database, "kiosk_public", store->kiosk.bytes,
                       sizeof store->kiosk.bytes, err) &&
        meta_set_bytes(database, "store_id", store->store_id, STORE_ID_BYTES, err) &&
        meta_set_number(database, "sessions_begun", 0, err) &&
        meta_set_number(database, "sessions_finished", 0, err) &&
        meta_set_number(database, "sessions_timed_out", 0, err);
    return database_end(database, good, err);
}

static bool
load_identity(struct store *store, struct error *err)
{
    struct database *database = &store->responses.database;
    bool found = false;
    store->kiosk_secret = seal_secret_new(sizeof(*store->kiosk_secret));
    if (!store->kiosk_secret) {
        return error_set(err, ERROR_FULL, "there is no memory that can be locked");
    }
    if (!meta_bytes(database, "kiosk_secret", store->kiosk_secret->bytes,
                    sizeof store->kiosk_secret->bytes, &found, err)) {
        return false;
    }
    if (!found) {
        return make_identity(store, err);
    }
    bool both = false;
    if (!meta_bytes(database, "kiosk_public", store->kiosk.bytes,
                    sizeof store->kiosk.bytes, &both, err) ||
        !meta_bytes(database, "store_id", store->store_id, STORE_ID_BYTES, &found,
                    err)) {
        return false;
    }
    return (both && found) ||
           error_set(err, ERROR_INPUT, "store.db is damaged: it has lost its name");
}

bool
store_has_questions(const struct store *store, struct error *err)
{
    return store->descriptor ||
           error_set(err, ERROR_MISSING, "there are no questions yet");
}

static bool
change_terms(struct store *store, int64_t old_number, const struct terms *now,
             struct error *err)
{
    struct database *database = &store->responses.database;
    if (old_number > 0) {
        struct terms old;
        bool frozen = terms_load(database, old_number, &old, err) &&
                      freeze_under_old_terms(store, &old, err);
        terms_finish(&old);
        if (!frozen) {
            return false;
        }
    }
    if (!database_begin(database, err)) {
        return false;
    }
    bool good = (store->terms > 0 ||
                 terms_add(database, now, store->descriptor, &store->terms, err)) &&
                meta_set_number(database, "terms", store->terms, err) &&
                (old_number == 0 || audit_add(store, AUDIT_PACK, 0, 0, err));
    return database_end(database, good, err);
}

/* Without questions the terms of before stay as they are: the next questions follow
 * them. */
static bool
settle_terms(struct store *store, struct error *err)
{
    if (!store->descriptor) {
        return true;
    }
    struct terms now = {.recipient_count = store->recipient_count};
    memcpy(now.pack_id, store->pack_id, PACK_ID_BYTES);
    memcpy(now.office_id, store->office_id, OFFICE_ID_BYTES);
    memcpy(now.recipients, store->recipients, sizeof now.recipients);
    int64_t old_number;
    if (!meta_number(&store->responses.database, "terms", 0, &old_number, err) ||
        !terms_find(&store->responses.database, &now, store->descriptor, &store->terms,
                    err)) {
        return false;
    }
    return (store->terms > 0 && store->terms == old_number) ||
           change_terms(store, old_number, &now, err);
}

static bool
set_time(struct store *store, uint32_t half_day, bool clock_trusted, struct error *err)
{
    int64_t newest;
    if (!meta_number(&store->responses.database, "newest_half_day", 0, &newest, err)) {
        return false;
    }
    store->newest_half_day = (uint32_t)newest;
    bool went_back = half_day < store->newest_half_day;
    store->half_day = went_back ? store->newest_half_day : half_day;
    store->clock_trusted = clock_trusted && !went_back;
    return true;
}

/* Erases contacts only when the office has proved that it has them, and the keys that
 * nothing needs any more. */
static bool
tidy_up(struct store *store, struct error *err)
{
    struct database *database = &store->responses.database;
    if (!contacts_settle(store, true, err) || !database_begin(database, err)) {
        return false;
    }
    bool good = retention_date(store, err) &&
                database_run(database, err,
                             "DELETE FROM epochs WHERE id NOT IN"
                             " (SELECT epoch FROM answers WHERE epoch NOT NULL)",
                             "");
    return database_end(database, good, err);
}

bool
store_rotate(struct store *store, uint32_t half_day, bool clock_trusted,
             struct error *err)
{
    kept_texts_finish(&store->texts);
    if (!set_time(store, half_day, clock_trusted, err) ||
        !store_epoch_renew(&store->epoch, store->recipients, store->recipient_count,
                           store->random, err) ||
        !store_epoch_renew(&store->contact_epoch, store->recipients,
                           store->recipient_count, store->random, err)) {
        return false;
    }
    return tidy_up(store, err) && store_file_rewrite(&store->responses, err) &&
           store_file_rewrite(&store->contacts, err);
}

static bool
start(struct store *store, const struct store_options *options, struct error *err)
{
    if (!prepare_directory(options->directory, err) ||
        !open_files(store, options, err) || !load_identity(store, err) ||
        !attempts_load(&store->pin_attempts, &store->responses.database, "pin", err) ||
        !attempts_load(&store->receipt_attempts, &store->responses.database, "receipt",
                       err) ||
        !settle_terms(store, err)) {
        return false;
    }
    /* When there is no room to rewrite the files, the store opens all the same, so that
     * what is in it can be exported. */
    struct error tidying = {0};
    return store_rotate(store, options->half_day, options->clock_trusted, &tidying) ||
           tidying.code == ERROR_FULL ||
           error_set(err, tidying.code, "%s", tidying.text);
}

bool
store_open(const struct store_options *options, struct store **out, struct error *err)
{
    if ((options->recipient_count == 0) != !options->descriptor ||
        options->recipient_count > SEAL_RECIPIENTS_MAX) {
        return error_set(
            err, ERROR_INPUT,
            "the pack names no office keys, or more than %d: nothing could "
            "be sealed",
            SEAL_RECIPIENTS_MAX);
    }
    struct store *store = calloc(1, sizeof *store);
    if (!store) {
        return error_no_memory(err);
    }
    store->random = options->random;
    store->test_mode = options->test_mode;
    store->descriptor = options->descriptor;
    store->recipient_count = options->recipient_count;
    for (size_t i = 0; i < options->recipient_count; i++) {
        store->recipients[i] = options->recipients[i];
    }
    memcpy(store->pack_id, options->pack_id, PACK_ID_BYTES);
    memcpy(store->office_id, options->office_id, OFFICE_ID_BYTES);
    if (options->program_version) {
        snprintf(store->program_version, sizeof store->program_version, "%s",
                 options->program_version);
    }
    if (!comment_model_create(&store->model, err) || !start(store, options, err)) {
        store_close(store);
        return false;
    }
    *out = store;
    return true;
}

void
store_close(struct store *store)
{
    if (!store) {
        return;
    }
    kept_texts_finish(&store->texts);
    comment_model_destroy(store->model);
    store_epoch_finish(&store->epoch);
    store_epoch_finish(&store->contact_epoch);
    seal_secret_free(store->kiosk_secret);
    store_file_close(&store->contacts);
    store_file_close(&store->responses);
    free(store);
}

void
store_rest(struct store *store)
{
    if (store) {
        comment_model_rest(store->model);
    }
}

void
store_identity(const struct store *store, struct sign_public *kiosk_out,
               uint8_t store_id_out[STORE_ID_BYTES])
{
    *kiosk_out = store->kiosk;
    memcpy(store_id_out, store->store_id, STORE_ID_BYTES);
}
