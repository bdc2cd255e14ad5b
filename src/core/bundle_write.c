/* bundle_write: encodes the content of a bundle, signs it and seals it. */
#include "bundle_epochs.h"
#include "bundle_format.h"
#include "townline/codec.h"

#include <stdlib.h>
#include <string.h>

/* Adds a section. Its length stands before its bytes, so `body` holds them all already.
 */
static void
add_section(struct buffer *out, enum bundle_section tag, const struct buffer *body)
{
    buffer_add_varint(out, (uint64_t)tag);
    buffer_add_varint(out, body->size);
    buffer_add(out, body->data, body->size);
    out->failed = out->failed || body->failed;
}

static void
add_health(const struct bundle_health *health, struct buffer *out)
{
    struct buffer body;
    char version[sizeof health->program_version] = "";
    for (size_t i = 0; i + 1 < sizeof version && health->program_version[i] != '\0';
         i++) {
        char character = health->program_version[i];
        version[i] = character < ' ' || character > '~' ? '?' : character;
    }
    buffer_init(&body, BUNDLE_MAX_BYTES);
    buffer_add_varint(&body, health->uptime_hours);
    buffer_add_varint(&body, health->sessions_begun);
    buffer_add_varint(&body, health->sessions_finished);
    buffer_add_varint(&body, health->sessions_timed_out);
    buffer_add_varint(&body, health->storage_free_mb);
    buffer_add_varint(&body, health->store_kb);
    buffer_add_string(&body, version);
    add_section(out, SECTION_HEALTH, &body);
    buffer_finish(&body);
}

static void
add_pack(const struct bundle_content *content, struct buffer *out)
{
    struct buffer body;
    buffer_init(&body, BUNDLE_MAX_BYTES);
    buffer_add(&body, content->pack_id, sizeof content->pack_id);
    buffer_add_u8(&body,
                  (uint8_t)((content->test_mode ? PACK_TEST_MODE : 0) |
                            (content->final_collection ? PACK_FINAL_COLLECTION : 0)));
    add_section(out, SECTION_PACK, &body);
    add_health(&content->health, out);
    buffer_clear(&body);
    buffer_add(&body, content->receipt_key, sizeof content->receipt_key);
    add_section(out, SECTION_RECEIPT_KEY, &body);
    if (content->audit.count > 0) {
        buffer_clear(&body);
        audit_write(&content->audit, &body);
        add_section(out, SECTION_AUDIT, &body);
    }
    if (content->replaces != 0) {
        buffer_clear(&body);
        buffer_add_varint(&body, content->replaces);
        add_section(out, SECTION_REPLACES, &body);
    }
    buffer_finish(&body);
}

static int
compare_contacts(const void *a, const void *b)
{
    const struct contact *const *left = a, *const *right = b;
    return memcmp((*left)->sealed.row_id, (*right)->sealed.row_id,
                  sizeof(*left)->sealed.row_id);
}

static void
add_epochs(const struct epoch_list *list, struct buffer *out)
{
    struct buffer body;
    if (list->count == 0) {
        return;
    }
    buffer_init(&body, BUNDLE_MAX_BYTES);
    buffer_add_varint(&body, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct epoch *epoch = list->epochs[i];
        buffer_add(&body, epoch->id, sizeof epoch->id);
        buffer_add_u8(&body, (uint8_t)epoch->slot_count);
        for (size_t j = 0; j < epoch->slot_count; j++) {
            buffer_add(&body, epoch->slots[j].recipient_id, SEAL_RECIPIENT_ID_BYTES);
            buffer_add(&body, epoch->slots[j].box, SEAL_SLOT_BYTES);
        }
    }
    add_section(out, SECTION_EPOCHS, &body);
    buffer_finish(&body);
}

static void
add_sealed(const struct epoch_list *list, const struct sealed_text *sealed,
           struct buffer *out)
{
    buffer_add_varint(out, epoch_list_find(list, sealed->epoch_id));
    buffer_add(out, sealed->row_id, sizeof sealed->row_id);
    buffer_add_varint(out, sealed->box_size);
    buffer_add(out, sealed->box, sealed->box_size);
}

