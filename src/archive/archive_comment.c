/* Comments: listed, and what was decided about them. */
#include "archive_schema.h"
#include "archive_tally.h"
#include "archive_write.h"
#include "townline/counts.h"

#include <stdio.h>
#include <string.h>

#define REASON_MAX_BYTES 500

void
comment_id(const uint8_t row_id[16], const char *text, uint8_t out[16])
{
    uint8_t hash[SEAL_HASH_BYTES];
    struct buffer bytes;
    buffer_init(&bytes, (size_t)16 + RESPONSE_VALUE_MAX_BYTES + 64);
    buffer_add(&bytes, row_id, 16);
    buffer_add(&bytes, text, strlen(text));
    seal_hash(bytes.data, bytes.size, hash);
    buffer_finish(&bytes);
    memcpy(out, hash, 16);
}

bool
comment_check(struct statement *row, int column, const char *text, uint8_t id_out[16],
              struct error *err)
{
    uint8_t then[16], row_id[16], now[16];
    if (!text || !statement_bytes(row, column, then, sizeof then, err) ||
        !statement_bytes(row, column + 1, row_id, sizeof row_id, err)) {
        return text ? false : error_no_memory(err);
    }
    comment_id(row_id, text, now);
    if (memcmp(then, now, sizeof now) != 0) {
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: a comment is not the one that was "
                         "merged");
    }
    if (id_out) {
        memcpy(id_out, now, sizeof now);
    }
    return true;
}

/* As many as were counted have to be there. */
static bool
check_number(struct archive *archive, const struct archive_form *form, int64_t seen,
             struct error *err)
{
    int64_t counted = 0;
    for (size_t i = 0; i < form->part_count; i++) {
        int64_t of_part = 0;
        if (!database_number(
                &archive->database, 0, &of_part, err,
                "SELECT coalesce(sum(c.n), 0) FROM round r"
                " JOIN question q ON q.form = r.form AND q.type = $3"
                " JOIN counted c ON c.office = r.office AND c.form = r.form"
                " AND c.round = r.round AND c.part = 0 AND c.member = 0"
                " AND c.question = q.question AND c.kind = 0"
                " WHERE r.office = $1 AND r.form = $2",
                "iii", ARCHIVE_OFFICE, form->parts[i].form, (int64_t)QUESTION_TEXT)) {
            return false;
        }
        counted += of_part;
    }
    return counted == seen ||
           error_set(err, ERROR_INPUT,
                     "the file is damaged: a comment is gone, or one too many");
}

static bool
visit_comments(struct archive *archive, struct statement *row,
               const struct archive_form *form, comment_visit *visit, void *context,
               struct error *err)
{
    bool more = true;
    for (int64_t seen = 0;; seen++) {
        enum statement_result result = statement_step(row, err);
        if (result != STATEMENT_ROW) {
            return result != STATEMENT_FAILED && check_number(archive, form, seen, err);
        }
        struct archive_comment comment = {
            .question = (size_t)statement_int64(row, 0),
            .language = statement_text(row, 2),
            .state = (enum comment_state)statement_int(row, 3),
            .text = statement_text(row, 4),
            .reason = statement_text(row, 7),
            .town = statement_is_null(row, 8) || statement_int(row, 8) < 0
                        ? -1
                        : statement_int(row, 8),
        };
        comment.part = &form->parts[statement_int(row, 9)];
        place_split(statement_int64(row, 1), comment.instance);
        if (!comment.language || !comment.text ||
            comment.question >= form->descriptor->question_count) {
            return error_set(err, ERROR_INPUT,
                             "the file is damaged: a comment to no question");
        }
        comment.reason = comment.reason ? comment.reason : "";
        if (!comment_check(row, 5, comment.text, comment.id, err)) {
            return false;
        }
        more = more && (comment.text[0] == '\0' || visit(context, &comment));
    }
}

/* The column that says in which town the resident lives, "NULL" where the form has none
 * beside the head of a response. */
static bool
town_column(struct archive *archive, const struct archive_form_part *part,
            char out[200], struct error *err)
{
    int question = counts_town_question(part->descriptor);
    char table[48];
    snprintf(out, 200, "NULL");
    if (question < 0) {
        return true;
    }
    snprintf(table, sizeof table, "answers_%lld", (long long)part->form);
    struct statement *row = database_prepare(
        &archive->database, err,
        "SELECT column_name FROM question WHERE form = $1 AND question = $2"
        " AND table_name = $3",
        "iit", part->form, (int64_t)question, table);
    enum statement_result result = row ? statement_step(row, err) : STATEMENT_FAILED;
    const char *name = result == STATEMENT_ROW ? statement_text(row, 0) : NULL;
    if (name && !strchr(name, '"') && strlen(name) < 190) {
        snprintf(out, 200, "r.\"%s\"", name);
    }
    statement_finish(row);
    return result != STATEMENT_FAILED;
}

