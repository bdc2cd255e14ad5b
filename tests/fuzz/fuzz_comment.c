/* Input: a comment's compressed bytes, as the box of a kiosk that lies may hold them.
 */
#include "fuzz.h"

#include "townline/comment.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

/* One for all inputs: making it takes longer than reading them. */
static struct comment_model *model;

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct buffer text, packed, again;
    struct error err = {0};
    if (!model && !comment_model_create(&model, NULL)) {
        return;
    }
    buffer_init(&text, COMMENT_MAX_BYTES);
    buffer_init(&packed, COMMENT_MAX_BYTES + 2);
    buffer_init(&again, COMMENT_MAX_BYTES);
    if (comment_unpack(model, data, size, &text, &err)) {
        bool ok =
            comment_pack(model, (const char *)text.data, text.size, &packed, &err);
        assert(ok && packed.size <= text.size + 2);
        ok = comment_unpack(model, packed.data, packed.size, &again, &err);
        assert(ok && again.size == text.size);
        assert(text.size == 0 || memcmp(again.data, text.data, text.size) == 0);
    } else {
        assert(err.code != ERROR_NONE);
    }
    buffer_finish(&text);
    buffer_finish(&packed);
    buffer_finish(&again);
}
