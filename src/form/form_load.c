#include "loader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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
    if (term_parse(text, loader->form, &loader->form->arena, out, loader->err))
        return true;
    const char *about = xml_attribute(node, "nodeset");
    if (about == NULL)
        about = xml_attribute(node, "ref");
    return error_prefix(loader->err, "line %lu, <%.40s>, %s of %.80s", node->line,
                        node->name, name, about == NULL ? "it" : about);
}

bool
loader_term(struct loader *loader, const struct xml_node *node, const char *name,
            const struct term **out)
{
    const char *text = xml_attribute(node, name);
    return text == NULL || text[strspn(text, " \t\r\n")] == '\0' ||
           loader_parse(loader, node, name, text, out);
}

static const struct xml_node *
child_of(const struct xml_node *node, const char *name)
{
    return node == NULL ? NULL : xml_child(node, name);
}

/* What else stands in a model would have to be done, so it is not passed over. */
static bool
check_model(struct loader *loader)
{
    static const char *const known[] = {"itext", "instance", "bind", "submission",
                                        "setvalue"};
    for (const struct xml_node *at = xml_child(loader->model, NULL); at != NULL;
         at = xml_next(at, NULL)) {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && !xml_is(at, known[i]))
            i++;
        if (i == sizeof known / sizeof *known)
            return loader_refuse(loader, at,
                                 "a kiosk cannot do this; take it out of the form");
    }
    return true;
}

static bool
find_parts(struct loader *loader, const struct xml_node *root)
{
    const struct xml_node *head = child_of(root, "head");
    const struct xml_node *title = child_of(head, "title");
    loader->model = child_of(head, "model");
    loader->body = child_of(root, "body");
    if (!xml_is(root, "html") || loader->model == NULL || loader->body == NULL)
        return error_set(loader->err, ERROR_INPUT,
                         "this is not an ODK XForm: it needs html, head, model and "
                         "body");
    loader->form->title = title == NULL ? "" : xml_text(title, &loader->form->arena);
    return loader->form->title != NULL ? check_model(loader) : loader_no_memory(loader);
}

static bool
load(struct loader *loader, const void *xml, size_t size)
{
    struct xml_node *root;
    return xml_read(xml, size, &loader->form->arena, &root, loader->err) &&
           find_parts(loader, root) && itext_load(loader) && list_load(loader) &&
           field_load(loader) && bind_load(loader) && control_load(loader) &&
           keyed_load(loader) && setvalue_load(loader) && order_load(loader) &&
           describe_load(loader) && service_load(loader);
}

bool
form_load(const void *xml, size_t size, struct form **out, struct error *err)
{
    if (size > FORM_MAX_BYTES)
        return error_set(err, ERROR_FULL, "the form is larger than %zu MB",
                         FORM_MAX_BYTES >> 20);
    struct form *form = calloc(1, sizeof *form);
    if (form == NULL)
        return error_set(err, ERROR_FULL, "there is no memory for the form");
    arena_init(&form->arena, FORM_MAX_MEMORY);
    struct loader loader = {.form = form, .err = err};
    if (!load(&loader, xml, size)) {
        form_close(form);
        return false;
    }
    *out = form;
    return true;
}

void
form_close(struct form *form)
{
    if (form == NULL)
        return;
    descriptor_close(form->descriptor);
    arena_finish(&form->arena);
    free(form);
}

const struct descriptor *
form_descriptor(const struct form *form)
{
    return form->descriptor;
}

const char *
form_title(const struct form *form)
{
    return form->title;
}

size_t
form_language_count(const struct form *form)
{
    return form->language_count;
}

const struct form_language *
form_language(const struct form *form, size_t index)
{
    return index < form->language_count ? &form->languages[index] : NULL;
}

size_t
form_control_count(const struct form *form)
{
    return form->control_count;
}

const struct control *
form_control(const struct form *form, size_t index)
{
    return index < form->control_count ? &form->controls[index] : NULL;
}

const char *
form_text(const struct form *form, size_t language, const char *id,
          enum text_form text_form, size_t *language_out)
{
    struct label label = {.text = form_find_text(form, id)};
    if (label.text == NULL)
        return NULL;
    const struct words *words =
        label_words(form, &label, language, text_form, language_out);
    return words == NULL ? NULL : words->plain;
}
