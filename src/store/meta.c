/* meta: reads and writes the table `meta`. */
#include "meta.h"

#define SELECT_SQL "SELECT value FROM meta WHERE name = ?"
#define REPLACE_SQL "REPLACE INTO meta (name, value) VALUES (?, ?)"

bool
meta_number(struct database *database, const char *name, int64_t otherwise,
            int64_t *out, struct error *err)
{
    struct statement *statement = database_borrow(database, err, SELECT_SQL, "t", name);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    if (result == STATEMENT_ROW) {
        *out = statement_int64(statement, 0);
    } else {
        *out = otherwise;
    }
    statement_finish(statement);
    return result != STATEMENT_FAILED;
}

bool
meta_set_number(struct database *database, const char *name, int64_t value,
                struct error *err)
{
    return database_run(database, err, REPLACE_SQL, "ti", name, value);
}

bool
meta_bytes(struct database *database, const char *name, void *out, size_t size,
           bool *found_out, struct error *err)
{
    struct statement *statement =
        database_prepare(database, err, SELECT_SQL, "t", name);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    *found_out = result == STATEMENT_ROW;
    bool ok = result == STATEMENT_DONE;
    if (result == STATEMENT_ROW) {
        ok = statement_bytes(statement, 0, out, size, err);
    }
    statement_finish(statement);
    return ok;
}

bool
meta_set_bytes(struct database *database, const char *name, const void *bytes,
               size_t size, struct error *err)
{
    return database_run(database, err, REPLACE_SQL, "tb", name, bytes, size);
}
