/*
 * codec: writes a lot of responses in as few bytes as their answers need. Every
 * question is a column of an adaptive binary range coder. No tables are stored: writer
 * and reader learn the same from each answer, in integers, so every machine reads the
 * same. Every value comes back byte for byte, also one that its question does not
 * allow. src/core/FORMAT.md describes every byte.
 *
 * Not here: the ids of responses (decoded ids are zero) and sealed texts. Of an
 * ANSWER_SEALED only the state is coded. The bundle keeps the boxes in the same order
 * (responses in order, answers in order) and puts them back after decoding.
 */
#ifndef TOWNLINE_CODEC_H
#define TOWNLINE_CODEC_H

#include "townline/buffer.h"
#include "townline/response.h"

/* The first byte of the stream: how the responses are packed. All numbers up to the
 * newest are read for ever, and codec_encode writes the newest. */
#define CODEC_MODEL_NEWEST 2

/* The limit of what decoded responses may weigh. Each response and each answer weighs
 * as much as said here, and each value its bytes with the NUL. The weight is the same
 * on every machine, whatever memory is really used. */
#define CODEC_MEMORY_MAX ((size_t)48 << 20)
#define CODEC_RESPONSE_WEIGHT 128
#define CODEC_ANSWER_WEIGHT 80

/* The weight of one response. With it a caller can divide a lot that is too heavy. */
size_t codec_weight(const struct response *response);

/* Puts responses into canonical order: by their content alone, and where that is the
 * same, by the row ids of their sealed texts. The result does not depend on the order
 * before. The ids of responses play no part. Only the array is sorted. */
void codec_sort(struct response *responses, size_t count);

/* Adds the coded responses to `out`, in the order given. Every order can be decoded;
 * the canonical one takes the fewest bytes. ERROR_FULL above RESPONSE_SET_MAX,
 * CODEC_MEMORY_MAX or the maximum of `out`. ERROR_INPUT for what codec_decode would
 * refuse: answers that are not sorted or not of the descriptor, values that are too
 * long or not UTF-8. */
bool codec_encode(const struct descriptor *descriptor, const struct response *responses,
                  size_t count, struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* The same in an older way, for what is kept for ever. */
bool codec_encode_as(unsigned model, const struct descriptor *descriptor,
                     const struct response *responses, size_t count, struct buffer *out,
                     struct error *err) __attribute__((warn_unused_result));

/* `data` has to be exactly what codec_encode added. `out` owns all its strings and is
 * set only on success. The `sealed` of an ANSWER_SEALED is zero. The caller fills it
 * with boxes that live as long as the set. */
bool codec_decode(const struct descriptor *descriptor, const void *data, size_t size,
                  struct response_set *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
