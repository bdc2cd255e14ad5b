/* attempts: counts wrong PINs and receipts and says how long one has to wait. */
#include "attempts.h"

#define FREE_ATTEMPTS 4
#define FIRST_WAIT_S 60
#define LONGEST_WAIT_S 86400

bool
attempts_load(struct attempts *attempts, struct database *database, const char *name,
              struct error *err)
{
    *attempts = (struct attempts){.name = name};
    struct statement *statement = database_prepare(
        database, err, "SELECT wrong, since_s FROM attempts WHERE name = ?", "t", name);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    if (result == STATEMENT_ROW) {
        attempts->wrong = (uint32_t)statement_int64(statement, 0);
        attempts->since_s = (uint64_t)statement_int64(statement, 1);
    }
    statement_finish(statement);
    return result == STATEMENT_ROW || result == STATEMENT_DONE;
}

uint32_t
attempts_wait_s(struct attempts *attempts, uint64_t uptime_s)
{
    if (attempts->wrong <= FREE_ATTEMPTS) {
        return 0;
    }
    uint64_t wait_s = FIRST_WAIT_S;
    for (uint32_t i = FREE_ATTEMPTS + 1; i < attempts->wrong && wait_s < LONGEST_WAIT_S;
         i++) {
        wait_s *= 2;
    }
    if (wait_s > LONGEST_WAIT_S) {
        wait_s = LONGEST_WAIT_S;
    }
    /* when the uptime is below that of the last wrong one, the machine was started
     * since */
    if (uptime_s < attempts->since_s) {
        attempts->since_s = 0;
    }
    uint64_t waited_s = uptime_s - attempts->since_s;
    return waited_s >= wait_s ? 0 : (uint32_t)(wait_s - waited_s);
}

static bool
save(const struct attempts *attempts, struct database *database, struct error *err)
{
    bool ok = database_begin(database, err);
    if (!ok) {
        return false;
    }
    ok = database_run(
        database, err, "REPLACE INTO attempts (name, wrong, since_s) VALUES (?, ?, ?)",
        "tii", attempts->name, (int64_t)attempts->wrong, (int64_t)attempts->since_s);
    return database_end(database, ok, err);
}

bool
attempts_add(struct attempts *attempts, struct database *database, uint64_t uptime_s,
             struct error *err)
{
    if (attempts->wrong < UINT32_MAX) {
        attempts->wrong++;
    }
    attempts->since_s = uptime_s;
    return save(attempts, database, err);
}

bool
attempts_clear(struct attempts *attempts, struct database *database, struct error *err)
{
    if (attempts->wrong == 0) {
        return true;
    }
    attempts->wrong = 0;
    attempts->since_s = 0;
    return save(attempts, database, err);
}
