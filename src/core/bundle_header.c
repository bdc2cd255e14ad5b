#include "townline/bundle.h"

void
bundle_id(const void *data, size_t size, uint8_t out[BUNDLE_ID_BYTES])
{
    seal_hash(data, size, out);
}
