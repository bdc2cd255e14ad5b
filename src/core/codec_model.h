/*
 * codec_model: how likely the parts of an answer are. The codec takes an answer apart
 * into symbols, numbers and texts, each with a place; the model codes them and learns.
 * What the contexts are is known here alone, so that another model can take this one's
 * place under another number. Not for other folders.
 *
 * Every call codes in the direction of the range coder: decoding passes over the value
 * given and returns the decoded one. When memory ran out or the data is damaged,
 * `failed` is set and every value returned is still within its bounds.
 */
#ifndef TOWNLINE_CODEC_MODEL_H
#define TOWNLINE_CODEC_MODEL_H

#include "logistic.h"
#include "range_coder.h"
#include "townline/arena.h"
#include "townline/codec.h"

/* Columns: the questions, then the repeats, then these. */
enum codec_head {
    HEAD_COUNT, /* of the responses */
    HEAD_ROUND,
    HEAD_EVENT,
    HEAD_LANGUAGE,
    HEAD_HALF_DAY,
    HEAD_CLOCK_TRUSTED,
    HEAD_CHANNEL,
    HEAD_DURATION,
    HEAD_STRAIGHT_LINE,
    HEAD_COMPLETE,
    HEAD_AFTER_RESULTS,
    HEAD_ASSISTED,
    HEAD_FIRST_TIME,
    HEAD_ORDER_SEED,
    HEAD_COLUMNS,
};

enum codec_field {
    FIELD_STATE,
    FIELD_FORM, /* 0 the usual spelling of a value; its odds start out for 0 */
    FIELD_VALUE,
    FIELD_COUNT,
    FIELD_LIST,
    FIELD_SIGN,
    FIELD_DECIMALS,
    FIELD_HOUR,
    FIELD_MINUTE,
    FIELD_SECOND,
    FIELD_MILLISECOND,
    FIELD_ZONE,
    FIELD_KNOWN_TEXT,
    FIELDS,
};

/* Where a symbol stands; `context` is what else it depends on, below `contexts`, which
 * is always the same for a column and field. */
struct codec_place {
    size_t column;
    enum codec_field field;
    size_t context, contexts;
};

/* What a value may depend on beside its question, 0 where there is nothing. */
enum { NEAR_KEY, NEAR_VALUE, NEARS };

struct codec_model {
    struct range_coder coder;
    struct logistic logistic;
    bool is_value;        /* symbols of FIELD_VALUE depend on `near` */
    uint32_t near[NEARS]; /* one above: the instance, the value before in its scope */
    uint32_t last_symbol; /* of FIELD_VALUE */
    struct odds *shared;  /* by hashes of question and one of `near` */
    struct arena *texts;  /* borrowed: decoded texts lie in it */
    bool failed;
    struct arena arena;
    struct codec_column *columns;
    size_t first_head;         /* column of HEAD_COUNT */
    struct odds *letters[256]; /* of a text's bytes, by the byte before */
};

static inline struct codec_place
codec_place_of(size_t column, enum codec_field field)
{
    return (struct codec_place){.column = column, .field = field, .contexts = 1};
}

/* The coder is set up by the caller before. False when memory ran out. */
bool codec_model_init(struct codec_model *model, const struct descriptor *descriptor,
                      struct arena *texts);
void codec_model_finish(struct codec_model *model);

#define CODEC_SYMBOLS_MAX 4096
/* One of `count` symbols, from 1 to CODEC_SYMBOLS_MAX and always the same for a column
 * and field. */
unsigned codec_symbol(struct codec_model *model, struct codec_place place,
                      unsigned symbol, unsigned count);
/* The same where fewer than the `most` symbols of the place are possible this time. */
unsigned codec_symbol_among(struct codec_model *model, struct codec_place place,
                            unsigned symbol, unsigned count, unsigned most);
/* Any number; small ones and those of a usual size take few bits. */
uint64_t codec_number(struct codec_model *model, struct codec_place place,
                      uint64_t number);
/* A text without NUL, UTF-8, of at most max_bytes; what a column had before is cheap.
 * The text decoded is kept in `texts`. */
const char *codec_text(struct codec_model *model, size_t column, const char *text,
                       size_t max_bytes);

#endif
