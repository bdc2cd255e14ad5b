/*
 * codec_value: codes a question's value as symbols and numbers for the model, and back,
 * byte for byte. Each type has one or two usual spellings; a value in any other
 * spelling is coded as raw text. For src/core alone.
 */
#ifndef TOWNLINE_CODEC_VALUE_H
#define TOWNLINE_CODEC_VALUE_H

#include "codec_model.h"

/* The picks that a rank came from. They are a string that stands right behind the rank;
 * see codec_picks.c. */
struct codec_picks {
    uint8_t order_seed;     /* of the response at hand */
    const char *next_value; /* when encoding: the value of that string, or NULL */
    const char *coded;      /* the picks that were coded with the rank, or NULL */
};

struct codec_values {
    struct codec_model *model; /* borrowed; decoded values lie in its `texts` */
    const struct descriptor *descriptor;
    const char ***choices; /* by question: its decoded codes, each kept once */
    int64_t today;         /* of the response at hand: days since 1970-01-01 */
    size_t work;           /* counts what hostile data could make expensive */
    int services;          /* the question with ROLE_SERVICES, or -1 */
    int assigned;          /* the string beside it; model 2 alone, else -1 */
    /* by choices of the services: which of them the response at hand has */
    enum service_mark { SERVICE_NONE, SERVICE_CHOSEN, SERVICE_ASSIGNED } * marks;
    struct codec_picks picks;
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

/* codec_services.c has what a response is about. */
bool codec_services_init(struct codec_values *values);
void codec_services_begin(struct codec_values *values); /* the next response */
/* Takes the value of `assigned`; words that are no service are passed over. */
void codec_services_assign(struct codec_values *values, const char *value);

/* codec_picks.c has picks, of model 2. */
/* Whether the question is a string with the picks of the rank before it. */
bool codec_is_picks(const struct codec_values *values, size_t question);
/* When encoding: whether the rank is what its picks give. It is then coded as them. */
bool codec_is_by_picks(const struct codec_values *values, size_t question,
                       const char *rank);
const char *codec_rank_by_picks(struct codec_values *values, size_t question,
                                const char *rank);
const char *codec_picks(struct codec_values *values, size_t question,
                        const char *value);

const char *codec_range(struct codec_values *values, size_t question,
                        const char *value);
const char *codec_decimal(struct codec_values *values, size_t question,
                          const char *value);
const char *codec_date(struct codec_values *values, size_t question, const char *value);
const char *codec_time(struct codec_values *values, size_t question, const char *value);

#endif
