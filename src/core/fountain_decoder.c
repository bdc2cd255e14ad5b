/* fountain_decoder: gets the data back from any k independent symbols. */
#include "townline/fountain.h"

#include "fountain_code.h"
#include "gf256.h"

#include <stdlib.h>
#include <string.h>

/* One equation: the sum of coefficients times symbols is `symbol`. In the row for
 * column j, coefficient j is 1 and those before it are 0. Most symbols came as they
 * are. Their rows need no coefficients, and subtracting one from another row changes
 * only one coefficient there. */
struct equation {
    /* k bytes behind the symbol; NULL when the symbol came as it is */
    uint8_t *coefficients;
    uint8_t symbol[];
};

struct fountain_decoder {
    struct gf256 field;
    uint32_t tag;
    size_t k, symbol_bytes;
    size_t rank, memory;
    uint8_t *data; /* the whole data, made when the decoder is full */
    bool solved;
    struct equation *rows[FOUNTAIN_K_MAX]; /* by column; NULL while it is unknown */
};

bool
fountain_decoder_create(uint32_t tag, size_t k, size_t symbol_bytes,
                        struct fountain_decoder **out, struct error *err)
{
    if (!fountain_shape_is_allowed(k, symbol_bytes)) {
        return error_set(err, ERROR_INPUT, "no stream of codes has this shape");
    }
    struct fountain_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) {
        return error_no_memory(err);
    }
    gf256_init(&decoder->field);
    decoder->tag = tag;
    decoder->k = k;
    decoder->symbol_bytes = symbol_bytes;
    decoder->memory = sizeof *decoder;
    *out = decoder;
    return true;
}

void
fountain_decoder_destroy(struct fountain_decoder *decoder)
{
    if (!decoder) {
        return;
    }
    for (size_t i = 0; i < decoder->k; i++) {
        free(decoder->rows[i]);
    }
    free(decoder->data);
    free(decoder);
}

static struct equation *
row_create(struct fountain_decoder *decoder, bool unit, const uint8_t *symbol)
{
    size_t size =
        sizeof(struct equation) + decoder->symbol_bytes + (unit ? 0 : decoder->k);
    struct equation *row = malloc(size);
    if (!row) {
        return NULL;
    }
    row->coefficients = unit ? NULL : row->symbol + decoder->symbol_bytes;
    memcpy(row->symbol, symbol, decoder->symbol_bytes);
    decoder->memory += size;
    return row;
}

static void
row_destroy(struct fountain_decoder *decoder, struct equation *row)
{
    decoder->memory -=
        sizeof *row + decoder->symbol_bytes + (row->coefficients ? decoder->k : 0);
    free(row);
}

/* Subtracts the row for `column`, times a factor, so that this coefficient becomes 0.
 */
static void
take_out(const struct fountain_decoder *decoder, struct equation *row, size_t column)
{
    const struct equation *known = decoder->rows[column];
    uint8_t factor = row->coefficients[column];
    gf256_add_scaled(&decoder->field, row->symbol, known->symbol, factor,
                     decoder->symbol_bytes);
    if (!known->coefficients) {
        row->coefficients[column] = 0;
    } else {
        gf256_add_scaled(&decoder->field, row->coefficients + column,
                         known->coefficients + column, factor, decoder->k - column);
    }
}

/* Takes over the row. It becomes the row of its first column that is free; when it says
 * nothing new, it is freed. */
static bool
insert(struct fountain_decoder *decoder, struct equation *row)
{
    for (size_t column = 0; column < decoder->k; column++) {
        uint8_t factor = row->coefficients[column];
        if (factor == 0) {
            continue;
        }
        if (decoder->rows[column]) {
            take_out(decoder, row, column);
            continue;
        }
        uint8_t inverse = decoder->field.inverse[factor];
        gf256_scale(&decoder->field, row->coefficients + column, inverse,
                    decoder->k - column);
        gf256_scale(&decoder->field, row->symbol, inverse, decoder->symbol_bytes);
        decoder->rows[column] = row;
        decoder->rank++;
        return true;
    }
    row_destroy(decoder, row);
    return false;
}

bool
fountain_decode(struct fountain_decoder *decoder, uint32_t index, const uint8_t *symbol)
{
    if (fountain_is_full(decoder)) {
        return false;
    }
    bool unit = index < decoder->k;
    if (unit && decoder->rows[index] && !decoder->rows[index]->coefficients) {
        return false;
    }
    struct equation *row = row_create(decoder, unit, symbol);
    if (!row) {
        return false;
    }
    if (!unit) {
        fountain_coefficients(decoder->tag, index, decoder->k, row->coefficients);
        return insert(decoder, row);
    }
    /* A symbol that came as it is replaces a combination that stood for its column.
     * What is left of the combination may stand for another column. */
    struct equation *displaced = decoder->rows[index];
    decoder->rows[index] = row;
    if (!displaced) {
        decoder->rank++;
        return true;
    }
    return insert(decoder, displaced);
}

size_t
fountain_rank(const struct fountain_decoder *decoder)
{
    return decoder->rank;
}

size_t
fountain_memory(const struct fountain_decoder *decoder)
{
    return decoder->memory;
}

bool
fountain_is_full(const struct fountain_decoder *decoder)
{
    return decoder->rank == decoder->k;
}

/* Goes from the last column to the first, so that each row that is subtracted is a
 * plain symbol already. */
static void
solve(struct fountain_decoder *decoder)
{
    for (size_t column = decoder->k; column-- > 0;) {
        struct equation *row = decoder->rows[column];
        if (row->coefficients) {
            for (size_t i = column + 1; i < decoder->k; i++) {
                gf256_add_scaled(&decoder->field, row->symbol, decoder->rows[i]->symbol,
                                 row->coefficients[i], decoder->symbol_bytes);
            }
        }
        memcpy(decoder->data + column * decoder->symbol_bytes, row->symbol,
               decoder->symbol_bytes);
    }
    decoder->solved = true;
}

bool
fountain_data(struct fountain_decoder *decoder, const uint8_t **data_out,
              size_t *size_out)
{
    if (!fountain_is_full(decoder)) {
        return false;
    }
    size_t whole = decoder->k * decoder->symbol_bytes;
    if (!decoder->data) {
        decoder->data = malloc(whole);
        if (!decoder->data) {
            return false;
        }
        decoder->memory += whole;
        solve(decoder);
    }
    size_t size = 0;
    for (size_t i = 0; i < FOUNTAIN_LENGTH_BYTES; i++) {
        size |= (size_t)decoder->data[i] << (8 * i);
    }
    if (size > whole - FOUNTAIN_LENGTH_BYTES ||
        fountain_k(size, decoder->symbol_bytes) != decoder->k) {
        return false;
    }
    for (size_t i = FOUNTAIN_LENGTH_BYTES + size; i < whole; i++) {
        if (decoder->data[i] != 0) {
            return false;
        }
    }
    *data_out = decoder->data + FOUNTAIN_LENGTH_BYTES;
    *size_out = size;
    return true;
}
