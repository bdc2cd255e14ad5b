/* submission: writes an instance as the XML that ODK clients send to their server. */
#include "instance_state.h"

#include <string.h>

static void
add_text(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text));
}

static void
add_escaped(struct buffer *out, const char *text, bool is_attribute)
{
    for (; *text != '\0'; text++) {
        if (*text == '&') {
            add_text(out, "&amp;");
        } else if (*text == '<') {
            add_text(out, "&lt;");
        } else if (*text == '>') {
            add_text(out, "&gt;");
        } else if (*text == '"' && is_attribute) {
            add_text(out, "&quot;");
        } else if (*text == '\r' ||
                   (is_attribute && (*text == '\n' || *text == '\t'))) {
            buffer_add_format(out, "&#%d;", *text);
        } else {
            buffer_add_u8(out, (uint8_t)*text);
        }
    }
}

/* The namespace of a node of the data. That of XForms belongs to the form and is left
 * out. */
static const char *
data_space(const struct xml_node *xml)
{
    return strcmp(xml->space, XML_XFORMS) == 0 ? "" : xml->space;
}

/* Adds the attributes that belong to the data. Those for the program that shows the
 * form (jr:template) are left out, and so are those of other programs. */
static void
add_attributes(const struct xml_attribute *attribute, struct buffer *out)
{
    if (!attribute) {
        return;
    }
    /* this first, since they lie in the reverse order */
    add_attributes(attribute->next, out);
    bool is_openrosa = strcmp(attribute->space, XML_OPENROSA) == 0;
    if (attribute->space[0] != '\0' && !is_openrosa) {
        return;
    }
    buffer_add_format(out, " %s%s=\"", is_openrosa ? "orx:" : "", attribute->name);
    add_escaped(out, attribute->value, true);
    buffer_add_u8(out, '"');
}

/* Adds a node and all in it. `space` is the default namespace around it. Recurses as
 * deep as the form is nested, which is limited. */
static void
add_node(const struct form_node *node, const char *space, struct buffer *out)
{
    const struct xml_node *xml = node->field->xml;
    const char *own = data_space(xml);
    const char *prefix = strcmp(own, XML_OPENROSA) == 0 ? "orx:" : "";
    buffer_add_format(out, "<%s%s", prefix, node->name);
    if (prefix[0] == '\0' && strcmp(own, space) != 0) {
        add_text(out, " xmlns=\"");
        add_escaped(out, own, true);
        buffer_add_u8(out, '"');
        space = own;
    }
    if (!node->field->parent) {
        add_text(out, " xmlns:orx=\"" XML_OPENROSA "\"");
    }
    add_attributes(xml->attributes, out);
    size_t before = out->size;
    buffer_add_u8(out, '>');
    for (struct form_node *child = node_present(node->first); child;
         child = node_present(child->next)) {
        if (!child->irrelevant) {
            add_node(child, space, out);
        }
    }
    if (!node->field->first) {
        add_escaped(out, node->value, false);
    }
    if (out->size == before + 1) {
        out->size = before;
        add_text(out, "/>");
    } else {
        buffer_add_format(out, "</%s%s>", prefix, node->name);
    }
}

void
instance_submission(const struct instance *instance, struct buffer *out)
{
    const struct form_node *root = instance->top->first;
    add_node(root, "", out);
}
