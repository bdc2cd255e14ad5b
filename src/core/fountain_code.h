/*
 * fountain_code: what the fountain's encoder, its decoder and the search for forged
 * frames agree on: the coefficients of a symbol.
 */
#ifndef TOWNLINE_FOUNTAIN_CODE_H
#define TOWNLINE_FOUNTAIN_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOUNTAIN_LENGTH_BYTES 4

/* Whether a stream may have this shape. */
bool fountain_shape_is_allowed(size_t k, size_t symbol_bytes);
/* All k coefficients of symbol `index`: for an index below k the unit vector. */
void fountain_coefficients(uint32_t tag, uint32_t index, size_t k, uint8_t *out);

#endif