static bool
use_epochs(struct epoch_list *list, const struct response *responses, size_t count,
           const struct bundle_content *content, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < responses[i].answer_count; j++) {
            const struct answer *answer = &responses[i].answers[j];
            if (answer->state == ANSWER_SEALED &&
                !epoch_list_use(list, &answer->sealed, err)) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < content->contact_count; i++) {
        if (!epoch_list_use(list, &content->contacts[i].sealed, err)) {
            return false;
        }
    }
    epoch_list_keep_used(list);
    return list->count <= BUNDLE_EPOCHS_MAX ||
           error_set(err, ERROR_FULL, "too many comment keys for one bundle");
}

static void
add_texts(const struct epoch_list *list, const struct response *responses, size_t count,
          struct buffer *out)
{
    struct buffer body;
    buffer_init(&body, BUNDLE_MAX_BYTES);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < responses[i].answer_count; j++) {
            if (responses[i].answers[j].state == ANSWER_SEALED) {
                add_sealed(list, &responses[i].answers[j].sealed, &body);
            }
        }
    }
    if (body.size > 0 || body.failed) {
        add_section(out, SECTION_TEXTS, &body);
    }
    buffer_finish(&body);
}

static bool
add_contacts(const struct epoch_list *list, const struct bundle_content *content,
             struct buffer *out)
{
    struct buffer body;
    const struct contact **contacts =
        calloc(content->contact_count + 1, sizeof(struct contact *));
    if (!contacts) {
        return false;
    }
    for (size_t i = 0; i < content->contact_count; i++) {
        contacts[i] = &content->contacts[i];
    }
    qsort(contacts, content->contact_count, sizeof(struct contact *), compare_contacts);
    buffer_init(&body, BUNDLE_MAX_BYTES);
    buffer_add_varint(&body, content->contact_count);
    for (size_t i = 0; i < content->contact_count; i++) {
        add_sealed(list, &contacts[i]->sealed, &body);
    }
    if (content->contact_count > 0) {
        add_section(out, SECTION_CONTACTS, &body);
    }
    buffer_finish(&body);
    free(contacts);
    return true;
}

static bool
add_responses(const struct bundle_content *content, const struct response *responses,
              struct buffer *out, struct error *err)
{
    struct buffer body;
    buffer_init(&body, BUNDLE_MAX_BYTES);
    descriptor_write(content->descriptor, &body);
    add_section(out, SECTION_DESCRIPTOR, &body);
    buffer_clear(&body);
    unsigned model =
        content->codec_model == 0 ? CODEC_MODEL_NEWEST : content->codec_model;
    bool ok = codec_encode_as(model, content->descriptor, responses,
                              content->responses.count, &body, err);
    if (ok) {
        add_section(out, SECTION_RESPONSES, &body);
    }
    buffer_finish(&body);
    return ok;
}

bool
bundle_plaintext(const struct bundle_content *content, struct buffer *out,
                 struct error *err)
{
    size_t count = content->responses.count;
    struct epoch_list epochs = {.count = 0};
    struct response *responses = NULL;
    bool ok = false;
    if (count > RESPONSE_SET_MAX || content->contact_count > RESPONSE_SET_MAX) {
        return error_set(err, ERROR_FULL, "too many responses for one bundle");
    }
    responses = calloc(count + 1, sizeof *responses);
    if (!responses || !epoch_list_init(&epochs, content)) {
        error_no_memory(err);
        goto out;
    }
    if (count > 0) {
        memcpy(responses, content->responses.responses, count * sizeof *responses);
    }
    codec_sort(responses, count);
    if (!use_epochs(&epochs, responses, count, content, err)) {
        goto out;
    }
    add_pack(content, out);
    if (content->descriptor && !add_responses(content, responses, out, err)) {
        goto out;
    }
    add_epochs(&epochs, out);
    add_texts(&epochs, responses, count, out);
    if (!add_contacts(&epochs, content, out)) {
        error_no_memory(err);
        goto out;
    }
    ok =
        !out->failed || error_set(err, ERROR_FULL,
                                  "the responses are too many for one bundle of %zu MB",
                                  BUNDLE_MAX_BYTES >> 20);
out:
    epoch_list_finish(&epochs);
    free(responses);
    return ok;
}

