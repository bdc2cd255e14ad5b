/* store_counts: counts sessions and responses, and visits stored responses. */
#include "contact_rows.h"
#include "terms.h"

#include <stdlib.h>

/* The beginning of a session is counted with the first block that it saves, or at its
 * end when it saved none. So a session that a power cut ended is counted as begun and
 * not as finished. */
bool
store_count_session(struct store *store, enum session_end end, struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok = database_run(
        database, err, "UPDATE meta SET value = value + 1 WHERE name = ?", "t",
        end == SESSION_FINISHED ? "sessions_finished" : "sessions_timed_out");
    if (ok && !store->session_seen) {
        ok = database_run(
            database, err,
            "UPDATE meta SET value = value + 1 WHERE name = 'sessions_begun'", "");
    }
    if (!database_end(database, ok, err)) {
        return false;
    }
    store->session_seen = false;
    return true;
}

static bool
count_sessions(struct store *store, const char *end, uint32_t *out, struct error *err)
{
    int64_t sessions;
    if (!database_number(&store->responses.database, 0, &sessions, err,
                         "SELECT sum(value) FROM meta WHERE name IN (?, ? || '_sent')",
                         "tt", end, end)) {
        return false;
    }
    *out = (uint32_t)sessions;
    return true;
}

bool
store_count(struct store *store, struct store_counts *out, struct error *err)
{
    struct database *database = &store->responses.database;
    struct store_counts counts = {0};
    int64_t open;
    if (!database_number(database, 0, &open, err,
                         "SELECT count(*) FROM responses WHERE bundle IS NULL", "") ||
        !contacts_count_open(store, &counts.contacts_open, err) ||
        !count_sessions(store, "sessions_begun", &counts.sessions_begun, err) ||
        !count_sessions(store, "sessions_finished", &counts.sessions_finished, err) ||
        !count_sessions(store, "sessions_timed_out", &counts.sessions_timed_out, err)) {
        return false;
    }
    counts.open = (uint32_t)open;
    /* Counted in the outbox, since responses of confirmed bundles may be erased. */
    struct statement *row = database_prepare(
        database, err,
        "SELECT state, sum(responses) FROM outbox WHERE kind = ? GROUP BY state", "i",
        (int64_t)BUNDLE_RESPONSES);
    if (!row) {
        return false;
    }
    enum statement_result result;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        uint32_t responses = (uint32_t)statement_int64(row, 1);
        switch ((enum outbox_state)statement_int(row, 0)) {
        case OUTBOX_WAITING:
            counts.waiting = responses;
            break;
        case OUTBOX_CARRIED:
            counts.carried = responses;
            break;
        case OUTBOX_CONFIRMED:
            counts.confirmed = responses;
            break;
        }
    }
    statement_finish(row);
    if (result != STATEMENT_DONE) {
        return false;
    }
    *out = counts;
    return true;
}

/* Finds where a stored response is: its bundle, 0 when it is open, and its terms. */
static bool
find_place(struct store *store, const uint8_t id[RESPONSE_ID_BYTES],
           uint32_t *bundle_out, int64_t *terms_out, struct error *err)
{
    struct statement *row = database_prepare(&store->responses.database, err,
                                             "SELECT bundle, terms FROM responses"
                                             " WHERE id = ?",
                                             "b", id, (size_t)RESPONSE_ID_BYTES);
    if (!row) {
        return false;
    }
    bool ok = statement_step(row, err) == STATEMENT_ROW;
    if (ok) {
        *bundle_out = (uint32_t)statement_int64(row, 0);
        *terms_out = statement_int64(row, 1);
    }
    statement_finish(row);
    return ok;
}

struct visiting {
    struct store *store;
    bool (*visit)(void *context, const struct stored_response *stored);
    void *context;
    struct terms terms; /* of the response before */
    bool stopped;
};

static bool
visit_one(struct visiting *visiting, const uint8_t id[RESPONSE_ID_BYTES],
          struct error *err)
{
    struct database *database = &visiting->store->responses.database;
    struct stored_response stored;
    int64_t number;
    if (!find_place(visiting->store, id, &stored.bundle, &number, err)) {
        return false;
    }
    if (visiting->terms.number != number) {
        terms_finish(&visiting->terms);
        if (!terms_load(database, number, &visiting->terms, err)) {
            return false;
        }
    }
    struct loaded_responses loaded = {0};
    bool ok =
        response_rows_load(database, visiting->terms.descriptor, id, &loaded, err);
    if (ok) {
        stored.response = loaded.set.responses;
        stored.descriptor = visiting->terms.descriptor;
        visiting->stopped = !visiting->visit(visiting->context, &stored);
    }
    loaded_responses_finish(&loaded);
    return ok;
}

bool
store_each_response(struct store *store,
                    bool (*visit)(void *context, const struct stored_response *stored),
                    void *context, struct error *err)
{
    struct visiting visiting = {.store = store, .visit = visit, .context = context};
    uint8_t(*ids)[RESPONSE_ID_BYTES] = NULL;
    size_t count = 0;
    bool ok = response_rows_list(&store->responses.database,
                                 "SELECT id FROM responses WHERE ? = 0 ORDER BY id", 0,
                                 &ids, &count, err);
    for (size_t i = 0; ok && !visiting.stopped && i < count; i++) {
        ok = visit_one(&visiting, ids[i], err);
    }
    terms_finish(&visiting.terms);
    free(ids);
    return ok;
}

bool
store_each_half_day(struct store *store,
                    void (*visit)(void *context, uint32_t half_day), void *context,
                    struct error *err)
{
    struct statement *row =
        database_prepare(&store->responses.database, err,
                         "SELECT half_day FROM responses ORDER BY half_day", "");
    if (!row) {
        return false;
    }
    enum statement_result result;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        visit(context, (uint32_t)statement_int64(row, 0));
    }
    statement_finish(row);
    return result == STATEMENT_DONE;
}
