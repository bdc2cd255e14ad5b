/*
 * comment: compresses a resident's free text and seals it for the office.
 *
 * A box holds the number of a prior (1 byte) and the compressed text. It is encrypted
 * with the epoch's key under a nonce that is made from the row's random id. Each
 * comment is compressed by itself, so that its size tells nothing about another one. A
 * prior is a model in integers that has read texts of one language. The meaning of a
 * prior's number never changes, and every prior is kept for ever.
 */
#ifndef TOWNLINE_COMMENT_H
#define TOWNLINE_COMMENT_H

#include "townline/bundle.h"

#define COMMENT_PRIOR_NEWEST 6
#define COMMENT_MAX_BYTES RESPONSE_VALUE_MAX_BYTES
/* The path under which contacts are sealed. It has a colon, so no question can have it.
 */
#define COMMENT_CONTACT_PATH "townline:contact"

/* The models of the priors, for a caller who compresses or opens many comments. Each is
 * made when it is first needed, which takes milliseconds and 2.4 MB. Use it in one
 * thread at a time. Calls that get NULL instead make their own. */
struct comment_model;
bool comment_model_create(struct comment_model **out, struct error *err)
    __attribute__((warn_unused_result));
void comment_model_destroy(struct comment_model *model); /* takes NULL */
/* Gives back what the priors took. Those that are needed are made again. */
void comment_model_rest(struct comment_model *model);
/* The texts that the prior of a language ("en") has read, with NULL at the end; NULL
 * when there is no prior for the language. */
const char *const *comment_prior_texts(const char *language);

/* Compresses UTF-8 with the prior that is likely to suit it. The result is at most 2
 * bytes longer than the text. */
bool comment_pack(struct comment_model *model, const char *text, size_t size,
                  struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* Adds the UTF-8 text to `out`, without a NUL. ERROR_INPUT for an unknown prior, for
 * bytes that are no comment, and for more than COMMENT_MAX_BYTES. */
bool comment_unpack(struct comment_model *model, const void *data, size_t size,
                    struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* Begins an epoch: draws its key, which the caller keeps in locked memory, and seals it
 * to the recipients. */
void epoch_begin(const struct recipient_public *recipients, size_t count,
                 struct random_source random, struct epoch *out,
                 uint8_t key_out[SEAL_KEY_BYTES]);
bool epoch_open(const struct epoch *epoch, const struct recipient_secret *recipient,
                uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
    __attribute__((warn_unused_result));

/* Seals a text and binds it to the question at `path`: moved to another question, the
 * box does not open. The row_id is drawn here. The box is added to `out`, and
 * sealed_out->box points into it. */
bool comment_seal(struct comment_model *model, const uint8_t key[SEAL_KEY_BYTES],
                  const uint8_t epoch_id[16], const char *path, const char *text,
                  struct random_source random, struct buffer *out,
                  struct sealed_text *sealed_out, struct error *err)
    __attribute__((warn_unused_result));
bool comment_open(struct comment_model *model, const uint8_t key[SEAL_KEY_BYTES],
                  const struct sealed_text *sealed, const char *path,
                  struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

#endif
