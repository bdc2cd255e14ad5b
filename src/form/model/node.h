/*
 * node: one element of an instance: of the primary one, which holds the answers, or of
 * a secondary one, which holds lists. What expressions walk over. Names have no prefix.
 */
#ifndef TOWNLINE_NODE_H
#define TOWNLINE_NODE_H

#include <stdbool.h>
#include <stddef.h>

struct field;

struct form_node {
    const char *name;
    const char *value; /* "" when empty; of a primary leaf owned by the instance */
    struct form_node *parent, *first, *last, *next;
    const struct field *field; /* what the form says of it; NULL in secondary ones */
    bool irrelevant;           /* by its own bind; see node_is_relevant */
    bool absent;               /* an instance of a repeat beyond its count */
    bool fresh;                /* a new one, which has not had its setters yet */
};

void node_add(struct form_node *parent, struct form_node *child);
/* The next sibling, or the node itself, that is present. NULL at the end. */
struct form_node *node_present(struct form_node *node);
/* False when it or anything around it is irrelevant or absent. */
bool node_is_relevant(const struct form_node *node);
/* Among its present siblings of the same name, from 1. */
size_t node_position(const struct form_node *node);
/* In the order of the document, what is around a node before it. Adds to *steps how
 * many nodes were looked at; false for nodes of two documents. */
bool node_is_before(const struct form_node *a, const struct form_node *b,
                    size_t *steps);
/* XPath 1.0, 5.2: of a node with others in it, their texts one behind the other. Writes
 * no more than `room` bytes, with a NUL, and returns how many that takes. */
size_t node_write_text(const struct form_node *node, char *out, size_t room,
                       size_t *steps);
struct form_node *node_child(const struct form_node *parent, const char *name);

#endif
