/* forgery: finds forged frames by comparing the frames of a stream with each other. */
#include "forgery.h"

#include "fountain_code.h"
#include "gf256.h"
#include "townline/fountain.h"

#include <stdlib.h>
#include <string.h>

/* n symbols came; k would be enough. A relation is a factor for each symbol (n bytes),
 * chosen such that the coefficients of all symbols, times their factors, add up to
 * zero. There are n - k relations. Multiplying the symbols themselves gives zero too,
 * unless some are forged; what comes out then is called a syndrome. Column r of the
 * relations says how a fault in symbol r shows in the syndromes, so the syndromes are
 * combinations of the columns of forged symbols. */
struct search {
    struct gf256 field;
    const struct forgery_stream *stream;
    size_t n;
    const uint8_t **symbols; /* n symbols, of all frames in turn */
    uint32_t *indices;       /* n numbers */
    /* by column, k of them: the symbol that came as it is; n when none did */
    size_t *unit_of;
    uint8_t **pivots;    /* by column: k coefficients and n factors, or NULL */
    uint8_t **relations; /* rows of n factors, owned */
    size_t relation_count, relation_max;
};

/* Vectors in echelon form: each has 1 at its pivot and 0 at the pivots of those before
 * it. */
struct span {
    size_t width, count;
    uint8_t *vectors; /* room for `width` vectors */
    size_t *pivots;
};

static void
search_finish(struct search *search)
{
    size_t k = search->stream->k;
    for (size_t i = 0; search->pivots && i < k; i++) {
        free(search->pivots[i]);
    }
    for (size_t i = 0; i < search->relation_count; i++) {
        free(search->relations[i]);
    }
    free(search->symbols);
    free(search->indices);
    free(search->unit_of);
    free(search->pivots);
    free(search->relations);
}

static bool
search_init(struct search *search, const struct forgery_stream *stream)
{
    *search = (struct search){.stream = stream};
    gf256_init(&search->field);
    for (size_t i = 0; i < stream->frame_count; i++) {
        search->n += stream->frames[i]->symbol_count;
    }
    size_t n = search->n, k = stream->k;
    search->relation_max = n - k;
    search->symbols = calloc(n, sizeof *search->symbols);
    search->indices = calloc(n, sizeof *search->indices);
    search->unit_of = calloc(k, sizeof *search->unit_of);
    search->pivots = calloc(k, sizeof *search->pivots);
    search->relations = calloc(n - k + 1, sizeof *search->relations);
    if (!search->symbols || !search->indices || !search->unit_of || !search->pivots ||
        !search->relations) {
        return false;
    }
    size_t r = 0;
    for (size_t i = 0; i < stream->frame_count; i++) {
        const struct kept_frame *frame = stream->frames[i];
        for (size_t j = 0; j < frame->symbol_count; j++, r++) {
            search->symbols[r] = frame->symbols + j * stream->symbol_bytes;
            search->indices[r] = frame->index + (uint32_t)j;
        }
    }
    for (size_t i = 0; i < k; i++) {
        search->unit_of[i] = n;
    }
    return true;
}

static bool
add_relation(struct search *search, const uint8_t *factors)
{
    if (search->relation_count == search->relation_max) {
        return true; /* this cannot happen when the frames are of rank k */
    }
    uint8_t *relation = malloc(search->n);
    if (!relation) {
        return false;
    }
    memcpy(relation, factors, search->n);
    search->relations[search->relation_count++] = relation;
    return true;
}

/* Reduces combination `r` by the pivots. What is left becomes a pivot or a relation. */
static bool
reduce(struct search *search, size_t r)
{
    size_t k = search->stream->k, n = search->n;
    uint8_t *row = calloc(1, k + n), *factors = row + k;
    if (!row) {
        return false;
    }
    fountain_coefficients(search->stream->tag, search->indices[r], k, row);
    factors[r] = 1;
    for (size_t column = 0; column < k; column++) {
        uint8_t factor = row[column];
        if (factor == 0) {
            continue;
        }
        if (search->unit_of[column] != n) {
            factors[search->unit_of[column]] ^= factor;
            row[column] = 0;
        } else if (search->pivots[column]) {
            gf256_add_scaled(&search->field, row + column,
                             search->pivots[column] + column, factor, k + n - column);
        } else {
            gf256_scale(&search->field, row + column, search->field.inverse[factor],
                        k + n - column);
            search->pivots[column] = row;
            return true;
        }
    }
    bool added = add_relation(search, factors);
    free(row);
    return added;
}

