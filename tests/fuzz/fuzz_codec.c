/*
 * Input: u16 size of a descriptor's bytes, those, and coded responses. What decodes
 * must encode again, and that must decode to as many.
 */
#include "fuzz.h"

#include "townline/codec.h"

#include <stdbool.h>
#include <string.h>

/* What a bundle may hold altogether, here twice: decoded, and decoded again. */
const size_t fuzz_heap_max_bytes = (size_t)2 * 64 << 20;

static void
check_again(const struct descriptor *descriptor, const struct response_set *set)
{
    struct buffer bytes;
    struct response_set again = {0};
    struct error err = {0};
    buffer_init(&bytes, (size_t)16 << 20);
    bool ok = codec_encode(descriptor, set->responses, set->count, &bytes, &err);
    /* Lies can be short where the same responses told straight are long. */
    assert(ok || err.code == ERROR_FULL);
    if (ok) {
        ok = codec_decode(descriptor, bytes.data, bytes.size, &again, &err);
        assert(ok && again.count == set->count);
        for (size_t i = 0; i < set->count; i++) {
            assert(again.responses[i].answer_count == set->responses[i].answer_count);
        }
    }
    response_set_finish(&again);
    buffer_finish(&bytes);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct cursor cursor;
    struct descriptor *descriptor;
    struct response_set set = {0};
    struct error err = {0};
    cursor_init(&cursor, data, size);
    size_t descriptor_size = cursor_u16(&cursor);
    const uint8_t *bytes = cursor_take(&cursor, descriptor_size);
    if (cursor.failed || !descriptor_read(bytes, descriptor_size, &descriptor, &err)) {
        return;
    }
    size_t left = cursor_left(&cursor);
    if (codec_decode(descriptor, cursor_take(&cursor, left), left, &set, &err)) {
        assert(set.count <= RESPONSE_SET_MAX);
        check_again(descriptor, &set);
    } else {
        assert(err.code != ERROR_NONE && !set.responses);
    }
    response_set_finish(&set);
    descriptor_close(descriptor);
}
