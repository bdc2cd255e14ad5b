/*
 * choice: what a select can be answered with: items that stand in the body, or an
 * itemset over a list, filtered and in the order of randomize().
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

/* What is shown now. */
bool choice_list(struct evaluation *evaluation, const struct control_detail *detail,
                 struct shown_choices *out) __attribute__((warn_unused_result));
bool choice_write_label(struct evaluation *evaluation,
                        const struct control_detail *detail,
                        const struct shown_choice *choice, enum text_form text_form,
                        struct buffer *out) __attribute__((warn_unused_result));
/* Among all that can ever be shown; false when there is no such code. */
bool choice_find(const struct control_detail *detail, const char *code, size_t size,
                 struct shown_choice *out);

/* The label of one of detail->codes where it is known without an evaluation: an itext,
 * or words that stand beside the code; else it is empty. */
struct label choice_label(const struct form *form, const struct control_detail *detail,
                          size_t code);

#endif
