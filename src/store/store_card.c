/* store_card: reads the copy of a dead kiosk's store, also where pages of it are
 * damaged. */
#include "townline/store_card.h"

#include "meta.h"
#include "response_rows.h"
#include "store_schema.h"
#include "terms.h"

#include <stdlib.h>
#include <string.h>

struct store_card {
    struct store_file responses, contacts;
    struct sign_secret *secret; /* in locked memory */
    struct store_card_about about;
    struct terms terms; /* of the last response that was visited */
};

static bool
read_identity(struct store_card *card, struct error *err)
{
    struct database *database = &card->responses.database;
    struct store_card_about *about = &card->about;
    bool secret = false, kiosk = false, id = false;
    int64_t test_mode = 0, last = 0;
    card->secret = seal_secret_new(sizeof *card->secret);
    if (!card->secret) {
        return error_set(err, ERROR_FULL, "there is no memory that can be locked");
    }
    if (!meta_bytes(database, "kiosk_secret", card->secret->bytes,
                    sizeof card->secret->bytes, &secret, err) ||
        !meta_bytes(database, "kiosk_public", about->kiosk.bytes,
                    sizeof about->kiosk.bytes, &kiosk, err) ||
        !meta_bytes(database, "store_id", about->store_id, STORE_ID_BYTES, &id, err) ||
        !meta_number(database, "test_mode", -1, &test_mode, err)) {
        return false;
    }
    if (!secret || !kiosk || !id || test_mode < 0) {
        return error_set(err, ERROR_INPUT,
                         "store.db does not say any more which kiosk it is from");
    }
    about->test_mode = test_mode != 0;
    /* When the list of bundles is damaged, the highest number that can be read counts.
     */
    if (database_number(database, 0, &last, NULL, "SELECT max(number) FROM outbox",
                        "")) {
        about->last_number = (uint32_t)last;
    }
    return true;
}

bool
store_card_open(const char *directory, struct store_card **out, struct error *err)
{
    struct store_card *card = calloc(1, sizeof *card);
    if (!card) {
        return error_no_memory(err);
    }
    if (!store_file_open_copy(&card->responses, directory, &store_schema,
                              &card->about.is_torn, err) ||
        !read_identity(card, err)) {
        store_card_close(card);
        return false;
    }
    card->about.has_contacts = store_file_open_copy(
        &card->contacts, directory, &contacts_schema, &card->about.contacts_torn, NULL);
    if (!card->about.has_contacts) {
        card->about.contacts_torn = store_file_exists(directory, &contacts_schema);
    }
    *out = card;
    return true;
}

void
store_card_close(struct store_card *card)
{
    if (!card) {
        return;
    }
    terms_finish(&card->terms);
    seal_secret_free(card->secret);
    store_file_close(&card->contacts);
    store_file_close(&card->responses);
    free(card);
}

const struct store_card_about *
store_card_about(const struct store_card *card)
{
    return &card->about;
}

const struct sign_secret *
store_card_secret(const struct store_card *card)
{
    return card->secret;
}

bool
store_card_each_bundle(struct store_card *card, store_card_on_bundle *visit,
                       void *context, struct error *err)
{
    struct database *database = &card->responses.database;
    (void)err;
    bool go_on = true;
    for (int64_t number = 1; go_on && number <= card->about.last_number; number++) {
        struct statement *row = database_prepare(
            database, NULL, "SELECT bytes FROM outbox WHERE number = ?", "i", number);
        /* A bundle that cannot be read is left out. Its responses may still be there as
         * rows. */
        if (row && statement_step(row, NULL) == STATEMENT_ROW) {
            go_on = visit(context, (uint32_t)number, statement_blob(row, 0),
                          statement_size(row, 0));
        }
        statement_finish(row);
    }
    return true;
}

/* The keys of a table. Reading stops at a damaged page. So the table is read in 256
 * parts, by the first byte of the keys, which are random; where a part stops, it is
 * also read from its other end. */
struct keys {
    uint8_t (*list)[16];
    size_t count, capacity;
};

