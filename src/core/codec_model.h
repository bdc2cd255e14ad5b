/*
 * codec_model: knows how likely the parts of an answer are. The codec divides an answer
 * into symbols, numbers and texts, each of which has a place; the model codes them and
 * learns from each. Only the model knows the contexts, so that a better model can later
 * be added under another number. For src/core alone.
 *
 * Every function works in the direction of the range coder: when encoding it codes the
 * value it is given; when decoding it ignores that value and returns the decoded one.
 * When memory runs out or the data is damaged, `failed` is set, and every value
 * returned is still within its bounds.
 */
#ifndef TOWNLINE_CODEC_MODEL_H
#define TOWNLINE_CODEC_MODEL_H

#include "logistic.h"
#include "range_coder.h"
#include "townline/arena.h"
#include "townline/codec.h"

/* The columns are the questions, then the repeats, then these. */
enum codec_head {
    HEAD_COUNT, /* how many responses */
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
    FIELD_FORM, /* 0 for the usual spelling of a value, with which the odds begin */
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

/* Where a symbol stands. `context` is what else its odds depend on: a number below
 * `contexts`. `contexts` never changes for the same column and field. */
struct codec_place {
    size_t column;
    enum codec_field field;
    size_t context, contexts;
};

/* What the odds of a value may depend on beside its question. Model 1 knows the first
 * two. */
enum { NEAR_KEY, NEAR_VALUE, NEAR_BOTH, NEAR_EARLIER, NEARS };

struct codec_model {
    struct range_coder coder;
    struct logistic logistic;
    unsigned number; /* of the model: 1 or 2 */
    bool is_value;   /* symbols of FIELD_VALUE depend on `near` */
    /* NEAR_KEY: the instance plus 1, or what model 2 takes for it outside of repeats.
     * NEAR_VALUE: the value before it in its scope plus 1; 0: none. Model 2 works out
     * the others for each symbol. */
    uint32_t near[NEARS];
    /* Of model 2, by hashes of a place: the last symbol there, and of which response.
     */
    uint32_t *earlier;
    uint32_t response;    /* counts them, from 1 */
    uint32_t last_symbol; /* of FIELD_VALUE */
    struct odds *shared;  /* by hashes of the question and one of `near` */
    struct arena *texts;  /* borrowed; decoded texts lie in it */
    bool failed;
    struct arena arena;
    struct codec_column *columns;
    size_t first_head;         /* the column of HEAD_COUNT */
    struct odds *letters[256]; /* for the bytes of a text, by the byte before */
};

static inline struct codec_place
codec_place_of(size_t column, enum codec_field field)
{
    return (struct codec_place){.column = column, .field = field, .contexts = 1};
}

/* The caller sets up the coder before. False when memory ran out. */
bool codec_model_init(struct codec_model *model, const struct descriptor *descriptor,
                      struct arena *texts);
void codec_model_finish(struct codec_model *model);

#define CODEC_SYMBOLS_MAX 4096
/* Codes one of `count` symbols. `count` is from 1 to CODEC_SYMBOLS_MAX, and never
 * changes for the same column and field. */
unsigned codec_symbol(struct codec_model *model, struct codec_place place,
                      unsigned symbol, unsigned count);
/* The same when only `count` of the `most` symbols of the place are possible this time.
 */
unsigned codec_symbol_among(struct codec_model *model, struct codec_place place,
                            unsigned symbol, unsigned count, unsigned most);
/* Codes any number. Small ones, and those of a usual size, take few bits. */
uint64_t codec_number(struct codec_model *model, struct codec_place place,
                      uint64_t number);
/* Codes a UTF-8 text without NUL of at most max_bytes. One that the column had before
 * takes few bits. A decoded text is kept in `texts`. */
const char *codec_text(struct codec_model *model, size_t column, const char *text,
                       size_t max_bytes);

#endif
