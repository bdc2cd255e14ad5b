/* pin: keeps the staff's PIN, checks it, and takes resets of it. */
#include "audit_rows.h"
#include "meta.h"

#include <string.h>

#define PIN_MIN_DIGITS 6
#define PIN_MAX_DIGITS 12

/* As much work as libsodium's "interactive" cost in half its memory, since a kiosk has
 * only 512 MB. */
static const struct passphrase_cost pin_cost = {.operations = 4,
                                                .memory_bytes = (uint64_t)32 << 20};

struct pin_record {
    uint8_t salt[SEAL_SALT_BYTES];
    uint8_t hash[SEAL_KEY_BYTES];
};

bool
store_has_pin(struct store *store)
{
    struct pin_record record;
    bool found = false;
    return meta_bytes(&store->responses.database, "pin", &record, sizeof record, &found,
                      NULL) &&
           found;
}

bool
store_set_pin(struct store *store, const char *pin, struct error *err)
{
    struct database *database = &store->responses.database;
    size_t digits = strlen(pin);
    if (digits < PIN_MIN_DIGITS || digits > PIN_MAX_DIGITS ||
        strspn(pin, "0123456789") != digits) {
        return error_set(err, ERROR_INPUT, "a PIN has %d to %d digits and nothing else",
                         PIN_MIN_DIGITS, PIN_MAX_DIGITS);
    }
    struct pin_record record;
    store->random.fill(store->random.context, record.salt, sizeof record.salt);
    if (!seal_passphrase(pin, digits, record.salt, pin_cost, record.hash, err) ||
        !database_begin(database, err)) {
        return false;
    }
    bool ok =
        meta_set_bytes(database, "pin", &record, sizeof record, err) &&
        meta_set_number(database, "pin_operations", (int64_t)pin_cost.operations,
                        err) &&
        meta_set_number(database, "pin_memory", (int64_t)pin_cost.memory_bytes, err) &&
        audit_add(store, AUDIT_PIN_SET, 0, 0, err);
    return database_end(database, ok, err);
}

static bool
compare(struct store *store, const char *pin, bool *right_out, struct error *err)
{
    struct database *database = &store->responses.database;
    struct pin_record record;
    bool found = false;
    int64_t operations, memory;
    if (!meta_bytes(database, "pin", &record, sizeof record, &found, err) ||
        !meta_number(database, "pin_operations", 0, &operations, err) ||
        !meta_number(database, "pin_memory", 0, &memory, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_MISSING, "no PIN was set yet");
    }
    if (strlen(pin) > PIN_MAX_DIGITS) {
        *right_out = false;
        return true;
    }
    uint8_t hash[SEAL_KEY_BYTES];
    struct passphrase_cost cost = {.operations = (uint64_t)operations,
                                   .memory_bytes = (uint64_t)memory};
    if (!seal_passphrase(pin, strlen(pin), record.salt, cost, hash, err)) {
        return false;
    }
    *right_out = seal_equal(hash, record.hash, sizeof hash);
    seal_wipe(hash, sizeof hash);
    return true;
}

/* A PIN that was not even checked, because one had to wait, is not logged. Otherwise
 * somebody who taps for an hour could push out of the log what staff did. */
static void
log_attempt(struct store *store, const struct pin_answer *answer)
{
    int64_t wrong = store->pin_attempts.wrong;
    if (answer->right) {
        audit_try(store, AUDIT_PIN_RIGHT, 0, 0);
    } else if (answer->wait_s > 0) {
        audit_try(store, AUDIT_PIN_LOCKED, wrong, answer->wait_s);
    } else {
        audit_try(store, AUDIT_PIN_WRONG, wrong, 0);
    }
}

bool
store_check_pin(struct store *store, const char *pin, uint64_t uptime_s,
                struct pin_answer *out, struct error *err)
{
    struct attempts *attempts = &store->pin_attempts;
    struct pin_answer answer = {.wait_s = attempts_wait_s(attempts, uptime_s)};
    if (answer.wait_s == 0) {
        if (!compare(store, pin, &answer.right, err)) {
            return false;
        }
        /* A right PIN opens the staff screens even when the disk is full, since staff
         * must get in then. */
        struct error clearing = {0};
        if (answer.right &&
            !attempts_clear(attempts, &store->responses.database, &clearing) &&
            clearing.code != ERROR_FULL) {
            return error_set(err, clearing.code, "%s", clearing.text);
        }
        if (!answer.right &&
            !attempts_add(attempts, &store->responses.database, uptime_s, err)) {
            return false;
        }
        answer.wait_s = attempts_wait_s(attempts, uptime_s);
        log_attempt(store, &answer);
    }
    *out = answer;
    return true;
}

static bool
check_reset(struct store *store, const struct pin_reset *reset,
            const struct sign_public *office, enum pin_reset_result *out,
            struct error *err)
{
    int64_t last;
    if (!meta_number(&store->responses.database, "pin_reset", 0, &last, err)) {
        return false;
    }
    if (memcmp(&reset->kiosk, &store->kiosk, sizeof store->kiosk) != 0) {
        *out = PIN_RESET_OTHER_KIOSK;
    } else if (!pin_reset_is_signed(reset, office)) {
        *out = PIN_RESET_UNSIGNED;
    } else {
        *out = reset->number > (uint64_t)last ? PIN_RESET_TAKEN : PIN_RESET_NOT_NEWER;
    }
    return true;
}

bool
store_take_pin_reset(struct store *store, const struct pin_reset *reset,
                     const struct sign_public *office, enum pin_reset_result *out,
                     struct error *err)
{
    struct database *database = &store->responses.database;
    struct attempts *attempts = &store->pin_attempts;
    enum pin_reset_result result;
    if (!check_reset(store, reset, office, &result, err)) {
        return false;
    }
    if (result != PIN_RESET_TAKEN) {
        *out = result;
        return true;
    }
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = database_run(database, err,
                           "DELETE FROM meta WHERE name IN ('pin', 'pin_operations',"
                           " 'pin_memory')",
                           "") &&
              database_run(database, err, "DELETE FROM attempts WHERE name = ?", "t",
                           attempts->name) &&
              meta_set_number(database, "pin_reset", (int64_t)reset->number, err) &&
              audit_add(store, AUDIT_PIN_RESET, (int64_t)reset->number, 0, err);
    if (!database_end(database, ok, err)) {
        return false;
    }
    attempts->wrong = 0;
    attempts->since_s = 0;
    *out = result;
    return true;
}
