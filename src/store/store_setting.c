/* store_setting: keeps what staff set on the screen, one text for each name. */
#include "audit_rows.h"
#include "store_schema.h"
#include "store_state.h"

#include <string.h>

static bool
name_is_good(const char *name, struct error *err)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return (size > 0 && size <= STORE_SETTING_NAME_MAX_BYTES && name[size] == '\0') ||
           error_set(err, ERROR_INPUT, "there is no setting of that name");
}

static bool
value_is_good(const char *value, struct error *err)
{
    size_t size = strlen(value);
    if (size > STORE_SETTING_MAX_BYTES || strpbrk(value, "\r\n")) {
        return error_set(err, ERROR_INPUT,
                         "a setting is one line of at most %d letters",
                         STORE_SETTING_MAX_BYTES);
    }
    return true;
}

bool
store_setting(struct store *store, const char *name,
              char out[STORE_SETTING_MAX_BYTES + 1], bool *found_out, struct error *err)
{
    if (!name_is_good(name, err)) {
        return false;
    }
    struct statement *row =
        database_borrow(&store->responses.database, err,
                        "SELECT value FROM settings WHERE name = ?", "t", name);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    out[0] = '\0';
    if (result == STATEMENT_ROW) {
        statement_copy_text(row, 0, out, STORE_SETTING_MAX_BYTES + 1);
    }
    statement_finish(row);
    *found_out = result == STATEMENT_ROW;
    return result != STATEMENT_FAILED;
}

/* Writes a setting inside a transaction. */
static bool
put(struct store *store, const char *name, const char *value, struct error *err)
{
    struct database *database = &store->responses.database;
    int64_t others;
    if (!value) {
        return database_run(database, err, "DELETE FROM settings WHERE name = ?", "t",
                            name);
    }
    if (!database_number(database, 0, &others, err,
                         "SELECT count(*) FROM settings WHERE name <> ?", "t", name)) {
        return false;
    }
    if (others >= STORE_SETTINGS_MAX) {
        return error_set(err, ERROR_INPUT, "there are too many settings");
    }
    return database_run(database, err,
                        "REPLACE INTO settings (name, value) VALUES (?, ?)", "tt", name,
                        value);
}

/* What holds already is not written, or noted, again. */
static bool
is_set_so(struct store *store, const char *name, const char *value)
{
    char now[STORE_SETTING_MAX_BYTES + 1];
    bool found = false;
    return store_setting(store, name, now, &found, NULL) && found == (value != NULL) &&
           (!value || strcmp(now, value) == 0);
}

bool
store_set_setting(struct store *store, const char *name, const char *value,
                  struct error *err)
{
    struct database *database = &store->responses.database;
    if (!name_is_good(name, err) || (value && !value_is_good(value, err))) {
        return false;
    }
    if (is_set_so(store, name, value)) {
        return true;
    }
    if (!database_begin(database, err)) {
        return false;
    }
    bool ok =
        put(store, name, value, err) && audit_add(store, AUDIT_SETTING, 0, 0, err);
    return database_end(database, ok, err);
}

static bool
each_setting(struct database *database,
             void (*visit)(void *context, const char *name, const char *value),
             void *context, struct error *err)
{
    struct statement *row = database_prepare(
        database, err, "SELECT name, value FROM settings ORDER BY name", "");
    if (!row) {
        return false;
    }
    enum statement_result result;
    while ((result = statement_step(row, err)) == STATEMENT_ROW) {
        visit(context, statement_text(row, 0), statement_text(row, 1));
    }
    statement_finish(row);
    return result == STATEMENT_DONE;
}

bool
store_each_setting(struct store *store,
                   void (*visit)(void *context, const char *name, const char *value),
                   void *context, struct error *err)
{
    return each_setting(&store->responses.database, visit, context, err);
}

bool
store_peek_settings(const char *directory, bool test_mode,
                    void (*visit)(void *context, const char *name, const char *value),
                    void *context, struct error *err)
{
    struct store_file file;
    if (!store_file_exists(directory, &store_schema)) {
        return error_set(err, ERROR_MISSING, "there is no store in %s", directory);
    }
    if (!store_file_open(&file, directory, &store_schema, test_mode, err)) {
        return false;
    }
    bool ok = each_setting(&file.database, visit, context, err);
    store_file_close(&file);
    return ok;
}
