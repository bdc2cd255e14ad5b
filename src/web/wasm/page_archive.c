/* The archive in memory: bundles in, kiosks and receipts out. */
#include "page_archive.h"

#include "answer.h"
#include "memory_files.h"
#include "page_calls.h"
#include "page_frames.h"
#include "page_keys.h"
#include "townline/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARCHIVE_NAME "archive"
#define CONTACTS_NAME "contacts"

struct page_archive *
page_archive_open(const uint8_t *data, size_t size)
{
    struct error *err = (answer_begin(), answer_error());
    struct page_archive *archive = calloc(1, sizeof *archive);
    if (!archive) {
        error_no_memory(err);
        return NULL;
    }
    bool ok = size == 0 || memory_files_put(ARCHIVE_NAME, data, size, err);
    if (ok && archive_open(ARCHIVE_NAME, size == 0, &archive->archive, err)) {
        return archive;
    }
    memory_files_remove(ARCHIVE_NAME);
    free(archive);
    return NULL;
}

void
page_archive_close(struct page_archive *archive)
{
    if (!archive) {
        return;
    }
    archive_contacts_close(archive->contacts);
    archive_close(archive->archive);
    memory_files_remove(ARCHIVE_NAME);
    memory_files_remove(CONTACTS_NAME);
    free(archive);
}

bool
page_archive_bytes(struct page_archive *archive)
{
    (void)archive;
    struct buffer *out = answer_begin();
    return answer_end(memory_files_read(ARCHIVE_NAME, out, answer_error()));
}

bool
page_archive_contacts(struct page_archive *archive)
{
    (void)archive;
    struct buffer *out = answer_begin();
    return answer_end(memory_files_read(CONTACTS_NAME, out, answer_error()));
}

static bool
open_contacts(struct page_archive *archive, struct error *err)
{
    return archive->contacts ||
           archive_contacts_open(CONTACTS_NAME, true, &archive->contacts, err);
}

static void
add_merge(struct buffer *out, const struct merge_result *merged)
{
    static const char *const outcomes[] = {
        [MERGE_DONE] = "merged",
        [MERGE_SAME] = "same",
        [MERGE_UNKNOWN] = "unknown",
        [MERGE_CLONE] = "clone",
    };
    answer_text(out, "outcome", outcomes[merged->outcome]);
    answer_number(out, "responses", merged->responses);
    answer_number(out, "comments", merged->comments);
    answer_number(out, "contacts", merged->contacts);
    answer_number(out, "missing_first", merged->missing_first);
    answer_number(out, "missing_last", merged->missing_last);
    answer_number(out, "replaces", merged->replaces);
    answer_flag(out, "counted", merged->counted);
    answer_flag(out, "test", merged->test_mode);
}

static bool
open_and_merge(struct page_archive *archive, const struct sealed_bundle *sealed,
               const struct page_key *key, const char *today, struct merge_result *out,
               struct error *err)
{
    struct bundle *bundle = NULL;
    if (!sealed_bundle_open(sealed, &key->secret, &bundle, err)) {
        return false;
    }
    bool is_contacts = bundle->header.kind == BUNDLE_CONTACTS;
    bool ok = !is_contacts || open_contacts(archive, err);
    if (ok) {
        const struct archive_merge merge = {
            .sealed = sealed,
            .bundle = bundle,
            .secret = &key->secret,
            .today = today,
            .contacts = is_contacts ? archive->contacts : NULL,
        };
        ok = archive_merge(archive->archive, &merge, out, err);
    }
    bundle_close(bundle);
    return ok;
}

static void
add_refusal(struct buffer *out, const struct error *fault)
{
    answer_text(out, "outcome", "refused");
    answer_number(out, "code", fault->code);
    answer_text(out, "reason", fault->text);
}

