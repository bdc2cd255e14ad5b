/* loader: what every step of loading uses: refusing a node with its line, and parsing
 * an expression in one of its attributes. */
#include "loader.h"

#include "term.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
loader_refuse(struct loader *loader, const struct xml_node *node, const char *format,
              ...)
{
    char what[ERROR_TEXT_MAX_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return error_set(loader->err, ERROR_INPUT, "line %lu, <%.40s>: %s", node->line,
                     node->name, what);
}

bool
loader_no_memory(struct loader *loader)
{
    return error_set(loader->err, ERROR_FULL, "the form is too large to load");
}

bool
loader_parse(struct loader *loader, const struct xml_node *node, const char *name,
             const char *text, const struct term **out)
{
    if (term_parse(text, loader->form, &loader->form->arena, out, loader->err)) {
        return true;
    }
    const char *about = xml_attribute(node, "nodeset");
    if (!about) {
        about = xml_attribute(node, "ref");
    }
    return error_prefix(loader->err, "line %lu, <%.40s>, %s of %.80s", node->line,
                        node->name, name, about ? about : "it");
}

bool
loader_term(struct loader *loader, const struct xml_node *node, const char *name,
            const struct term **out)
{
    const char *text = xml_attribute(node, name);
    return !text || text[strspn(text, " \t\r\n")] == '\0' ||
           loader_parse(loader, node, name, text, out);
}
