/* bundle_read: decrypts a bundle, checks its signature and decodes what it holds. */
#include "bundle_format.h"
#include "townline/codec.h"

#include <stdlib.h>
#include <string.h>

struct bundle_memory {
    uint8_t *message; /* the signed head and the plaintext; texts point into it */
    const uint8_t *plaintext;
    size_t plaintext_size;
    struct descriptor *descriptor;
    struct epoch *epochs;
    struct contact *contacts;
    struct audit_entry *audit;
};

/* The sections of a plaintext, each as a cursor over its bytes. */
struct sections {
    struct cursor body[SECTION_LAST + 1];
    bool present[SECTION_LAST + 1];
};

static bool
damaged(struct error *err, const char *what)
{
    return error_set(err, ERROR_INPUT,
                     "the bundle's %s is not as the format says: the kiosk's program "
                     "may be damaged",
                     what);
}

static bool
split(const uint8_t *data, size_t size, struct sections *out, struct error *err)
{
    struct cursor cursor;
    uint64_t previous = 0;
    memset(out, 0, sizeof *out);
    cursor_init(&cursor, data, size);
    while (cursor_left(&cursor) > 0) {
        uint64_t tag = cursor_varint(&cursor);
        uint64_t length = cursor_varint(&cursor);
        if (cursor.failed || tag <= previous || length > cursor_left(&cursor)) {
            return damaged(err, "inside");
        }
        const uint8_t *body = cursor_take(&cursor, (size_t)length);
        previous = tag;
        bool even = tag % 2 == 0;
        if (tag == SECTION_HEALTH || tag == SECTION_AUDIT ||
            (!even && tag <= SECTION_LAST)) {
            cursor_init(&out->body[tag], body, (size_t)length);
            out->present[tag] = true;
        } else if (!even) {
            return error_set(err, ERROR_INPUT,
                             "the bundle holds something this program does not know: "
                             "update the program");
        }
    }
    return !cursor.failed || damaged(err, "inside");
}

static bool
is_read_whole(const struct cursor *cursor)
{
    return !cursor->failed && cursor->at == cursor->size;
}

static void
take_bytes(struct cursor *cursor, void *out, size_t size)
{
    const uint8_t *at = cursor_take(cursor, size);
    if (at) {
        memcpy(out, at, size);
    }
}

static uint32_t
take_u32(struct cursor *cursor)
{
    uint64_t value = cursor_varint(cursor);
    if (value > UINT32_MAX) {
        cursor->failed = true;
    }
    return cursor->failed ? 0 : (uint32_t)value;
}

static bool
read_pack(struct sections *sections, struct bundle_content *out, struct error *err)
{
    struct cursor *pack = &sections->body[SECTION_PACK];
    struct cursor *key = &sections->body[SECTION_RECEIPT_KEY];
    struct cursor *replaces = &sections->body[SECTION_REPLACES];
    if (!sections->present[SECTION_PACK] || !sections->present[SECTION_RECEIPT_KEY]) {
        return damaged(err, "first section");
    }
    take_bytes(pack, out->pack_id, sizeof out->pack_id);
    uint8_t flags = cursor_u8(pack);
    take_bytes(key, out->receipt_key, sizeof out->receipt_key);
    if (!is_read_whole(pack) || !is_read_whole(key) ||
        (flags & ~(PACK_TEST_MODE | PACK_FINAL_COLLECTION)) != 0) {
        return damaged(err, "first section");
    }
    out->test_mode = (flags & PACK_TEST_MODE) != 0;
    out->final_collection = (flags & PACK_FINAL_COLLECTION) != 0;
    if (sections->present[SECTION_REPLACES]) {
        out->replaces = take_u32(replaces);
        if (!is_read_whole(replaces) || out->replaces == 0) {
            return damaged(err, "first section");
        }
    }
    return true;
}

