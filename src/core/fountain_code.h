/*
 * fountain_code: the coefficients of a symbol, which the fountain's encoder, its
 * decoder and the search for forged frames all need.
 */
#ifndef TOWNLINE_FOUNTAIN_CODE_H
#define TOWNLINE_FOUNTAIN_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOUNTAIN_LENGTH_BYTES 4

/* Whether a stream may have this many symbols of this size. */
bool fountain_shape_is_allowed(size_t k, size_t symbol_bytes);
/* Writes the k coefficients of symbol `index`. Below k, one of them is 1 and the others
 * are 0. */
void fountain_coefficients(uint32_t tag, uint32_t index, size_t k, uint8_t *out);

#endif
