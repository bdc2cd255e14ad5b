/* fountain: encodes data as symbols, as many as anybody asks for. */
#include "townline/fountain.h"

#include "fountain_code.h"
#include "gf256.h"
#include "townline/random.h"

#include <stdlib.h>
#include <string.h>

static const size_t symbol_sizes[] = {240, 480, 1200};
#define SIZE_COUNT (sizeof symbol_sizes / sizeof symbol_sizes[0])

size_t
fountain_k(size_t data_size, size_t symbol_bytes)
{
    return (data_size + FOUNTAIN_LENGTH_BYTES + symbol_bytes - 1) / symbol_bytes;
}

size_t
fountain_symbol_bytes(size_t data_size)
{
    if (data_size > FOUNTAIN_K_MAX * symbol_sizes[SIZE_COUNT - 1]) {
        return 0;
    }
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        if (fountain_k(data_size, symbol_sizes[i]) <= FOUNTAIN_K_MAX) {
            return symbol_sizes[i];
        }
    }
    return 0;
}

bool
fountain_shape_is_allowed(size_t k, size_t symbol_bytes)
{
    bool known = false;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        known = known || symbol_bytes == symbol_sizes[i];
    }
    return known && k >= 1 && k <= FOUNTAIN_K_MAX;
}

void
fountain_coefficients(uint32_t tag, uint32_t index, size_t k, uint8_t *out)
{
    if (index < k) {
        memset(out, 0, k);
        out[index] = 1;
        return;
    }
    uint64_t state = (uint64_t)tag << 32 | index;
    random_seeded(&state).fill(&state, out, k);
}

struct fountain_encoder {
    struct gf256 field;
    uint32_t tag;
    size_t k, symbol_bytes;
    uint8_t symbols[]; /* k symbols: length, data, zeros */
};

bool
fountain_encoder_create(const void *data, size_t size, uint32_t tag,
                        size_t symbol_bytes, struct fountain_encoder **out,
                        struct error *err)
{
    if (size > FOUNTAIN_K_MAX * symbol_sizes[SIZE_COUNT - 1] ||
        !fountain_shape_is_allowed(fountain_k(size, symbol_bytes), symbol_bytes)) {
        return error_set(err, ERROR_FULL,
                         "the bundle is too large for a moving QR "
                         "code: use the USB stick");
    }
    size_t k = fountain_k(size, symbol_bytes);
    struct fountain_encoder *encoder = calloc(1, sizeof *encoder + k * symbol_bytes);
    if (!encoder) {
        return error_no_memory(err);
    }
    gf256_init(&encoder->field);
    encoder->tag = tag;
    encoder->k = k;
    encoder->symbol_bytes = symbol_bytes;
    for (size_t i = 0; i < FOUNTAIN_LENGTH_BYTES; i++) {
        encoder->symbols[i] = (uint8_t)(size >> (8 * i));
    }
    if (size > 0) {
        memcpy(encoder->symbols + FOUNTAIN_LENGTH_BYTES, data, size);
    }
    *out = encoder;
    return true;
}

void
fountain_encoder_destroy(struct fountain_encoder *encoder)
{
    free(encoder);
}

void
fountain_encode(const struct fountain_encoder *encoder, uint32_t index, uint8_t *out)
{
    size_t size = encoder->symbol_bytes;
    if (index < encoder->k) {
        memcpy(out, encoder->symbols + index * size, size);
        return;
    }
    uint8_t coefficients[FOUNTAIN_K_MAX];
    fountain_coefficients(encoder->tag, index, encoder->k, coefficients);
    memset(out, 0, size);
    for (size_t i = 0; i < encoder->k; i++) {
        gf256_add_scaled(&encoder->field, out, encoder->symbols + i * size,
                         coefficients[i], size);
    }
}