static bool
find_relations(struct search *search)
{
    size_t n = search->n, k = search->stream->k;
    uint8_t *pair = calloc(1, n);
    bool ok = pair != NULL;
    for (size_t r = 0; r < n && ok; r++) {
        if (search->indices[r] >= k) {
            continue;
        }
        size_t first = search->unit_of[search->indices[r]];
        if (first == n) {
            search->unit_of[search->indices[r]] = r;
            continue;
        }
        pair[first] = pair[r] = 1;
        ok = add_relation(search, pair);
        pair[first] = pair[r] = 0;
    }
    for (size_t r = 0; r < n && ok; r++) {
        if (search->indices[r] >= k) {
            ok = reduce(search, r);
        }
    }
    free(pair);
    return ok;
}

static bool
span_init(struct span *span, size_t width)
{
    *span = (struct span){.width = width};
    span->vectors = malloc(width * width + 1);
    span->pivots = calloc(width + 1, sizeof *span->pivots);
    return span->vectors && span->pivots != NULL;
}

static void
span_finish(struct span *span)
{
    free(span->vectors);
    free(span->pivots);
}

/* Adds the vector, which is changed. False when it lies in the span already. */
static bool
span_add(struct span *span, const struct gf256 *field, uint8_t *vector)
{
    for (size_t i = 0; i < span->count; i++) {
        gf256_add_scaled(field, vector, span->vectors + i * span->width,
                         vector[span->pivots[i]], span->width);
    }
    for (size_t at = 0; at < span->width; at++) {
        if (vector[at] == 0) {
            continue;
        }
        gf256_scale(field, vector, field->inverse[vector[at]], span->width);
        memcpy(span->vectors + span->count * span->width, vector, span->width);
        span->pivots[span->count++] = at;
        return true;
    }
    return false;
}

/* Adds the syndromes of each byte to the span of faults. */
static bool
add_syndromes(const struct search *search, struct span *faults)
{
    size_t width = search->relation_count, bytes = search->stream->symbol_bytes;
    uint8_t *sums = calloc(width, bytes), *column = malloc(width);
    bool ok = sums && column != NULL;
    for (size_t i = 0; i < width && ok; i++) {
        for (size_t r = 0; r < search->n; r++) {
            gf256_add_scaled(&search->field, sums + i * bytes, search->symbols[r],
                             search->relations[i][r], bytes);
        }
    }
    for (size_t j = 0; j < bytes && ok; j++) {
        for (size_t i = 0; i < width; i++) {
            column[i] = sums[i * bytes + j];
        }
        span_add(faults, &search->field, column);
    }
    free(sums);
    free(column);
    return ok;
}

/* How many dimensions the columns of symbols [first, first + count) would add to the
 * span. The span stays as it was. */
static size_t
dimensions_added(const struct search *search, struct span *span, size_t first,
                 size_t count, uint8_t *column)
{
    size_t before = span->count, added = 0;
    for (size_t r = first; r < first + count; r++) {
        for (size_t i = 0; i < search->relation_count; i++) {
            column[i] = search->relations[i][r];
        }
        added += span_add(span, &search->field, column) ? 1 : 0;
    }
    span->count = before;
    return added;
}

/* A frame is suspect when the span of its columns and the span of the faults have a
 * vector in common. */
static size_t
mark_suspects(const struct search *search, struct span *faults, struct span *none,
              uint8_t *column)
{
    size_t found = 0, first = 0;
    for (size_t i = 0; i < search->stream->frame_count; i++) {
        struct kept_frame *frame = search->stream->frames[i];
        size_t count = frame->symbol_count;
        /* With fewer spare symbols an honest frame could look suspect by chance. */
        bool can_tell = faults->count + count + 1 <= faults->width;
        frame->suspect =
            can_tell && dimensions_added(search, faults, first, count, column) <
                            dimensions_added(search, none, first, count, column);
        found += frame->suspect ? 1 : 0;
        first += count;
    }
    return found;
}

bool
forgery_find(struct forgery_stream *stream, size_t *found_out)
{
    struct search search;
    struct span faults = {0}, none = {0};
    uint8_t *column = NULL;
    bool ok = search_init(&search, stream) && find_relations(&search);
    size_t width = search.relation_count;
    *found_out = 0;
    if (!ok || width == 0) {
        goto out;
    }
    column = malloc(width);
    ok = column && span_init(&faults, width) && span_init(&none, width) &&
         add_syndromes(&search, &faults);
    if (ok) {
        *found_out = mark_suspects(&search, &faults, &none, column);
    }
out:
    free(column);
    span_finish(&faults);
    span_finish(&none);
    search_finish(&search);
    return ok;
}
