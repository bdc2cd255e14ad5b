/* What questions, choices and services are called. */
#include "model_parts.h"

#include <string.h>

bool
model_is_none(const char *code)
{
    return strcmp(code, "none") == 0;
}

const char *
model_question_name(const struct question *question)
{
    const char *slash = strrchr(question->path, '/');
    return slash ? slash + 1 : question->path;
}

const char *
model_question_label(const struct model *model, int question)
{
    const struct model_input *input = model->input;
    if (!input->labels || question < 0) {
        return NULL;
    }
    const char *path = input->descriptor->questions[question].path;
    int control = form_find_control(input->labels, path);
    return control < 0
               ? NULL
               : form_control_label(input->labels, (size_t)control, input->language);
}

/* The form's choices are mostly those of the descriptor in the same order, so each is
 * looked for behind the one before. */
static const char *
find_label(const struct form *form, size_t control, size_t language, const char *code,
           size_t *at)
{
    size_t count = form_choice_count(form, control);
    for (size_t i = 0; i < count; i++) {
        size_t choice = (*at + i) % count;
        if (strcmp(form_choice_code(form, control, choice), code) == 0) {
            *at = choice + 1;
            return form_choice_label(form, control, choice, language);
        }
    }
    return NULL;
}

bool
model_choice_labels(struct model *model, int question, const char ***out,
                    struct error *err)
{
    const struct model_input *input = model->input;
    const struct question *asked = &input->descriptor->questions[question];
    if (model->choice_labels[question]) {
        *out = model->choice_labels[question];
        return true;
    }
    const char **labels = model_take(model, asked->choice_count, sizeof *labels, err);
    if (!labels) {
        return false;
    }
    int control = !input->labels ? -1 : form_find_control(input->labels, asked->path);
    size_t at = 0;
    for (size_t i = 0; i < asked->choice_count; i++) {
        const char *label = control < 0
                                ? NULL
                                : find_label(input->labels, (size_t)control,
                                             input->language, asked->choices[i], &at);
        labels[i] = label ? label : asked->choices[i];
    }
    *out = model->choice_labels[question] = labels;
    return true;
}

const char *
model_choice_label(const struct model *model, int question, const char *code)
{
    const struct model_input *input = model->input;
    const char *path = input->descriptor->questions[question].path;
    int control = !input->labels ? -1 : form_find_control(input->labels, path);
    size_t at = 0;
    return control < 0
               ? NULL
               : find_label(input->labels, (size_t)control, input->language, code, &at);
}

const char *
model_staff_text(const struct model *model, const struct model_service *service,
                 const char *column)
{
    const struct model_input *input = model->input;
    const char *text = service->in_pack < 0
                           ? NULL
                           : form_service_text(input->labels, (size_t)service->in_pack,
                                               column, input->language, TEXT_SHOWN);
    return !text || text[0] == '\0' ? NULL : text;
}
