/*
 * spoken_texts: every text of a form that a voice speaks, in every language that has a
 * voice: its words to speak, or, where it has none, the words that are shown. Texts
 * with a recording are left out, since no voice speaks them. Pure.
 */
#ifndef TOWNLINE_SPOKEN_TEXTS_H
#define TOWNLINE_SPOKEN_TEXTS_H

#include "townline/form.h"

#define SPOKEN_WHERE_MAX_BYTES 300

struct spoken_text {
    /* "survey, about/identity, label", or, where a workbook is read, its cell:
     * "survey, row 5, column J (label::Español (es))" */
    const char *where;
    const char *language; /* its name: "Español (es)" */
    const char *code;     /* BCP 47 */
    const char *words;
};
/* The text is gone when it returns. */
typedef void on_spoken_text(void *context, const struct spoken_text *text);
void spoken_texts_list(const struct form *form, on_spoken_text *on_text, void *context);

/* Whether a field of the county is spoken, also where it is written once for all
 * languages: its name, how it is reached, the next meeting, who decides. */
bool form_speaks_of_county(const char *field);

#endif
