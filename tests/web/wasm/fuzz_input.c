/* The fuzz targets without a sanitizer: Node gives the inputs, and a broken promise is
 * a trap. How much heap an input holds is held to its maximum by the native tests. */
#include "fuzz.h"

#include <stdlib.h>

uint8_t *fuzz_room(size_t size) __attribute__((export_name("fuzz_room")));
void fuzz_input(uint8_t *data, size_t size) __attribute__((export_name("fuzz_input")));

uint8_t *
fuzz_room(size_t size)
{
    return malloc(size > 0 ? size : 1);
}

void
fuzz_input(uint8_t *data, size_t size)
{
    fuzz_one(data, size);
    free(data);
}
