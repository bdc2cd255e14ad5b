/* Merges one opened bundle into the tables, in one transaction. */
#include "archive_counted.h"
#include "archive_recovered.h"
#include "archive_tally.h"
#include "archive_texts.h"
#include "archive_write.h"

#include <stdlib.h>
#include <string.h>

/* True in *out when a merged bundle of the same store contradicts this one: another of
 * the same number, or a neighbour that names another predecessor. Both happen when a
 * card was copied, or put back to an earlier state. */
static bool
find_clone(struct archive *archive, int64_t kiosk, const struct bundle *bundle,
           bool *out, struct error *err)
{
    const struct bundle_header *header = &bundle->header;
    int64_t found = 0;
    if (!database_number(
            &archive->database, 0, &found, err,
            "SELECT 1 FROM bundle WHERE kiosk = $1 AND store = $2 AND place = 1"
            " AND ((number = $3 AND id <> $4)"
            "  OR (number = $3 - 1 AND id <> $5)"
            "  OR (number = $3 + 1 AND previous <> $4)) LIMIT 1",
            "ibibb", kiosk, header->store_id, sizeof header->store_id,
            (int64_t)header->number, bundle->id, sizeof bundle->id, header->previous_id,
            sizeof header->previous_id)) {
        return false;
    }
    *out = found != 0;
    return true;
}

static bool
find_gap(struct archive *archive, int64_t kiosk, const struct bundle_header *header,
         struct merge_result *out, struct error *err)
{
    int64_t before = 0;
    if (!database_number(
            &archive->database, 0, &before, err,
            "SELECT coalesce(max(number), 0) FROM bundle WHERE kiosk = $1 AND "
            "store = $2 AND place = 1 AND number < $3",
            "ibi", kiosk, header->store_id, sizeof header->store_id,
            (int64_t)header->number)) {
        return false;
    }
    if (before + 1 < (int64_t)header->number) {
        out->missing_first = (uint32_t)before + 1;
        out->missing_last = header->number - 1;
    }
    return true;
}

/* Bundles that re-issue one another, and which of them counts. */
struct reissue {
    int64_t bundle;
    bool was_counted, is_counted;
};

static bool
read_reissue(struct statement *row, void *item, struct error *err)
{
    (void)err;
    *(struct reissue *)item = (struct reissue){
        .bundle = statement_int64(row, 0),
        .was_counted = statement_int(row, 1) != 0,
        .is_counted = statement_int(row, 2) != 0,
    };
    return true;
}

/* Of all bundles that re-issue one another, however they arrived, the one with the
 * lowest number that is here counts. The counts follow. Nothing of the new bundle is in
 * the tables yet. */
static bool
count_once(struct archive *archive, int64_t bundle, struct error *err)
{
    struct archive_rows rows;
    struct statement *row = database_prepare(
        &archive->database, err,
        "WITH RECURSIVE same (bundle, kiosk, store, number, replaces) AS ("
        " SELECT bundle, kiosk, store, number, replaces FROM bundle WHERE bundle = $1 "
        " UNION"
        " SELECT b.bundle, b.kiosk, b.store, b.number, b.replaces"
        " FROM bundle b JOIN same s ON b.kiosk = s.kiosk AND b.store = s.store"
        " AND (b.number = s.replaces OR b.replaces = s.number)"
        " WHERE b.place = 1 AND b.test = 0 AND b.kind = 1)"
        "SELECT bundle, counted, number = (SELECT min(number) FROM same) FROM bundle "
        "WHERE bundle IN (SELECT bundle FROM same) AND test = 0 AND kind = 1"
        " ORDER BY bundle",
        "i", bundle);
    bool ok =
        row && archive_read_rows(row, sizeof(struct reissue), read_reissue, &rows, err);
    const struct reissue *list = ok ? rows.items : NULL;
    for (size_t i = 0; ok && i < rows.count; i++) {
        const struct reissue *at = &list[i];
        ok = at->is_counted == at->was_counted ||
             (archive_count_bundle(archive, at->bundle, at->is_counted ? 1 : -1, err) &&
              database_run(&archive->database, err,
                           "UPDATE bundle SET counted = $2 WHERE bundle = $1", "ii",
                           at->bundle, (int64_t)at->is_counted));
    }
    if (row) {
        free(rows.items);
    }
    return ok;
}

