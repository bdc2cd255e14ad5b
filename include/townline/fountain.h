/*
 * fountain: a rateless code. K symbols of the data go out first as they are, then
 * random linear combinations of them over GF(256) without end; any K independent ones
 * give the data back. The coefficients of symbol `index` come from splitmix64 over
 * (tag, index). Data carries its length in its first four bytes. FORMAT.md, "Fountain".
 */
#ifndef TOWNLINE_FOUNTAIN_H
#define TOWNLINE_FOUNTAIN_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define FOUNTAIN_K_MAX 1200

/* The smallest of 240, 480 and 1200 bytes that keeps K within FOUNTAIN_K_MAX; 0 when
 * the data is too large for one stream. */
size_t fountain_symbol_bytes(size_t data_size);
size_t fountain_k(size_t data_size, size_t symbol_bytes);

struct fountain_encoder;
/* Copies the data. */
bool fountain_encoder_create(const void *data, size_t size, uint32_t tag,
                             size_t symbol_bytes, struct fountain_encoder **out,
                             struct error *err) __attribute__((warn_unused_result));
void fountain_encoder_destroy(struct fountain_encoder *encoder);
void fountain_encode(const struct fountain_encoder *encoder, uint32_t index,
                     uint8_t *out);

/* Eliminates as symbols arrive. Rows are allocated as they come, nothing for K itself.
 */
struct fountain_decoder;
bool fountain_decoder_create(uint32_t tag, size_t k, size_t symbol_bytes,
                             struct fountain_decoder **out, struct error *err)
    __attribute__((warn_unused_result));
void fountain_decoder_destroy(struct fountain_decoder *decoder);
/* True when the symbol was new to us. A full decoder takes no more. ERROR_FULL: no
 * memory. */
bool fountain_decode(struct fountain_decoder *decoder, uint32_t index,
                     const uint8_t *symbol);
size_t fountain_rank(const struct fountain_decoder *decoder); /* of K: exact progress */
size_t fountain_memory(const struct fountain_decoder *decoder); /* bytes held */
bool fountain_is_full(const struct fountain_decoder *decoder);
/* When full: the data, borrowed. False when the length inside does not fit, as after a
 * forged symbol. */
bool fountain_data(struct fountain_decoder *decoder, const uint8_t **data_out,
                   size_t *size_out);

#endif