static bool
read_health(struct sections *sections, struct bundle_health *out, struct error *err)
{
    struct cursor *body = &sections->body[SECTION_HEALTH];
    if (!sections->present[SECTION_HEALTH]) {
        return damaged(err, "health");
    }
    out->uptime_hours = take_u32(body);
    out->sessions_begun = take_u32(body);
    out->sessions_finished = take_u32(body);
    out->sessions_timed_out = take_u32(body);
    out->storage_free_mb = take_u32(body);
    out->store_kb = take_u32(body);
    uint64_t length = cursor_varint(body);
    if (length >= sizeof out->program_version) {
        return damaged(err, "health");
    }
    take_bytes(body, out->program_version, (size_t)length);
    for (size_t i = 0; i < length; i++) {
        if (out->program_version[i] < ' ' || out->program_version[i] > '~') {
            return damaged(err, "health");
        }
    }
    return is_read_whole(body) || damaged(err, "health");
}

static bool
read_epoch(struct cursor *body, struct epoch *out)
{
    take_bytes(body, out->id, sizeof out->id);
    out->slot_count = cursor_u8(body);
    if (out->slot_count == 0 || out->slot_count > SEAL_RECIPIENTS_MAX) {
        return false;
    }
    for (size_t i = 0; i < out->slot_count; i++) {
        take_bytes(body, out->slots[i].recipient_id, SEAL_RECIPIENT_ID_BYTES);
        take_bytes(body, out->slots[i].box, SEAL_SLOT_BYTES);
    }
    return !body->failed;
}

static bool
read_epochs(struct sections *sections, struct bundle *bundle, struct error *err)
{
    struct cursor *body = &sections->body[SECTION_EPOCHS];
    if (!sections->present[SECTION_EPOCHS]) {
        return true;
    }
    uint64_t count = cursor_varint(body);
    if (count == 0 || count > BUNDLE_EPOCHS_MAX || count > body->size / 105) {
        return damaged(err, "list of comment keys");
    }
    struct epoch *epochs = calloc((size_t)count, sizeof *epochs);
    if (!epochs) {
        return error_no_memory(err);
    }
    bundle->memory->epochs = epochs;
    for (size_t i = 0; i < count; i++) {
        if (!read_epoch(body, &epochs[i]) ||
            (i > 0 &&
             memcmp(epochs[i - 1].id, epochs[i].id, sizeof epochs[i].id) >= 0)) {
            return damaged(err, "list of comment keys");
        }
    }
    bundle->content.epochs = epochs;
    bundle->content.epoch_count = (size_t)count;
    return is_read_whole(body) || damaged(err, "list of comment keys");
}

static bool
take_sealed(struct cursor *body, const struct bundle_content *content,
            struct sealed_text *out)
{
    uint64_t epoch = cursor_varint(body);
    take_bytes(body, out->row_id, sizeof out->row_id);
    uint64_t size = cursor_varint(body);
    if (body->failed || epoch >= content->epoch_count || size < SEAL_TAG_BYTES ||
        size > BUNDLE_TEXT_MAX_BYTES) {
        return false;
    }
    memcpy(out->epoch_id, content->epochs[epoch].id, sizeof out->epoch_id);
    out->box_size = (size_t)size;
    out->box = cursor_take(body, out->box_size);
    return out->box != NULL;
}

/* Gives each sealed answer its box, in order. There must be exactly as many boxes as
 * sealed answers. */
static bool
read_texts(struct sections *sections, struct bundle_content *content, struct error *err)
{
    struct cursor *body = &sections->body[SECTION_TEXTS];
    for (size_t i = 0; i < content->responses.count; i++) {
        struct response *response = &content->responses.responses[i];
        for (size_t j = 0; j < response->answer_count; j++) {
            if (response->answers[j].state == ANSWER_SEALED &&
                !take_sealed(body, content, &response->answers[j].sealed)) {
                return damaged(err, "list of sealed texts");
            }
        }
    }
    return is_read_whole(body) || damaged(err, "list of sealed texts");
}