/* Takes one bundle and adds a record of what became of it. */
static void
take(struct page_archive *archive, const uint8_t *data, size_t size,
     const struct page_key *key, const char *today, struct buffer *out)
{
    struct sealed_bundle sealed;
    struct merge_result merged = {0};
    struct error fault = {0};
    bool is_new = false;
    answer_open(out, NULL, '{');
    if (!sealed_bundle_read(data, size, &sealed, &fault)) {
        add_refusal(out, &fault);
    } else if (keys_is_golden(sealed.header.kiosk.bytes)) {
        error_set(&fault, ERROR_INPUT,
                  "is signed with a key that everybody knows: it is for tests");
        add_refusal(out, &fault);
    } else if (!key) {
        if (archive_keep(archive->archive, data, size, today, &is_new, &fault)) {
            answer_text(out, "outcome", "kept");
            answer_flag(out, "new", is_new);
            page_add_header(out, &sealed);
        } else {
            add_refusal(out, &fault);
        }
    } else {
        if (open_and_merge(archive, &sealed, key, today, &merged, &fault)) {
            add_merge(out, &merged);
        } else {
            add_refusal(out, &fault);
        }
        page_add_header(out, &sealed);
    }
    answer_close(out, '}');
}

bool
page_archive_take(struct page_archive *archive, const uint8_t *sealed, size_t size,
                  const struct page_key *key, const char *today)
{
    take(archive, sealed, size, key, today, answer_begin());
    return answer_end(true);
}

static void
add_health(struct buffer *out, const struct bundle_health *health)
{
    answer_open(out, "health", '{');
    answer_number(out, "uptime_hours", health->uptime_hours);
    answer_number(out, "sessions_begun", health->sessions_begun);
    answer_number(out, "sessions_finished", health->sessions_finished);
    answer_number(out, "sessions_timed_out", health->sessions_timed_out);
    answer_number(out, "storage_free_mb", health->storage_free_mb);
    answer_number(out, "store_kb", health->store_kb);
    answer_bytes(out, "program_version", health->program_version,
                 strnlen(health->program_version, sizeof health->program_version));
    answer_close(out, '}');
}

static void
add_kiosk(struct buffer *out, const struct archive_kiosk *kiosk)
{
    static const char *const states[] = {
        [KIOSK_UNKNOWN] = "unknown",
        [KIOSK_ACCEPTED] = "accepted",
        [KIOSK_RETIRED] = "retired",
        [KIOSK_REJECTED] = "rejected",
    };
    char print[KEYS_FINGERPRINT_BYTES];
    keys_fingerprint(&kiosk->key, print);
    answer_open(out, NULL, '{');
    answer_hex(out, "key", &kiosk->key, sizeof kiosk->key);
    answer_text(out, "print", print);
    answer_text(out, "name", kiosk->name);
    answer_text(out, "state", states[kiosk->state]);
    answer_text(out, "since", kiosk->since);
    answer_number(out, "merged", kiosk->merged);
    answer_number(out, "waiting", kiosk->waiting);
    answer_number(out, "apart", kiosk->apart);
    answer_number(out, "responses", kiosk->responses);
    answer_number(out, "last_number", kiosk->last_number);
    answer_text(out, "last_collected", kiosk->last_collected);
    if (kiosk->has_health) {
        add_health(out, &kiosk->health);
    }
    answer_close(out, '}');
}