static bool
add_key(struct keys *keys, struct statement *row, struct error *err)
{
    if (keys->count == keys->capacity) {
        size_t capacity = keys->capacity ? 2 * keys->capacity : 256;
        void *more = realloc(keys->list, capacity * sizeof *keys->list);
        if (!more) {
            return error_no_memory(err);
        }
        keys->list = more;
        keys->capacity = capacity;
    }
    /* a key of a wrong length is damage too */
    keys->count += statement_bytes(row, 0, keys->list[keys->count], 16, NULL);
    return true;
}

/* *whole_out: the part was read to its end. `stop` is the last key that was read from
 * the other end; reading stops there. */
static bool
walk_part(struct database *database, const char *sql, uint8_t first,
          const uint8_t *stop, struct keys *keys, bool *whole_out, struct error *err)
{
    uint8_t low[1] = {first}, high[17];
    memset(high, 0xff, sizeof high);
    high[0] = (uint8_t)(first + 1);
    bool is_last = first == 0xff;
    if (is_last) {
        high[0] = 0xff;
    }
    struct statement *row =
        database_prepare(database, NULL, sql, "bb", low, 1, high, is_last ? 17 : 1);
    enum statement_result result = STATEMENT_FAILED;
    bool ok = true;
    while (row && ok && (result = statement_step(row, NULL)) == STATEMENT_ROW) {
        if (stop && statement_size(row, 0) == 16 &&
            memcmp(statement_blob(row, 0), stop, 16) <= 0) {
            break;
        }
        ok = add_key(keys, row, err);
    }
    statement_finish(row);
    *whole_out = result == STATEMENT_DONE || (result == STATEMENT_ROW && ok);
    return ok;
}

static bool
list_keys(struct database *database, const char *upwards, const char *downwards,
          struct keys *keys, bool *torn, struct error *err)
{
    for (unsigned first = 0; first < 256; first++) {
        size_t before = keys->count;
        bool is_whole = false;
        if (!walk_part(database, upwards, (uint8_t)first, NULL, keys, &is_whole, err)) {
            return false;
        }
        if (is_whole) {
            continue;
        }
        *torn = true;
        uint8_t last[16] = {0};
        bool any = keys->count > before;
        if (any) {
            memcpy(last, keys->list[keys->count - 1], sizeof last);
        }
        if (!walk_part(database, downwards, (uint8_t)first, any ? last : NULL, keys,
                       &is_whole, err)) {
            return false;
        }
    }
    return true;
}

static void
describe_terms(const struct terms *terms, struct store_card_terms *out)
{
    *out = (struct store_card_terms){.number = terms->number,
                                     .recipient_count = terms->recipient_count,
                                     .descriptor = terms->descriptor};
    memcpy(out->pack_id, terms->pack_id, PACK_ID_BYTES);
    memcpy(out->office_id, terms->office_id, OFFICE_ID_BYTES);
    memcpy(out->recipients, terms->recipients, sizeof out->recipients);
}

/* Finds the terms and the bundle of a response; false when its row cannot be read. */
static bool
find_row(struct store_card *card, const uint8_t id[16], int64_t *terms_out,
         uint32_t *bundle_out)
{
    struct statement *row = database_prepare(
        &card->responses.database, NULL,
        "SELECT terms, bundle FROM responses WHERE id = ?", "b", id, 16);
    bool ok = row && statement_step(row, NULL) == STATEMENT_ROW;
    if (ok) {
        *terms_out = statement_int64(row, 0);
        *bundle_out = (uint32_t)statement_int64(row, 1);
    }
    statement_finish(row);
    return ok;
}

/* *is_lost: the response or its form cannot be read. False only when memory ran out. */
static bool
visit_response(struct store_card *card, const uint8_t id[16], uint32_t bundle,
               store_card_on_response *visit, void *context, bool *is_lost, bool *go_on,
               struct error *err)
{
    struct loaded_responses loaded = {.is_lenient = true};
    struct error fault = {0};
    *is_lost = !response_rows_load(&card->responses.database, card->terms.descriptor,
                                   id, &loaded, &fault);
    if (*is_lost) {
        loaded_responses_finish(&loaded);
        return fault.code != ERROR_FULL || error_set(err, ERROR_FULL, "%s", fault.text);
    }
    struct store_card_terms terms;
    describe_terms(&card->terms, &terms);
    const struct store_card_response stored = {.response = loaded.set.responses,
                                               .terms = &terms,
                                               .bundle = bundle,
                                               .epochs = loaded.epochs.epochs,
                                               .epoch_count = loaded.epochs.count};
    card->about.texts_lost += loaded.texts_lost;
    *go_on = visit(context, &stored);
    loaded_responses_finish(&loaded);
    return true;
}

