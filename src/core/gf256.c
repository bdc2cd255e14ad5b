#include "gf256.h"

#include <string.h>

void
gf256_init(struct gf256 *field)
{
    memset(field, 0, sizeof *field);
    for (unsigned a = 1; a < 256; a++) {
        /* Row a is the sum of a * 2^i over the bits of the column. */
        unsigned power = a;
        for (unsigned bit = 1; bit < 256; bit <<= 1) {
            for (unsigned b = bit; b < 2 * bit; b++)
                field->product[a][b] =
                    (uint8_t)(field->product[a][b - bit] ^ (uint8_t)power);
            power = (power << 1) ^ (power & 0x80 ? 0x11du : 0u);
        }
        for (unsigned b = 1; b < 256; b++) {
            if (field->product[a][b] == 1)
                field->inverse[a] = (uint8_t)b;
        }
    }
}

void
gf256_add_scaled(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                 uint8_t factor, size_t size)
{
    if (factor == 0)
        return;
    if (factor == 1) {
        for (size_t i = 0; i < size; i++)
            to[i] ^= from[i];
        return;
    }
    const uint8_t *row = field->product[factor];
    for (size_t i = 0; i < size; i++)
        to[i] ^= row[from[i]];
}

void
gf256_scale(const struct gf256 *field, uint8_t *bytes, uint8_t factor, size_t size)
{
    const uint8_t *row = field->product[factor];
    for (size_t i = 0; i < size; i++)
        bytes[i] = row[bytes[i]];
}
