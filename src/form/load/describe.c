/* describe: makes the descriptor of a loaded form: its questions in document order. */
#include "contact_check.h"
#include "function.h"
#include "instance_state.h"
#include "loader.h"
#include "reference.h"
#include "term.h"

#include <string.h>

struct describer {
    struct loader *loader;
    struct instance *trial; /* an instance in which nothing is answered */
    struct arena arena;
    struct descriptor *descriptor;
    const struct control_detail *services; /* the townline-services question */
};

/* Whether no answer can change a calculation in the repeat over all services. It can
 * not when the calculation reads nothing but its own repeat and fields for which `also`
 * is true. */
static bool
reads_only(struct describer *describer, const struct field *field,
           bool (*also)(struct describer *describer, const struct field *field))
{
    size_t work = 100000;
    struct references references = {
        .form = describer->loader->form, .arena = &describer->arena, .work = &work};
    if (!field->parent || !field->parent->is_keyed || !describer->services ||
        !field->calculate || field->control >= 0 ||
        !references_add(&references, field->calculate, field)) {
        return false;
    }
    for (size_t i = 0; i < references.count; i++) {
        const struct field *read = references.found[i].field;
        if (read != field->parent && read != field &&
            (!also || !also(describer, read))) {
            return false;
        }
    }
    return true;
}

/* Whether a calculation gives the service that its instance of the repeat is about. It
 * needs no place in the response, since the instance's key says the same. */