static bool
merge_contacts(struct archive_contacts *contacts, const struct bundle_content *content,
               const struct text_opener *opener, struct merge_result *out,
               struct error *err)
{
    if (content->contact_count == 0) {
        return true;
    }
    if (!contacts) {
        return error_set(err, ERROR_MISSING,
                         "this bundle holds contacts, and no contacts file was named");
    }
    if (!archive_contacts_begin(contacts, err)) {
        return false;
    }
    struct buffer lines;
    buffer_init(&lines, (size_t)1 << 20);
    bool good = true;
    for (size_t i = 0; good && i < content->contact_count; i++) {
        const struct sealed_text *sealed = &content->contacts[i].sealed;
        bool is_new = false;
        buffer_clear(&lines);
        good = text_open(opener, sealed, COMMENT_CONTACT_PATH, &lines, err) &&
               archive_contacts_add(contacts, sealed->row_id, (const char *)lines.data,
                                    &is_new, err);
        out->contacts += is_new;
    }
    buffer_finish(&lines); /* which wipes them */
    return archive_contacts_end(contacts, good, err);
}

/* Completes the bundle's row with what is known only after the bundle was opened. */
static bool
fill_row(struct archive *archive, const struct kept_row *row, int64_t form,
         const struct bundle *bundle, struct error *err)
{
    const struct bundle_content *content = &bundle->content;
    const struct bundle_health *health = &content->health;
    struct receipt_file receipt;
    receipt_file_make(bundle, &receipt);
    char code[RECEIPT_DIGITS + 1];
    receipt_code(content->receipt_key, bundle->id, code);
    return database_run(&archive->database, err,
                        "UPDATE bundle SET place = 1, form = nullif($2, 0), test = $3,"
                        " final = $4, replaces = $5, receipt_mac = $6,"
                        " receipt_code = $7 WHERE bundle = $1",
                        "iiiiibt", row->bundle, form, (int64_t)content->test_mode,
                        (int64_t)content->final_collection, (int64_t)content->replaces,
                        receipt.mac, sizeof receipt.mac, code) &&
           database_run(
               &archive->database, err,
               "UPDATE bundle SET uptime_hours = $2, sessions_begun = $3,"
               " sessions_finished = $4, sessions_timed_out = $5,"
               " storage_free_mb = $6, store_kb = $7, program_version = $8 "
               "WHERE bundle = $1",
               "iiiiiiit", row->bundle, (int64_t)health->uptime_hours,
               (int64_t)health->sessions_begun, (int64_t)health->sessions_finished,
               (int64_t)health->sessions_timed_out, (int64_t)health->storage_free_mb,
               (int64_t)health->store_kb, health->program_version);
}

static bool
finish_row(struct archive *archive, const struct kept_row *row,
           const struct written *written, struct error *err)
{
    return database_run(
        &archive->database, err,
        "UPDATE bundle SET responses = $2, digest = $3 WHERE bundle = $1", "iib",
        row->bundle, (int64_t)written->responses, written->digest,
        sizeof written->digest);
}

/* A bundle from a dead kiosk's card says so in the list. */
static bool
mark_recovered(struct archive *archive, const struct kept_row *row,
               const struct bundle_content *content, struct error *err)
{
    uint32_t last_number;
    return !archive_recovered_read(content, &last_number) ||
           database_run(&archive->database, err,
                        "UPDATE bundle SET recovered = $2 WHERE bundle = $1", "ii",
                        row->bundle, (int64_t)last_number);
}

static bool
write_all(struct archive_writer *writer, const struct bundle_content *content,
          const struct text_opener *opener, const bool *skip, struct error *err)
{
    struct opened_response opened;
    opened_response_init(&opened);
    bool ok = true;
    for (size_t i = 0; ok && i < content->responses.count; i++) {
        const struct response *sealed = &content->responses.responses[i];
        struct response response;
        ok = (skip && skip[i]) ||
             (response_open(&opened, opener, content->descriptor, sealed, &response,
                            err) &&
              archive_writer_add(writer, i, &response, sealed, err));
    }
    opened_response_finish(&opened);
    return ok && archive_writer_end(writer, err);
}

