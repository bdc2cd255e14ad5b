/* The forms that responses were given to: stored once each, and listed. */
#include "archive_tables.h"
#include "archive_tally.h"

#include <stdlib.h>
#include <string.h>

/* SQLite joins at most 500 selections in one. */
#define POOLED_MAX 400

static bool
add_form(struct archive *archive, const uint8_t *pack_id,
         const struct descriptor *descriptor, const struct buffer *bytes,
         int64_t *form_out, struct error *err)
{
    uint8_t hash[SEAL_HASH_BYTES];
    seal_hash(bytes->data, bytes->size, hash);
    if (!database_number(&archive->database, 0, form_out, err,
                         "SELECT form FROM form WHERE pack = $1 AND hash = $2", "bb",
                         pack_id, (size_t)PACK_ID_BYTES, hash, sizeof hash)) {
        return false;
    }
    if (*form_out != 0) {
        return true;
    }
    if (!database_run(&archive->database, err,
                      "INSERT INTO form (pack, form_id, version, hash, descriptor)"
                      " VALUES ($1, $2, $3, $4, $5)",
                      "bttbb", pack_id, (size_t)PACK_ID_BYTES, descriptor->form_id,
                      descriptor->form_version, hash, sizeof hash, bytes->data,
                      bytes->size)) {
        return false;
    }
    *form_out = database_last_row(&archive->database);
    return form_tables_create(archive, *form_out, descriptor, err);
}

bool
archive_form_find(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                  const struct descriptor *descriptor, int64_t *form_out,
                  struct error *err)
{
    struct buffer bytes;
    uint8_t hash[SEAL_HASH_BYTES];
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool ok = !bytes.failed ||
              error_set(err, ERROR_INPUT, "the form is too large to be kept");
    if (ok) {
        seal_hash(bytes.data, bytes.size, hash);
    }
    ok = ok && database_number(&archive->database, 0, form_out, err,
                               "SELECT form FROM form WHERE pack = $1 AND hash = $2",
                               "bb", pack_id, (size_t)PACK_ID_BYTES, hash, sizeof hash);
    buffer_finish(&bytes);
    return ok;
}

bool
archive_form_row(struct archive *archive, const uint8_t pack_id[PACK_ID_BYTES],
                 const struct descriptor *descriptor, int64_t *form_out,
                 struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(descriptor, &bytes);
    bool good = bytes.failed
                    ? error_set(err, ERROR_INPUT, "the form is too large to be kept")
                    : add_form(archive, pack_id, descriptor, &bytes, form_out, err);
    buffer_finish(&bytes);
    return good;
}

bool
archive_form_load(struct archive *archive, int64_t form, struct descriptor **out,
                  struct error *err)
{
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err,
                                 "SELECT descriptor FROM form WHERE form = $1", "i",
                                 form))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool good = result != STATEMENT_FAILED, found = result == STATEMENT_ROW;
    if (good && !found) {
        good = error_set(err, ERROR_INPUT, "a form is gone");
    }
    good = good &&
           descriptor_read(statement_blob(row, 0), statement_size(row, 0), out, err);
    statement_finish(row);
    return good;
}

void
archive_forms_finish(struct archive_form *forms, size_t count)
{
    for (size_t i = 0; forms && i < count; i++) {
        for (size_t j = 0; j < forms[i].part_count; j++) {
            descriptor_close(forms[i].parts[j].descriptor);
        }
        free(forms[i].parts);
    }
    free(forms);
}