static bool
is_key(struct describer *describer, const struct field *field)
{
    const struct control_detail *services = describer->services;
    if (!reads_only(describer, field, NULL)) {
        return false;
    }
    for (size_t i = 0; i < services->code_count; i++) {
        uint16_t indexes[DESCRIPTOR_MAX_DEPTH] = {(uint16_t)i};
        const struct form_node *node = instance_node(describer->trial, field, indexes);
        if (!node || strcmp(node->value, services->codes[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a calculation gives the name of that service, which forms need for the labels
 * of other clients. */
static bool
is_name_of_key(struct describer *describer, const struct field *field)
{
    const struct term *term = field->calculate;
    return term && term->kind == TERM_CALL &&
           strcmp(term->function->name, "jr:choice-name") == 0 &&
           reads_only(describer, field, is_key);
}

static const struct control_detail *
services_of(const struct form *form)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->controls[i].kind == CONTROL_SELECT_MULTIPLE &&
            control_has_appearance(&form->controls[i], "townline-services")) {
            return &form->details[i];
        }
    }
    return NULL;
}

static bool
is_keyed_counter(const struct form *form, const struct field *field)
{
    for (size_t i = 0; i < form->field_count; i++) {
        if (form->fields[i]->is_keyed && form->fields[i]->counter == field) {
            return field->control < 0;
        }
    }
    return false;
}

/* Whether the field leaves an answer. Notes, metadata, headings and what only says the
 * service leave none. */
static bool
is_question(struct describer *describer, const struct field *field)
{
    const struct form *form = describer->loader->form;
    if (field->first || field->is_meta || field->preload != PRELOAD_NONE ||
        !field->parent || field->is_heading || contact_holds(form, field)) {
        return false;
    }
    bool is_note =
        field->control >= 0 && form->controls[field->control].kind == CONTROL_NOTE;
    if (field->control >= 0 && !is_note) {
        return true;
    }
    if (is_note && !field->calculate) {
        return false;
    }
    return (field->is_bound || field->value[0] != '\0') &&
           !is_keyed_counter(form, field) && !is_key(describer, field) &&
           !is_name_of_key(describer, field);
}

static enum question_type
type_of(const struct form *form, const struct field *field)
{
    static const enum question_type of_control[] = {
        [CONTROL_SELECT_ONE] = QUESTION_SELECT_ONE,
        [CONTROL_SELECT_MULTIPLE] = QUESTION_SELECT_MULTIPLE,
        [CONTROL_RANK] = QUESTION_RANK,
        [CONTROL_RANGE] = QUESTION_RANGE,
        [CONTROL_INTEGER] = QUESTION_INTEGER,
        [CONTROL_DECIMAL] = QUESTION_DECIMAL,
        [CONTROL_TEXT] = QUESTION_TEXT,
        [CONTROL_DATE] = QUESTION_DATE,
        [CONTROL_TIME] = QUESTION_TIME,
        [CONTROL_ACKNOWLEDGE] = QUESTION_ACKNOWLEDGE,
    };
    static const enum question_type of_data[] = {
        [DATA_STRING] = QUESTION_STRING,    [DATA_INTEGER] = QUESTION_INTEGER,
        [DATA_DECIMAL] = QUESTION_DECIMAL,  [DATA_TRUTH] = QUESTION_STRING,
        [DATA_DATE] = QUESTION_DATE,        [DATA_TIME] = QUESTION_STRING,
        [DATA_DATE_TIME] = QUESTION_STRING,
    };
    if (field->control >= 0 && form->controls[field->control].kind != CONTROL_NOTE) {
        return of_control[form->controls[field->control].kind];
    }
    return of_data[field->type];
}

static bool
is_asked(enum control_kind kind)
{
    return kind != CONTROL_GROUP && kind != CONTROL_REPEAT && kind != CONTROL_NOTE;
}

/* The number, from 1, of a control among the questions of its townline-map group; 0
 * when it lies in no such group. */
static unsigned
place_on_map(const struct form *form, int control)
{
    int group = control < 0 ? -1 : form->controls[control].parent;
    if (group < 0 || !control_has_appearance(&form->controls[group], "townline-map")) {
        return 0;
    }
    unsigned place = 0;
    for (int i = group + 1; i <= control; i++) {
        place += is_asked(form->controls[i].kind);
    }
    return place;
}

static bool
check_maps(struct loader *loader)
{
    const struct form *form = loader->form;
    for (size_t i = 0; i < form->control_count; i++) {
        if (!control_has_appearance(&form->controls[i], "townline-map")) {
            continue;
        }
        unsigned asked = 0;
        for (size_t j = i + 1; j < form->details[i].end; j++) {
            bool is_scale = form->controls[j].kind == CONTROL_SELECT_ONE &&
                            form->controls[j].parent == (int)i;
            asked += is_scale ? 1 : is_asked(form->controls[j].kind) ? 10 : 0;
        }
        if (asked != 2) {
            return error_set(loader->err, ERROR_INPUT,
                             "/%s/%s has the appearance townline-map, so it has to "
                             "hold exactly two questions of the type select_one",
                             form->root->name, form->controls[i].path);
        }
    }
    return true;
}

static bool
add_question(struct describer *describer, struct field *field)
{
    struct form *form = describer->loader->form;
    struct question question = {.path = field->path, .type = type_of(form, field)};
    const struct control_detail *detail =
        field->control < 0 ? NULL : &form->details[field->control];
    if (detail) {
        question.choices = detail->codes;
        question.choice_count = detail->code_count;
        question.range_min = detail->range_min;
        question.range_max = detail->range_max;
        question.range_step = detail->range_step;
        question.range_decimals = detail->range_decimals;
    }
    unsigned on_map = place_on_map(form, field->control);
    question.role = on_map == 1   ? ROLE_IDENTITY
                    : on_map == 2 ? ROLE_CONTROL
                                  : ROLE_NONE;
    if (question.type == QUESTION_SELECT_MULTIPLE && detail == describer->services) {
        question.role = ROLE_SERVICES;
    }
    field->question = (int)describer->descriptor->question_count;
    return descriptor_add_question(describer->descriptor, &question,
                                   describer->loader->err);
}

/* Recurses as deep as the form is nested, which is limited. */
static bool
describe(struct describer *describer, struct field *field, int repeat)
{
    struct descriptor *descriptor = describer->descriptor;
    if (field->is_repeat) {
        const struct control_detail *services =
            field->is_keyed ? describer->services : NULL;
        repeat = (int)descriptor->repeat_count;
        if (!descriptor_begin_repeat(
                descriptor, field->path,
                !services ? NULL : (const char *const *)services->codes,
                !services ? 0 : services->code_count, describer->loader->err)) {
            return false;
        }
    }
    field->repeat = repeat;
    if (is_question(describer, field) && !add_question(describer, field)) {
        return false;
    }
    for (struct field *child = field->first; child; child = child->next) {
        if (!describe(describer, child, repeat)) {
            return false;
        }
    }
    if (field->is_repeat) {
        descriptor_end_repeat(descriptor);
    }
    return true;
}

static void
link_controls(struct form *form)
{
    for (size_t i = 0; i < form->control_count; i++) {
        struct control *control = &form->controls[i];
        const struct field *field = form->details[i].field;
        control->repeat = field->repeat;
        if (!is_asked(control->kind)) {
            continue;
        }
        control->question = field->question;
        control->is_contact = contact_holds(form, field);
    }
}

bool
describe_load(struct loader *loader)
{
    struct form *form = loader->form;
    struct describer describer = {.loader = loader};
    struct instance_options options = {0};
    describer.services = services_of(form);
    arena_init(&describer.arena, (size_t)16 << 20);
    bool ok =
        check_maps(loader) && contact_check(loader) &&
        instance_create(form, &options, &describer.trial, loader->err) &&
        descriptor_create(form->id, form->version, &form->descriptor, loader->err);
    describer.descriptor = form->descriptor;
    ok = ok && describe(&describer, form->root, -1);
    if (ok && form->descriptor->question_count == 0) {
        ok = error_set(loader->err, ERROR_INPUT, "the form asks nothing");
    }
    if (ok) {
        link_controls(form);
    }
    instance_destroy(describer.trial);
    arena_finish(&describer.arena);
    return ok;
}
