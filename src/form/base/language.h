/*
 * language: reads the name of a language as XLSForm writes it. In "Kiswahili (sw)" the
 * words before the bracket are what residents read, and the code (BCP 47) decides on
 * voice, keys and direction of writing. A name without a code is a language too: its
 * code is "und", and its id is made from its name.
 */
#ifndef TOWNLINE_LANGUAGE_H
#define TOWNLINE_LANGUAGE_H

#include "townline/arena.h"

#include "townline/form.h"

#define LANGUAGE_CODE_MAX_BYTES 24
#define LANGUAGE_UNKNOWN "und" /* BCP 47: "undetermined" */
/* The language of columns that name none ("label"), as other compilers call it. */
#define LANGUAGE_PLAIN "default"

struct language_name {
    /* bytes of the name that residents read; 0 when it has no name */
    size_t label_size;
    /* "pt-BR"; LANGUAGE_UNKNOWN when the name has none */
    char code[LANGUAGE_CODE_MAX_BYTES];
};
void language_read(const char *name, struct language_name *out);

/* Fills in label, code, id and direction from each name. False when memory is out. */
bool languages_identify(struct arena *arena, struct form_language *languages,
                        size_t count) __attribute__((warn_unused_result));

#endif
