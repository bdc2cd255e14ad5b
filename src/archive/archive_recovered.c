/* Keeps responses of a dead kiosk's card from counting twice. */
#include "archive_recovered.h"

#include "archive_counted.h"
#include "archive_read.h"
#include "archive_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char mark[] = "recovered after ";

void
archive_recovered_mark(uint32_t last_number, char *out, size_t size)
{
    snprintf(out, size, "%s%u", mark, (unsigned)last_number);
}

bool
archive_recovered_read(const struct bundle_content *content, uint32_t *last_number_out)
{
    const char *version = content->health.program_version;
    if (strncmp(version, mark, sizeof mark - 1) != 0) {
        return false;
    }
    *last_number_out = (uint32_t)strtoul(version + sizeof mark - 1, NULL, 10);
    return true;
}

/* The hash of a response without its free texts. A torn card may have lost a text, and
 * the response must still be known again when the kiosk's own bundle brings it. */
static bool
hash_response(const struct descriptor *descriptor, int64_t form,
              const struct response *response, uint8_t out[SEAL_HASH_BYTES],
              struct error *err)
{
    struct response kept = *response;
    kept.answers = calloc(response->answer_count + 1, sizeof *kept.answers);
    kept.answer_count = 0;
    if (!kept.answers) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        if (descriptor->questions[answer->question].type != QUESTION_TEXT) {
            kept.answers[kept.answer_count++] = *answer;
        }
    }
    memset(out, 0, SEAL_HASH_BYTES);
    bool ok = digest_add(out, (size_t)form, &kept, err);
    free(kept.answers);
    return ok;
}

/* A response that is in the tables. It can be matched with one response of another
 * bundle and no more, so that two people who answered alike stay two. */
struct present {
    uint8_t hash[SEAL_HASH_BYTES];
    int64_t bundle, position;
    bool is_taken;
};
struct presents {
    struct present *list; /* sorted by hash */
    size_t count, capacity;
};

static bool
add_present(struct presents *presents, const struct present *present, struct error *err)
{
    if (presents->count == presents->capacity) {
        size_t capacity = presents->capacity ? 2 * presents->capacity : 256;
        struct present *more = realloc(presents->list, capacity * sizeof *more);
        if (!more) {
            return error_no_memory(err);
        }
        presents->list = more;
        presents->capacity = capacity;
    }
    presents->list[presents->count++] = *present;
    return true;
}

static int
compare_presents(const void *a, const void *b)
{
    const struct present *left = a, *right = b;
    int order = memcmp(left->hash, right->hash, sizeof left->hash);
    if (order == 0) {
        order = (left->bundle > right->bundle) - (left->bundle < right->bundle);
    }
    return order != 0 ? order
                      : (left->position > right->position) -
                            (left->position < right->position);
}

/* Takes one that has this hash; NULL when there is none left. */
static struct present *
take(struct presents *presents, const uint8_t hash[SEAL_HASH_BYTES])
{
    size_t low = 0, high = presents->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(presents->list[middle].hash, hash, SEAL_HASH_BYTES) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < presents->count &&
           memcmp(presents->list[low].hash, hash, SEAL_HASH_BYTES) == 0;
         low++) {
        if (!presents->list[low].is_taken) {
            presents->list[low].is_taken = true;
            return &presents->list[low];
        }
    }
    return NULL;
}

static bool
list_bundle(struct response_reader *reader, int64_t form, int64_t bundle,
            struct presents *out, struct error *err)
{
    const struct descriptor *descriptor = reader->tables.layout.descriptor;
    bool ok = response_reader_begin(reader, bundle, err);
    while (ok) {
        struct response response;
        bool is_end = false;
        ok = response_read(reader, &response, &is_end, err);
        if (is_end) {
            break;
        }
        struct present present = {.bundle = bundle, .position = reader->position};
        ok = ok && hash_response(descriptor, form, &response, present.hash, err) &&
             add_present(out, &present, err);
    }
    return ok;
}

/* The responses of one form that the bundles chosen by `where` hold; `where` compares
 * the columns of `bundle` with $3. */
static bool
list_presents(struct archive *archive, const struct descriptor *descriptor,
              int64_t kiosk, int64_t form, const char *where, int64_t number,
              struct presents *out, struct error *err)
{
    char sql[400];
    struct statement *row = NULL;
    struct response_reader reader = {.rows = NULL};
    snprintf(sql, sizeof sql,
             "SELECT b.bundle FROM bundle b WHERE b.kiosk = $1 AND b.form = $2"
             " AND b.place = 1 AND %s ORDER BY b.bundle",
             where);
    bool ok = (row = database_prepare(&archive->database, err, sql, "iii", kiosk, form,
                                      number)) != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = (reader.rows || response_reader_open(&reader, archive, form, descriptor,
                                                  TEXTS_NONE, err)) &&
             list_bundle(&reader, form, statement_int64(row, 0), out, err);
    }
    statement_finish(row);
    response_reader_close(&reader);
    if (ok && out->count > 0) {
        qsort(out->list, out->count, sizeof *out->list, compare_presents);
    }
    return ok;
}

/* A re-issued bundle has a new number and the responses of an old one, so the old
 * number decides whether it can hold responses of the card. */
#define BROUGHT_AFTER                                                                  \
    "(b.recovered IS NOT NULL OR"                                                      \
    " coalesce(nullif(b.replaces, 0), b.number) > $3)"

