/*
 * fountain: a code without an end. The data is K symbols, which come first, as they
 * are. After them come random linear combinations of them over GF(256), as many as
 * anybody asks for. Any K independent symbols give the data back. The coefficients of
 * symbol `index` come from splitmix64 over (tag, index). The first four bytes of the
 * data are its length. FORMAT.md, "Fountain".
 */
#ifndef TOWNLINE_FOUNTAIN_H
#define TOWNLINE_FOUNTAIN_H

#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define FOUNTAIN_K_MAX 1200

/* The smallest size of 240, 480 and 1200 bytes with which K is at most FOUNTAIN_K_MAX;
 * 0 when the data is too large for one stream. */
size_t fountain_symbol_bytes(size_t data_size);
size_t fountain_k(size_t data_size, size_t symbol_bytes);

struct fountain_encoder;
/* The data is copied. */
bool fountain_encoder_create(const void *data, size_t size, uint32_t tag,
                             size_t symbol_bytes, struct fountain_encoder **out,
                             struct error *err) __attribute__((warn_unused_result));
void fountain_encoder_destroy(struct fountain_encoder *encoder);
void fountain_encode(const struct fountain_encoder *encoder, uint32_t index,
                     uint8_t *out);

/* Solves the equations while symbols arrive. Memory is taken for each symbol that
 * comes, and none for K itself. */
struct fountain_decoder;
bool fountain_decoder_create(uint32_t tag, size_t k, size_t symbol_bytes,
                             struct fountain_decoder **out, struct error *err)
    __attribute__((warn_unused_result));
void fountain_decoder_destroy(struct fountain_decoder *decoder);
/* True when the symbol said something new. False when it did not, when the decoder is
 * full and takes no more, or when memory ran out. */
bool fountain_decode(struct fountain_decoder *decoder, uint32_t index,
                     const uint8_t *symbol);
/* out of K: the exact progress */
size_t fountain_rank(const struct fountain_decoder *decoder);
/* bytes that it holds */
size_t fountain_memory(const struct fountain_decoder *decoder);
bool fountain_is_full(const struct fountain_decoder *decoder);
/* When the decoder is full: gives the data, borrowed. False when the length in it
 * cannot be right, as after a forged symbol. */
bool fountain_data(struct fountain_decoder *decoder, const uint8_t **data_out,
                   size_t *size_out);

#endif
