/* first_values: sets the defaults that are worked out when an instance begins, as the
 * <setvalue>s say that load/setvalue.c has read. */
#include "instance_state.h"

#include <string.h>

static bool
set_node(struct instance *instance, const struct setter *setter, struct form_node *node,
         struct error *err)
{
    const struct form *form = instance->form;
    const struct field *field = setter->field;
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, err);
    struct value value = value_of_text(setter->text);
    const char *text;
    char kept[RESPONSE_VALUE_MAX_BYTES + 1];
    if ((setter->term && !evaluate_term(&evaluation, setter->term, &value)) ||
        !instance_write_typed(&evaluation, field->type, &value, &text)) {
        return false;
    }
    if (strlen(text) > RESPONSE_VALUE_MAX_BYTES) {
        return error_set(err, ERROR_FULL, "its default is too long");
    }
    /* A default that is no valid answer to its question is left out. */
    if (field->control >= 0 && form->controls[field->control].kind != CONTROL_NOTE) {
        if (!answer_normalize(&form->controls[field->control],
                              &form->details[field->control], text, kept, NULL)) {
            kept[0] = '\0';
        }
        text = kept;
    }
    return instance_put(instance, node, text, err);
}

/* Sets every node of the setter's field below `node`. Recurses as deep as the form is.
 */
static bool
set_below(struct instance *instance, const struct setter *setter,
          struct form_node *node, struct error *err)
{
    if (node->field == setter->field) {
        return set_node(instance, setter, node, err) ||
               error_prefix(err, "/%s/%s", instance->form->root->name,
                            setter->field->path);
    }
    const struct field *below = setter->field;
    while (below && below->parent != node->field) {
        below = below->parent;
    }
    for (struct form_node *at = node_present(node->first); below && at != NULL;
         at = node_present(at->next)) {
        if (at->field == below && !set_below(instance, setter, at, err)) {
            return false;
        }
    }
    return true;
}

bool
instance_begin(struct instance *instance, struct error *err)
{
    const struct form *form = instance->form;
    bool changed = false;
    for (size_t i = 0; i < form->setter_count; i++) {
        const struct setter *setter = &form->setters[i];
        if (!setter->at_load) {
            continue;
        }
        if (changed && setter->reads && !instance_recalculate(instance, err)) {
            return false;
        }
        if (!set_below(instance, setter, instance->top->first, err)) {
            return false;
        }
        changed = true;
    }
    return !changed || instance_recalculate(instance, err);
}

static const struct field *
repeat_around(const struct field *field)
{
    while (field && !field->is_repeat) {
        field = field->parent;
    }
    return field;
}

static bool
begin_repeat(struct instance *instance, struct form_node *node, struct error *err)
{
    const struct form *form = instance->form;
    for (size_t i = 0; i < form->setter_count; i++) {
        const struct setter *setter = &form->setters[i];
        if (setter->at_new_repeat && repeat_around(setter->field) == node->field &&
            !set_below(instance, setter, node, err)) {
            return false;
        }
    }
    return true;
}

bool
instance_begin_repeats(struct instance *instance, struct form_node *node,
                       struct error *err)
{
    for (struct form_node *at = node_present(node->first); at;
         at = node_present(at->next)) {
        bool is_fresh = at->fresh;
        at->fresh = false;
        if ((is_fresh && !begin_repeat(instance, at, err)) ||
            !instance_begin_repeats(instance, at, err)) {
            return false;
        }
    }
    return true;
}
