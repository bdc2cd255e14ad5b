/*
 * tag: XML written into a buffer, indented, with all escaping done. An element that
 * has words in it is written on one line, so that no space is added to them.
 */
#ifndef TOWNLINE_TAG_H
#define TOWNLINE_TAG_H

#include "townline/buffer.h"

#define TAG_MAX_DEPTH 64

struct tags {
    struct buffer *out;
    const char *open[TAG_MAX_DEPTH]; /* names, borrowed until they are closed */
    bool has_words[TAG_MAX_DEPTH];
    bool has_children[TAG_MAX_DEPTH];
    unsigned depth, indent;
    bool is_in_tag; /* attributes may still come */
    unsigned long line;
};

/* `indent`: how deep what is written will lie in a whole. */
void tag_init(struct tags *tags, struct buffer *out, unsigned indent);
void tag_open(struct tags *tags, const char *name);
void tag_attribute(struct tags *tags, const char *name, const char *value);
void tag_words(struct tags *tags, const char *words);
void tag_close(struct tags *tags);
/* <name>words</name> */
void tag_element(struct tags *tags, const char *name, const char *words);
/* Whole lines of XML, as another struct tags wrote them. */
void tag_lines(struct tags *tags, const void *text, size_t size);

#endif
