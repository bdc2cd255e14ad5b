/* The tables of the archive, and opening and closing it. */
#include "archive_tally.h"
#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

/* "Town", read as a number: every SQLite file of ours says what it is. */
#define APPLICATION_ID 0x546f7741

/* The numbers stored for kinds, states, bands and types are those of the headers,
 * which never change. `place` of an answer holds four instance numbers of 16 bits, the
 * outermost highest. */
static const char *const steps[] = {
    "CREATE TABLE kiosk ("
    " kiosk INTEGER PRIMARY KEY,"
    " key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),"
    " name TEXT NOT NULL DEFAULT '',"
    " state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),"
    " since TEXT NOT NULL"
    ") STRICT;"
    "CREATE UNIQUE INDEX kiosk_name ON kiosk (name) WHERE state = 1;"

    "CREATE TABLE form ("
    " form INTEGER PRIMARY KEY,"
    " pack BLOB NOT NULL CHECK (length(pack) = 32),"
    " form_id TEXT NOT NULL,"
    " version TEXT NOT NULL,"
    " hash BLOB NOT NULL,"
    " descriptor BLOB NOT NULL,"
    " UNIQUE (pack, hash)"
    ") STRICT;"
    "CREATE TABLE question ("
    " form INTEGER NOT NULL REFERENCES form,"
    " question INTEGER NOT NULL,"
    " path TEXT NOT NULL,"
    " type INTEGER NOT NULL,"
    " role INTEGER NOT NULL,"
    " repeat INTEGER NOT NULL,"
    " PRIMARY KEY (form, question)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE place (" /* the words for an instance: "library", "2", "fire/1" */
    " form INTEGER NOT NULL REFERENCES form,"
    " repeat INTEGER NOT NULL,"
    " place INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " PRIMARY KEY (form, repeat, place)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE bundle ("
    " bundle INTEGER PRIMARY KEY,"
    " id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),"
    " kiosk INTEGER NOT NULL REFERENCES kiosk,"
    " store BLOB NOT NULL CHECK (length(store) = 16),"
    " number INTEGER NOT NULL CHECK (number > 0),"
    " kind INTEGER NOT NULL,"
    " previous BLOB NOT NULL,"
    " office BLOB NOT NULL,"
    " collected TEXT NOT NULL,"
    " place INTEGER NOT NULL DEFAULT 0 CHECK (place IN (0, 1, 2)),"
    " counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),"
    " form INTEGER REFERENCES form,"
    " test INTEGER, final INTEGER, replaces INTEGER,"
    " responses INTEGER, digest BLOB,"
    " receipt_mac BLOB, receipt_code TEXT,"
    " uptime_hours INTEGER, sessions_begun INTEGER, sessions_finished INTEGER,"
    " sessions_timed_out INTEGER, storage_free_mb INTEGER, store_kb INTEGER,"
    " program_version TEXT"
    ") STRICT;"
    "CREATE UNIQUE INDEX bundle_number ON bundle (kiosk, store, number) WHERE place = "
    "1;"
    "CREATE TABLE sealed ("
    " bundle INTEGER PRIMARY KEY REFERENCES bundle,"
    " bytes BLOB NOT NULL"
    ") STRICT;"

    "CREATE TABLE response ("
    " response INTEGER PRIMARY KEY,"
    " bundle INTEGER NOT NULL REFERENCES bundle,"
    " position INTEGER NOT NULL,"
    " round TEXT NOT NULL, event TEXT NOT NULL, language TEXT NOT NULL,"
    " half_day INTEGER NOT NULL, clock_trusted INTEGER NOT NULL,"
    " channel INTEGER NOT NULL, duration INTEGER NOT NULL,"
    " straight_line INTEGER NOT NULL, complete INTEGER NOT NULL,"
    " after_results INTEGER NOT NULL, assisted INTEGER NOT NULL,"
    " first_time INTEGER NOT NULL, order_seed INTEGER NOT NULL,"
    " UNIQUE (bundle, position)"
    ") STRICT;"
    "CREATE TABLE answer ("
    " response INTEGER NOT NULL REFERENCES response,"
    " seq INTEGER NOT NULL," /* in the response, document order */
    " question INTEGER NOT NULL,"
    " place INTEGER NOT NULL,"
    " state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),"
    " value TEXT,"
    " PRIMARY KEY (response, seq)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX answer_question ON answer (question, place);"
    "CREATE TABLE comment ("
    " response INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " row BLOB NOT NULL," /* its random id at the kiosk */
    " text TEXT NOT NULL,"
    " state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),"
    " PRIMARY KEY (response, seq),"
    " FOREIGN KEY (response, seq) REFERENCES answer"
    ") STRICT, WITHOUT ROWID;"

    "CREATE VIEW counted_response AS"
    " SELECT response.*, bundle.form FROM response JOIN bundle USING (bundle)"
    " WHERE bundle.counted = 1;"
    "CREATE VIEW counted_answer AS" /* for people with SQL */
    " SELECT r.form, a.response, q.path, p.name AS instance, a.state, a.value"
    " FROM answer a JOIN counted_response r USING (response)"
    " JOIN question q ON q.form = r.form AND q.question = a.question"
    " LEFT JOIN place p ON p.form = r.form AND p.repeat = q.repeat"
    " AND p.place = a.place;",

    /* `recovered` is the number of the last bundle that a dead kiosk's card had made,
     * and NULL for what kiosks exported themselves. */
    "ALTER TABLE bundle ADD COLUMN recovered INTEGER;"
    "CREATE TABLE tally (part TEXT PRIMARY KEY, digest BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX comment_decided ON comment (response, seq, state) WHERE state <> 0;"
    "DROP VIEW counted_answer;"
    "DROP VIEW counted_response;"
    "CREATE VIEW counted_response AS"
    " SELECT response.*, bundle.form, bundle.recovered IS NOT NULL AS recovered"
    " FROM response JOIN bundle USING (bundle) WHERE bundle.counted = 1;"
    "CREATE VIEW counted_answer AS"
    " SELECT r.form, a.response, q.path, p.name AS instance, a.state, a.value"
    " FROM answer a JOIN counted_response r USING (response)"
    " JOIN question q ON q.form = r.form AND q.question = a.question"
    " LEFT JOIN place p ON p.form = r.form AND p.repeat = q.repeat"
    " AND p.place = a.place;"
    "INSERT INTO tally (part, digest) VALUES ('new', x'');", /* every step ends so */
};

static const struct archive_database_kind archive_kind = {
    .name = "an archive of Townline",
    .application_id = APPLICATION_ID,
    .steps = steps,
    .step_count = sizeof steps / sizeof steps[0],
};

bool
archive_open(const char *path, bool create, struct archive **out, struct error *err)
{
    struct archive *archive = calloc(1, sizeof *archive);
    if (!archive) {
        return error_no_memory(err);
    }
    if (!archive_database_open(&archive_kind, path, create, &archive->database, err)) {
        free(archive);
        return false;
    }
    if (!archive_tally_settle(archive, err)) {
        error_prefix(err, "%s", path);
        archive_close(archive);
        return false;
    }
    *out = archive;
    return true;
}

void
archive_close(struct archive *archive)
{
    if (!archive) {
        return;
    }
    database_close(&archive->database);
    free(archive);
}

void
archive_on_progress(struct archive *archive, archive_progress *progress, void *context)
{
    archive->progress = progress;
    archive->progress_context = context;
}

bool
archive_check_day(const char *day, struct error *err)
{
    static const char shape[] = "0000-00-00";
    bool ok = day && strlen(day) == sizeof shape - 1;
    for (size_t i = 0; ok && shape[i] != '\0'; i++) {
        ok = shape[i] == '-' ? day[i] == '-' : character_is_digit(day[i]);
    }
    return ok || error_set(err, ERROR_INPUT,
                           "the date must be written like 2026-11-22, not \"%s\"",
                           !day ? "" : day);
}
