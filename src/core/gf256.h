/*
 * gf256: the field of 256 elements with polynomial x^8+x^4+x^3+x^2+1 (0x11d), in which
 * the fountain computes. Addition is exclusive or.
 */
#ifndef TOWNLINE_GF256_H
#define TOWNLINE_GF256_H

#include <stddef.h>
#include <stdint.h>

struct gf256 {
    uint8_t product[256][256];
    uint8_t inverse[256]; /* of 0: 0 */
};

void gf256_init(struct gf256 *field);
/* to[i] += factor * from[i] */
void gf256_add_scaled(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                      uint8_t factor, size_t size);
/* bytes[i] *= factor */
void gf256_scale(const struct gf256 *field, uint8_t *bytes, uint8_t factor,
                 size_t size);

#endif
