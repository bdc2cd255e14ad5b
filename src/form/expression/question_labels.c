/* question_labels: what a question and its choices are called, without an instance. */
#include "choice.h"

#include <string.h>

int
form_find_control(const struct form *form, const char *path)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->controls[i].question >= 0 &&
            strcmp(form->controls[i].path, path) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* NULL where the label is empty. */
static const char *
words_of(const struct form *form, const struct label *label, size_t language)
{
    const struct words *words = label_words(form, label, language, TEXT_SHOWN, NULL);
    const char *text = !words ? NULL : words_without_outputs(words, TEXT_SHOWN);
    return !text || text[0] == '\0' ? NULL : text;
}

const char *
form_control_label(const struct form *form, size_t control, size_t language)
{
    return control >= form->control_count
               ? NULL
               : words_of(form, &form->details[control].label, language);
}

size_t
form_choice_count(const struct form *form, size_t control)
{
    return control >= form->control_count ? 0 : form->details[control].code_count;
}

const char *
form_choice_code(const struct form *form, size_t control, size_t choice)
{
    return choice >= form_choice_count(form, control)
               ? NULL
               : form->details[control].codes[choice];
}

const char *
form_choice_label(const struct form *form, size_t control, size_t choice,
                  size_t language)
{
    if (choice >= form_choice_count(form, control)) {
        return NULL;
    }
    const struct label label = choice_label(form, &form->details[control], choice);
    return words_of(form, &label, language);
}