static bool
read_contacts(struct sections *sections, struct bundle *bundle, struct error *err)
{
    struct cursor *body = &sections->body[SECTION_CONTACTS];
    if (!sections->present[SECTION_CONTACTS]) {
        return true;
    }
    uint64_t count = cursor_varint(body);
    if (count == 0 || count > RESPONSE_SET_MAX ||
        count > body->size / (18 + SEAL_TAG_BYTES)) {
        return damaged(err, "list of contacts");
    }
    struct contact *contacts = calloc((size_t)count, sizeof *contacts);
    if (!contacts) {
        return error_no_memory(err);
    }
    bundle->memory->contacts = contacts;
    for (size_t i = 0; i < count; i++) {
        if (!take_sealed(body, &bundle->content, &contacts[i].sealed)) {
            return damaged(err, "list of contacts");
        }
    }
    bundle->content.contacts = contacts;
    bundle->content.contact_count = (size_t)count;
    return is_read_whole(body) || damaged(err, "list of contacts");
}

static bool
read_audit(struct sections *sections, struct bundle *bundle, struct error *err)
{
    struct cursor *body = &sections->body[SECTION_AUDIT];
    return !sections->present[SECTION_AUDIT] ||
           audit_read(body, &bundle->content.audit, &bundle->memory->audit) ||
           damaged(err, "staff log");
}

static bool
read_responses(struct sections *sections, struct bundle *bundle, struct error *err)
{
    const struct cursor *form = &sections->body[SECTION_DESCRIPTOR];
    const struct cursor *responses = &sections->body[SECTION_RESPONSES];
    if (!sections->present[SECTION_DESCRIPTOR]) {
        return true;
    }
    struct bundle_memory *memory = bundle->memory;
    if (!descriptor_read(form->data, form->size, &memory->descriptor, err) ||
        !codec_decode(memory->descriptor, responses->data, responses->size,
                      &bundle->content.responses, err)) {
        return error_prefix(err, "the bundle");
    }
    bundle->content.descriptor = memory->descriptor;
    bundle->content.codec_model = responses->data[0];
    return true;
}

static bool
sections_fit_kind(const struct sections *sections, enum bundle_kind kind)
{
    bool responses = kind == BUNDLE_RESPONSES, contacts = kind == BUNDLE_CONTACTS;
    return sections->present[SECTION_DESCRIPTOR] == responses &&
           sections->present[SECTION_RESPONSES] == responses &&
           sections->present[SECTION_CONTACTS] == contacts &&
           (responses || !sections->present[SECTION_TEXTS]);
}

/* Decrypts the bundle and checks the kiosk's signature. */
static bool
open_envelope(const uint8_t *data, const struct bundle_envelope *envelope,
              const struct recipient_secret *recipient, struct bundle *bundle,
              struct error *err)
{
    const struct bundle_header *header = &bundle->header;
    uint8_t key[SEAL_KEY_BYTES], signature[SEAL_SIGNATURE_BYTES];
    uint8_t head[BUNDLE_SIGNED_MAX_BYTES];
    if (!slot_open(header->slots, header->slot_count, recipient, key, err)) {
        return error_prefix(err, "this bundle cannot be opened");
    }
    size_t head_size = bundle_signed_head(header, head);
    size_t plain_size = envelope->body_size - SEAL_TAG_BYTES - sizeof signature;
    uint8_t *message = head_size == 0 ? NULL : malloc(head_size + plain_size);
    if (!message) {
        return error_no_memory(err);
    }
    bundle->memory->message = message;
    bundle->memory->plaintext = message + head_size;
    bundle->memory->plaintext_size = plain_size;

    /* The signature stands before the plaintext. It is decrypted into the place of the
     * signed head's last bytes and copied away, and the head is then written over it.
     * So head and plaintext lie in one piece, as they were signed. */
    uint8_t *clear = message + head_size - sizeof signature;
    bool opened =
        seal_decrypt(key, envelope->nonce, data, envelope->header_size,
                     data + envelope->header_size, envelope->body_size, clear);
    seal_wipe(key, sizeof key);
    if (!opened) {
        return error_set(err, ERROR_INPUT,
                         "this bundle was changed or damaged on its way: collect it "
                         "again from the kiosk");
    }
    memcpy(signature, clear, sizeof signature);
    memcpy(message, head, head_size);
    return sign_is_valid(&header->kiosk, message, head_size + plain_size, signature) ||
           error_set(err, ERROR_INPUT,
                     "this bundle was not signed by the kiosk it names: it is forged");
}

