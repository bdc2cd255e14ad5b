/* store_epoch: draws, keeps and wipes the key that seals the texts of one file. */
#include "store_epoch.h"

#include "townline/comment.h"

#include <stdlib.h>
#include <string.h>

#define SLOT_ROW_BYTES (SEAL_RECIPIENT_ID_BYTES + SEAL_SLOT_BYTES)

bool
store_epoch_renew(struct store_epoch *epoch, const struct recipient_public *recipients,
                  size_t count, struct random_source random, struct error *err)
{
    if (!epoch->key) {
        epoch->key = seal_secret_new(SEAL_KEY_BYTES);
    }
    if (!epoch->key) {
        return error_set(err, ERROR_FULL, "there is no memory that can be locked");
    }
    seal_wipe(epoch->key, SEAL_KEY_BYTES);
    epoch_begin(recipients, count, random, &epoch->record, epoch->key);
    epoch->stored = false;
    return true;
}

void
store_epoch_finish(struct store_epoch *epoch)
{
    seal_secret_free(epoch->key);
    *epoch = (struct store_epoch){0};
}

bool
store_epoch_keep(const struct store_epoch *epoch, struct database *database,
                 struct error *err)
{
    if (epoch->stored) {
        return true;
    }
    uint8_t slots[SEAL_RECIPIENTS_MAX * SLOT_ROW_BYTES];
    size_t size = 0;
    for (size_t i = 0; i < epoch->record.slot_count; i++) {
        const struct key_slot *slot = &epoch->record.slots[i];
        memcpy(slots + size, slot->recipient_id, SEAL_RECIPIENT_ID_BYTES);
        memcpy(slots + size + SEAL_RECIPIENT_ID_BYTES, slot->box, SEAL_SLOT_BYTES);
        size += SLOT_ROW_BYTES;
    }
    return database_run(database, err, "INSERT INTO epochs (id, slots) VALUES (?, ?)",
                        "bb", epoch->record.id, (size_t)16, slots, size);
}

static bool
read_record(const struct database *database, struct statement *statement,
            const uint8_t id[16], struct epoch *out, struct error *err)
{
    const uint8_t *slots = statement_blob(statement, 0);
    size_t size = statement_size(statement, 0);
    if (!slots || size % SLOT_ROW_BYTES != 0 ||
        size / SLOT_ROW_BYTES > SEAL_RECIPIENTS_MAX) {
        return error_set(err, ERROR_INPUT, "%s is damaged: a key record is broken",
                         database->name);
    }
    *out = (struct epoch){.slot_count = size / SLOT_ROW_BYTES};
    memcpy(out->id, id, 16);
    for (size_t i = 0; i < out->slot_count; i++) {
        const uint8_t *at = slots + i * SLOT_ROW_BYTES;
        memcpy(out->slots[i].recipient_id, at, SEAL_RECIPIENT_ID_BYTES);
        memcpy(out->slots[i].box, at + SEAL_RECIPIENT_ID_BYTES, SEAL_SLOT_BYTES);
    }
    return true;
}

bool
store_epoch_load(struct database *database, const uint8_t id[16], struct epoch *out,
                 struct error *err)
{
    struct statement *statement = database_prepare(
        database, err, "SELECT slots FROM epochs WHERE id = ?", "b", id, (size_t)16);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    bool ok = false;
    if (result == STATEMENT_ROW) {
        ok = read_record(database, statement, id, out, err);
    } else if (result == STATEMENT_DONE) {
        error_set(err, ERROR_INPUT, "%s is damaged: a key record is missing",
                  database->name);
    }
    statement_finish(statement);
    return ok;
}

bool
met_epochs_add(struct met_epochs *list, struct database *database, const uint8_t id[16],
               struct error *err)
{
    for (size_t i = list->count; i-- > 0;) {
        if (memcmp(list->epochs[i].id, id, 16) == 0) {
            return true;
        }
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 8;
        struct epoch *epochs = realloc(list->epochs, capacity * sizeof *epochs);
        if (!epochs) {
            return error_no_memory(err);
        }
        list->epochs = epochs;
        list->capacity = capacity;
    }
    if (!store_epoch_load(database, id, &list->epochs[list->count], err)) {
        return false;
    }
    list->count++;
    return true;
}

void
met_epochs_finish(struct met_epochs *list)
{
    free(list->epochs);
    *list = (struct met_epochs){0};
}
