/* store_schema: the SQL that makes the tables of store.db and contacts.db. */
#include "store_schema.h"

/*
 * Every table with a row for a resident is WITHOUT ROWID and has a random id as its
 * key, so that there is no number that grows with time. A row of `terms` is what the
 * kiosk worked under after a start: pack, form, office and recipients; no bundle mixes
 * two of them.
 *
 * answers.instance holds the four instance numbers of 16 bits, the outermost in the
 * lowest bits. answers.state, outbox.state and outbox.kind are numbers of the enums in
 * the headers. outbox.bytes is the last column, so that SQLite does not read it to list
 * the outbox.
 */
static const char *const store_steps[] = {
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL)"
    " STRICT, WITHOUT ROWID;"

    "CREATE TABLE terms (number INTEGER PRIMARY KEY,"
    " pack_id BLOB NOT NULL CHECK (length(pack_id) = 32),"
    " office_id BLOB NOT NULL CHECK (length(office_id) = 8),"
    " recipients BLOB NOT NULL CHECK (length(recipients) % 32 = 0),"
    " descriptor BLOB NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE epochs (id BLOB PRIMARY KEY CHECK (length(id) = 16),"
    " slots BLOB NOT NULL CHECK (length(slots) % 88 = 0)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE outbox (number INTEGER PRIMARY KEY CHECK (number > 0),"
    " kind INTEGER NOT NULL, id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),"
    " size INTEGER NOT NULL, responses INTEGER NOT NULL,"
    " state INTEGER NOT NULL DEFAULT 0, next_symbol INTEGER NOT NULL DEFAULT 0,"
    " receipt_key BLOB NOT NULL CHECK (length(receipt_key) = 32),"
    " bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"

    "CREATE TABLE responses (id BLOB PRIMARY KEY CHECK (length(id) = 16),"
    " terms INTEGER NOT NULL REFERENCES terms (number),"
    " bundle INTEGER REFERENCES outbox (number),"
    " round TEXT NOT NULL, event TEXT NOT NULL, language TEXT NOT NULL,"
    " half_day INTEGER NOT NULL, clock_trusted INTEGER NOT NULL,"
    " channel INTEGER NOT NULL, duration INTEGER NOT NULL,"
    " straight_line INTEGER NOT NULL, complete INTEGER NOT NULL,"
    " after_results INTEGER NOT NULL, assisted INTEGER NOT NULL,"
    " first_time INTEGER NOT NULL, order_seed INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"

    "CREATE TABLE answers ("
    " response BLOB NOT NULL REFERENCES responses (id) ON DELETE CASCADE,"
    " question INTEGER NOT NULL, instance INTEGER NOT NULL, state INTEGER NOT NULL,"
    " value TEXT, epoch BLOB REFERENCES epochs (id), row_id BLOB, box BLOB,"
    " PRIMARY KEY (response, question, instance),"
    " CHECK ((state = 0 AND value IS NULL AND box IS NULL)"
    " OR (state = 1 AND value IS NOT NULL AND box IS NULL)"
    " OR (state = 2 AND value IS NULL AND box IS NOT NULL AND epoch IS NOT NULL"
    " AND length(row_id) = 16))) STRICT, WITHOUT ROWID;"

    "CREATE TABLE attempts (name TEXT PRIMARY KEY, wrong INTEGER NOT NULL,"
    " since_s INTEGER NOT NULL) STRICT, WITHOUT ROWID;",

    /* What became of a bundle has a table of its own, since a column that is added to
     * the outbox would lie behind its bytes. A half-day is 0 when the clock was not
     * trusted. sessions_..._sent count those that left with a bundle. */
    "CREATE TABLE bundle_days (number INTEGER PRIMARY KEY REFERENCES outbox (number),"
    " frozen INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0,"
    " taken_by INTEGER NOT NULL DEFAULT 0, confirmed INTEGER NOT NULL DEFAULT 0)"
    " STRICT, WITHOUT ROWID;"

    "INSERT INTO bundle_days (number) SELECT number FROM outbox;"

    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"

    "CREATE TABLE audit (number INTEGER PRIMARY KEY CHECK (number > 0),"
    " kind INTEGER NOT NULL, half_day INTEGER NOT NULL, certain INTEGER NOT NULL,"
    " first INTEGER NOT NULL, second INTEGER NOT NULL,"
    " hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT, WITHOUT ROWID;"

    "INSERT INTO meta (name, value) VALUES ('sessions_begun_sent', 0),"
    " ('sessions_finished_sent', 0), ('sessions_timed_out_sent', 0);",
};

/* Nothing in here tells when a contact came, or with which response. `bundle` is set
 * before the bundle is sealed; contacts_settle finds out what became of it. */
static const char *const contacts_steps[] = {
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL)"
    " STRICT, WITHOUT ROWID;"

    "CREATE TABLE epochs (id BLOB PRIMARY KEY CHECK (length(id) = 16),"
    " slots BLOB NOT NULL CHECK (length(slots) % 88 = 0)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE contacts (row_id BLOB PRIMARY KEY CHECK (length(row_id) = 16),"
    " epoch BLOB NOT NULL REFERENCES epochs (id), box BLOB NOT NULL,"
    " bundle INTEGER) STRICT, WITHOUT ROWID;",
};

#define COUNT(steps) ((int)(sizeof steps / sizeof((steps)[0])))

const struct store_file_schema store_schema = {
    .file_name = "store.db",
    .application_id = 0x54774c73, /* "TwLs" */
    .steps = store_steps,
    .step_count = COUNT(store_steps),
};

const struct store_file_schema contacts_schema = {
    .file_name = "contacts.db",
    .application_id = 0x54774c63, /* "TwLc" */
    .steps = contacts_steps,
    .step_count = COUNT(contacts_steps),
};
