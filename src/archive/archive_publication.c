/* What public reports have published. */
#include "archive_schema.h"
#include "archive_tally.h"

#include <string.h>

static bool
add(struct archive *archive, int64_t form, const struct archive_publication *given,
    struct error *err)
{
    int64_t number = 0;
    uint8_t digest[SEAL_HASH_BYTES];
    seal_hash(given->bytes, given->size, digest);
    return database_number(&archive->database, 0, &number, err,
                           "SELECT coalesce(max(number), 0) + 1 FROM publication"
                           " WHERE office = $1 AND form = $2",
                           "ii", ARCHIVE_OFFICE, form) &&
           database_run(&archive->database, err,
                        "INSERT INTO publication (office, form, number, day, responses,"
                        " digest, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                        "iiitibb", ARCHIVE_OFFICE, form, number, given->day,
                        (int64_t)given->responses, digest, sizeof digest, given->bytes,
                        given->size);
}

bool
archive_publication_add(struct archive *archive, const struct archive_form *form,
                        const struct archive_publication *given, struct error *err)
{
    if (given->size == 0 || given->size > ARCHIVE_PUBLICATION_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "what a report published has 1 to %zu bytes",
                         ARCHIVE_PUBLICATION_MAX_BYTES);
    }
    if (!archive_check_day(given->day, err) || !archive_begin(archive, err)) {
        return false;
    }
    return archive_end(archive, add(archive, form->form, given, err), err);
}

static bool
check_bytes(struct statement *row, const struct archive_publication *publication,
            struct error *err)
{
    uint8_t then[SEAL_HASH_BYTES], now[SEAL_HASH_BYTES];
    if (!publication->day || !publication->bytes) {
        return error_no_memory(err);
    }
    seal_hash(publication->bytes, publication->size, now);
    return statement_bytes(row, 3, then, sizeof then, err) &&
           (memcmp(now, then, sizeof now) == 0 ||
            error_set(err, ERROR_INPUT,
                      "the file is damaged: what a report published was changed"));
}

static bool
visit_part(struct archive *archive, int64_t form, publication_visit *visit,
           void *context, bool *more, struct error *err)
{
    struct statement *row =
        database_prepare(&archive->database, err,
                         "SELECT day, responses, bytes, digest FROM publication"
                         " WHERE office = $1 AND form = $2 ORDER BY number",
                         "ii", ARCHIVE_OFFICE, form);
    bool ok = row != NULL;
    while (ok && *more) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        const struct archive_publication publication = {
            .day = statement_text(row, 0),
            .responses = (uint32_t)statement_int64(row, 1),
            .bytes = statement_blob(row, 2),
            .size = statement_size(row, 2),
        };
        ok = check_bytes(row, &publication, err);
        *more = ok && visit(context, &publication);
    }
    statement_finish(row);
    return ok;
}

bool
archive_publication_each(struct archive *archive, const struct archive_form *form,
                         publication_visit *visit, void *context, struct error *err)
{
    bool ok = true, more = true;
    for (size_t i = 0; ok && more && i < form->part_count; i++) {
        ok = visit_part(archive, form->parts[i].form, visit, context, &more, err);
    }
    return ok;
}
