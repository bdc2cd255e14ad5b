/* node: moves around in the tree of an instance, and reads its text. */
#include "node.h"

#include <string.h>

void
node_add(struct form_node *parent, struct form_node *child)
{
    child->parent = parent;
    if (!parent->last) {
        parent->first = child;
    } else {
        parent->last->next = child;
    }
    parent->last = child;
}

struct form_node *
node_present(struct form_node *node)
{
    while (node && node->absent) {
        node = node->next;
    }
    return node;
}

bool
node_is_relevant(const struct form_node *node)
{
    for (; node; node = node->parent) {
        if (node->irrelevant || node->absent) {
            return false;
        }
    }
    return true;
}

size_t
node_position(const struct form_node *node)
{
    size_t position = 1;
    if (!node->parent) {
        return position;
    }
    for (const struct form_node *at = node->parent->first; at != node; at = at->next) {
        if (!at->absent && strcmp(at->name, node->name) == 0) {
            position++;
        }
    }
    return position;
}

struct form_node *
node_child(const struct form_node *parent, const char *name)
{
    struct form_node *node = node_present(parent->first);
    while (node && strcmp(node->name, name) != 0) {
        node = node_present(node->next);
    }
    return node;
}

static size_t
depth_of(const struct form_node *node)
{
    size_t depth = 0;
    while ((node = node->parent)) {
        depth++;
    }
    return depth;
}

bool
node_is_before(const struct form_node *a, const struct form_node *b, size_t *steps)
{
    size_t a_depth = depth_of(a), b_depth = depth_of(b);
    bool is_deeper = a_depth > b_depth;
    *steps += a_depth + b_depth;
    for (; a_depth > b_depth; a_depth--) {
        a = a->parent;
    }
    for (; b_depth > a_depth; b_depth--) {
        b = b->parent;
    }
    if (a == b) {
        return !is_deeper;
    }
    while (a->parent != b->parent) {
        a = a->parent;
        b = b->parent;
    }
    while (a && a != b) {
        a = a->next;
        ++*steps;
    }
    return a == b;
}

size_t
node_write_text(const struct form_node *node, char *out, size_t room, size_t *steps)
{
    size_t size = 0;
    ++*steps;
    if (!node->first) {
        size = strlen(node->value);
        if (size < room) {
            memcpy(out, node->value, size + 1);
        }
    }
    for (const struct form_node *at = node_present(node->first); at;
         at = node_present(at->next)) {
        bool fits = size < room;
        if (!at->irrelevant) {
            size += node_write_text(at, fits ? out + size : NULL,
                                    fits ? room - size : 0, steps);
        }
    }
    return size;
}
