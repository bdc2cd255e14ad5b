/*
 * codec: a lot of responses in as few bytes as their answers need. Every question is a
 * column of an adaptive binary range coder: no tables travel, both sides learn as they
 * go, all in integers, so every machine reads the same. A value comes back byte for
 * byte, also one that its question does not allow. Byte by byte: src/core/FORMAT.md.
 *
 * Not here: the ids of responses (decoded ids are zero) and sealed texts. Of an answer
 * that is ANSWER_SEALED only the state is coded; the bundle keeps the boxes in the same
 * order (responses in order, answers in order) and puts them back after decoding.
 */
#ifndef TOWNLINE_CODEC_H
#define TOWNLINE_CODEC_H

#include "townline/buffer.h"
#include "townline/response.h"

#define CODEC_MODEL_NEWEST 1 /* the first byte of the stream */

/* What decoded responses may weigh: this many for each response and answer and the
 * bytes of each value with its NUL, whatever they take on the machine at hand. */
#define CODEC_MEMORY_MAX ((size_t)48 << 20)
#define CODEC_RESPONSE_WEIGHT 128
#define CODEC_ANSWER_WEIGHT 80

/* What the response adds to CODEC_MEMORY_MAX, for who has to cut a lot into two. */
size_t codec_weight(const struct response *response);

/* Puts responses into canonical order: by their content alone, and where that is the
 * same by the row ids of their sealed texts. What comes out does not depend on the
 * order they come in. Only the array is permuted; ids play no part. */
void codec_sort(struct response *responses, size_t count);

/* Adds the coded responses to `out`, in the order given (any order decodes; the
 * canonical one is the smallest). ERROR_FULL over RESPONSE_SET_MAX, CODEC_MEMORY_MAX or
 * the maximum of `out`; ERROR_INPUT where codec_decode would refuse: answers that are
 * unsorted or not of the descriptor, values too long or not UTF-8. */
bool codec_encode(const struct descriptor *descriptor, const struct response *responses,
                  size_t count, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* `data` must be exactly what codec_encode added. `out` owns all its strings and is set
 * only on success. The `sealed` of an ANSWER_SEALED is zero: the caller fills it, with
 * boxes that live as long as the set is used. */
bool codec_decode(const struct descriptor *descriptor, const void *data, size_t size,
                  struct response_set *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