static bool
content_fits_kind(enum bundle_kind kind, const struct bundle_content *content)
{
    bool responses = content->descriptor != NULL;
    bool contacts = content->contact_count > 0;
    if (!responses && content->responses.count > 0) {
        return false;
    }
    return responses == (kind == BUNDLE_RESPONSES) &&
           contacts == (kind == BUNDLE_CONTACTS);
}

static bool
make_slots(struct bundle_header *header, const uint8_t key[SEAL_KEY_BYTES],
           const struct recipient_public *recipients, size_t count,
           struct random_source random, struct error *err)
{
    if (count == 0 || count > SEAL_RECIPIENTS_MAX) {
        return error_set(err, ERROR_INPUT,
                         "a bundle is sealed to at least one and at most %d offices",
                         SEAL_RECIPIENTS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        if (!recipient_is_valid(&recipients[i])) {
            return error_set(err, ERROR_INPUT,
                             "a key that bundles should be sealed to cannot be used");
        }
        for (size_t j = 0; j < i; j++) {
            if (memcmp(&recipients[i], &recipients[j], sizeof recipients[i]) == 0) {
                return error_set(err, ERROR_INPUT,
                                 "the same key is named twice to seal bundles to");
            }
        }
        slot_seal(key, &recipients[i], random, &header->slots[i]);
    }
    header->slot_count = count;
    return true;
}

bool
bundle_seal(struct bundle_header *header, const struct bundle_content *content,
            const struct sign_secret *kiosk, const struct recipient_public *recipients,
            size_t recipient_count, struct random_source random, struct buffer *out,
            struct error *err)
{
    struct bundle_envelope envelope = {.body_size = 0};
    uint8_t key[SEAL_KEY_BYTES], signed_head[BUNDLE_SIGNED_MAX_BYTES];
    uint8_t signature[SEAL_SIGNATURE_BYTES], *body = NULL;
    struct buffer message, sealed;
    bool ok = false;
    buffer_init(&message, BUNDLE_MAX_BYTES);
    buffer_init(&sealed, BUNDLE_MAX_BYTES);
    if (header->number == 0 || !content_fits_kind(header->kind, content)) {
        return error_set(err, ERROR_INPUT,
                         "a bundle needs a number and content of its kind");
    }
    random.fill(random.context, key, sizeof key);
    random.fill(random.context, envelope.nonce, sizeof envelope.nonce);
    if (!make_slots(header, key, recipients, recipient_count, random, err)) {
        goto out;
    }

    /* The signed message is the head and the plaintext. Afterwards the signature is
     * written over the end of the head, right before the plaintext, and both are
     * encrypted. */
    size_t head_size = bundle_signed_head(header, signed_head);
    buffer_add(&message, signed_head, head_size);
    if (head_size == 0 || !bundle_plaintext(content, &message, err)) {
        goto out;
    }
    sign_bytes(kiosk, message.data, message.size, signature);
    uint8_t *clear = message.data + head_size - sizeof signature;
    size_t clear_size = message.size - head_size + sizeof signature;
    memcpy(clear, signature, sizeof signature);
    envelope.body_size = clear_size + SEAL_TAG_BYTES;
    body = malloc(envelope.body_size);
    bundle_header_write(header, &envelope, &sealed);
    if (!body || sealed.failed) {
        error_no_memory(err);
        goto out;
    }
    seal_encrypt(key, envelope.nonce, sealed.data, sealed.size, clear, clear_size,
                 body);
    buffer_add(&sealed, body, envelope.body_size);
    buffer_add(out, sealed.data, sealed.size);
    ok = (!sealed.failed && !out->failed) ||
         error_set(err, ERROR_FULL, "the responses are too many for one bundle");
out:
    seal_wipe(key, sizeof key);
    buffer_finish(&message);
    buffer_finish(&sealed);
    free(body);
    return ok;
}
