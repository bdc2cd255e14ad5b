/* receipt_entry: finds the bundle that a receipt is for, and confirms it. */
#include "outbox.h"

#include <string.h>

/* A bundle that the receipt may be for, with its id and receipt key. */
struct candidate {
    uint32_t number;
    uint8_t id[BUNDLE_ID_BYTES];
    uint8_t receipt_key[SEAL_KEY_BYTES];
};

static bool
read_candidate(struct statement *row, struct candidate *out, struct error *err)
{
    out->number = (uint32_t)statement_int64(row, 0);
    return statement_bytes(row, 1, out->id, BUNDLE_ID_BYTES, err) &&
           statement_bytes(row, 2, out->receipt_key, SEAL_KEY_BYTES, err);
}

/* Tries the code on every bundle, the unconfirmed ones first. A receipt that is typed a
 * second time is right again and costs nothing. When there is no bundle at all, the
 * check digits still tell a typing mistake. */
static bool
match(struct store *store, const char *typed, enum receipt_match *match_out,
      uint32_t *number_out, struct error *err)
{
    static const struct candidate nobody;
    *match_out = receipt_check(typed, nobody.receipt_key, nobody.id) == RECEIPT_SLIP
                     ? RECEIPT_SLIP
                     : RECEIPT_WRONG;
    if (*match_out == RECEIPT_SLIP) {
        return true;
    }
    struct statement *row = database_prepare(
        &store->responses.database, err,
        "SELECT number, id, receipt_key FROM outbox ORDER BY state = 2, number", "");
    if (!row) {
        return false;
    }
    enum statement_result result;
    bool ok = true;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        struct candidate candidate;
        ok = read_candidate(row, &candidate, err);
        if (!ok) {
            break;
        }
        *match_out = receipt_check(typed, candidate.receipt_key, candidate.id);
        *number_out = candidate.number;
        seal_wipe(&candidate, sizeof candidate);
        if (*match_out == RECEIPT_RIGHT) {
            break;
        }
    }
    statement_finish(row);
    return ok && (result == STATEMENT_ROW || result == STATEMENT_DONE);
}

bool
store_receipt(struct store *store, const char *typed, uint64_t uptime_s,
              struct receipt_answer *out, struct error *err)
{
    struct attempts *attempts = &store->receipt_attempts;
    struct receipt_answer answer = {.wait_s = attempts_wait_s(attempts, uptime_s)};
    enum receipt_match found = RECEIPT_WRONG;
    uint32_t number = 0;
    if (answer.wait_s > 0) {
        answer.result = RECEIPT_LOCKED;
    } else if (!match(store, typed, &found, &number, err)) {
        return false;
    } else if (found == RECEIPT_SLIP) {
        answer.result = RECEIPT_MISTYPED;
    } else if (found == RECEIPT_WRONG) {
        if (!attempts_add(attempts, &store->responses.database, uptime_s, err)) {
            return false;
        }
        answer.result = RECEIPT_NOT_OURS;
        answer.wait_s = attempts_wait_s(attempts, uptime_s);
    } else {
        if (!outbox_confirm(store, number, err) ||
            !attempts_clear(attempts, &store->responses.database, err)) {
            return false;
        }
        answer.result = RECEIPT_CONFIRMED;
        answer.number = number;
    }
    answer.wrong = attempts->wrong;
    *out = answer;
    return true;
}

/* Whether there is a bundle for which the file is right. */
static bool
match_file(struct store *store, const struct receipt_file *receipt, bool *right_out,
           struct error *err)
{
    *right_out = false;
    if (memcmp(&receipt->kiosk, &store->kiosk, sizeof store->kiosk) != 0 ||
        memcmp(receipt->store_id, store->store_id, STORE_ID_BYTES) != 0) {
        return true;
    }
    struct statement *row =
        database_prepare(&store->responses.database, err,
                         "SELECT number, id, receipt_key FROM outbox WHERE number = ?",
                         "i", (int64_t)receipt->number);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    struct candidate candidate;
    bool ok = result == STATEMENT_DONE;
    if (result == STATEMENT_ROW) {
        ok = read_candidate(row, &candidate, err);
        *right_out = ok && memcmp(candidate.id, receipt->id, BUNDLE_ID_BYTES) == 0 &&
                     receipt_file_is_right(receipt, candidate.receipt_key);
        seal_wipe(&candidate, sizeof candidate);
    }
    statement_finish(row);
    return ok;
}

/* Nobody can guess 32 bytes, and a stick also carries receipts of other kiosks. So a
 * file that is not for this kiosk does not count as a wrong try. */
bool
store_receipt_file(struct store *store, const struct receipt_file *receipt,
                   struct receipt_answer *out, struct error *err)
{
    bool right;
    if (!match_file(store, receipt, &right, err)) {
        return false;
    }
    if (right && !outbox_confirm(store, receipt->number, err)) {
        return false;
    }
    *out = (struct receipt_answer){
        .result = right ? RECEIPT_CONFIRMED : RECEIPT_NOT_OURS,
        .number = right ? receipt->number : 0,
        .day = right ? receipt->day : 0,
        .wrong = store->receipt_attempts.wrong,
    };
    return true;
}
