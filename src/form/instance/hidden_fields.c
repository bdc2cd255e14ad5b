/* hidden_fields: reads and sets the hidden fields that belong to a question and are
 * named as it is with an ending: "_picks", how a resident came to a rank, and
 * "_assigned", the services that the kiosk picked. */
#include "instance_state.h"

#include <stdio.h>
#include <string.h>

bool
codes_hold(const char *codes, const char *code)
{
    size_t size = strlen(code);
    for (const char *at = codes; *at;) {
        size_t length = strcspn(at, " ");
        if (length == size && memcmp(at, code, size) == 0) {
            return true;
        }
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

/* Finds the field in the same group that is named as the question with the ending. NULL
 * when there is none, or when something else fills it, such as a calculation. */
static const struct field *
find_beside(const struct form *form, size_t control, const char *ending)
{
    const struct field *asked = form->details[control].field;
    size_t size = strlen(asked->name);
    for (const struct field *field = asked->parent ? asked->parent->first : NULL; field;
         field = field->next) {
        if (strncmp(field->name, asked->name, size) == 0 &&
            strcmp(field->name + size, ending) == 0 && !field->first &&
            field->control < 0 && !field->calculate && field->question >= 0) {
            return field;
        }
    }
    return NULL;
}

static struct form_node *
find_node(const struct instance *instance, const struct place *place,
          enum control_kind kind, const char *ending)
{
    const struct form *form = instance->form;
    const struct field *field = form->controls[place->control].kind == kind
                                    ? find_beside(form, place->control, ending)
                                    : NULL;
    return field ? instance_node(instance, field, place->instance) : NULL;
}

static struct form_node *
find_picks(const struct instance *instance, const struct place *place)
{
    return find_node(instance, place, CONTROL_RANK, "_picks");
}

static struct form_node *
find_assigned(const struct instance *instance, const struct place *place)
{
    return find_node(instance, place, CONTROL_SELECT_MULTIPLE, "_assigned");
}

const char *
instance_picks(const struct instance *instance, const struct place *place)
{
    const struct form_node *node = find_picks(instance, place);
    return node ? node->value : NULL;
}

bool
instance_set_picks(struct instance *instance, const struct place *place,
                   const char *picks, struct error *err)
{
    struct form_node *node = find_picks(instance, place);
    if (!node) {
        return error_set(err, ERROR_MISSING, "%.120s has no picks beside it",
                         instance->form->controls[place->control].path);
    }
    if (strlen(picks) > RESPONSE_VALUE_MAX_BYTES) {
        return error_set(err, ERROR_FULL, "the picks of %.120s are too long",
                         instance->form->controls[place->control].path);
    }
    return strcmp(picks, node->value) == 0 ||
           (instance_put(instance, node, picks, err) &&
            instance_recalculate(instance, err));
}

const char *
instance_assigned(const struct instance *instance, const struct place *place)
{
    const struct form_node *node = find_assigned(instance, place);
    return node ? node->value : NULL;
}

static bool
is_choice(const struct instance *instance, const struct place *place, const char *code)
{
    size_t count = instance_choice_count(instance, place);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(instance_choice_code(instance, place, i), code) == 0) {
            return true;
        }
    }
    return false;
}

bool
instance_assign(struct instance *instance, const struct place *place, const char *code,
                struct error *err)
{
    char value[RESPONSE_VALUE_MAX_BYTES + 1];
    struct form_node *node = find_assigned(instance, place);
    if (!node) {
        return error_set(err, ERROR_MISSING, "%.120s has no place for what is assigned",
                         instance->form->controls[place->control].path);
    }
    if (!is_choice(instance, place, code)) {
        return error_set(err, ERROR_INPUT, "%.120s has no choice %.40s",
                         instance->form->controls[place->control].path, code);
    }
    if (codes_hold(node->value, code)) {
        return true;
    }
    int size = snprintf(value, sizeof value, "%s%s%s", node->value,
                        node->value[0] == '\0' ? "" : " ", code);
    if (size < 0 || (size_t)size >= sizeof value) {
        return error_set(err, ERROR_FULL, "too much is assigned at %.120s",
                         instance->form->controls[place->control].path);
    }
    return instance_put(instance, node, value, err) &&
           instance_recalculate(instance, err);
}
