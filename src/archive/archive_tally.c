/* The digests of the archive's tables: written, and compared. */
#include "archive_tally.h"

#include <string.h>

#define ROW_MAX_BYTES (2 * DESCRIPTOR_MAX_BYTES)

/* `name` is that of the row in the table tally, and of the table in messages. Answers
 * and comments are not here: each bundle has a digest of its own for them. Neither are
 * counts, which have the sums of archive_counted.h. */
static const struct part {
    const char *name, *sql;
} parts[] = {
    {"schema", "SELECT type, name, tbl_name, sql FROM sqlite_schema"
               " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"},
    {"kiosk", "SELECT * FROM kiosk ORDER BY kiosk"},
    {"form", "SELECT * FROM form ORDER BY form"},
    {"question", "SELECT * FROM question ORDER BY form, question"},
    {"choice", "SELECT * FROM choice ORDER BY form, question, choice"},
    {"instance", "SELECT * FROM instance ORDER BY form, repeat, instance"},
    {"pack", "SELECT * FROM pack ORDER BY pack"},
    {"bundle", "SELECT * FROM bundle ORDER BY bundle"},
    {"decision", "SELECT * FROM decision ORDER BY office, id"},
    {"comment_log", "SELECT * FROM comment_log ORDER BY office, number"},
    {"publication", "SELECT office, form, number, day, responses, digest"
                    " FROM publication ORDER BY office, form, number"},
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

/* The row's columns, each with its type and length, so that no two rows look alike. */
static void
add_row(struct statement *row, struct buffer *bytes)
{
    for (int i = 0; i < statement_column_count(row); i++) {
        enum statement_type type = statement_type(row, i);
        buffer_add_u8(bytes, (uint8_t)type);
        if (type == STATEMENT_INTEGER) {
            buffer_add_u64(bytes, (uint64_t)statement_int64(row, i));
        } else if (type != STATEMENT_NULL) {
            const void *value = statement_blob(row, i);
            size_t size = statement_size(row, i);
            buffer_add_u64(bytes, size);
            if (size > 0) {
                buffer_add(bytes, value, size);
            }
        }
    }
}

/* Each row's hash is taken over its columns and the hash of the rows before it. */
static bool
digest_part(struct archive *archive, const struct part *part,
            uint8_t out[SEAL_HASH_BYTES], struct error *err)
{
    struct statement *row = NULL;
    struct buffer bytes;
    if (!(row = database_prepare(&archive->database, err, part->sql, ""))) {
        return false;
    }
    memset(out, 0, SEAL_HASH_BYTES);
    buffer_init(&bytes, ROW_MAX_BYTES);
    bool ok = true;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        buffer_clear(&bytes);
        buffer_add(&bytes, out, SEAL_HASH_BYTES);
        add_row(row, &bytes);
        ok = !bytes.failed || error_no_memory(err);
        if (ok) {
            seal_hash(bytes.data, bytes.size, out);
        }
    }
    buffer_finish(&bytes);
    statement_finish(row);
    return ok;
}

static bool
check_part(struct archive *archive, const struct part *part, struct error *err)
{
    uint8_t now[SEAL_HASH_BYTES], then[SEAL_HASH_BYTES];
    struct statement *row = NULL;
    if (!digest_part(archive, part, now, err) ||
        !(row = database_prepare(&archive->database, err,
                                 "SELECT digest FROM tally WHERE part = $1", "t",
                                 part->name))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result != STATEMENT_FAILED &&
              (result == STATEMENT_ROW ||
               error_set(err, ERROR_INPUT,
                         "the file is damaged: the digest of the table %s is gone",
                         part->name)) &&
              statement_bytes(row, 0, then, sizeof then, err);
    statement_finish(row);
    if (!ok) {
        return false;
    }
    return memcmp(now, then, sizeof now) == 0 ||
           error_set(err, ERROR_INPUT,
                     "the file is damaged: the table %s is not as it was written",
                     part->name);
}

bool
archive_tally_check_one(struct archive *archive, const char *name, struct error *err)
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (strcmp(parts[i].name, name) == 0) {
            return check_part(archive, &parts[i], err);
        }
    }
    return error_set(err, ERROR_INPUT, "there is no such list");
}

bool
archive_tally_check_old(struct archive *archive, struct error *err)
{
    static const struct part old[] = {
        {"kiosk", "SELECT * FROM kiosk ORDER BY kiosk"},
        {"form", "SELECT * FROM form ORDER BY form"},
        {"bundle", "SELECT * FROM bundle ORDER BY bundle"},
        {"comment", "SELECT response, seq, state FROM old_comment WHERE state <> 0"
                    " ORDER BY response, seq"},
    };
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        if (!check_part(archive, &old[i], err)) {
            return false;
        }
    }
    return database_run(&archive->database, err,
                        "DELETE FROM tally WHERE part IN ('question', 'place',"
                        " 'comment')",
                        "");
}

bool
archive_tally_check(struct archive *archive, struct error *err)
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (!check_part(archive, &parts[i], err)) {
            return false;
        }
    }
    return true;
}

bool
archive_check(struct archive *archive, struct error *err)
{
    return archive_tally_check(archive, err);
}

static bool
write_parts(struct archive *archive, struct error *err)
{
    uint8_t digest[SEAL_HASH_BYTES];
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (!digest_part(archive, &parts[i], digest, err) ||
            !database_run(&archive->database, err,
                          "INSERT INTO tally (part, digest) VALUES ($1, $2) "
                          "ON CONFLICT (part) DO UPDATE SET digest = $2",
                          "tb", parts[i].name, digest, sizeof digest)) {
            return false;
        }
    }
    return true;
}

/* A step of the schema is SQL and cannot work out digests. It leaves a row named 'new',
 * which says that they have to be made. */
static bool
is_new(struct archive *archive, bool *out, struct error *err)
{
    int64_t found = 0;
    bool ok = database_number(&archive->database, 0, &found, err,
                              "SELECT 1 FROM tally WHERE part = 'new'", "");
    *out = found != 0;
    return ok;
}

bool
archive_tally_settle(struct archive *archive, struct error *err)
{
    bool wanted = false;
    if (!is_new(archive, &wanted, err)) {
        return false;
    }
    if (!wanted) {
        return true;
    }
    /* Looked at again inside the transaction: another program may have been first. */
    if (!database_begin(&archive->database, err)) {
        return false;
    }
    bool ok = is_new(archive, &wanted, err) &&
              (!wanted || (database_run(&archive->database, err,
                                        "DELETE FROM tally WHERE part = 'new'", "") &&
                           write_parts(archive, err)));
    return database_end(&archive->database, ok, err);
}

bool
archive_begin(struct archive *archive, struct error *err)
{
    if (!database_begin(&archive->database, err)) {
        return false;
    }
    return archive_tally_check(archive, err) ||
           database_end(&archive->database, false, err);
}

bool
archive_end(struct archive *archive, bool ok, struct error *err)
{
    return database_end(&archive->database, ok && write_parts(archive, err), err);
}