static bool
read_content(struct bundle *bundle, struct error *err)
{
    struct sections sections;
    if (!split(bundle->memory->plaintext, bundle->memory->plaintext_size, &sections,
               err)) {
        return false;
    }
    if (!sections_fit_kind(&sections, bundle->header.kind)) {
        return damaged(err, "kind");
    }
    return read_pack(&sections, &bundle->content, err) &&
           read_health(&sections, &bundle->content.health, err) &&
           read_audit(&sections, bundle, err) &&
           read_responses(&sections, bundle, err) &&
           read_epochs(&sections, bundle, err) &&
           read_texts(&sections, &bundle->content, err) &&
           read_contacts(&sections, bundle, err);
}

/* `id` is the id of the bytes; NULL when it has not been computed yet. */
static bool
open_bytes(const void *data, size_t size, const uint8_t *id,
           const struct recipient_secret *recipient, struct bundle **out,
           struct error *err)
{
    struct bundle_header header;
    struct bundle_envelope envelope;
    struct cursor cursor;
    if (size > BUNDLE_MAX_BYTES) {
        return error_set(err, ERROR_INPUT,
                         "this file is larger than any bundle (%zu MB)",
                         BUNDLE_MAX_BYTES >> 20);
    }
    cursor_init(&cursor, data, size);
    if (!bundle_header_take(&cursor, &header, &envelope, err)) {
        return false;
    }
    if (envelope.body_size > cursor_left(&cursor)) {
        return error_set(err, ERROR_INPUT, "this bundle is cut short");
    }
    if (envelope.body_size < cursor_left(&cursor) ||
        envelope.body_size < SEAL_SIGNATURE_BYTES + SEAL_TAG_BYTES) {
        return error_set(err, ERROR_INPUT, "this bundle's size is not what it says");
    }

    struct bundle *bundle = calloc(1, sizeof *bundle);
    struct bundle_memory *memory = calloc(1, sizeof *memory);
    if (!bundle || !memory) {
        free(bundle);
        free(memory);
        return error_no_memory(err);
    }
    bundle->memory = memory;
    bundle->header = header;
    if (id) {
        memcpy(bundle->id, id, BUNDLE_ID_BYTES);
    } else {
        bundle_id(data, size, bundle->id);
    }
    if (!open_envelope(data, &envelope, recipient, bundle, err) ||
        !read_content(bundle, err)) {
        bundle_close(bundle);
        return false;
    }
    *out = bundle;
    return true;
}

bool
bundle_open(const void *data, size_t size, const struct recipient_secret *recipient,
            struct bundle **out, struct error *err)
{
    return open_bytes(data, size, NULL, recipient, out, err);
}

bool
sealed_bundle_read(const void *data, size_t size, struct sealed_bundle *out,
                   struct error *err)
{
    *out = (struct sealed_bundle){.data = data, .size = size};
    if (!bundle_header_read(data, size, &out->header, err)) {
        return false;
    }
    bundle_id(data, size, out->id);
    return true;
}

bool
sealed_bundle_open(const struct sealed_bundle *sealed,
                   const struct recipient_secret *recipient, struct bundle **out,
                   struct error *err)
{
    return open_bytes(sealed->data, sealed->size, sealed->id, recipient, out, err);
}

void
bundle_close(struct bundle *bundle)
{
    if (!bundle) {
        return;
    }
    response_set_finish(&bundle->content.responses);
    seal_wipe(bundle->content.receipt_key, sizeof bundle->content.receipt_key);
    free(bundle->memory->message);
    descriptor_close(bundle->memory->descriptor);
    free(bundle->memory->epochs);
    free(bundle->memory->contacts);
    free(bundle->memory->audit);
    free(bundle->memory);
    free(bundle);
}
