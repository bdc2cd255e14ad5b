/* Opens the sealed texts of one bundle. */
#include "archive_texts.h"

#include <string.h>

bool
text_opener_init(struct text_opener *opener, const struct bundle_content *content,
                 const struct recipient_secret *secret, struct error *err)
{
    *opener =
        (struct text_opener){.epochs = content->epochs, .count = content->epoch_count};
    if (opener->count == 0) {
        return true;
    }
    if (!comment_model_create(&opener->model, err)) {
        return false;
    }
    opener->keys = seal_secret_new(opener->count * SEAL_KEY_BYTES);
    if (!opener->keys) {
        text_opener_finish(opener);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < opener->count; i++) {
        if (!epoch_open(&opener->epochs[i], secret, opener->keys + i * SEAL_KEY_BYTES,
                        err)) {
            error_prefix(err,
                         "comment key %zu of %zu does not open, so nothing of this "
                         "bundle was merged",
                         i + 1, opener->count);
            text_opener_finish(opener);
            return false;
        }
    }
    return true;
}

void
text_opener_finish(struct text_opener *opener)
{
    seal_secret_free(opener->keys);
    opener->keys = NULL;
    comment_model_destroy(opener->model);
    opener->model = NULL;
}

bool
text_open(const struct text_opener *opener, const struct sealed_text *sealed,
          const char *path, struct buffer *out, struct error *err)
{
    for (size_t i = 0; i < opener->count; i++) {
        if (memcmp(opener->epochs[i].id, sealed->epoch_id, sizeof sealed->epoch_id) !=
            0) {
            continue;
        }
        size_t start = out->size;
        if (!comment_open(opener->model, opener->keys + i * SEAL_KEY_BYTES, sealed,
                          path, out, err)) {
            return error_prefix(err, "a text does not open, so nothing of this bundle "
                                     "was merged");
        }
        if (memchr(out->data + start, 0, out->size - start)) {
            return error_set(err, ERROR_INPUT,
                             "a text holds a zero byte, so nothing "
                             "of this bundle was merged");
        }
        buffer_add_u8(out, 0);
        return !out->failed || error_no_memory(err);
    }
    return error_set(err, ERROR_INPUT,
                     "a text names a key that is not in the bundle, so nothing of it "
                     "was merged");
}
