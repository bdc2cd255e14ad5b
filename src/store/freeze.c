/* freeze: makes bundles of the open responses and contacts. */
#include "freeze.h"

#include "audit_rows.h"
#include "contact_rows.h"
#include "meta.h"
#include "outbox.h"

#include "townline/codec.h"
#include "townline/fountain.h"

#include <stdlib.h>
#include <string.h>

/* The weight of the responses in one bundle: half of what readers allow, since a kiosk
 * is a small board. */
#define LOT_MAX_WEIGHT (CODEC_MEMORY_MAX / 2)
/* so many contacts of CONTACT_MAX_BYTES fit into one stream of frames */
#define CONTACTS_IN_LOT 1000

struct freezing {
    struct store *store;
    const struct terms *terms;
    bool final_collection;
    struct bundle_health health; /* it goes into the first bundle */
    struct audit_log audit;      /* goes with it, too */
    size_t frozen;
};

/* Seals `content` as the next bundle. The caller has set header->kind. */
static bool
seal_next(struct freezing *freezing, struct bundle_header *header,
          struct bundle_content *content, struct buffer *out, struct error *err)
{
    struct store *store = freezing->store;
    const struct terms *terms = freezing->terms;
    if (!outbox_next(store, header, err)) {
        return false;
    }
    header->kiosk = store->kiosk;
    memcpy(header->store_id, store->store_id, STORE_ID_BYTES);
    memcpy(header->office_id, terms->office_id, OFFICE_ID_BYTES);
    memcpy(content->pack_id, terms->pack_id, PACK_ID_BYTES);
    content->test_mode = store->test_mode;
    content->final_collection = freezing->final_collection;
    content->health = freezing->health;
    content->audit = freezing->audit;
    store->random.fill(store->random.context, content->receipt_key, SEAL_KEY_BYTES);
    return bundle_seal(header, content, store->kiosk_secret, terms->recipients,
                       terms->recipient_count, store->random, out, err);
}

static bool
add_bundle(struct freezing *freezing, const struct bundle_header *header,
           const struct bundle_content *content, const struct buffer *bytes,
           size_t responses, struct error *err)
{
    struct outbox_bundle bundle = {.header = header,
                                   .bytes = bytes,
                                   .receipt_key = content->receipt_key,
                                   .responses = responses};
    if (!outbox_add(freezing->store, &bundle, err)) {
        return false;
    }
    freezing->health = (struct bundle_health){0};
    memcpy(freezing->health.program_version, freezing->store->program_version,
           sizeof freezing->health.program_version);
    if (!audit_mark_sent(freezing->store, &freezing->audit, err)) {
        return false;
    }
    freezing->audit.count = 0;
    freezing->frozen += responses;
    struct database *database = &freezing->store->responses.database;
    return database_run(
               database, err,
               "UPDATE meta SET value = value + (SELECT now.value FROM meta now"
               " WHERE now.name || '_sent' = meta.name)"
               " WHERE name IN ('sessions_begun_sent',"
               " 'sessions_finished_sent', 'sessions_timed_out_sent')",
               "") &&
           database_run(database, err,
                        "UPDATE meta SET value = 0 WHERE name IN ('sessions_begun',"
                        " 'sessions_finished', 'sessions_timed_out')",
                        "");
}

/* Loads responses until they weigh too much. *fits_out is true when all fit. */
static bool
load_lot(struct freezing *freezing, uint8_t (*ids)[RESPONSE_ID_BYTES], size_t count,
         struct loaded_responses *loaded, bool *fits_out, struct error *err)
{
    *fits_out = count <= RESPONSE_SET_MAX;
    for (size_t i = 0; i < count && *fits_out; i++) {
        if (!response_rows_load(&freezing->store->responses.database,
                                freezing->terms->descriptor, ids[i], loaded, err)) {
            return false;
        }
        *fits_out = loaded->weight <= LOT_MAX_WEIGHT || i == 0;
    }
    return true;
}

