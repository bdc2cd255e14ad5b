/*
 * label: writes the words of a control, a choice or a message in the language of the
 * evaluation, with the values of its outputs filled in.
 */
#ifndef TOWNLINE_LABEL_H
#define TOWNLINE_LABEL_H

#include "evaluate.h"
#include "form_model.h"

#include "townline/buffer.h"

/* Writes nothing when the label has no words of that form. */
bool label_write(struct evaluation *evaluation, const struct label *label,
                 enum text_form text_form, struct buffer *out)
    __attribute__((warn_unused_result));

#endif
