/* xml: reads XML with expat into a tree of nodes. */
#include "xml.h"

#include "townline/buffer.h"
#include "townline/characters.h"

#include <expat.h>
#include <limits.h>
#include <string.h>

#define TEXT_MAX_BYTES ((size_t)1 << 20)
#define NAMESPACE_MAX_BYTES 500
/* expat puts it between namespace and name; no namespace can hold it */
#define SEPARATOR '\n'

struct reader {
    XML_Parser parser;
    struct arena *arena;
    const struct xml_parts *parts; /* NULL: the whole document becomes one tree */
    struct xml_node *root, *open;
    struct buffer text; /* characters that have no node yet */
    size_t nodes;
    unsigned depth;
    struct error *err;
    bool failed;
};

static void
refuse(struct reader *reader, enum error_code code, const char *what)
{
    if (!reader->failed) {
        error_set(reader->err, code, "line %lu: %s",
                  (unsigned long)XML_GetCurrentLineNumber(reader->parser), what);
    }
    reader->failed = true;
    XML_StopParser(reader->parser, XML_FALSE);
}

static struct xml_node *
add_node(struct reader *reader)
{
    if (++reader->nodes > XML_MAX_NODES) {
        refuse(reader, ERROR_FULL, "there are too many parts in it to read");
        return NULL;
    }
    struct xml_node *node = arena_take(reader->arena, 1, sizeof *node);
    if (!node) {
        refuse(reader, ERROR_FULL, "it is too large to read");
        return NULL;
    }
    node->line = (unsigned long)XML_GetCurrentLineNumber(reader->parser);
    node->parent = reader->open;
    if (!node->parent) {
        reader->root = node;
    } else if (!node->parent->last) {
        node->parent->first = node;
    } else {
        node->parent->last->next = node;
    }
    if (node->parent) {
        node->parent->last = node;
    }
    return node;
}

static void
end_text(struct reader *reader)
{
    if (reader->text.size == 0) {
        return;
    }
    struct xml_node *node = add_node(reader);
    if (node) {
        node->text = arena_text(reader->arena, (const char *)reader->text.data,
                                reader->text.size);
    }
    if (node && !node->text) {
        refuse(reader, ERROR_FULL, "it is too large to read");
    }
    buffer_clear(&reader->text);
}

/* Divides "space SEPARATOR name" into its two parts; a name alone has the space "". */
static bool
split_name(struct reader *reader, const char *from, const char **space,
           const char **name)
{
    const char *at = strchr(from, SEPARATOR);
    *space = !at ? "" : arena_text(reader->arena, from, (size_t)(at - from));
    const char *local = !at ? from : at + 1;
    *name = arena_text(reader->arena, local, strlen(local));
    return *space && *name != NULL;
}

static bool
add_attribute(struct reader *reader, struct xml_node *node, const char *name,
              const char *value)
{
    struct xml_attribute *attribute = arena_take(reader->arena, 1, sizeof *attribute);
    if (!attribute) {
        return false;
    }
    attribute->value = arena_text(reader->arena, value, strlen(value));
    attribute->next = node->attributes;
    node->attributes = attribute;
    return attribute->value &&
           split_name(reader, name, &attribute->space, &attribute->name);
}

/* Whether the reader stands between the parts that are asked for. */
static bool
is_outside(const struct reader *reader)
{
    return reader->parts && !reader->open;
}

static bool
is_part(const struct xml_parts *parts, const char *name)
{
    const char *local = strchr(name, SEPARATOR);
    return strcmp(!local ? name : local + 1, parts->name) == 0;
}

static void XMLCALL
on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *reader = context;
    if (reader->failed) {
        return;
    }
    end_text(reader);
    if (reader->failed) {
        return;
    }
    if (++reader->depth > XML_MAX_DEPTH) {
        refuse(reader, ERROR_INPUT, "it is nested too deeply");
        return;
    }
    if (is_outside(reader) && !is_part(reader->parts, name)) {
        return;
    }
    struct xml_node *node = add_node(reader);
    if (!node) {
        return;
    }
    bool fits = split_name(reader, name, &node->space, &node->name);
    for (size_t i = 0; fits && attributes[i] != NULL; i += 2) {
        fits = add_attribute(reader, node, attributes[i], attributes[i + 1]);
    }
    if (!fits) {
        refuse(reader, ERROR_FULL, "it is too large to read");
        return;
    }
    reader->open = node;
}

static void
end_part(struct reader *reader)
{
    const struct xml_parts *parts = reader->parts;
    if (!parts->on_part(parts->context, reader->root, reader->arena, reader->err)) {
        reader->failed = true;
        XML_StopParser(reader->parser, XML_FALSE);
    }
    arena_clear(reader->arena);
    reader->root = NULL;
    reader->nodes = 0;
}

