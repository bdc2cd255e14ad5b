/* form_load: loads a form by running the steps of loader.h one after the other. */
#include "loader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct xml_node *
child_of(const struct xml_node *node, const char *name)
{
    return !node ? NULL : xml_child(node, name);
}

/* Refuses unknown elements of the model, since they may ask for something that would
 * then not be done. */
static bool
check_model(struct loader *loader)
{
    static const char *const known[] = {"itext", "instance", "bind", "submission",
                                        "setvalue"};
    for (const struct xml_node *at = xml_child(loader->model, NULL); at;
         at = xml_next(at, NULL)) {
        size_t i = 0;
        while (i < sizeof known / sizeof *known && !xml_is(at, known[i])) {
            i++;
        }
        if (i == sizeof known / sizeof *known) {
            return loader_refuse(loader, at,
                                 "a kiosk cannot do this; take it out of the form");
        }
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
    if (!xml_is(root, "html") || !loader->model || !loader->body) {
        return error_set(loader->err, ERROR_INPUT,
                         "this is not an ODK XForm: it needs html, head, model and "
                         "body");
    }
    loader->form->title = !title ? "" : xml_text(title, &loader->form->arena);
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
           describe_load(loader) && service_load(loader) && kiosk_words_load(loader);
}

bool
form_load(const void *xml, size_t size, struct form **out, struct error *err)
{
    if (size > FORM_MAX_BYTES) {
        return error_set(err, ERROR_FULL, "the form is larger than %zu MB",
                         FORM_MAX_BYTES >> 20);
    }
    struct form *form = calloc(1, sizeof *form);
    if (!form) {
        return error_no_memory(err);
    }
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
    if (!form) {
        return;
    }
    descriptor_close(form->descriptor);
    arena_finish(&form->arena);
    free(form);
}
