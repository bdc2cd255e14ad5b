/*
 * codec_head: encodes and decodes the circumstances of a response (language, half-day,
 * channel, ...), each as a column of its own. For src/core alone.
 */
#ifndef TOWNLINE_CODEC_HEAD_H
#define TOWNLINE_CODEC_HEAD_H

#include "codec_model.h"

/* The half-days of all responses lie from first to first + span. */
struct codec_half_days {
    uint32_t first, span;
    /* of the response before */
    uint32_t since; /* half-days from `first` */
    uint8_t order_seed;
};

/* Codes what codec_head has to know before the first response. The responses are read
 * only when encoding. */
void codec_half_days(struct codec_model *model, struct codec_half_days *half_days,
                     const struct response *responses, size_t count);
void codec_head(struct codec_model *model, struct codec_half_days *half_days,
                struct response_head *head);

#endif
