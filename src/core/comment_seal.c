/* comment_seal: seals the texts of comments and contacts with an epoch's key. */
#include "townline/comment.h"

#include <stdlib.h>
#include <string.h>

static const char domain[] = "townline comment 1"; /* used with its NUL */

void
epoch_begin(const struct recipient_public *recipients, size_t count,
            struct random_source random, struct epoch *out,
            uint8_t key_out[SEAL_KEY_BYTES])
{
    *out = (struct epoch){.slot_count = count};
    random.fill(random.context, out->id, sizeof out->id);
    random.fill(random.context, key_out, SEAL_KEY_BYTES);
    for (size_t i = 0; i < count; i++) {
        slot_seal(key_out, &recipients[i], random, &out->slots[i]);
    }
}

bool
epoch_open(const struct epoch *epoch, const struct recipient_secret *recipient,
           uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
{
    if (slot_open(epoch->slots, epoch->slot_count, recipient, key_out, err)) {
        return true;
    }
    return error_prefix(err, "the key of some comments");
}

/* The nonce is made from the row's id, which is random and used only once under the
 * epoch's key. */
static void
nonce_of(const struct sealed_text *sealed, uint8_t out[SEAL_NONCE_BYTES])
{
    memset(out, 0, SEAL_NONCE_BYTES);
    memcpy(out, sealed->row_id, sizeof sealed->row_id);
}

/* Adds the question's path, to which the box is bound: in another place it does not
 * open. */
static void
add_context(const char *path, struct buffer *out)
{
    buffer_add(out, domain, sizeof domain);
    buffer_add(out, path, strlen(path));
}

bool
comment_seal(struct comment_model *model, const uint8_t key[SEAL_KEY_BYTES],
             const uint8_t epoch_id[16], const char *path, const char *text,
             struct random_source random, struct buffer *out,
             struct sealed_text *sealed_out, struct error *err)
{
    struct sealed_text sealed = {.box = NULL};
    struct buffer packed, context;
    uint8_t nonce[SEAL_NONCE_BYTES], *box = NULL;
    bool ok = false;
    buffer_init(&packed, COMMENT_MAX_BYTES + 2);
    buffer_init(&context, 4096);
    if (!comment_pack(model, text, strlen(text), &packed, err)) {
        goto out;
    }
    add_context(path, &context);
    sealed.box_size = packed.size + SEAL_TAG_BYTES;
    box = malloc(sealed.box_size);
    if (packed.failed || context.failed || !box) {
        error_no_memory(err);
        goto out;
    }
    memcpy(sealed.epoch_id, epoch_id, sizeof sealed.epoch_id);
    random.fill(random.context, sealed.row_id, sizeof sealed.row_id);
    nonce_of(&sealed, nonce);
    seal_encrypt(key, nonce, context.data, context.size, packed.data, packed.size, box);
    buffer_add(out, box, sealed.box_size);
    if (out->failed) {
        error_set(err, ERROR_FULL, "no room for the sealed text");
        goto out;
    }
    sealed.box = out->data + out->size - sealed.box_size;
    *sealed_out = sealed;
    ok = true;
out:
    buffer_finish(&packed);
    buffer_finish(&context);
    free(box);
    return ok;
}

bool
comment_open(struct comment_model *model, const uint8_t key[SEAL_KEY_BYTES],
             const struct sealed_text *sealed, const char *path, struct buffer *out,
             struct error *err)
{
    struct buffer context;
    uint8_t nonce[SEAL_NONCE_BYTES], *packed = NULL;
    bool ok = false;
    if (sealed->box_size < SEAL_TAG_BYTES ||
        sealed->box_size > COMMENT_MAX_BYTES + 2 + SEAL_TAG_BYTES) {
        return error_set(err, ERROR_INPUT, "a sealed text has an impossible size");
    }
    buffer_init(&context, 4096);
    add_context(path, &context);
    packed = malloc(sealed->box_size);
    if (context.failed || !packed) {
        error_no_memory(err);
        goto out;
    }
    nonce_of(sealed, nonce);
    if (!seal_decrypt(key, nonce, context.data, context.size, sealed->box,
                      sealed->box_size, packed)) {
        error_set(err, ERROR_INPUT,
                  "a sealed text was changed, or stands at another question");
        goto out;
    }
    ok = comment_unpack(model, packed, sealed->box_size - SEAL_TAG_BYTES, out, err);
    seal_wipe(packed, sealed->box_size);
out:
    buffer_finish(&context);
    free(packed);
    return ok;
}
