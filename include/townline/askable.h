/*
 * askable: decides what a kiosk can ask; every limit of its screens is here. A form may
 * be a correct XForm and still hold what no resident could answer on a screen of 154 x
 * 86 mm, such as a choice with 500 letters. The compiler, the office (pack build, pack
 * check) and the kiosk all ask here, so what passes at one of them is not refused by
 * another.
 *
 * Limits that hold for every form, whatever shows it, are in descriptor.h (questions,
 * choices of one question, repeats within repeats).
 */
#ifndef TOWNLINE_ASKABLE_H
#define TOWNLINE_ASKABLE_H

#include "townline/form.h"

/* One text: the words of a question, a hint, a message or a service. It can be longer
 * on the screen only through answers that are filled in; then its end is left out. */
#define ASKABLE_TEXT_MAX_BYTES 8000
/* One choice, since it has to fit on one page of the smallest panel. A wide letter,
 * such as a Chinese one, counts as two. */
#define ASKABLE_CHOICE_MAX_LETTERS 400
/* The code of a choice, since the node of the screen takes its name from it. */
#define ASKABLE_CODE_MAX_BYTES 200
/* One screen, that is one question or one field-list, on however many pages. */
#define ASKABLE_QUESTIONS_MAX 200 /* notes are counted too */
#define ASKABLE_ITEMS_MAX 2000    /* things to touch: choices, buttons, steps */
/* Languages, each of which has a button on the first screen. */
#define ASKABLE_LANGUAGES_MAX 12

struct askable_fault {
    const char *path;    /* of the question: "about/identity"; "" for the whole form */
    const char *what;    /* what is wrong: one sentence without its full stop */
    const char *instead; /* what the author can do about it */
};
/* The texts of the fault are gone when this function returns. */
typedef void askable_on_fault(void *context, const struct askable_fault *fault);

/* Calls `on_fault` for each thing that a kiosk cannot ask, in the order of the form,
 * and returns how many there are. */
size_t askable_judge(const struct form *form, askable_on_fault *on_fault,
                     void *context);
/* ERROR_INPUT tells the first of them, and how many more there are. */
bool askable_check(const struct form *form, struct error *err)
    __attribute__((warn_unused_result));

#endif
