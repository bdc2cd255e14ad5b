/*
 * support_made_up: random forms and responses, the same for the same seed. Everything
 * that the limits allow happens: nested repeats, values that no question accepts, empty
 * repeats, sealed texts.
 */
#ifndef TOWNLINE_SUPPORT_MADE_UP_H
#define TOWNLINE_SUPPORT_MADE_UP_H

#include "townline/random.h"
#include "townline/response.h"

/* The number in TOWNLINE_SEED, else one that is always the same. It is printed. */
uint64_t made_up_seed(void);
/* A number below `limit`. */
size_t made_up_below(uint64_t *state, size_t limit);

struct descriptor *made_up_descriptor(uint64_t *state);
/* Adds `count` responses. The test fails when one is refused. */
void made_up_responses(uint64_t *state, const struct descriptor *descriptor,
                       size_t count, struct response_set *out);

/* A small form with every type of question, a keyed repeat over three services, and a
 * positional repeat in it. */
struct descriptor *made_up_small_form(void);

/* Fails the test unless both are the same. Ids may differ, and, when `sealed` is false,
 * sealed texts. */
void made_up_assert_same(const struct response *a, const struct response *b,
                         bool sealed);

#endif
