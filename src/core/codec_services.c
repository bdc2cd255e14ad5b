/* codec_services: notes which services a response is about, since those are asked
 * about. They were chosen, or the kiosk assigned them. */
#include "codec_value.h"

#include <string.h>

/* The string that is named as the services question and "_assigned": the services that
 * the kiosk picked. -1 when there is none. */
static int
find_assigned(const struct codec_values *values)
{
    static const char end[] = "_assigned";
    if (values->services < 0) {
        return -1;
    }
    const struct descriptor *descriptor = values->descriptor;
    const struct question *services = &descriptor->questions[values->services];
    size_t size = strlen(services->path);
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        if (question->type == QUESTION_STRING &&
            strncmp(question->path, services->path, size) == 0 &&
            strcmp(question->path + size, end) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool
codec_services_init(struct codec_values *values)
{
    const struct descriptor *descriptor = values->descriptor;
    struct codec_model *model = values->model;
    values->services = descriptor_find_role(descriptor, ROLE_SERVICES);
    values->assigned = model->number == 1 ? -1 : find_assigned(values);
    size_t choices =
        values->services < 0 ? 0 : descriptor->questions[values->services].choice_count;
    values->marks = arena_take(&model->arena, choices, sizeof *values->marks);
    return values->marks != NULL;
}

void
codec_services_begin(struct codec_values *values)
{
    if (values->services >= 0) {
        memset(values->marks, 0,
               values->descriptor->questions[values->services].choice_count *
                   sizeof *values->marks);
    }
}

void
codec_services_assign(struct codec_values *values, const char *value)
{
    const struct question *services = &values->descriptor->questions[values->services];
    for (const char *at = value; *at != '\0';) {
        size_t size = strcspn(at, " ");
        int choice = question_find_choice(services, at, size);
        values->work += services->choice_count;
        if (choice >= 0 && values->marks[choice] == SERVICE_NONE) {
            values->marks[choice] = SERVICE_ASSIGNED;
        }
        at += size + (at[size] == ' ');
    }
}
