/* tag: writes XML. */
#include "tag.h"

#include <assert.h>
#include <string.h>

void
tag_init(struct tags *tags, struct buffer *out, unsigned indent)
{
    *tags = (struct tags){.out = out, .indent = indent, .line = 1};
}

static void
add(struct tags *tags, const char *text)
{
    buffer_add(tags->out, text, strlen(text));
}

static void
new_line(struct tags *tags)
{
    if (tags->out->size > 0 && tags->out->data[tags->out->size - 1] != '\n') {
        add(tags, "\n");
        tags->line++;
    }
    for (unsigned i = 0; i < tags->depth + tags->indent; i++) {
        add(tags, "  ");
    }
}

/* Leaves out characters that XML 1.0 cannot hold. */
static void
add_escaped(struct tags *tags, const char *text, bool is_attribute)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '&') {
            add(tags, "&amp;");
        } else if (c == '<') {
            add(tags, "&lt;");
        } else if (c == '>') {
            add(tags, "&gt;");
        } else if (c == '"' && is_attribute) {
            add(tags, "&quot;");
        } else if (c == '\n' && is_attribute) {
            add(tags, "&#10;");
        } else if (c >= ' ' || c == '\n' || c == '\t') {
            buffer_add(tags->out, at, 1);
        }
        if (c == '\n' && !is_attribute) {
            tags->line++;
        }
    }
}

static void
end_tag(struct tags *tags)
{
    if (tags->is_in_tag) {
        add(tags, ">");
    }
    tags->is_in_tag = false;
}

void
tag_open(struct tags *tags, const char *name)
{
    assert(tags->depth < TAG_MAX_DEPTH);
    end_tag(tags);
    bool is_inline = tags->depth > 0 && tags->has_words[tags->depth - 1];
    if (tags->depth > 0) {
        tags->has_children[tags->depth - 1] = true;
    }
    if (!is_inline) {
        new_line(tags);
    }
    add(tags, "<");
    add(tags, name);
    tags->open[tags->depth] = name;
    tags->has_words[tags->depth] = is_inline;
    tags->has_children[tags->depth] = false;
    tags->depth++;
    tags->is_in_tag = true;
}

void
tag_attribute(struct tags *tags, const char *name, const char *value)
{
    assert(tags->is_in_tag);
    add(tags, " ");
    add(tags, name);
    add(tags, "=\"");
    add_escaped(tags, value, true);
    add(tags, "\"");
}

void
tag_words(struct tags *tags, const char *words)
{
    end_tag(tags);
    tags->has_words[tags->depth - 1] = true;
    add_escaped(tags, words, false);
}

void
tag_close(struct tags *tags)
{
    assert(tags->depth > 0);
    unsigned at = --tags->depth;
    if (tags->is_in_tag) {
        add(tags, "/>");
        tags->is_in_tag = false;
    } else {
        if (tags->has_children[at] && !tags->has_words[at]) {
            new_line(tags);
        }
        add(tags, "</");
        add(tags, tags->open[at]);
        add(tags, ">");
    }
    if (at == 0) {
        add(tags, "\n");
        tags->line++;
    }
}

void
tag_element(struct tags *tags, const char *name, const char *words)
{
    tag_open(tags, name);
    if (words[0] != '\0') {
        tag_words(tags, words);
    }
    tag_close(tags);
}

void
tag_lines(struct tags *tags, const void *text, size_t size)
{
    if (size == 0) {
        return;
    }
    end_tag(tags);
    tags->has_children[tags->depth - 1] = true;
    add(tags, "\n");
    tags->line++;
    buffer_add(tags->out, text, size);
    for (size_t i = 0; i < size; i++) {
        tags->line += ((const char *)text)[i] == '\n';
    }
}
