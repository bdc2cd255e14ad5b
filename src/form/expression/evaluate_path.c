/* evaluate_path: follows a path step by step and gives the nodes that it leads to. */
#include "evaluate.h"
#include "form_model.h"

#include <math.h>
#include <string.h>

static bool
add_if_named(struct evaluation *evaluation, const struct step *step,
             struct form_node *node, struct node_list *out)
{
    if (step->name && strcmp(step->name, node->name) != 0) {
        return evaluate_work(evaluation, 1);
    }
    return node_list_add(evaluation, out, node);
}

static bool
add_descendants(struct evaluation *evaluation, const struct step *step,
                struct form_node *top, struct node_list *out)
{
    struct form_node *node = top;
    for (;;) {
        if (!add_if_named(evaluation, step, node, out)) {
            return false;
        }
        struct form_node *next = node_present(node->first);
        while (!next && node != top) {
            next = node_present(node->next);
            if (!next) {
                node = node->parent;
            }
        }
        if (!next) {
            return true;
        }
        node = next;
    }
}

static bool
add_axis(struct evaluation *evaluation, const struct step *step, struct form_node *from,
         struct node_list *out)
{
    switch (step->axis) {
    case AXIS_SELF:
        return add_if_named(evaluation, step, from, out);
    case AXIS_PARENT:
        return !from->parent || add_if_named(evaluation, step, from->parent, out);
    case AXIS_DESCENDANT_OR_SELF:
        return add_descendants(evaluation, step, from, out);
    case AXIS_CHILD:
        for (struct form_node *child = node_present(from->first); child;
             child = node_present(child->next)) {
            if (!add_if_named(evaluation, step, child, out)) {
                return false;
            }
        }
        return true;
    }
    return true;
}

/* Keeps the nodes for which the predicate is true. A predicate that is a number keeps
 * the node at that position. */
static bool
filter(struct evaluation *evaluation, const struct predicate *predicate,
       struct node_list *list)
{
    struct form_node *context = evaluation->context;
    size_t position = evaluation->position, size = evaluation->size;
    size_t kept = 0;
    bool ok = true;
    evaluation->size = list->count;
    for (size_t i = 0; ok && i < list->count; i++) {
        struct value value;
        evaluation->context = list->nodes[i];
        evaluation->position = i + 1;
        ok = evaluate_term(evaluation, predicate->term, &value);
        if (!ok) {
            break;
        }
        bool keep = value.type == VALUE_NUMBER ? value.number == (double)(i + 1)
                                               : value_truth(&value);
        if (keep) {
            list->nodes[kept++] = list->nodes[i];
        }
    }
    list->count = kept;
    evaluation->context = context;
    evaluation->position = position;
    evaluation->size = size;
    return ok;
}

static bool
filter_all(struct evaluation *evaluation, const struct predicate *predicate,
           struct node_list *list)
{
    for (; predicate; predicate = predicate->next) {
        if (!filter(evaluation, predicate, list)) {
            return false;
        }
    }
    return true;
}

static bool
add_unique(struct evaluation *evaluation, struct node_list *to,
           const struct node_list *from)
{
    for (size_t i = 0; i < from->count; i++) {
        size_t j = 0;
        while (j < to->count && to->nodes[j] != from->nodes[i]) {
            j++;
        }
        if (!evaluate_work(evaluation, j) ||
            (j == to->count && !node_list_add(evaluation, to, from->nodes[i]))) {
            return false;
        }
    }
    return true;
}

static bool
take_step(struct evaluation *evaluation, const struct step *step,
          struct node_list *list)
{
    struct node_list result = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct node_list found = {0};
        if (!add_axis(evaluation, step, list->nodes[i], &found) ||
            !filter_all(evaluation, step->predicates, &found)) {
            return false;
        }
        /* Two nodes may have the same parent, but never the same child. */
        if (list->count == 1) {
            result = found;
        } else if (step->axis == AXIS_CHILD || step->axis == AXIS_SELF) {
            for (size_t j = 0; j < found.count; j++) {
                if (!node_list_add(evaluation, &result, found.nodes[j])) {
                    return false;
                }
            }
        } else if (!add_unique(evaluation, &result, &found)) {
            return false;
        }
    }
    *list = result;
    return true;
}

static struct form_node *
ancestor_below(struct form_node *node, const struct form_node *parent)
{
    while (node && node->parent != parent) {
        node = node->parent;
    }
    return node;
}

/* An absolute path inside of a repeat means the same instance of the repeat (ODK
 * specification). In instance 2 of "about", for example, /data/about/age is the age of
 * instance 2. This holds as long as the path goes the same way as the node's own and
 * has no predicate at the repeat. */
static bool
take_same_instance(struct evaluation *evaluation, const struct step *step,
                   struct form_node **spine, struct node_list *list)
{
    struct form_node *parent = *spine;
    *spine = NULL;
    if (!parent || step->axis != AXIS_CHILD || !step->name || step->predicates ||
        !step->next) {
        return false;
    }
    struct form_node *same = ancestor_below(evaluation->current, parent);
    if (!same || strcmp(same->name, step->name) != 0) {
        return false;
    }
    *spine = same;
    if (!same->field || !same->field->is_repeat) {
        return false;
    }
    list->nodes[0] = same; /* the list holds the parent alone */
    return true;
}

static bool
is_around(const struct form_node *node, const struct form_node *current)
{
    while (current && current != node) {
        current = current->parent;
    }
    return current == node;
}

/* Leaves out the nodes that are not relevant, and makes the rest the value of the path.
 */
static void
drop_irrelevant(const struct evaluation *evaluation, struct node_list *list,
                struct value *out)
{
    bool was_there = list->count > 0;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct form_node *node = list->nodes[i];
        if (!node->field || is_around(node, evaluation->current) ||
            node_is_relevant(node)) {
            list->nodes[kept++] = node;
        }
    }
    *out = (struct value){.type = VALUE_NODES,
                          .nodes = list->nodes,
                          .count = kept,
                          .is_blank = was_there && kept == 0};
}

static bool
begin(struct evaluation *evaluation, const struct path *path, struct node_list *list)
{
    if (path->start != START_TERM) {
        return node_list_add(evaluation, list,
                             path->start == START_ROOT ? evaluation->root
                                                       : evaluation->context);
    }
    struct value value;
    if (!evaluate_term(evaluation, path->term, &value)) {
        return false;
    }
    for (size_t i = 0; value.type == VALUE_NODES && i < value.count; i++) {
        if (!node_list_add(evaluation, list, value.nodes[i])) {
            return false;
        }
    }
    return filter_all(evaluation, path->predicates, list);
}

bool
evaluate_path(struct evaluation *evaluation, const struct path *path, struct value *out)
{
    struct node_list list = {0};
    if (path->field && evaluation->singles[path->field->index]) {
        struct form_node *node = evaluation->singles[path->field->index];
        if (!node_list_add(evaluation, &list, node)) {
            return false;
        }
        drop_irrelevant(evaluation, &list, out);
        return true;
    }
    if (!begin(evaluation, path, &list)) {
        return false;
    }
    bool bound = path->start == START_ROOT && !evaluation->everywhere;
    struct form_node *spine = bound ? evaluation->root : NULL;
    for (const struct step *step = path->steps; step; step = step->next) {
        if (!take_same_instance(evaluation, step, &spine, &list) &&
            !take_step(evaluation, step, &list)) {
            return false;
        }
    }
    drop_irrelevant(evaluation, &list, out);
    return true;
}