bool
page_archive_kiosks(struct page_archive *archive)
{
    struct buffer *out = answer_begin();
    struct archive_kiosk *kiosks;
    size_t count;
    if (!archive_kiosks(archive->archive, &kiosks, &count, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        add_kiosk(out, &kiosks[i]);
    }
    answer_close(out, ']');
    free(kiosks);
    return answer_end(true);
}

static void
add_bundle(struct buffer *out, const struct archive_bundle *bundle)
{
    static const char *const kinds[] = {
        [BUNDLE_RESPONSES] = "responses",
        [BUNDLE_CONTACTS] = "contacts",
        [BUNDLE_STATUS] = "status",
    };
    static const char *const places[] = {
        [BUNDLE_KEPT] = "kept",
        [BUNDLE_MERGED] = "merged",
        [BUNDLE_APART] = "apart",
    };
    char carried[24];
    carried_code(bundle->number, bundle->id, carried, sizeof carried);
    answer_open(out, NULL, '{');
    answer_hex(out, "id", bundle->id, sizeof bundle->id);
    answer_hex(out, "kiosk", &bundle->kiosk, sizeof bundle->kiosk);
    answer_hex(out, "store", bundle->store_id, sizeof bundle->store_id);
    answer_number(out, "number", bundle->number);
    answer_text(out, "kind", kinds[bundle->kind]);
    answer_text(out, "place", places[bundle->place]);
    answer_text(out, "collected", bundle->collected);
    answer_number(out, "size", bundle->size);
    answer_number(out, "responses", bundle->responses);
    answer_flag(out, "counted", bundle->counted);
    answer_flag(out, "test", bundle->test_mode);
    answer_flag(out, "gap_before", bundle->is_gap_before);
    answer_text(out, "carried", carried);
    answer_close(out, '}');
}

bool
page_archive_bundles(struct page_archive *archive)
{
    struct buffer *out = answer_begin();
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(archive->archive, &bundles, &count, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        add_bundle(out, &bundles[i]);
    }
    answer_close(out, ']');
    free(bundles);
    return answer_end(true);
}

/* Merges the bundles of that kiosk, or of all, that were kept only. */
static bool
merge_waiting(struct page_archive *archive, const struct sign_public *kiosk,
              const struct page_key *key, const char *today, struct buffer *out,
              struct error *err)
{
    struct archive_bundle *bundles;
    size_t count;
    if (!archive_bundles(archive->archive, &bundles, &count, err)) {
        return false;
    }
    bool ok = true;
    struct buffer sealed;
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    for (size_t i = 0; ok && i < count; i++) {
        if (bundles[i].place != BUNDLE_KEPT ||
            memcmp(&bundles[i].kiosk, kiosk, sizeof *kiosk) != 0) {
            continue;
        }
        buffer_clear(&sealed);
        ok = archive_sealed(archive->archive, bundles[i].id, &sealed, err);
        if (ok) {
            take(archive, sealed.data, sealed.size, key, today, out);
        }
    }
    buffer_finish(&sealed);
    free(bundles);
    return ok;
}

bool
page_archive_accept(struct page_archive *archive, const uint8_t kiosk[32],
                    const char *name, const char *today, const struct page_key *key)
{
    struct sign_public public_key;
    struct buffer *out = answer_begin();
    struct error *err = answer_error();
    memcpy(public_key.bytes, kiosk, sizeof public_key.bytes);
    if (keys_is_golden(kiosk)) {
        return error_set(err, ERROR_INPUT, "this key is for tests");
    }
    if (!archive_accept_kiosk(archive->archive, &public_key, name, today, err)) {
        return false;
    }
    answer_open(out, NULL, '[');
    bool ok = !key || merge_waiting(archive, &public_key, key, today, out, err);
    answer_close(out, ']');
    return answer_end(ok);
}

bool
page_archive_receipt(struct page_archive *archive, const uint8_t kiosk[32],
                     const uint8_t store[16], uint32_t day)
{
    struct sign_public public_key;
    struct archive_receipt receipt;
    char name[48];
    struct buffer text;
    struct buffer *out = answer_begin();
    memcpy(public_key.bytes, kiosk, sizeof public_key.bytes);
    if (!archive_receipt(archive->archive, &public_key, store, &receipt,
                         answer_error())) {
        return false;
    }
    receipt_file_date(&receipt.file, day);
    buffer_init(&text, KEYS_FILE_MAX_BYTES);
    receipt_file_write(&receipt.file, &text);
    const uint8_t *id = receipt.file.id;
    snprintf(name, sizeof name, "%u-%02x%02x%02x%02x.receipt",
             (unsigned)receipt.file.number, id[0], id[1], id[2], id[3]);
    answer_open(out, NULL, '{');
    answer_number(out, "number", receipt.file.number);
    answer_text(out, "code", receipt.code);
    answer_text(out, "name", name);
    answer_bytes(out, "file", text.data, text.size);
    answer_close(out, '}');
    buffer_finish(&text);
    return answer_end(true);
}

bool
page_archive_verify(struct page_archive *archive)
{
    struct archive_verified verified;
    struct buffer *out = answer_begin();
    if (!archive_verify(archive->archive, &verified, answer_error())) {
        return false;
    }
    answer_open(out, NULL, '{');
    answer_number(out, "bundles", verified.bundles);
    answer_number(out, "merged", verified.merged);
    answer_number(out, "apart", verified.apart);
    answer_number(out, "responses", verified.responses);
    answer_number(out, "comments", verified.comments);
    answer_close(out, '}');
    return answer_end(true);
}
