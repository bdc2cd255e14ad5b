/*
 * language: what the name of a language says. In "Kiswahili (sw)" the words before the
 * bracket are what residents read, and the code (BCP 47) says which voice, keys and
 * direction belong to it. A name without a code is a language all the same: its code is
 * "und", and its id is made from its name.
 */
#ifndef TOWNLINE_LANGUAGE_H
#define TOWNLINE_LANGUAGE_H

#include "townline/arena.h"

#include "townline/form.h"

#define LANGUAGE_CODE_MAX_BYTES 24
#define LANGUAGE_UNKNOWN "und" /* BCP 47: not determined */
/* What other compilers call the language of columns that name none. */
#define LANGUAGE_PLAIN "default"

struct language_name {
    size_t label_size; /* how much of the name residents read; 0: it has no name */
    char code[LANGUAGE_CODE_MAX_BYTES]; /* "pt-BR", LANGUAGE_UNKNOWN where none is */
};
void language_read(const char *name, struct language_name *out);

/* Fills in what follows from the names. False when memory is out. */
bool languages_identify(struct arena *arena, struct form_language *languages,
                        size_t count) __attribute__((warn_unused_result));

#endif
