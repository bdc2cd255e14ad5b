/* What people decided, taken from a damaged archive. */
#include "archive_schema.h"
#include "archive_tally.h"

/* The rows of the old archive that `select` gives, each written by `insert`. */
struct taking {
    struct archive *from, *into;
    const char *select, *insert;
    uint32_t taken;
};

static bool
take_row(struct taking *taking, struct statement *row, struct statement *insert,
         struct error *err)
{
    static const uint8_t nothing[1] = {0};
    for (int i = 0; i < statement_column_count(row); i++) {
        switch (statement_type(row, i)) {
        case STATEMENT_INTEGER:
            statement_set_int64(insert, i + 1, statement_int64(row, i));
            break;
        case STATEMENT_TEXT:
            statement_set_text(insert, i + 1, statement_text(row, i));
            break;
        case STATEMENT_BLOB:
            statement_set_blob(insert, i + 1,
                               statement_size(row, i) ? statement_blob(row, i)
                                                      : nothing,
                               statement_size(row, i));
            break;
        case STATEMENT_REAL:
        case STATEMENT_NULL:
            break;
        }
    }
    bool ok = statement_run_set(insert, err);
    taking->taken += ok && database_changes(&taking->into->database) > 0;
    return ok;
}

static bool
take_rows(struct taking *taking, struct error *err)
{
    struct statement *insert =
        database_prepare(&taking->into->database, err, taking->insert, "");
    struct statement *row =
        insert ? database_prepare(&taking->from->database, err, taking->select, "")
               : NULL;
    bool ok = row != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = take_row(taking, row, insert, err);
    }
    statement_finish(row);
    statement_finish(insert);
    return ok;
}

/* Decisions about comments that the new archive has. */
static bool
take_decisions(struct archive *from, struct archive *into, uint32_t *out,
               struct error *err)
{
    struct taking decisions = {
        .from = from,
        .into = into,
        .select = "SELECT office, id, state, reason, day FROM decision"
                  " ORDER BY office, id",
        .insert = "INSERT INTO decision (office, id, state, reason, day)"
                  " SELECT $1, $2, $3, $4, $5 WHERE EXISTS"
                  " (SELECT 1 FROM comment WHERE office = $1 AND id = $2)"
                  " ON CONFLICT DO NOTHING"};
    struct taking log = {
        .from = from,
        .into = into,
        .select = "SELECT office, number, id, state, reason, day FROM comment_log"
                  " ORDER BY office, number",
        .insert = "INSERT INTO comment_log (office, number, id, state, reason, day)"
                  " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"};
    bool ok = take_rows(&decisions, err) && take_rows(&log, err);
    *out = decisions.taken;
    return ok;
}

static bool
take_publications(struct archive *from, struct archive *into, uint32_t *out,
                  struct error *err)
{
    struct taking taking = {
        .from = from,
        .into = into,
        .select = "SELECT p.office, f.pack, f.hash, p.number, p.day, p.responses,"
                  " p.digest, p.bytes FROM publication p JOIN form f USING (form)"
                  " ORDER BY p.office, p.form, p.number",
        .insert = "INSERT INTO publication (office, form, number, day, responses,"
                  " digest, bytes) SELECT $1, form, $4, $5, $6, $7, $8 FROM form"
                  " WHERE pack = $2 AND hash = $3 ON CONFLICT DO NOTHING"};
    bool ok = take_rows(&taking, err);
    *out = taking.taken;
    return ok;
}

/* Each list in a transaction of its own, so that one that breaks off leaves nothing. */
static bool
take(struct archive *from, struct archive *into,
     bool (*take_it)(struct archive *, struct archive *, uint32_t *, struct error *),
     uint32_t *out, struct error *err)
{
    if (!archive_begin(into, err)) {
        return false;
    }
    bool ok = archive_end(into, take_it(from, into, out, err), err);
    *out = ok ? *out : 0;
    return ok;
}

bool
archive_salvage_lists(struct archive *archive, const char *damaged_path,
                      struct archive_salvaged *out, struct error *err)
{
    struct archive from = {.progress = NULL};
    int64_t version = 0;
    *out = (struct archive_salvaged){.lost_decisions = true, .lost_publications = true};
    if (!archive_salvage_open(damaged_path, &from.database)) {
        return true;
    }
    bool is_ours =
        database_number(&from.database, 0, &version, NULL, "PRAGMA user_version", "") &&
        version == archive_kind.step_count;
    if (is_ours && archive_tally_check_one(&from, "decision", NULL) &&
        archive_tally_check_one(&from, "comment_log", NULL)) {
        out->lost_decisions =
            !take(&from, archive, take_decisions, &out->decisions, err);
    }
    if (is_ours && archive_tally_check_one(&from, "publication", NULL) &&
        archive_tally_check_one(&from, "form", NULL)) {
        out->lost_publications =
            !take(&from, archive, take_publications, &out->publications, err);
    }
    if (version == 1 || version == 2) {
        out->lost_publications = false; /* these kept none */
    }
    database_close(&from.database);
    return true;
}
