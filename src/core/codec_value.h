/*
 * codec_value: codes a question's value as symbols and numbers for the model, and back,
 * byte for byte. Each type has one or two usual spellings; a value in any other
 * spelling is coded as raw text. For src/core alone.
 */
#ifndef TOWNLINE_CODEC_VALUE_H
#define TOWNLINE_CODEC_VALUE_H

#include "codec_model.h"

struct codec_values {
    struct codec_model *model; /* borrowed; decoded values lie in its `texts` */
    const struct descriptor *descriptor;
    const char ***choices; /* by question: its decoded codes, each kept once */
    int64_t today;         /* of the response at hand: days since 1970-01-01 */
    size_t work;           /* counts what hostile data could make expensive */
    int services;          /* the question with ROLE_SERVICES, or -1 */
    bool *chosen;          /* by its choices: whether the response at hand has it */
};

bool codec_values_init(struct codec_values *values, struct codec_model *model,
                       const struct descriptor *descriptor);

/* Works in the direction of the coder: takes `value` when encoding, and returns the
 * decoded value otherwise. On failure the model's `failed` is set and the result is "".
 */
const char *codec_value(struct codec_values *values, size_t question,
                        const char *value);

/* For the files of codec_value: codec_value.c has the types that are words,
 * codec_quantity.c those that are numbers. */
enum value_form {
    FORM_USUAL,
    FORM_OTHER, /* a second spelling that some types have */
    FORM_RAW,
    FORMS,
};
enum value_form codec_value_form(struct codec_values *values, size_t question,
                                 enum value_form form);
const char *codec_value_raw(struct codec_values *values, size_t question,
                            const char *value);
const char *codec_value_keep(struct codec_values *values, const char *text,
                             size_t size);
const char *codec_value_fail(struct codec_values *values);

const char *codec_range(struct codec_values *values, size_t question,
                        const char *value);
const char *codec_decimal(struct codec_values *values, size_t question,
                          const char *value);
const char *codec_date(struct codec_values *values, size_t question, const char *value);
const char *codec_time(struct codec_values *values, size_t question, const char *value);

#endif
