/*
 * xml: reads an XML document into a tree that lies in an arena. This is the only place
 * that uses expat. The tree is what the author wrote, with each name's namespace found.
 * Document types and entity declarations are refused, since they can make a short file
 * very long; so is a document that is longer or nested deeper than the limits.
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
    const char *text;         /* NULL for an element */
    const struct xml_attribute *attributes;
    struct xml_node *parent, *first, *last, *next;
    unsigned long line;
};

/* Reads a whole document. The tree lies in `arena`. ERROR_INPUT tells the line. */
bool xml_read(const void *data, size_t size, struct arena *arena,
              struct xml_node **root_out, struct error *err)
    __attribute__((warn_unused_result));

/* Reads a document that is too large for one tree. Each element with the local name
 * becomes a tree of its own, which on_part gets and which is gone when on_part returns.
 * What stands outside of these elements is dropped. To stop, on_part returns false with
 * its error set. The limit of nodes holds for each part. */
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

/* xml_child gives the first child element of that name, xml_next the next sibling
 * element of that name, in any namespace. With `name` NULL they give any element. */
const struct xml_node *xml_child(const struct xml_node *node, const char *name);
const struct xml_node *xml_next(const struct xml_node *node, const char *name);
bool xml_is(const struct xml_node *node, const char *name);
/* The value of an attribute without a namespace, and of one in the namespace of
 * JavaRosa. NULL when there is none. */
const char *xml_attribute(const struct xml_node *node, const char *name);
const char *xml_jr_attribute(const struct xml_node *node, const char *name);
/* The text that lies directly in the element, joined, without blanks at its ends. It
 * lies in the arena; NULL when memory is out. */
const char *xml_text(const struct xml_node *node, struct arena *arena);

#endif
