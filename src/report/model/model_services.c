/* Reads what people said about each service. */
#include "model_parts.h"

#include <string.h>

/* A repeat that is in no other and whose instances have names. */
static bool
is_keyed(const struct descriptor *descriptor, int repeat)
{
    return repeat >= 0 && descriptor->repeats[repeat].keys &&
           descriptor->repeats[repeat].parent < 0;
}

/* The repeat over services: the one with the map, or else with a question "share", or
 * else one whose keys are the choices of the services question. -1: there is none. */
static int
find_repeat(const struct descriptor *descriptor)
{
    static const enum question_role roles[] = {ROLE_IDENTITY, ROLE_CONTROL};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        int question = descriptor_find_role(descriptor, roles[i]);
        int repeat = question < 0 ? -1 : descriptor->questions[question].repeat;
        if (is_keyed(descriptor, repeat)) {
            return repeat;
        }
    }
    int services = descriptor_find_role(descriptor, ROLE_SERVICES);
    for (int i = 0; i < (int)descriptor->repeat_count; i++) {
        const struct repeat *repeat = &descriptor->repeats[i];
        if (!is_keyed(descriptor, i)) {
            continue;
        }
        if (model_find(descriptor, "share", QUESTION_SELECT_ONE, i) >= 0 ||
            (services >= 0 && repeat->key_count > 0 &&
             question_find_choice(&descriptor->questions[services], repeat->keys[0],
                                  strlen(repeat->keys[0])) >= 0)) {
            return i;
        }
    }
    return -1;
}

static int
with_role(const struct descriptor *descriptor, enum question_role role, int repeat)
{
    int question = descriptor_find_role(descriptor, role);
    return question >= 0 && descriptor->questions[question].repeat == repeat ? question
                                                                             : -1;
}

/* From the services sheet, or else as it is called where residents choose services. */
static const char *
label_of(const struct model *model, const struct model_service *service)
{
    const struct model_input *input = model->input;
    const char *label = model_staff_text(model, service, "label");
    int question = descriptor_find_role(input->descriptor, ROLE_SERVICES);
    if (!label && question >= 0) {
        label = model_choice_label(model, question, service->code);
    }
    return label ? label : service->code;
}

/* The statement in the words that this service has for itself, or in those of all. */
static const char *
statement_of(const struct model *model, const struct model_service *service,
             const char *column, int question)
{
    const char *own = model_staff_text(model, service, column);
    return own ? own : model_question_label(model, question);
}

/* One member for each town, and all others together in the last. */
static bool
read_towns(struct model *model, const struct model_main_reader *reader,
           struct model_service *service, struct error *err)
{
    const struct descriptor *descriptor = model->input->descriptor;
    int question = counts_town_question(descriptor);
    if (question < 0) {
        return true;
    }
    size_t choices = descriptor->questions[question].choice_count;
    struct model_main *towns =
        model_take(model, model->town_count + 1, sizeof *towns, err);
    if (!towns) {
        return false;
    }
    service->parts[COUNTS_TOWN] = towns;
    for (size_t i = 0; i <= choices; i++) {
        struct model_main member;
        struct model_who who = {model->input->counts, COUNTS_TOWN, (int)i};
        model_main_read(reader, &who, service->instance, &member);
        model_main_add(&towns[model->town_of[i]], &member);
    }
    return true;
}

static bool
read_part(struct model *model, const struct model_main_reader *reader,
          struct model_service *service, enum counts_part part, struct error *err)
{
    size_t count = part == COUNTS_ASSIGNED ? 2 : model->parts[part].count;
    struct model_main *members = model_take(model, count, sizeof *members, err);
    if (!members) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct model_who who = {model->input->counts, part, (int)i};
        model_main_read(reader, &who, service->instance, &members[i]);
    }
    service->parts[part] = members;
    return true;
}

static bool
read_rounds(struct model *model, const struct model_main_reader *reader,
            struct model_service *service, struct error *err)
{
    const struct model_input *input = model->input;
    if (input->round_count < 2) {
        return true;
    }
    service->rounds =
        model_take(model, input->round_count, sizeof *service->rounds, err);
    if (!service->rounds) {
        return false;
    }
    for (size_t i = 0; i < input->round_count; i++) {
        struct model_who who = {input->rounds[i].counts, COUNTS_ALL, 0};
        model_main_read(reader, &who, service->instance, &service->rounds[i]);
    }
    return true;
}

