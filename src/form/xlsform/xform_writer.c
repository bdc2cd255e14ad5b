/* xform_writer: writes the whole XForm, and remembers which of its lines come from
 * which row. */
#include "compiler.h"
#include "tag.h"

#include "townline/form.h"

#include <string.h>

#define MARKS_PER_ELEMENT 4 /* bind, control, setvalue in the model and in a repeat */

void
xform_mark(struct compiler *compiler, const struct tags *tags,
           const struct element *element)
{
    struct line_mark *mark = &compiler->marks[compiler->mark_count++];
    *mark = (struct line_mark){.line = tags->line, .element = element};
}

static bool
open_html(struct compiler *compiler, struct tags *tags)
{
    static const struct {
        const char *name, *uri;
    } spaces[] = {
        {"xmlns", "http://www.w3.org/2002/xforms"},
        {"xmlns:ev", "http://www.w3.org/2001/xml-events"},
        {"xmlns:h", "http://www.w3.org/1999/xhtml"},
        {"xmlns:jr", "http://openrosa.org/javarosa"},
        {"xmlns:odk", "http://www.opendatakit.org/xforms"},
        {"xmlns:orx", "http://openrosa.org/xforms"},
        {"xmlns:xsd", "http://www.w3.org/2001/XMLSchema"},
    };
    tag_open(tags, "h:html");
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        tag_attribute(tags, spaces[i].name, spaces[i].uri);
    }
    return namespaces_write(compiler, tags);
}

bool
xform_write(struct compiler *compiler, struct buffer *out)
{
    static const char first_line[] = "<?xml version=\"1.0\"?>\n";
    struct tags tags;
    compiler->marks =
        arena_take(&compiler->arena, compiler->element_count * MARKS_PER_ELEMENT + 1,
                   sizeof *compiler->marks);
    if (!compiler->marks) {
        return compiler_no_memory(compiler);
    }
    buffer_add(out, first_line, strlen(first_line));
    tag_init(&tags, out, 0);
    tags.line = 2;
    if (!open_html(compiler, &tags)) {
        return false;
    }
    tag_open(&tags, "h:head");
    tag_element(&tags, "h:title", compiler->settings.title);
    if (!model_write(compiler, &tags)) {
        return false;
    }
    tag_close(&tags);
    if (!body_write(compiler, &tags)) {
        return false;
    }
    tag_close(&tags);
    if (out->failed) {
        return error_set(compiler->err, ERROR_FULL, "the form is larger than %zu bytes",
                         FORM_MAX_BYTES);
    }
    return true;
}