static bool
add_select(struct archive *archive, const struct archive_form *form, size_t index,
           struct buffer *sql, struct error *err)
{
    const struct archive_form_part *part = &form->parts[index];
    char town[200];
    if (!town_column(archive, part, town, err)) {
        return false;
    }
    buffer_add_format(
        sql,
        "SELECT c.question, c.place, (SELECT t.text FROM term t"
        " WHERE t.office = c.office AND t.term = r.language),"
        " coalesce(d.state, 0), c.text, c.id, c.row, d.reason, %s, %zu "
        "FROM bundle b JOIN comment c ON c.office = $1 AND c.bundle = b.bundle"
        " JOIN answers_%lld r ON r.office = c.office AND r.bundle = c.bundle"
        " AND r.position = c.position"
        " LEFT JOIN decision d ON d.office = c.office AND d.id = c.id "
        "WHERE b.form = %lld AND b.counted = 1 ",
        town, index, (long long)part->form, (long long)part->form);
    return true;
}

bool
archive_each_comment(struct archive *archive, const struct archive_form *form,
                     comment_visit *visit, void *context, struct error *err)
{
    struct buffer sql;
    struct statement *row = NULL;
    bool ok = true;
    buffer_init(&sql, (size_t)1 << 20);
    for (size_t i = 0; ok && i < form->part_count; i++) {
        buffer_add_format(&sql, i == 0 ? "" : "UNION ALL ");
        ok = add_select(archive, form, i, &sql, err);
    }
    buffer_add_format(&sql, "ORDER BY 1, 2, 6, 5");
    buffer_add_u8(&sql, 0);
    ok = ok && (!sql.failed || error_no_memory(err)) &&
         (row = database_prepare(&archive->database, err, (const char *)sql.data, "i",
                                 ARCHIVE_OFFICE)) != NULL;
    buffer_finish(&sql);
    ok = ok && visit_comments(archive, row, form, visit, context, err);
    statement_finish(row);
    return ok;
}

static bool
decide(struct archive *archive, const struct archive_decision *decision,
       struct error *err)
{
    struct database *database = &archive->database;
    const size_t size = sizeof decision->id;
    int64_t found = 0, number = 0;
    if (!database_number(database, 0, &found, err,
                         "SELECT 1 FROM comment WHERE office = $1 AND id = $2 LIMIT 1",
                         "ib", ARCHIVE_OFFICE, decision->id, size)) {
        return false;
    }
    if (found == 0) {
        return error_set(err, ERROR_MISSING, "there is no such comment");
    }
    return database_number(database, 0, &number, err,
                           "SELECT coalesce(max(number), 0) + 1 FROM comment_log"
                           " WHERE office = $1",
                           "i", ARCHIVE_OFFICE) &&
           database_run(database, err,
                        "INSERT INTO decision (office, id, state, reason, day)"
                        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office, id)"
                        " DO UPDATE SET state = $3, reason = $4, day = $5",
                        "ibitt", ARCHIVE_OFFICE, decision->id, size,
                        (int64_t)decision->state, decision->reason, decision->day) &&
           database_run(database, err,
                        "INSERT INTO comment_log (office, number, id, state, reason,"
                        " day) VALUES ($1, $2, $3, $4, $5, $6)",
                        "iibitt", ARCHIVE_OFFICE, number, decision->id, size,
                        (int64_t)decision->state, decision->reason, decision->day);
}

bool
archive_comment_set_state(struct archive *archive,
                          const uint8_t id[ARCHIVE_COMMENT_ID_BYTES],
                          enum comment_state state, const char *reason,
                          const char *today, struct error *err)
{
    struct archive_decision decision = {.state = state, .reason = reason, .day = today};
    memcpy(decision.id, id, sizeof decision.id);
    if (strlen(reason) > REASON_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "the reason is longer than %d bytes",
                         REASON_MAX_BYTES);
    }
    if (!archive_check_day(today, err) || !archive_begin(archive, err)) {
        return false;
    }
    return archive_end(archive, decide(archive, &decision, err), err);
}

bool
archive_comment_log(struct archive *archive, decision_visit *visit, void *context,
                    struct error *err)
{
    struct statement *row =
        database_prepare(&archive->database, err,
                         "SELECT id, state, reason, day FROM comment_log"
                         " WHERE office = $1 ORDER BY number",
                         "i", ARCHIVE_OFFICE);
    bool ok = row != NULL, more = true;
    while (ok && more) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        struct archive_decision decision = {
            .state = (enum comment_state)statement_int(row, 1),
            .reason = statement_text(row, 2),
            .day = statement_text(row, 3),
        };
        ok = statement_bytes(row, 0, decision.id, sizeof decision.id, err) &&
             ((decision.reason && decision.day) || error_no_memory(err));
        more = ok && visit(context, &decision);
    }
    statement_finish(row);
    return ok;
}