bool
archive_form_has_pack(const struct archive_form *form,
                      const uint8_t pack_id[PACK_ID_BYTES])
{
    for (size_t i = 0; i < form->part_count; i++) {
        if (memcmp(form->parts[i].pack_id, pack_id, PACK_ID_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

/* A form of one part. */
static bool
read_form(struct statement *row, void *item, struct error *err)
{
    struct archive_form *out = item;
    out->form = statement_int64(row, 0);
    out->responses = (uint32_t)statement_int64(row, 3);
    out->recovered = (uint32_t)statement_int64(row, 4);
    out->parts = calloc(1, sizeof *out->parts);
    if (!out->parts) {
        return error_no_memory(err);
    }
    bool ok = statement_bytes(row, 1, out->pack_id, sizeof out->pack_id, err) &&
              descriptor_read(statement_blob(row, 2), statement_size(row, 2),
                              &out->descriptor, err);
    if (!ok) {
        free(out->parts);
        return false;
    }
    out->part_count = 1;
    out->parts[0].form = out->form;
    out->parts[0].descriptor = out->descriptor;
    memcpy(out->parts[0].pack_id, out->pack_id, PACK_ID_BYTES);
    return true;
}

bool
archive_forms_apart(struct archive *archive, struct archive_form **out,
                    size_t *count_out, struct error *err)
{
    struct archive_rows rows;
    struct statement *row = NULL;
    if (!(row = database_prepare(
              &archive->database, err,
              "SELECT f.form, f.pack, f.descriptor,"
              " coalesce(sum(b.responses), 0),"
              " coalesce(sum(CASE WHEN b.recovered IS NOT NULL THEN b.responses END), "
              "0)"
              " FROM form f LEFT JOIN bundle b ON b.form = f.form AND b.counted = 1"
              " GROUP BY f.form ORDER BY f.form",
              ""))) {
        return false;
    }
    if (!archive_read_rows(row, sizeof(struct archive_form), read_form, &rows, err)) {
        archive_forms_finish(rows.items, rows.count);
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

/* The hash of what a form asks, whatever its version is called. */
static bool
hash_questions(const struct descriptor *descriptor, uint8_t out[SEAL_HASH_BYTES],
               struct error *err)
{
    struct descriptor same = *descriptor;
    struct buffer bytes;
    same.form_version = "";
    buffer_init(&bytes, DESCRIPTOR_MAX_BYTES);
    descriptor_write(&same, &bytes);
    bool ok = !bytes.failed || error_no_memory(err);
    if (ok) {
        seal_hash(bytes.data, bytes.size, out);
    }
    buffer_finish(&bytes);
    return ok;
}

/* What two forms must have in common to be pooled: the questions, and the last pack
 * that is known to have changed a meaning; zeros when there is none. */
struct meaning {
    uint8_t questions[SEAL_HASH_BYTES], since[PACK_ID_BYTES];
};

static bool
find_meaning(struct archive *archive, const struct archive_form *form,
             struct meaning *out, struct error *err)
{
    *out = (struct meaning){.since = {0}};
    struct statement *row = database_prepare(
        &archive->database, err,
        "WITH RECURSIVE chain (pack, previous, is_different, depth) AS ("
        " SELECT pack, previous, is_different, 0 FROM pack WHERE pack = $1"
        " UNION"
        " SELECT p.pack, p.previous, p.is_different, c.depth + 1 FROM pack p"
        " JOIN chain c ON p.pack = c.previous"
        " WHERE c.is_different = 0 AND c.depth < 1000) "
        "SELECT pack FROM chain WHERE is_different = 1 LIMIT 1",
        "b", form->pack_id, sizeof form->pack_id);
    enum statement_result result = row ? statement_step(row, err) : STATEMENT_FAILED;
    bool ok = result != STATEMENT_FAILED &&
              (result != STATEMENT_ROW ||
               statement_bytes(row, 0, out->since, sizeof out->since, err));
    statement_finish(row);
    return ok && hash_questions(form->descriptor, out->questions, err);
}

/* Puts the newer form's part behind the others. */
static bool
pool(struct archive_form *into, struct archive_form *from, struct error *err)
{
    struct archive_form_part *parts =
        realloc(into->parts, (into->part_count + 1) * sizeof *parts);
    if (!parts) {
        return error_no_memory(err);
    }
    parts[into->part_count++] = from->parts[0];
    into->parts = parts;
    into->form = from->form;
    into->descriptor = from->descriptor;
    memcpy(into->pack_id, from->pack_id, PACK_ID_BYTES);
    into->responses += from->responses;
    into->recovered += from->recovered;
    free(from->parts);
    *from = (struct archive_form){.parts = NULL};
    return true;
}

static int
compare_forms(const void *a, const void *b)
{
    const struct archive_form *left = a, *right = b;
    if (left->responses != right->responses) {
        return left->responses < right->responses ? 1 : -1;
    }
    return (left->form < right->form) - (left->form > right->form);
}

bool
archive_forms(struct archive *archive, struct archive_form **out, size_t *count_out,
              struct error *err)
{
    struct archive_form *forms = NULL;
    size_t count = 0, kept = 0;
    if (!archive_forms_apart(archive, &forms, &count, err)) {
        return false;
    }
    struct meaning *meanings = calloc(count + 1, sizeof *meanings);
    bool ok = meanings || error_no_memory(err);
    for (size_t i = 0; ok && i < count; i++) {
        struct meaning meaning;
        ok = find_meaning(archive, &forms[i], &meaning, err);
        size_t same = 0;
        while (ok && same < kept &&
               (memcmp(&meanings[same], &meaning, sizeof meaning) != 0 ||
                forms[same].part_count == POOLED_MAX)) {
            same++;
        }
        if (ok && same < kept) {
            ok = pool(&forms[same], &forms[i], err);
        } else if (ok) {
            struct archive_form moved = forms[i];
            forms[i] = (struct archive_form){.parts = NULL};
            forms[kept] = moved;
            meanings[kept++] = meaning;
        }
    }
    free(meanings);
    if (!ok) {
        archive_forms_finish(forms, count);
        return false;
    }
    if (kept > 0) {
        qsort(forms, kept, sizeof *forms, compare_forms);
    }
    *out = forms;
    *count_out = kept;
    return true;
}

void
add_parts(struct buffer *sql, const struct archive_form *form)
{
    for (size_t i = 0; i < form->part_count; i++) {
        buffer_add_format(sql, "%s%lld", i == 0 ? "(" : ", ",
                          (long long)form->parts[i].form);
    }
    buffer_add_format(sql, ")");
}
