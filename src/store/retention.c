/* retention: erases answers some days after the office proved that it has them. */
#include "audit_rows.h"
#include "outbox.h"

/* The bundles whose answers are due: they were confirmed at least so many half-days
 * ago, when the clock was trusted. */
#define DUE                                                                            \
    " IN (SELECT o.number FROM outbox o JOIN bundle_days d ON d.number = o.number"     \
    " WHERE o.state = 2 AND d.confirmed > 0 AND d.confirmed <= ?"                      \
    " AND o.number <= ?)"

/* The last half-day on which a bundle must have been confirmed; below 0 none is due. */
static int64_t
last_due(const struct store *store, uint32_t days)
{
    return store->clock_trusted ? (int64_t)store->half_day - 2 * (int64_t)days : -1;
}

bool
store_retention_due(struct store *store, uint32_t days, struct retention *out,
                    struct error *err)
{
    struct database *database = &store->responses.database;
    int64_t due = last_due(store, days), responses, last;
    if (!database_number(database, 0, &responses, err,
                         "SELECT count(*) FROM responses WHERE bundle" DUE, "ii", due,
                         (int64_t)UINT32_MAX) ||
        !database_number(database, 0, &last, err,
                         "SELECT max(bundle) FROM responses WHERE bundle" DUE, "ii",
                         due, (int64_t)UINT32_MAX)) {
        return false;
    }
    *out = (struct retention){
        .days = days, .responses = (uint32_t)responses, .last_number = (uint32_t)last};
    return true;
}

bool
store_retention_erase(struct store *store, const struct retention *seen,
                      struct error *err)
{
    struct database *database = &store->responses.database;
    if (!store->clock_trusted) {
        return error_set(err, ERROR_INPUT,
                         "the clock may be wrong: set it before answers are erased");
    }
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok =
        database_run(database, err, "DELETE FROM responses WHERE bundle" DUE, "ii",
                     last_due(store, seen->days), (int64_t)seen->last_number);
    int64_t erased = ok ? database_changes(database) : 0;
    if (erased > 0) {
        ok = audit_add(store, AUDIT_ERASED, erased, seen->last_number, err);
    }
    return database_end(database, ok, err) &&
           store_rotate(store, store->half_day, store->clock_trusted, err);
}

bool
retention_date(struct store *store, struct error *err)
{
    return !store->clock_trusted ||
           database_run(&store->responses.database, err,
                        "UPDATE bundle_days SET confirmed = ? WHERE confirmed = 0"
                        " AND number IN (SELECT number FROM outbox WHERE state = 2)",
                        "i", (int64_t)store->half_day);
}
