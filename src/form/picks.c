/* picks: the hidden text beside a rank, which says how the rank came about. */
#include "instance_state.h"

#include <stdio.h>
#include <string.h>

#define SUFFIX "_picks"

/* The field beside the question's whose name is the question's and SUFFIX, if nothing
 * else fills it. */
static const struct field *
find_picks(const struct form *form, size_t control)
{
    const struct field *rank = form->details[control].field;
    size_t size = strlen(rank->name);
    for (const struct field *field = rank->parent ? rank->parent->first : NULL; field;
         field = field->next) {
        if (strncmp(field->name, rank->name, size) == 0 &&
            strcmp(field->name + size, SUFFIX) == 0 && field->first == NULL &&
            field->control < 0 && field->calculate == NULL && field->question >= 0)
            return field;
    }
    return NULL;
}

static struct node *
find_node(const struct instance *instance, const struct place *place)
{
    const struct form *form = instance->form;
    const struct field *field = form->controls[place->control].kind == CONTROL_RANK
                                    ? find_picks(form, place->control)
                                    : NULL;
    return field ? instance_node(instance, field, place->instance) : NULL;
}

const char *
instance_picks(const struct instance *instance, const struct place *place)
{
    const struct node *node = find_node(instance, place);
    return node ? node->value : NULL;
}

bool
instance_set_picks(struct instance *instance, const struct place *place,
                   const char *picks, struct error *err)
{
    struct node *node = find_node(instance, place);
    if (node == NULL)
        return error_set(err, ERROR_MISSING, "%.120s has no picks beside it",
                         instance->form->controls[place->control].path);
    if (strlen(picks) > RESPONSE_VALUE_MAX_BYTES)
        return error_set(err, ERROR_FULL, "the picks of %.120s are too long",
                         instance->form->controls[place->control].path);
    return strcmp(picks, node->value) == 0 ||
           (instance_put(instance, node, picks, err) &&
            instance_recalculate(instance, err));
}
