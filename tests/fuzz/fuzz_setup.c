/* Input: the file in which a kiosk keeps how far its first start has come. */
#include "fuzz.h"

#include "setup.h"
#include "townline/characters.h"

#include <stdbool.h>
#include <string.h>

const size_t fuzz_heap_max_bytes = (size_t)1 << 16;

static bool
is_text(const char *text, size_t room)
{
    size_t length = strnlen(text, room);
    return length < room &&
           (length == 0 || character_well_formed_bytes(text, length) > 0);
}

void
fuzz_one(const uint8_t *data, size_t size)
{
    struct setup setup, again;
    char lines[SETUP_FILE_MAX_BYTES];
    setup_read(data, size, &setup);
    assert(setup.step <= SETUP_DONE);
    assert(is_text(setup.name, sizeof setup.name));
    assert(is_text(setup.language, sizeof setup.language));
    assert(setup.width_dmm == 0 || (setup.width_dmm >= SETUP_WIDTH_MIN_DMM &&
                                    setup.width_dmm <= SETUP_WIDTH_MAX_DMM));
    size_t written = setup_write(&setup, lines);
    assert(written > 0);
    setup_read(lines, written, &again);
    assert(again.step == setup.step && again.is_test == setup.is_test);
    assert(again.width_dmm == setup.width_dmm);
    assert(strcmp(again.name, setup.name) == 0);
    assert(strcmp(again.language, setup.language) == 0);
}
