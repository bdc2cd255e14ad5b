/* response_answers: collects the answers of an instance as a response holds them. */
#include "instance_state.h"

#include <stdlib.h>
#include <string.h>

struct collector {
    struct instance *instance;
    instance_keep *keep;
    void *context;
    size_t count;
    struct error *err;
};

static bool
add_answer(struct collector *collector, const struct form_node *node,
           const uint16_t indexes[DESCRIPTOR_MAX_DEPTH])
{
    struct instance *instance = collector->instance;
    size_t question = (size_t)node->field->question;
    if (collector->keep && !collector->keep(collector->context, question, indexes)) {
        return true;
    }
    if (collector->count == instance->answer_capacity) {
        size_t capacity =
            instance->answer_capacity == 0 ? 64 : instance->answer_capacity * 2;
        struct answer *answers = realloc(instance->answers, capacity * sizeof *answers);
        if (!answers) {
            return error_no_memory(collector->err);
        }
        instance->answers = answers;
        instance->answer_capacity = capacity;
    }
    struct answer *answer = &instance->answers[collector->count++];
    *answer = (struct answer){
        .question = question,
        .state = node->value[0] == '\0' ? ANSWER_EMPTY : ANSWER_VALUE,
        .value = node->value,
    };
    memcpy(answer->instance, indexes, sizeof answer->instance);
    return true;
}

/* Collects in document order, one instance of a repeat after the other. This is the
 * order of answer_compare. */
static bool
collect(struct collector *collector, const struct form_node *node,
        const uint16_t indexes[DESCRIPTOR_MAX_DEPTH], size_t depth)
{
    const struct field *repeat = NULL;
    uint16_t below[DESCRIPTOR_MAX_DEPTH];
    memcpy(below, indexes, sizeof below);
    if (node->field->question >= 0 && !add_answer(collector, node, indexes)) {
        return false;
    }
    for (struct form_node *child = node_present(node->first); child;
         child = node_present(child->next)) {
        bool is_repeat = child->field->is_repeat && depth < DESCRIPTOR_MAX_DEPTH;
        if (is_repeat && child->field != repeat) {
            below[depth] = 0;
        } else if (is_repeat) {
            below[depth]++;
        } else if (depth < DESCRIPTOR_MAX_DEPTH) {
            below[depth] = 0;
        }
        repeat = is_repeat ? child->field : NULL;
        if (!child->irrelevant &&
            !collect(collector, child, below, depth + (is_repeat ? 1 : 0))) {
            return false;
        }
    }
    return true;
}

bool
instance_answers(struct instance *instance, instance_keep *keep, void *context,
                 const struct answer **answers_out, size_t *count_out,
                 struct error *err)
{
    struct collector collector = {
        .instance = instance, .keep = keep, .context = context, .err = err};
    const uint16_t indexes[DESCRIPTOR_MAX_DEPTH] = {0};
    const struct form_node *root = instance->top->first;
    if (!root->irrelevant && !collect(&collector, root, indexes, 0)) {
        return false;
    }
    *answers_out = instance->answers;
    *count_out = collector.count;
    return true;
}
