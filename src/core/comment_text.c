/* comment_text: compresses a comment with the prior that suits its language. */
#include "townline/comment.h"

#include "comment_model.h"
#include "comment_prior.h"

#include <stdlib.h>
#include <string.h>

enum prior {
    PRIOR_STORED, /* not compressed */
    PRIOR_EN,     /* for this and the others see FORMAT.md, "Comment text" */
    PRIOR_ES,
    PRIOR_ZH,
    PRIOR_VI,
    PRIOR_TL,
    PRIOR_AR,
    PRIORS,
};

static const struct {
    const char *language;
    const char *const *texts;
} priors[PRIORS] = {
    [PRIOR_EN] = {"en", comment_prior_en}, [PRIOR_ES] = {"es", comment_prior_es},
    [PRIOR_ZH] = {"zh", comment_prior_zh}, [PRIOR_VI] = {"vi", comment_prior_vi},
    [PRIOR_TL] = {"tl", comment_prior_tl}, [PRIOR_AR] = {"ar", comment_prior_ar},
};

struct comment_model {
    struct comment_reader *readers[PRIORS]; /* owned; NULL until one is needed */
};

static bool
out_of_memory(struct error *err)
{
    return error_no_memory(err);
}

const char *const *
comment_prior_texts(const char *language)
{
    for (unsigned i = PRIOR_EN; i < PRIORS; i++) {
        if (strcmp(priors[i].language, language) == 0) {
            return priors[i].texts;
        }
    }
    return NULL;
}

bool
comment_model_create(struct comment_model **out, struct error *err)
{
    struct comment_model *model = calloc(1, sizeof *model);
    if (!model) {
        return out_of_memory(err);
    }
    *out = model;
    return true;
}

void
comment_model_rest(struct comment_model *model)
{
    for (unsigned i = 0; i < PRIORS; i++) {
        comment_reader_destroy(model->readers[i]);
        model->readers[i] = NULL;
    }
}

void
comment_model_destroy(struct comment_model *model)
{
    if (model) {
        comment_model_rest(model);
    }
    free(model);
}

/* The reader of a prior, made when it is first needed. NULL when memory ran out. */
static struct comment_reader *
find_reader(struct comment_model *model, unsigned prior)
{
    if (!model->readers[prior]) {
        model->readers[prior] = comment_reader_create(priors[prior].texts);
    }
    return model->readers[prior];
}

/* Adds the compressed text without the number of its prior. */
static bool
encode_text(struct comment_reader *reader, const char *text, size_t size,
            struct buffer *out)
{
    struct range_coder coder;
    range_encoder_init(&coder, out, COMMENT_LEARN_LIMIT);
    for (size_t i = 0; i < size; i++) {
        comment_reader_byte(reader, &coder, (uint8_t)text[i]);
        if (text[i] == '\0') {
            comment_reader_end(reader, &coder, false);
        }
    }
    comment_reader_byte(reader, &coder, 0);
    comment_reader_end(reader, &coder, true);
    range_encoder_finish_short(&coder);
    return !out->failed && !reader->failed;
}

/* Decodes a text to its end. False when the end does not come within COMMENT_MAX_BYTES.
 */
static bool
decode_text(struct comment_reader *reader, struct range_coder *coder,
            struct buffer *out)
{
    for (size_t i = 0; i <= COMMENT_MAX_BYTES; i++) {
        uint8_t byte = comment_reader_byte(reader, coder, 0);
        if (byte == 0 && comment_reader_end(reader, coder, false)) {
            return !out->failed && !reader->failed;
        }
        buffer_add_u8(out, byte);
    }
    return false;
}

/* Counts the short words of a language in a text. */
static size_t
count_words(const char *text, size_t size, const char *const *words)
{
    size_t found = 0;
    for (; *words; words++) {
        size_t length = strlen(*words);
        for (size_t i = 0; i + length <= size; i++) {
            found += memcmp(text + i, *words, length) == 0;
        }
    }
    return found;
}

static unsigned
guess_latin(const char *text, size_t size)
{
    static const char *const english[] = {" the", " to ", " of ", " and", " is ",
                                          "ing ", " be ", " in ", NULL};
    static const char *const spanish[] = {" de ", " la ", " el ", " que", "os ",
                                          " en ", "ión",  "ar ",  "\xc3", NULL};
    static const char *const tagalog[] = {" ang", " ng ", " mga", " sa ", " na ",
                                          "ng ",  " ay ", " po",  NULL};
    size_t en = count_words(text, size, english);
    size_t es = count_words(text, size, spanish);
    size_t tl = count_words(text, size, tagalog);
    if (tl > es && tl > en + 1) {
        return PRIOR_TL;
    }
    return es > en ? PRIOR_ES : PRIOR_EN;
}

/* Guesses which prior suits a text best. It does not try all, since each model takes
 * milliseconds to make. */
