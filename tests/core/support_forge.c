/* support_forge: computes the CRC of a frame bit by bit. */
#include "support_forge.h"

uint32_t
forge_crc(const uint8_t *frame, size_t size)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        if (i >= 12 && i < 16) {
            continue;
        }
        for (unsigned bit = 0; bit < 8; bit++) {
            uint32_t in = (frame[i] >> bit ^ crc) & 1u;
            crc = crc >> 1 ^ (in ? 0xedb88320u : 0);
        }
    }
    return ~crc;
}

void
forge_seal(uint8_t *frame, size_t size)
{
    uint32_t crc = forge_crc(frame, size);
    for (unsigned i = 0; i < 4; i++) {
        frame[12 + i] = (uint8_t)(crc >> (8 * i));
    }
}
