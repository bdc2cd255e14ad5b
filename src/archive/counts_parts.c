/* Which questions are counted for which parts of the people. */
#include "townline/counts.h"

#include <string.h>

int
counts_town_question(const struct descriptor *descriptor)
{
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const struct question *question = &descriptor->questions[i];
        const char *slash = strrchr(question->path, '/');
        if (question->type == QUESTION_SELECT_ONE && question->repeat < 0 &&
            strcmp(slash ? slash + 1 : question->path, "community") == 0) {
            return (int)i;
        }
    }
    return -1;
}

int
counts_assigned_question(const struct descriptor *descriptor)
{
    static const char end[] = "_assigned";
    int services = descriptor_find_role(descriptor, ROLE_SERVICES);
    if (services < 0) {
        return -1;
    }
    const char *path = descriptor->questions[services].path;
    size_t size = strlen(path);
    for (size_t i = 0; i < descriptor->question_count; i++) {
        const char *other = descriptor->questions[i].path;
        if (strncmp(other, path, size) == 0 && strcmp(other + size, end) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* In the repeat over services, which is the one with the questions of the map. */
static bool
is_about_service(const struct descriptor *descriptor, const struct question *question)
{
    int identity = descriptor_find_role(descriptor, ROLE_IDENTITY);
    int repeat = identity < 0 ? -1 : descriptor->questions[identity].repeat;
    return repeat >= 0 && question->repeat == repeat &&
           descriptor->repeats[repeat].parent < 0 && descriptor->repeats[repeat].keys;
}

static bool
is_main(const struct descriptor *descriptor, const struct question *question)
{
    const char *slash = strrchr(question->path, '/');
    return question->role == ROLE_IDENTITY || question->role == ROLE_CONTROL ||
           (question->type == QUESTION_SELECT_ONE &&
            is_about_service(descriptor, question) &&
            strcmp(slash ? slash + 1 : question->path, "share") == 0);
}

bool
counts_has_part(const struct descriptor *descriptor, int question,
                enum counts_part part)
{
    if (part == COUNTS_ALL) {
        return true;
    }
    if (part == COUNTS_TOWN && counts_town_question(descriptor) < 0) {
        return false;
    }
    if (question < 0) {
        return part != COUNTS_ASSIGNED;
    }
    if ((size_t)question >= descriptor->question_count) {
        return false;
    }
    const struct question *asked = &descriptor->questions[question];
    if (part == COUNTS_ASSIGNED) {
        return is_about_service(descriptor, asked);
    }
    return part == COUNTS_TOWN || is_main(descriptor, asked);
}