static unsigned
guess_prior(const char *text, size_t size)
{
    size_t letters = 0, chinese = 0, arabic = 0, vietnamese = 0;
    for (size_t i = 0; i + 1 < size; i++) {
        unsigned byte = (uint8_t)text[i], next = (uint8_t)text[i + 1];
        letters += (byte & 0xdf) >= 'A' && (byte & 0xdf) <= 'Z';
        chinese += byte >= 0xe3 && byte <= 0xe9;
        arabic += byte >= 0xd8 && byte <= 0xdb;
        vietnamese += (byte == 0xe1 && (next == 0xba || next == 0xbb)) ||
                      (byte == 0xc6 && (next == 0xa1 || next == 0xb0)) ||
                      (byte == 0xc4 && (next == 0x90 || next == 0x91));
    }
    if (8 * chinese > letters) {
        return PRIOR_ZH;
    }
    if (arabic > letters) {
        return PRIOR_AR;
    }
    return vietnamese > 0 ? PRIOR_VI : guess_latin(text, size);
}

/* Compresses the text into `packed` and gives the prior that was used. */
static bool
pack_text(struct comment_model *model, const char *text, size_t size,
          struct buffer *packed, uint8_t *prior)
{
    *prior = (uint8_t)guess_prior(text, size);
    struct comment_reader *reader = find_reader(model, *prior);
    if (!reader) {
        return false;
    }
    bool ok = encode_text(reader, text, size, packed);
    comment_reader_reset(reader);
    if (ok && packed->size >= size) {
        *prior = PRIOR_STORED;
    }
    return ok;
}

bool
comment_pack(struct comment_model *model, const char *text, size_t size,
             struct buffer *out, struct error *err)
{
    if (size > COMMENT_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "A comment is longer than %d bytes.",
                         COMMENT_MAX_BYTES);
    }
    struct comment_model *own = NULL;
    if (!model && !comment_model_create(&own, err)) {
        return false;
    }
    struct buffer packed;
    uint8_t prior = PRIOR_STORED;
    buffer_init(&packed, 4 * COMMENT_MAX_BYTES);
    bool ok = pack_text(model ? model : own, text, size, &packed, &prior);
    if (ok) {
        buffer_add_u8(out, prior);
        buffer_add(out, prior == PRIOR_STORED ? (const void *)text : packed.data,
                   prior == PRIOR_STORED ? size : packed.size);
    }
    buffer_finish(&packed);
    comment_model_destroy(own);
    if (!ok) {
        return out_of_memory(err);
    }
    return !out->failed ||
           error_set(err, ERROR_FULL, "There is no room for the comment.");
}

static bool
damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT, "A comment is damaged and cannot be read.");
}

/* Whether compressing the text gives these bytes again; if not, they were no comment.
 */
static bool
packs_to(struct comment_reader *primed, const struct buffer *text, const void *data,
         size_t size)
{
    struct buffer again;
    buffer_init(&again, 4 * COMMENT_MAX_BYTES);
    bool same = encode_text(primed, (const char *)text->data, text->size, &again) &&
                again.size == size &&
                (size == 0 || memcmp(again.data, data, size) == 0);
    buffer_finish(&again);
    return same;
}

static bool
unpack(struct comment_model *model, unsigned prior, const uint8_t *data, size_t size,
       struct buffer *out, struct error *err)
{
    struct comment_reader *reader = find_reader(model, prior);
    if (!reader) {
        return out_of_memory(err);
    }
    struct buffer text;
    struct range_coder coder;
    buffer_init(&text, COMMENT_MAX_BYTES);
    range_decoder_init(&coder, data, size, COMMENT_LEARN_LIMIT, true);
    bool ok = decode_text(reader, &coder, &text);
    comment_reader_reset(reader);
    ok = ok && packs_to(reader, &text, data, size);
    comment_reader_reset(reader);
    if (ok) {
        buffer_add(out, text.data, text.size);
    }
    buffer_finish(&text);
    return ok || damaged(err);
}

bool
comment_unpack(struct comment_model *model, const void *data, size_t size,
               struct buffer *out, struct error *err)
{
    const uint8_t *bytes = data;
    if (size == 0 || size > COMMENT_MAX_BYTES + 2) {
        return damaged(err);
    }
    if (bytes[0] >= PRIORS) {
        return error_set(err, ERROR_INPUT,
                         "A comment is packed in way %u, which this program does not "
                         "know. Install the newest version.",
                         bytes[0]);
    }
    if (bytes[0] == PRIOR_STORED) {
        if (size - 1 > COMMENT_MAX_BYTES) {
            return damaged(err);
        }
        buffer_add(out, bytes + 1, size - 1);
    } else {
        struct comment_model *own = NULL;
        if (!model && !comment_model_create(&own, err)) {
            return false;
        }
        bool ok = unpack(model ? model : own, bytes[0], bytes + 1, size - 1, out, err);
        comment_model_destroy(own);
        if (!ok) {
            return false;
        }
    }
    return !out->failed ||
           error_set(err, ERROR_FULL, "There is no room for the comment.");
}
