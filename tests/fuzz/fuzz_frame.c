/*
 * Input: records of u16 size, u8 flags and that many bytes of a frame, all given to one
 * collector. Flag 1: the CRC is made right first, as a forger would.
 */
#include "fuzz.h"

#include "support_forge.h"
#include "townline/frame.h"

#include <string.h>

/* What a collector may hold, and what the search for forged frames takes beside it. */
const size_t fuzz_heap_max_bytes = COLLECTOR_MAX_BYTES + ((size_t)16 << 20);

enum { FLAG_SEAL = 1 };

static void
check_bundle(const struct frame_collector *collector, const uint8_t *frame)
{
    const uint8_t *data;
    size_t size;
    uint8_t id[BUNDLE_ID_BYTES];
    frame_collector_bundle(collector, &data, &size);
    assert(data && size <= BUNDLE_MAX_BYTES);
    bundle_id(data, size, id);
    assert(memcmp(id, frame + 2, 4) == 0);
}

static void
check_progress(const struct frame_collector *collector)
{
    uint8_t tag[4];
    size_t rank, k, i = 0;
    while (frame_collector_partial(collector, i, tag, &rank, &k)) {
        assert(rank <= k && k <= FOUNTAIN_K_MAX);
        i++;
    }
    assert(i <= COLLECTOR_PARTIAL_MAX);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct frame_collector *collector;
    uint8_t frame[FRAME_MAX_BYTES + 64];
    struct cursor cursor;
    cursor_init(&cursor, data, size);
    if (!frame_collector_create(&collector, NULL)) {
        return;
    }
    while (cursor_left(&cursor) > 3) {
        size_t wanted = cursor_u16(&cursor) % sizeof frame;
        uint8_t flags = cursor_u8(&cursor);
        size_t given = wanted < cursor_left(&cursor) ? wanted : cursor_left(&cursor);
        memcpy(frame, cursor_take(&cursor, given), given);
        if ((flags & FLAG_SEAL) && given >= FRAME_HEADER_BYTES) {
            forge_seal(frame, given);
        }
        if (frame_collect(collector, frame, given) == COLLECTOR_BUNDLE) {
            check_bundle(collector, frame);
        }
        check_progress(collector);
    }
    frame_collector_destroy(collector);
}
