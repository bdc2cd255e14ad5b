/*
 * comment: a resident's free text, compressed alone and sealed for the office.
 *
 * A comment box is prior number (1 byte) and compressed text, encrypted with the
 * epoch's key under a nonce made from the row's random id. Each is compressed by
 * itself, so that its size tells nothing about another's. A prior is an integer model
 * that has read texts of one language; a number's meaning never changes and every one
 * is kept for ever.
 */
#ifndef TOWNLINE_COMMENT_H
#define TOWNLINE_COMMENT_H

#include "townline/bundle.h"

#define COMMENT_PRIOR_NEWEST 6
#define COMMENT_MAX_BYTES RESPONSE_VALUE_MAX_BYTES
/* The path contacts are sealed for; no question has it, since paths have no colon. */
#define COMMENT_CONTACT_PATH "townline:contact"

/* The models of the priors, each made when first needed, which takes milliseconds and
 * about 3 MB: for who has many comments to pack or open. One thread at a time. Where a
 * call below takes NULL instead, it makes its own. */
struct comment_model;
bool comment_model_create(struct comment_model **out, struct error *err)
    __attribute__((warn_unused_result));
void comment_model_destroy(struct comment_model *model); /* takes NULL */
/* The texts that the prior of a language ("en") has read, up to a NULL; NULL where the
 * language has none. */
const char *const *comment_prior_texts(const char *language);

/* Compresses UTF-8 with the prior that is likely to suit it; never longer than the text
 * + 2 bytes. */
bool comment_pack(struct comment_model *model, const char *text, size_t size,
                  struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));
/* `out` gets the UTF-8 text, no NUL. ERROR_INPUT on an unknown prior, bytes that are no
 * comment or more than COMMENT_MAX_BYTES. */
bool comment_unpack(struct comment_model *model, const void *data, size_t size,
                    struct buffer *out, struct error *err)
    __attribute__((warn_unused_result));

/* A new epoch: a random key, kept by the caller in locked memory, and its sealed slots.
 */
void epoch_begin(const struct recipient_public *recipients, size_t count,
                 struct random_source random, struct epoch *out,
                 uint8_t key_out[SEAL_KEY_BYTES]);
bool epoch_open(const struct epoch *epoch, const struct recipient_secret *recipient,
                uint8_t key_out[SEAL_KEY_BYTES], struct error *err)
    __attribute__((warn_unused_result));

/* Seals a text for the question at `path` (bound to it: a box moved to another question
 * does not open). row_id is drawn here; sealed_out->box points into `out`, to which the
 * box is added. */
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
