/*
 * itext_table: the texts of a form by id, each in every language and in several forms.
 * Words may hold places to fill in, ${name}; they are resolved when they are written.
 */
#ifndef TOWNLINE_ITEXT_TABLE_H
#define TOWNLINE_ITEXT_TABLE_H

#include "townline/arena.h"

#include <stddef.h>

enum itext_form {
    ITEXT_SHOWN,
    ITEXT_SAY,
    ITEXT_GUIDANCE,
    ITEXT_IMAGE, /* a file name, as the next two */
    ITEXT_BIG_IMAGE,
    ITEXT_AUDIO,
    ITEXT_FORMS,
};

struct element;
struct itext {
    const char *id;
    const struct element *context; /* what ${name} in it is seen from; NULL: the root */
    const char **words;            /* [language * ITEXT_FORMS + form]; NULL: none */
    struct itext *next;
};
struct itext_table {
    struct itext *first, *last;
    size_t count, language_count;
};

/* In the arena; NULL when memory is out. The id is not copied; nobody checks that it is
 * the only one. */
struct itext *itext_add(struct itext_table *table, struct arena *arena, const char *id);
/* Whether any text has words in that language; files do not count. */
bool itext_has_words(const struct itext_table *table, size_t language);
/* Words that are empty or "-" count as missing. Not copied. */
void itext_set(struct itext *itext, size_t language, enum itext_form form,
               const char *words);

#endif