bool
archive_recovered_skip(struct archive *archive, int64_t kiosk,
                       const struct bundle_content *content, int64_t form,
                       bool **skip_out, struct error *err)
{
    uint32_t last_number = 0;
    struct presents presents = {0};
    *skip_out = NULL;
    if (!archive_recovered_read(content, &last_number)) {
        return true;
    }
    bool *skip = calloc(content->responses.count + 1, sizeof *skip);
    if (!skip) {
        return error_no_memory(err);
    }
    bool ok = list_presents(archive, content->descriptor, kiosk, form, BROUGHT_AFTER,
                            last_number, &presents, err);
    for (size_t i = 0; ok && i < content->responses.count; i++) {
        uint8_t hash[SEAL_HASH_BYTES];
        ok = hash_response(content->descriptor, form, &content->responses.responses[i],
                           hash, err);
        skip[i] = ok && take(&presents, hash);
    }
    free(presents.list);
    if (ok) {
        *skip_out = skip;
    } else {
        free(skip);
    }
    return ok;
}

/* Takes a response out of all tables. */
static bool
remove_response(struct archive *archive, const struct form_tables *tables,
                const struct present *present, struct error *err)
{
    static const char *const others[] = {"comment", "other_value"};
    bool ok = true;
    for (size_t i = 0; ok && i < tables->slice_count + 2; i++) {
        char sql[160];
        snprintf(sql, sizeof sql,
                 "DELETE FROM %s WHERE office = $1 AND bundle = $2 AND position = $3",
                 i < 2 ? others[i] : tables->slices[i - 2].name);
        struct statement *statement =
            database_prepare(&archive->database, err, sql, "iii", ARCHIVE_OFFICE,
                             present->bundle, present->position);
        ok = statement && statement_step(statement, err) != STATEMENT_FAILED;
        statement_finish(statement);
    }
    return ok;
}

static int
compare_bundles(const void *a, const void *b)
{
    const struct present *left = a, *right = b;
    return (left->bundle > right->bundle) - (left->bundle < right->bundle);
}

/* The count and the digest of a bundle that responses were taken out of. */
static bool
renew_bundle(struct archive *archive, int64_t form, const struct descriptor *descriptor,
             int64_t bundle, struct error *err)
{
    int64_t count = 0;
    uint8_t digest[SEAL_HASH_BYTES];
    return archive_digest_bundle(archive, bundle, form, descriptor, digest, &count,
                                 err) &&
           database_run(
               &archive->database, err,
               "UPDATE bundle SET responses = $2, digest = $3 WHERE bundle = $1", "iib",
               bundle, count, digest, sizeof digest);
}

/* Takes out the responses that are taken, bundle by bundle; the counts follow. */
static bool
remove_taken(struct archive *archive, int64_t form, const struct descriptor *descriptor,
             struct presents *presents, struct error *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < presents->count; i++) {
        if (presents->list[i].is_taken) {
            presents->list[kept++] = presents->list[i];
        }
    }
    presents->count = kept;
    if (kept == 0) {
        return true;
    }
    qsort(presents->list, kept, sizeof *presents->list, compare_bundles);
    struct form_tables tables;
    bool ok = form_tables_init(&tables, form, descriptor, err);
    for (size_t i = 0; ok && i < kept;) {
        int64_t bundle = presents->list[i].bundle, counted = 0;
        ok = database_number(&archive->database, 0, &counted, err,
                             "SELECT counted FROM bundle WHERE bundle = $1", "i",
                             bundle) &&
             (counted == 0 || archive_count_bundle(archive, bundle, -1, err));
        for (; ok && i < kept && presents->list[i].bundle == bundle; i++) {
            ok = remove_response(archive, &tables, &presents->list[i], err);
        }
        ok = ok && (counted == 0 || archive_count_bundle(archive, bundle, 1, err)) &&
             renew_bundle(archive, form, descriptor, bundle, err);
    }
    form_tables_finish(&tables);
    return ok;
}

bool
archive_recovered_prune(struct archive *archive, int64_t kiosk,
                        const struct bundle *bundle, int64_t form, struct error *err)
{
    const struct bundle_content *content = &bundle->content;
    uint32_t last_number;
    struct presents presents = {0};
    if (content->responses.count == 0 ||
        archive_recovered_read(content, &last_number)) {
        return true;
    }
    uint32_t number =
        content->replaces != 0 ? content->replaces : bundle->header.number;
    bool ok = list_presents(archive, content->descriptor, kiosk, form,
                            "b.recovered < $3", number, &presents, err);
    for (size_t i = 0; ok && presents.count > 0 && i < content->responses.count; i++) {
        uint8_t hash[SEAL_HASH_BYTES];
        ok = hash_response(content->descriptor, form, &content->responses.responses[i],
                           hash, err);
        if (ok) {
            take(&presents, hash);
        }
    }
    ok = ok && remove_taken(archive, form, content->descriptor, &presents, err);
    free(presents.list);
    return ok;
}

bool
archive_recovered_is_here(struct archive *archive, const struct sign_public *kiosk,
                          const struct bundle_content *content, bool **here_out,
                          struct error *err)
{
    int64_t row = 0, form = 0;
    *here_out = NULL;
    if (!database_number(&archive->database, 0, &row, err,
                         "SELECT kiosk FROM kiosk WHERE key = $1", "b", kiosk->bytes,
                         sizeof kiosk->bytes) ||
        !archive_form_find(archive, content->pack_id, content->descriptor, &form,
                           err)) {
        return false;
    }
    return archive_recovered_skip(archive, row, content, form, here_out, err);
}