static bool
mark_responses(struct freezing *freezing, uint8_t (*ids)[RESPONSE_ID_BYTES],
               size_t count, uint32_t number, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = database_run(&freezing->store->responses.database, err,
                          "UPDATE responses SET bundle = ? WHERE id = ?", "ib",
                          (int64_t)number, ids[i], (size_t)RESPONSE_ID_BYTES);
    }
    return ok;
}

/* Makes one bundle of a lot. *fits_out is false when the lot is too large for a stream
 * of frames or for memory; then nothing was done. A single response is always taken,
 * and leaves by stick when it is too large for frames. */
static bool
freeze_lot(struct freezing *freezing, uint8_t (*ids)[RESPONSE_ID_BYTES], size_t count,
           bool *fits_out, struct error *err)
{
    struct loaded_responses loaded = {0};
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    struct bundle_header header = {.kind = BUNDLE_RESPONSES};
    struct bundle_content content = {.descriptor = freezing->terms->descriptor};
    bool ok = load_lot(freezing, ids, count, &loaded, fits_out, err);
    if (ok && *fits_out) {
        content.responses = loaded.set;
        content.epochs = loaded.epochs.epochs;
        content.epoch_count = loaded.epochs.count;
        ok = seal_next(freezing, &header, &content, &bytes, err);
        *fits_out = count == 1 || fountain_symbol_bytes(bytes.size) != 0;
    }
    if (ok && *fits_out) {
        ok = add_bundle(freezing, &header, &content, &bytes, count, err) &&
             mark_responses(freezing, ids, count, header.number, err);
    }
    seal_wipe(content.receipt_key, SEAL_KEY_BYTES);
    buffer_finish(&bytes);
    loaded_responses_finish(&loaded);
    return ok;
}

/* Divides a lot that does not fit into two halves, so that no bundle is much smaller
 * than the others. The ids are random, so it says nothing which half a response is in.
 */
static bool
freeze_range(struct freezing *freezing, uint8_t (*ids)[RESPONSE_ID_BYTES], size_t count,
             struct error *err)
{
    bool fits;
    if (!freeze_lot(freezing, ids, count, &fits, err)) {
        return false;
    }
    if (fits) {
        return true;
    }
    size_t half = count / 2;
    return freeze_range(freezing, ids, half, err) &&
           freeze_range(freezing, ids + half, count - half, err);
}

/* *open_out: how many responses were open, whether they were frozen or not. */
static bool
freeze_responses(struct freezing *freezing, size_t at_least, size_t *open_out,
                 struct error *err)
{
    struct database *database = &freezing->store->responses.database;
    uint8_t(*ids)[RESPONSE_ID_BYTES] = NULL;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = response_rows_list(database,
                                 "SELECT id FROM responses WHERE bundle IS NULL"
                                 " AND terms = ? ORDER BY id",
                                 freezing->terms->number, &ids, open_out, err);
    if (ok && *open_out > 0 && *open_out >= at_least) {
        ok = freeze_range(freezing, ids, *open_out, err);
    }
    free(ids);
    return database_end(database, ok, err);
}

/* Marks some contacts in contacts.db, then commits their bundle in store.db. */
static bool
freeze_contact_lot(struct freezing *freezing, struct error *err)
{
    struct store *store = freezing->store;
    struct loaded_contacts loaded = {0};
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    struct bundle_header header = {.kind = BUNDLE_CONTACTS};
    struct bundle_content content = {0};
    bool ok = outbox_next(store, &header, err) &&
              contacts_mark(store, header.number, CONTACTS_IN_LOT, err) &&
              contacts_load(store, header.number, &loaded, err) &&
              database_begin(&store->responses.database, err);
    if (ok) {
        content.contacts = loaded.contacts;
        content.contact_count = loaded.count;
        content.epochs = loaded.epochs.epochs;
        content.epoch_count = loaded.epochs.count;
        ok = seal_next(freezing, &header, &content, &bytes, err) &&
             add_bundle(freezing, &header, &content, &bytes, loaded.count, err);
        ok = database_end(&store->responses.database, ok, err);
    }
    seal_wipe(content.receipt_key, SEAL_KEY_BYTES);
    buffer_finish(&bytes);
    loaded_contacts_finish(&loaded);
    return ok;
}

