/* Input: a PIN reset file. */
#include "fuzz.h"

#include "townline/keys.h"
#include "townline/pin_reset.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)1 << 20;

void
fuzz_one(const uint8_t *data, size_t size)
{
    static struct golden_keys keys;
    static bool has_started;
    struct pin_reset reset, again;
    struct buffer written;
    if (!has_started) {
        if (!seal_start()) {
            return;
        }
        keys_golden(&keys);
        has_started = true;
    }
    if (!pin_reset_read(data, size, &reset, NULL)) {
        return;
    }
    /* The seeds are all that the golden office ever signed. */
    if (pin_reset_is_signed(&reset, &keys.office.sign)) {
        assert(reset.number == 7);
    }
    buffer_init(&written, PIN_RESET_FILE_MAX_BYTES);
    pin_reset_write(&reset, &written);
    bool ok = pin_reset_read(written.data, written.size, &again, NULL);
    assert(ok && again.number == reset.number);
    assert(strcmp(again.name, reset.name) == 0);
    assert(memcmp(again.signature, reset.signature, sizeof again.signature) == 0);
    buffer_finish(&written);
}
