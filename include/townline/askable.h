/*
 * askable: what a kiosk can ask, and every limit of its screens. A form may be right
 * and still hold what no resident could answer on a screen of 154 x 86 mm: the
 * compiler, the office (pack build, pack check) and the kiosk itself ask here, so that
 * what one of them lets through none of the others refuses.
 *
 * Limits of what a form can be at all, of which the screens need no smaller ones, are
 * those of descriptor.h (questions, choices of one question, repeats within repeats).
 */
#ifndef TOWNLINE_ASKABLE_H
#define TOWNLINE_ASKABLE_H

#include "townline/form.h"

/* Of one text: the words of a question, a hint, a message, a service. More can only
 * come from answers that are filled in; then the end is left out on the screen. */
#define ASKABLE_TEXT_MAX_BYTES 8000
/* Of one choice, which stands on one page of the smallest panel; a Chinese letter, say,
 * is as wide as two. */
#define ASKABLE_CHOICE_MAX_LETTERS 400
/* Of the name of a choice: a node of the screen is named after it. */
#define ASKABLE_CODE_MAX_BYTES 200
/* Of one screen, which is a question or a field-list, on however many pages. */
#define ASKABLE_QUESTIONS_MAX 200 /* with notes */
#define ASKABLE_ITEMS_MAX 2000    /* choices, buttons and steps to touch */
/* Buttons on the first screen. */
#define ASKABLE_LANGUAGES_MAX 12

struct askable_fault {
    const char *path;    /* of the question: "about/identity"; "" of the whole form */
    const char *what;    /* one sentence without its full stop */
    const char *instead; /* what to do */
};
/* The texts of the fault live until it returns. */
typedef void askable_on_fault(void *context, const struct askable_fault *fault);

/* Tells all that cannot be asked, in the form's order; how many there were. */
size_t askable_judge(const struct form *form, askable_on_fault *on_fault,
                     void *context);
/* ERROR_INPUT with the first of them, and how many more there are. */
bool askable_check(const struct form *form, struct error *err)
    __attribute__((warn_unused_result));

#endif
