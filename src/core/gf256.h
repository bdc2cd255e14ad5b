/*
 * gf256: the field of 256 elements in which the fountain computes, with the polynomial
 * x^8+x^4+x^3+x^2+1 (0x11d). Addition is exclusive or. A processor with SSSE3 or NEON
 * looks up 16 bytes in one step, so there the products come from two tables of 16, one
 * for each half of a byte; elsewhere they come from one table of 256. All ways give the
 * same bytes.
 */
#ifndef TOWNLINE_GF256_H
#define TOWNLINE_GF256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gf256_way { GF256_PORTABLE, GF256_SSSE3, GF256_NEON };

struct gf256 {
    enum gf256_way way;
    uint8_t product[256][256];
    /* products with 0x00-0x0f and with 0x00-0xf0 */
    uint8_t low[256][16], high[256][16];
    uint8_t inverse[256]; /* the inverse of 0 is 0 here */
};

/* Takes the fastest way that this processor has. */
void gf256_init(struct gf256 *field);
bool gf256_has_way(enum gf256_way way);
/* For tests and measurements: takes a way for which gf256_has_way is true. */
void gf256_init_way(struct gf256 *field, enum gf256_way way);

/* to[i] += factor * from[i]; the two must not overlap. */
void gf256_add_scaled(const struct gf256 *field, uint8_t *to, const uint8_t *from,
                      uint8_t factor, size_t size);
/* bytes[i] *= factor */
void gf256_scale(const struct gf256 *field, uint8_t *bytes, uint8_t factor,
                 size_t size);

#endif
