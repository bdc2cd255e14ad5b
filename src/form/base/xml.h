/*
 * xml: an XML document read into a tree, once, in a arena. The only place that knows
 * expat. Document types and entity declarations are refused, and so is what is nested
 * or long beyond the limits; the tree is what the author wrote, with namespaces
 * resolved.
 */
#ifndef TOWNLINE_XML_H
#define TOWNLINE_XML_H

#include "townline/arena.h"

#include "townline/error.h"

#define XML_MAX_DEPTH 64
#define XML_MAX_NODES 250000

#define XML_XFORMS "http://www.w3.org/2002/xforms"
#define XML_JAVAROSA "http://openrosa.org/javarosa"
#define XML_OPENROSA "http://openrosa.org/xforms"

struct xml_attribute {
    const char *space; /* "" when it has none */
    const char *name;
    const char *value;
    const struct xml_attribute *next;
};

struct xml_node {
    const char *space, *name; /* NULL for a run of text */
    const char *text;         /* of a run of text */
    const struct xml_attribute *attributes;
    struct xml_node *parent, *first, *last, *next;
    unsigned long line;
};

/* The tree lies in the arena. ERROR_INPUT with the line. */
bool xml_read(const void *data, size_t size, struct arena *arena,
              struct xml_node **root_out, struct error *err)
    __attribute__((warn_unused_result));

/* Of a document that is too large for a tree: each element of that local name, as a
 * tree of its own in the arena that is gone when the call returns. What stands outside
 * of them is not kept. on_part returns false with its error set to stop. The limit of
 * nodes is that of one part. */
typedef bool xml_on_part(void *context, const struct xml_node *part,
                         struct arena *arena, struct error *err);
struct xml_parts {
    const char *name;
    xml_on_part *on_part;
    void *context;
};
bool xml_read_parts(const void *data, size_t size, const struct xml_parts *parts,
                    struct arena *arena, struct error *err)
    __attribute__((warn_unused_result));

/* The first child element of that name, whatever its namespace; the next sibling
 * element of that name. Name NULL: any element. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const struct xml_node *xml_next(const struct xml_node *node, const char *name);
bool xml_is(const struct xml_node *node, const char *name);
/* Value of an attribute without a namespace, or of the JavaRosa one; NULL when absent.
 */
const char *xml_attribute(const struct xml_node *node, const char *name);
const char *xml_jr_attribute(const struct xml_node *node, const char *name);
/* The text directly inside, joined and trimmed, in the arena; NULL when memory is out.
 */
const char *xml_text(const struct xml_node *node, struct arena *arena);

#endif