static bool
freeze_contacts(struct freezing *freezing, uint32_t at_least, struct error *err)
{
    uint32_t open;
    if (!contacts_settle(freezing->store, false, err) ||
        !contacts_count_open(freezing->store, &open, err)) {
        return false;
    }
    if (open < at_least) {
        return true;
    }
    while (open > 0) {
        if (!freeze_contact_lot(freezing, err) ||
            !contacts_count_open(freezing->store, &open, err)) {
            return false;
        }
    }
    return true;
}

static bool
freeze_status(struct freezing *freezing, struct error *err)
{
    struct store *store = freezing->store;
    bool settled;
    if (!outbox_is_settled(store, &settled, err)) {
        return false;
    }
    if (!settled) {
        return true;
    }
    if (!database_begin(&store->responses.database, err)) {
        return false;
    }
    struct buffer bytes;
    buffer_init(&bytes, BUNDLE_MAX_BYTES);
    struct bundle_header header = {.kind = BUNDLE_STATUS};
    struct bundle_content content = {0};
    bool ok = seal_next(freezing, &header, &content, &bytes, err) &&
              add_bundle(freezing, &header, &content, &bytes, 0, err);
    seal_wipe(content.receipt_key, SEAL_KEY_BYTES);
    buffer_finish(&bytes);
    return database_end(&store->responses.database, ok, err);
}

static bool
read_health(struct store *store, const struct freeze_options *options,
            struct bundle_health *out, struct error *err)
{
    int64_t begun, finished, timed_out;
    if (!meta_number(&store->responses.database, "sessions_begun", 0, &begun, err) ||
        !meta_number(&store->responses.database, "sessions_finished", 0, &finished,
                     err) ||
        !meta_number(&store->responses.database, "sessions_timed_out", 0, &timed_out,
                     err)) {
        return false;
    }
    *out = (struct bundle_health){
        .uptime_hours = options->uptime_hours,
        .sessions_begun = (uint32_t)begun,
        .sessions_finished = (uint32_t)finished,
        .sessions_timed_out = (uint32_t)timed_out,
        .storage_free_mb = options->storage_free_mb,
        .store_kb = store_file_size_kb(&store->responses),
    };
    memcpy(out->program_version, store->program_version, sizeof out->program_version);
    return true;
}

bool
freeze_under_old_terms(struct store *store, const struct terms *old, struct error *err)
{
    struct freezing freezing = {.store = store, .terms = old, .final_collection = true};
    struct freeze_options nothing_known = {0};
    struct audit_entry *entries = NULL;
    size_t open;
    bool ok = audit_unsent(store, &freezing.audit, &entries, err) &&
              read_health(store, &nothing_known, &freezing.health, err) &&
              freeze_responses(&freezing, 1, &open, err) &&
              freeze_contacts(&freezing, 1, err);
    free(entries);
    return ok;
}

bool
store_freeze(struct store *store, const struct freeze_options *options,
             size_t *frozen_out, struct error *err)
{
    struct terms terms;
    struct freezing freezing = {
        .store = store, .terms = &terms, .final_collection = options->final_collection};
    uint32_t at_least = options->final_collection ? 1 : STORE_FREEZE_MIN;
    struct audit_entry *entries = NULL;
    size_t open = 0;
    if (!store_has_questions(store, err)) {
        return false;
    }
    bool ok = terms_load(&store->responses.database, store->terms, &terms, err) &&
              audit_unsent(store, &freezing.audit, &entries, err) &&
              read_health(store, options, &freezing.health, err) &&
              freeze_responses(&freezing, at_least, &open, err) &&
              freeze_contacts(&freezing, at_least, err);
    if (ok && open == 0 && freezing.frozen == 0) {
        ok = freeze_status(&freezing, err);
    }
    terms_finish(&terms);
    free(entries);
    if (!ok) {
        return false;
    }
    *frozen_out = freezing.frozen;
    /* The bundles are safe by now. When there is no room to rewrite the files, that
     * waits for the next time. */
    struct error tidying = {0};
    return store_rotate(store, store->half_day, store->clock_trusted, &tidying) ||
           tidying.code == ERROR_FULL ||
           error_set(err, tidying.code, "%s", tidying.text);
}
