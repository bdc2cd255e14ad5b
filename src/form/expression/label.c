/* label: writes the words of a label with the values of its outputs. */
#include "label.h"

#include <string.h>

static bool
words_write(struct evaluation *evaluation, const struct words *words,
            enum text_form text_form, struct buffer *out)
{
    for (const struct piece *piece = words->pieces; piece; piece = piece->next) {
        bool is_styled = text_form == TEXT_STYLED && piece->styled != NULL;
        const char *text = is_styled ? piece->styled : piece->text;
        if (!text && !evaluate_text(evaluation, piece->output, &text)) {
            return false;
        }
        buffer_add(out, text, strlen(text));
    }
    return !out->failed || evaluate_over_limit(evaluation);
}

bool
label_write(struct evaluation *evaluation, const struct label *label,
            enum text_form text_form, struct buffer *out)
{
    const struct words *words =
        label_words(evaluation->form, label, evaluation->language, text_form, NULL);
    return !words || words_write(evaluation, words, text_form, out);
}
