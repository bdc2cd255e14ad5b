/* Opens the sealed texts of one bundle. */
#include "archive_texts.h"

#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX_BYTES ((size_t)64 << 20) /* of one response */

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

void
opened_response_init(struct opened_response *opened)
{
    *opened = (struct opened_response){.capacity = 0};
    buffer_init(&opened->texts, TEXTS_MAX_BYTES);
}

void
opened_response_finish(struct opened_response *opened)
{
    free(opened->answers);
    free(opened->offsets);
    buffer_finish(&opened->texts);
}

static bool
make_room(struct opened_response *opened, size_t count, struct error *err)
{
    if (count <= opened->capacity) {
        return true;
    }
    free(opened->answers);
    free(opened->offsets);
    opened->answers = calloc(count, sizeof *opened->answers);
    opened->offsets = calloc(count, sizeof *opened->offsets);
    opened->capacity = opened->answers && opened->offsets ? count : 0;
    return opened->capacity > 0 || error_no_memory(err);
}

bool
response_open(struct opened_response *opened, const struct text_opener *opener,
              const struct descriptor *descriptor, const struct response *response,
              struct response *out, struct error *err)
{
    size_t count = response->answer_count;
    if (!make_room(opened, count, err)) {
        return false;
    }
    buffer_clear(&opened->texts);
    for (size_t i = 0; i < count; i++) {
        const struct answer *answer = &response->answers[i];
        opened->answers[i] = *answer;
        opened->offsets[i] = opened->texts.size;
        if (answer->state == ANSWER_SEALED &&
            !text_open(opener, &answer->sealed,
                       descriptor->questions[answer->question].path, &opened->texts,
                       err)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct answer *answer = &opened->answers[i];
        if (answer->state == ANSWER_SEALED) {
            answer->state = ANSWER_VALUE;
            answer->value = (const char *)opened->texts.data + opened->offsets[i];
        }
        if (answer->state == ANSWER_VALUE && answer->value[0] == '\0' &&
            descriptor->questions[answer->question].type != QUESTION_TEXT) {
            answer->state = ANSWER_EMPTY;
        }
    }
    *out = *response;
    out->answers = opened->answers;
    return true;
}
