#include "node.h"

#include <string.h>

void
node_add(struct node *parent, struct node *child)
{
    child->parent = parent;
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
}

struct node *
node_present(struct node *node)
{
    while (node != NULL && node->absent)
        node = node->next;
    return node;
}

bool
node_is_relevant(const struct node *node)
{
    for (; node != NULL; node = node->parent) {
        if (node->irrelevant || node->absent)
            return false;
    }
    return true;
}

size_t
node_position(const struct node *node)
{
    size_t position = 1;
    if (node->parent == NULL)
        return position;
    for (const struct node *at = node->parent->first; at != node; at = at->next) {
        if (!at->absent && strcmp(at->name, node->name) == 0)
            position++;
    }
    return position;
}

struct node *
node_child(const struct node *parent, const char *name)
{
    struct node *node = node_present(parent->first);
    while (node != NULL && strcmp(node->name, name) != 0)
        node = node_present(node->next);
    return node;
}
