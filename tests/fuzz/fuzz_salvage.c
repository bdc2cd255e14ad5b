/*
 * Input: the bytes of a damaged archive, in which sealed bundles and the entry of a
 * kiosk are looked for. The kiosk's key is the first 32 bytes.
 */
#include "fuzz.h"

#include "townline/archive.h"

#include <assert.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)64 << 20;

static bool
on_bundle(void *context, const void *sealed, size_t size)
{
    size_t *left = context;
    const uint8_t *bytes = sealed;
    assert(size >= 9 && size <= BUNDLE_MAX_BYTES && bytes[0] == 'T');
    volatile uint8_t last = bytes[size - 1];
    (void)last;
    return --*left > 0;
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    size_t left = 50;
    const struct archive_salvage salvage = {
        .file = data, .size = size, .on_bundle = on_bundle, .context = &left};
    struct sign_public key;
    struct archive_kiosk kiosk;
    assert(archive_salvage_bundles(&salvage) <= 50);
    if (size < sizeof key.bytes) {
        return;
    }
    memcpy(key.bytes, data, sizeof key.bytes);
    if (archive_salvage_kiosk(&salvage, &key, &kiosk)) {
        assert(memchr(kiosk.name, '\0', sizeof kiosk.name));
        assert(memcmp(kiosk.key.bytes, key.bytes, sizeof key.bytes) == 0);
    }
}
