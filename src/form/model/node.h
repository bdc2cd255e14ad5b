/*
 * node: one element of an instance. Expressions read trees of nodes: the primary
 * instance, which holds the answers, and the secondary ones, which hold lists. The
 * names of elements have no prefix here.
 */
#ifndef TOWNLINE_NODE_H
#define TOWNLINE_NODE_H

#include <stdbool.h>
#include <stddef.h>

struct field;

struct form_node {
    const char *name;
    const char *value; /* "" when empty; of an answer it is owned by the instance */
    struct form_node *parent, *first, *last, *next;
    /* what the form says of it; NULL in a secondary instance */
    const struct field *field;
    /* its own bind says that it is not relevant; see node_is_relevant */
    bool irrelevant;
    /* an instance of a repeat that was taken away but is kept */
    bool absent;
    /* a new instance of a repeat, whose <setvalue>s have not run yet */
    bool fresh;
};

void node_add(struct form_node *parent, struct form_node *child);
/* The node itself when it is present, else its next sibling that is. NULL at the end.
 */
struct form_node *node_present(struct form_node *node);
/* False when the node, or any node around it, is irrelevant or absent. */
bool node_is_relevant(const struct form_node *node);
/* Its number, from 1, among its present siblings of the same name. */
size_t node_position(const struct form_node *node);
/* Whether `a` stands before `b` in the document; a node stands before what lies in it.
 * Adds to *steps how many nodes were looked at. False for nodes of two documents. */
bool node_is_before(const struct form_node *a, const struct form_node *b,
                    size_t *steps);
/* Writes the text of a node as XPath 1.0, 5.2, defines it: of a node with others in it,
 * their texts one behind the other. It writes at most `room` bytes with a NUL, and
 * returns how many bytes the whole text takes. */
size_t node_write_text(const struct form_node *node, char *out, size_t room,
                       size_t *steps);
struct form_node *node_child(const struct form_node *parent, const char *name);

#endif