static void XMLCALL
on_end(void *context, const XML_Char *name)
{
    (void)name;
    struct reader *reader = context;
    if (reader->failed) {
        return;
    }
    reader->depth--;
    if (is_outside(reader)) {
        return;
    }
    end_text(reader);
    reader->open = reader->open->parent;
    if (is_outside(reader) && !reader->failed) {
        end_part(reader);
    }
}

static void XMLCALL
on_text(void *context, const XML_Char *text, int size)
{
    struct reader *reader = context;
    if (reader->failed || size <= 0 || is_outside(reader)) {
        return;
    }
    buffer_add(&reader->text, text, (size_t)size);
    if (reader->text.failed) {
        refuse(reader, ERROR_FULL, "a text is too long");
    }
}

/* Refuses long namespaces. expat writes the namespace in front of every name, so a long
 * one would cost work at each element. */
static void XMLCALL
on_namespace(void *context, const XML_Char *prefix, const XML_Char *space)
{
    struct reader *reader = context;
    (void)prefix;
    if (space && strlen(space) > NAMESPACE_MAX_BYTES) {
        refuse(reader, ERROR_INPUT, "the name of a namespace is too long");
    }
}

static void XMLCALL
on_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
           const XML_Char *public_id, int has_subset)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_subset;
    refuse(context, ERROR_INPUT,
           "a document type (<!DOCTYPE>) is not allowed here; take it out");
}

static bool
run(struct reader *reader, const void *data, size_t size)
{
    XML_SetUserData(reader->parser, reader);
    XML_SetElementHandler(reader->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader->parser, on_text);
    XML_SetStartNamespaceDeclHandler(reader->parser, on_namespace);
    XML_SetStartDoctypeDeclHandler(reader->parser, on_doctype);
    if (XML_Parse(reader->parser, data, (int)size, 1) == XML_STATUS_ERROR &&
        !reader->failed) {
        refuse(reader, ERROR_INPUT, XML_ErrorString(XML_GetErrorCode(reader->parser)));
    }
    return !reader->failed;
}

static bool
read_all(struct reader *reader, const void *data, size_t size)
{
    if (size > INT_MAX) {
        return error_set(reader->err, ERROR_FULL, "it is too large to read");
    }
    reader->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!reader->parser) {
        return error_no_memory(reader->err);
    }
    buffer_init(&reader->text, TEXT_MAX_BYTES);
    bool ok = run(reader, data, size);
    buffer_finish(&reader->text);
    XML_ParserFree(reader->parser);
    return ok;
}

bool
xml_read(const void *data, size_t size, struct arena *arena, struct xml_node **root_out,
         struct error *err)
{
    struct reader reader = {.arena = arena, .err = err};
    if (!read_all(&reader, data, size)) {
        return false;
    }
    *root_out = reader.root;
    return true;
}

bool
xml_read_parts(const void *data, size_t size, const struct xml_parts *parts,
               struct arena *arena, struct error *err)
{
    struct reader reader = {.arena = arena, .parts = parts, .err = err};
    return read_all(&reader, data, size);
}

bool
xml_is(const struct xml_node *node, const char *name)
{
    return node->name && (!name || strcmp(node->name, name) == 0);
}

static const struct xml_node *
first_of(const struct xml_node *node, const char *name)
{
    while (node && !xml_is(node, name)) {
        node = node->next;
    }
    return node;
}

const struct xml_node *
xml_child(const struct xml_node *node, const char *name)
{
    return first_of(node->first, name);
}

const struct xml_node *
xml_next(const struct xml_node *node, const char *name)
{
    return first_of(node->next, name);
}

static const char *
attribute_in(const struct xml_node *node, const char *space, const char *name)
{
    for (const struct xml_attribute *at = node->attributes; at; at = at->next) {
        if (strcmp(at->name, name) == 0 && strcmp(at->space, space) == 0) {
            return at->value;
        }
    }
    return NULL;
}

const char *
xml_attribute(const struct xml_node *node, const char *name)
{
    return attribute_in(node, "", name);
}

const char *
xml_jr_attribute(const struct xml_node *node, const char *name)
{
    return attribute_in(node, XML_JAVAROSA, name);
}

const char *
xml_text(const struct xml_node *node, struct arena *arena)
{
    size_t size = 0;
    for (const struct xml_node *at = node->first; at; at = at->next) {
        size += !at->text ? 0 : strlen(at->text);
    }
    char *text = arena_take(arena, 1, size + 1);
    if (!text) {
        return NULL;
    }
    size = 0;
    for (const struct xml_node *at = node->first; at; at = at->next) {
        size_t more = !at->text ? 0 : strlen(at->text);
        if (more > 0) {
            memcpy(text + size, at->text, more);
        }
        size += more;
    }
    while (size > 0 && character_is_space(text[size - 1])) {
        size--;
    }
    text[size] = '\0';
    while (character_is_space(*text)) {
        text++;
    }
    return text;
}
