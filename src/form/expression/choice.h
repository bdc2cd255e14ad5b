/*
 * choice: the choices of a select. They stand in the body of the form, or come from an
 * itemset, which runs over a list, filters it and may shuffle it with randomize().
 */
#ifndef TOWNLINE_CHOICE_H
#define TOWNLINE_CHOICE_H

#include "evaluate.h"
#include "form_model.h"

#include "townline/buffer.h"

struct shown_choice {
    const char *code;
    struct form_node *item;     /* of an itemset, else NULL */
    const struct choice *fixed; /* of the body, else NULL */
};
struct shown_choices {
    struct shown_choice *choices; /* in the evaluation's arena */
    size_t count;
};

/* The choices that the select shows now, in their order. */
bool choice_list(struct evaluation *evaluation, const struct control_detail *detail,
                 struct shown_choices *out) __attribute__((warn_unused_result));
bool choice_write_label(struct evaluation *evaluation,
                        const struct control_detail *detail,
                        const struct shown_choice *choice, enum text_form text_form,
                        struct buffer *out) __attribute__((warn_unused_result));
/* Finds a code among all choices that the select can ever show; false when there is
 * none. */
bool choice_find(const struct control_detail *detail, const char *code, size_t size,
                 struct shown_choice *out);

/* The label of detail->codes[code] where it is known without evaluating anything: an
 * itext, or words beside the code. Else the label is empty. */
struct label choice_label(const struct form *form, const struct control_detail *detail,
                          size_t code);

#endif
