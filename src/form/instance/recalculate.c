/* recalculate: works out everything that depends on answers. Each target is worked out
 * once, after all that it reads (load/order.c). */
#include "choice.h"
#include "instance_state.h"
#include "townline/buffer.h"

#include <math.h>
#include <string.h>

struct pass {
    struct instance *instance;
    const struct target *target;
    size_t work;
    struct error *err;
};

static bool
count_instances(struct pass *pass, struct form_node *parent)
{
    const struct field *repeat = pass->target->field;
    double count;
    struct evaluation evaluation =
        instance_evaluation(pass->instance, parent, &pass->work, pass->err);
    if (!evaluate_number(&evaluation, repeat->count, &count)) {
        return false;
    }
    if (isnan(count) || count < 0) {
        count = 0;
    }
    if (count > RESPONSE_INSTANCE_MAX) {
        return error_set(pass->err, ERROR_FULL, "it repeats more than %d times",
                         RESPONSE_INSTANCE_MAX);
    }
    return instance_grow(pass->instance, parent, repeat, (size_t)count, pass->err);
}

/* Writes a calculated value as its type is written. ODK keeps nothing where a number is
 * due and the value is none. */
bool
instance_write_typed(struct evaluation *evaluation, enum data_type type,
                     struct value *value, const char **out)
{
    bool wants_number = type == DATA_INTEGER || type == DATA_DECIMAL;
    bool wants_date = type == DATA_DATE || type == DATA_DATE_TIME;
    if ((wants_number && value->type != VALUE_NUMBER) ||
        (value->type == VALUE_NUMBER && isnan(value->number))) {
        *value = value_of_number(value_number(value));
    }
    if (value->type == VALUE_NUMBER &&
        (isnan(value->number) || (wants_number && !isfinite(value->number)))) {
        *out = "";
        return true;
    }
    if (type == DATA_INTEGER) {
        value->number = trunc(value->number);
    }
    if (wants_date) {
        double days = value_number(value);
        *out = "";
        if (isnan(days)) {
            return true;
        }
        bool has_time = type == DATA_DATE_TIME;
        *value = value_of_date(has_time ? days : floor(days), has_time);
    }
    return evaluate_as_text(evaluation, value, out);
}

static bool
calculate(struct pass *pass, struct form_node *node)
{
    const struct field *field = pass->target->field;
    struct value value;
    const char *text;
    struct evaluation evaluation =
        instance_evaluation(pass->instance, node, &pass->work, pass->err);
    if (!evaluate_term(&evaluation, field->calculate, &value) ||
        !instance_write_typed(&evaluation, field->type, &value, &text)) {
        return false;
    }
    if (strlen(text) > RESPONSE_VALUE_MAX_BYTES) {
        return error_set(pass->err, ERROR_FULL, "what it calculates is too long");
    }
    return instance_put(pass->instance, node, text, pass->err);
}

static bool
judge_relevance(struct pass *pass, struct form_node *node)
{
    bool relevant;
    struct evaluation evaluation =
        instance_evaluation(pass->instance, node, &pass->work, pass->err);
    if (!evaluate_truth(&evaluation, pass->target->field->relevant, &relevant)) {
        return false;
    }
    node->irrelevant = !relevant;
    return true;
}

static bool
is_shown(const struct shown_choices *shown, const char *code, size_t size)
{
    for (size_t i = 0; i < shown->count; i++) {
        if (strlen(shown->choices[i].code) == size &&
            memcmp(shown->choices[i].code, code, size) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes back a chosen code that the select does not offer any more. */
static bool
drop_choices(struct pass *pass, struct form_node *node)
{
    if (node->value[0] == '\0') {
        return true;
    }
    struct shown_choices shown;
    struct evaluation evaluation =
        instance_evaluation(pass->instance, node, &pass->work, pass->err);
    if (!choice_list(&evaluation, pass->target->detail, &shown)) {
        return false;
    }
    const struct form *form = pass->instance->form;
    bool is_one = form->controls[node->field->control].kind == CONTROL_SELECT_ONE;
    struct buffer left;
    buffer_init(&left, RESPONSE_VALUE_MAX_BYTES + 1);
    for (const char *at = node->value; *at != '\0';) {
        size_t size = is_one ? strlen(at) : strcspn(at, " ");
        if (size > 0 && is_shown(&shown, at, size)) {
            buffer_add(&left, " ", left.size > 0 ? 1 : 0);
            buffer_add(&left, at, size);
        }
        at += size + strspn(at + size, " ");
    }
    buffer_add_u8(&left, 0);
    bool ok = !left.failed &&
              instance_put(pass->instance, node, (const char *)left.data, pass->err);
    buffer_finish(&left);
    return ok;
}

static bool
work_out(struct pass *pass, struct form_node *node)
{
    switch (pass->target->kind) {
    case TARGET_RELEVANT:
        return judge_relevance(pass, node);
    case TARGET_CALCULATE:
        return calculate(pass, node);
    case TARGET_COUNT:
        return count_instances(pass, node);
    case TARGET_CHOICES:
        return drop_choices(pass, node);
    }
    return true;
}

/* Works out every node of the field below `node`. Recurses as deep as the form is
 * nested. */
static bool
work_out_all(struct pass *pass, struct form_node *node, const struct field *field)
{
    if (node->field == field) {
        return work_out(pass, node);
    }
    const struct field *below = field;
    while (below && below->parent != node->field) {
        below = below->parent;
    }
    for (struct form_node *at = node_present(node->first); below && at != NULL;
         at = node_present(at->next)) {
        if (at->field == below && !work_out_all(pass, at, field)) {
            return false;
        }
    }
    return true;
}

static bool
run(struct instance *instance, struct error *err)
{
    const struct form *form = instance->form;
    struct pass pass = {.instance = instance, .work = INSTANCE_WORK, .err = err};
    instance->choices->is_filled = false;
    for (size_t i = 0; i < form->target_count; i++) {
        pass.target = &form->targets[i];
        const struct field *field = pass.target->field;
        if (pass.target->kind == TARGET_COUNT) {
            field = field->parent;
        }
        struct form_node *single = instance->singles[field->index];
        if (!work_out_all(&pass, single ? single : instance->top->first, field)) {
            return error_prefix(err, "/%s/%s", form->root->name,
                                pass.target->field->path);
        }
    }
    return true;
}

/* A count may make new instances of a repeat. They get their defaults, which others may
 * depend on, and these may make further instances inside of them; so this goes on until
 * there are no fresh ones. */
bool
instance_recalculate(struct instance *instance, struct error *err)
{
    if (!run(instance, err)) {
        return false;
    }
    for (int i = 0; instance->has_fresh; i++) {
        if (i > DESCRIPTOR_MAX_DEPTH + 1) {
            return error_set(err, ERROR_FULL,
                             "the defaults of its repeats make them repeat for ever");
        }
        instance->has_fresh = false;
        if (!instance_begin_repeats(instance, instance->top, err) ||
            !run(instance, err)) {
            return false;
        }
    }
    return true;
}