static bool
write_responses(struct archive *archive, const struct kept_row *row,
                const struct archive_merge *merge, const struct text_opener *opener,
                const struct writer_options *options, struct error *err)
{
    const struct bundle_content *content = &merge->bundle->content;
    bool *skip = NULL;
    if (!content->descriptor) {
        return true;
    }
    struct archive_writer *writer = NULL;
    bool ok = archive_recovered_skip(archive, row->kiosk, content, options->form, &skip,
                                     err) &&
              archive_writer_open(archive, options, &writer, err) &&
              write_all(writer, content, opener, skip, err);
    archive_writer_close(writer);
    free(skip);
    return ok && archive_recovered_prune(archive, row->kiosk, merge->bundle,
                                         options->form, err);
}

static bool
merge_content(struct archive *archive, const struct kept_row *row,
              const struct archive_merge *merge, struct merge_result *out,
              struct error *err)
{
    const struct bundle_content *content = &merge->bundle->content;
    struct text_opener opener;
    if (!text_opener_init(&opener, content, merge->secret, err)) {
        return false;
    }
    int64_t form = 0, counted = 0;
    struct written written = {0};
    bool good =
        (!content->descriptor || archive_form_row(archive, content->pack_id,
                                                  content->descriptor, &form, err)) &&
        fill_row(archive, row, form, merge->bundle, err) &&
        mark_recovered(archive, row, content, err) &&
        count_once(archive, row->bundle, err) &&
        database_number(&archive->database, 0, &counted, err,
                        "SELECT counted FROM bundle WHERE bundle = $1", "i",
                        row->bundle);
    const struct writer_options options = {.bundle = row->bundle,
                                           .form = form,
                                           .kiosk = row->kiosk,
                                           .is_counted = counted != 0,
                                           .descriptor = content->descriptor,
                                           .out = &written};
    good = good && write_responses(archive, row, merge, &opener, &options, err) &&
           finish_row(archive, row, &written, err) &&
           /* Contacts are in a file of their own and are saved there before the rest is
            * committed here. Should the power fail between the two, merging again adds
            * no contact twice. */
           merge_contacts(merge->contacts, content, &opener, out, err);
    text_opener_finish(&opener);
    out->responses = written.responses;
    out->comments = written.comments;
    out->replaces = content->replaces;
    out->test_mode = content->test_mode;
    out->counted = counted != 0;
    return good;
}

static bool
merge_row(struct archive *archive, const struct archive_merge *merge,
          struct merge_result *out, struct error *err)
{
    struct kept_row row = {0};
    if (!archive_keep_row(archive, merge->sealed, merge->today, &row, err)) {
        return false;
    }
    if (row.place != BUNDLE_KEPT) {
        out->outcome = row.place == BUNDLE_MERGED ? MERGE_SAME : MERGE_CLONE;
        return true;
    }
    if (row.kiosk_state != KIOSK_ACCEPTED) {
        out->outcome = MERGE_UNKNOWN;
        return true;
    }
    bool is_clone = false;
    if (!find_clone(archive, row.kiosk, merge->bundle, &is_clone, err)) {
        return false;
    }
    if (is_clone) {
        out->outcome = MERGE_CLONE;
        return database_run(&archive->database, err,
                            "UPDATE bundle SET place = 2 WHERE bundle = $1", "i",
                            row.bundle);
    }
    out->outcome = MERGE_DONE;
    return find_gap(archive, row.kiosk, &merge->bundle->header, out, err) &&
           merge_content(archive, &row, merge, out, err);
}

bool
archive_merge(struct archive *archive, const struct archive_merge *merge,
              struct merge_result *out, struct error *err)
{
    if (memcmp(merge->sealed->id, merge->bundle->id, BUNDLE_ID_BYTES) != 0) {
        return error_set(err, ERROR_INPUT,
                         "the bytes are not those of the bundle that was opened");
    }
    struct merge_result result = {0};
    if (!archive_check_day(merge->today, err) || !archive_begin(archive, err)) {
        return false;
    }
    bool good = merge_row(archive, merge, &result, err);
    if (!archive_end(archive, good, err)) {
        return false;
    }
    *out = result;
    return true;
}