bool
store_card_each_response(struct store_card *card, store_card_on_response *visit,
                         void *context, struct error *err)
{
    struct keys keys = {0};
    int64_t newest = 0;
    card->about.responses_lost = card->about.texts_lost = 0;
    bool go_on = true;
    bool ok = list_keys(&card->responses.database,
                        "SELECT id FROM responses WHERE id >= ? AND id < ? ORDER BY id",
                        "SELECT id FROM responses WHERE id >= ? AND id < ? ORDER BY id"
                        " DESC",
                        &keys, &card->about.is_torn, err);
    (void)!database_number(&card->responses.database, 0, &newest, NULL,
                           "SELECT max(number) FROM terms", "");
    for (int64_t number = 1; ok && go_on && number <= newest; number++) {
        terms_finish(&card->terms);
        bool has_form =
            terms_load(&card->responses.database, number, &card->terms, NULL);
        for (size_t i = 0; ok && go_on && i < keys.count; i++) {
            int64_t terms;
            uint32_t bundle;
            bool is_lost = !find_row(card, keys.list[i], &terms, &bundle);
            if (is_lost && number > 1) {
                continue; /* it was counted before */
            }
            if (!is_lost && terms != number) {
                continue;
            }
            if (!is_lost && has_form) {
                ok = visit_response(card, keys.list[i], bundle, visit, context,
                                    &is_lost, &go_on, err);
            } else {
                is_lost = true;
            }
            card->about.responses_lost += is_lost;
        }
    }
    terms_finish(&card->terms);
    free(keys.list);
    return ok;
}

/* A contact that cannot be read is skipped. */
static bool
visit_contact(struct store_card *card, const uint8_t id[16],
              store_card_on_contact *visit, void *context)
{
    struct database *database = &card->contacts.database;
    struct sealed_text sealed;
    struct epoch epoch;
    bool go_on = true;
    struct statement *row = database_prepare(
        database, NULL, "SELECT row_id, epoch, box FROM contacts WHERE row_id = ?", "b",
        id, 16);
    bool ok = row && statement_step(row, NULL) == STATEMENT_ROW &&
              statement_bytes(row, 0, sealed.row_id, 16, NULL) &&
              statement_bytes(row, 1, sealed.epoch_id, 16, NULL) &&
              store_epoch_load(database, sealed.epoch_id, &epoch, NULL);
    if (ok) {
        sealed.box = statement_blob(row, 2);
        sealed.box_size = statement_size(row, 2);
        go_on = visit(context, &sealed, &epoch);
    } else {
        card->about.contacts_torn = true;
    }
    statement_finish(row);
    return go_on;
}

bool
store_card_each_contact(struct store_card *card, store_card_on_contact *visit,
                        void *context, struct error *err)
{
    struct keys keys = {0};
    if (!card->about.has_contacts) {
        return true;
    }
    bool ok = list_keys(&card->contacts.database,
                        "SELECT row_id FROM contacts WHERE row_id >= ? AND row_id < ?"
                        " ORDER BY row_id",
                        "SELECT row_id FROM contacts WHERE row_id >= ? AND row_id < ?"
                        " ORDER BY row_id DESC",
                        &keys, &card->about.contacts_torn, err);
    for (size_t i = 0; ok && i < keys.count; i++) {
        if (!visit_contact(card, keys.list[i], visit, context)) {
            break;
        }
    }
    free(keys.list);
    return ok;
}

bool
store_card_newest_terms(struct store_card *card, struct store_card_terms *out,
                        struct error *err)
{
    int64_t newest = 0;
    terms_finish(&card->terms);
    if (!database_number(&card->responses.database, 0, &newest, err,
                         "SELECT max(number) FROM terms", "") ||
        !terms_load(&card->responses.database, newest, &card->terms, err)) {
        return false;
    }
    describe_terms(&card->terms, out);
    return true;
}