static bool
read_parts(struct model *model, const struct model_main_reader *reader,
           struct model_service *service, struct error *err)
{
    static const enum counts_part parts[] = {COUNTS_ASSIGNED, COUNTS_CHANNEL,
                                             COUNTS_ASSISTED, COUNTS_FIRST_TIME,
                                             COUNTS_AFTER_RESULTS};
    struct model_who all = {model->input->counts, COUNTS_ALL, 0};
    model_main_read(reader, &all, service->instance, &service->all);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool has_field = parts[i] != COUNTS_ASSIGNED ||
                         counts_assigned_question(model->input->descriptor) >= 0;
        if (has_field && !read_part(model, reader, service, parts[i], err)) {
            return false;
        }
    }
    return read_towns(model, reader, service, err) &&
           read_rounds(model, reader, service, err);
}

/* How many named the service among the first three. */
static void
read_first(const struct model *model, struct model_service *service)
{
    int question = model->first_three_question;
    if (question < 0) {
        return;
    }
    int choice = question_find_choice(&model->input->descriptor->questions[question],
                                      service->code, strlen(service->code));
    struct model_who who = {model->input->counts, COUNTS_ALL, 0};
    service->first = figure_of(
        choice < 0 ? 0 : model_count(&who, question, 0, COUNTS_CHOICE, choice));
}

static bool
read_service(struct model *model, const struct model_main_reader *reader,
             struct model_service *service, struct error *err)
{
    const struct form *form = model->input->labels;
    service->in_pack = form ? form_find_service(form, service->code) : -1;
    service->label = label_of(model, service);
    service->identity_label =
        statement_of(model, service, "identity", model->identity_question);
    service->control_label =
        statement_of(model, service, "control", model->control_question);
    read_first(model, service);
    model_read_written(model, model->mind_question, service->instance, &service->minds);
    return read_parts(model, reader, service, err) &&
           model_read_choices(model, model->concerns_question, service->instance,
                              &service->concerns, err) &&
           model_read_choices(model, model->partners_question, service->instance,
                              &service->partners, err);
}

static void
find_questions(struct model *model)
{
    const struct descriptor *descriptor = model->input->descriptor;
    int repeat = find_repeat(descriptor);
    model->services_repeat = repeat;
    model->first_three_question =
        model_find(descriptor, "first_three", QUESTION_SELECT_MULTIPLE, -1);
    model->share_question = model->identity_question = model->control_question = -1;
    model->concerns_question = model->partners_question = model->mind_question = -1;
    if (repeat < 0) {
        return;
    }
    model->identity_question = with_role(descriptor, ROLE_IDENTITY, repeat);
    model->control_question = with_role(descriptor, ROLE_CONTROL, repeat);
    model->share_question =
        model_find(descriptor, "share", QUESTION_SELECT_ONE, repeat);
    model->concerns_question =
        model_find(descriptor, "concerns", QUESTION_SELECT_MULTIPLE, repeat);
    model->partners_question =
        model_find(descriptor, "partners", QUESTION_SELECT_MULTIPLE, repeat);
    model->mind_question = model_find(descriptor, "mind", QUESTION_TEXT, repeat);
}

bool
model_read_services(struct model *model, struct error *err)
{
    const struct descriptor *descriptor = model->input->descriptor;
    struct model_main_reader reader;
    find_questions(model);
    if (!model_main_begin(model, &reader, err)) {
        return false;
    }
    model->is_sorted =
        reader.share.yes >= 0 && reader.identity_parts && reader.control_parts;
    if (model->first_three_question >= 0) {
        struct model_who who = {model->input->counts, COUNTS_ALL, 0};
        model->first_three_n = figure_of(
            model_count(&who, model->first_three_question, 0, COUNTS_ANSWERED, 0));
    }
    if (model->services_repeat < 0) {
        return true;
    }
    const struct repeat *repeat = &descriptor->repeats[model->services_repeat];
    model->services =
        model_take(model, repeat->key_count, sizeof *model->services, err);
    if (!model->services) {
        return false;
    }
    model->service_count = repeat->key_count;
    for (size_t i = 0; i < repeat->key_count; i++) {
        struct model_service *service = &model->services[i];
        service->code = repeat->keys[i];
        service->instance = (int)i;
        if (!read_service(model, &reader, service, err)) {
            return false;
        }
    }
    model_read_staff(model);
    return true;
}
