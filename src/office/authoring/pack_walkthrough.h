/*
 * pack_walkthrough: what `pack check` says about a form's default path: its screens and
 * minutes in every language, and where they go when they are too many.
 */
#ifndef PACK_WALKTHROUGH_H
#define PACK_WALKTHROUGH_H

#include "townline/form.h"

#include <jansson.h>

/* Lines to standard output. */
bool pack_walkthrough_say(const struct form *form, struct error *err)
    __attribute__((warn_unused_result));
/* An array with one object a language; NULL without memory or when the form is refused.
 */
json_t *pack_walkthrough_json(const struct form *form, struct error *err)
    __attribute__((warn_unused_result));

#endif
