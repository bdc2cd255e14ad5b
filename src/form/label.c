#include "label.h"

#include <string.h>

bool
words_write(struct evaluation *evaluation, const struct words *words,
            struct buffer *out)
{
    for (const struct piece *piece = words->pieces; piece != NULL;
         piece = piece->next) {
        const char *text = piece->text;
        if (text == NULL && !evaluate_text(evaluation, piece->output, &text))
            return false;
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
    return words == NULL || words_write(evaluation, words, out);
}

bool
label_is_empty(const struct label *label)
{
    return label->text == NULL && label->words.pieces == NULL;
}

static const struct words *
in_language(const struct label *label, size_t language, enum text_form text_form)
{
    if (label->text == NULL)
        return text_form == TEXT_SHOWN ? &label->words : NULL;
    const struct words *words =
        &label->text->forms[language * TEXT_FORMS + (size_t)text_form];
    return words->pieces == NULL ? NULL : words;
}

/* The shown words decide which language is spoken: speech never changes language
 * between what is read and what is heard. */
const struct words *
label_words(const struct form *form, const struct label *label, size_t language,
            enum text_form text_form, size_t *language_out)
{
    if (language >= form->language_count)
        language = 0;
    if (in_language(label, language, TEXT_SHOWN) == NULL &&
        in_language(label, language, text_form) == NULL)
        language = 0;
    const struct words *words = in_language(label, language, text_form);
    if (words == NULL && text_form == TEXT_SAY)
        words = in_language(label, language, TEXT_SHOWN);
    if (words == NULL && (text_form == TEXT_IMAGE || text_form == TEXT_AUDIO)) {
        language = 0;
        words = in_language(label, language, text_form);
    }
    if (language_out != NULL && words != NULL)
        *language_out = language;
    return words;
}
