/*
 * answer_words: what was answered, in the words of the language.
 */
#ifndef TOWNLINE_ANSWER_WORDS_H
#define TOWNLINE_ANSWER_WORDS_H

#include "scene.h"

/* The answer at `place`; NULL when there is none. Of a field-list all of its answers.
 */
const char *answer_words(struct scene *scene, const struct place *place);
/* What is asked at `place`: the sentence that the service has for it, else the form's
 * words. */
struct asked {
    const char *text, *say, *recording; /* `recording` may be NULL */
    /* the service, where the form's words do not say which it is; else NULL */
    const char *about;
    bool is_own;
};
struct asked asked_at(struct scene *scene, const struct place *place);
/* What was asked at `place`; of a field-list without a label its first question. */
const char *question_words(struct scene *scene, const struct place *place);
/* "May 12, 2026"; what is no date stays as it is. */
const char *day_words(struct scene *scene, const char *date);

/* The beginning of a long text: so many letters of it. */
const char *beginning(struct scene *scene, const char *text, size_t letters);

#endif
