/* bind: loads the <bind> elements: types, conditions, calculations and preloads of
 * fields. */
#include "loader.h"

#include <string.h>

static bool
load_type(struct loader *loader, const struct xml_node *bind, struct field *field)
{
    static const struct {
        const char *name;
        enum data_type type;
    } types[] = {
        {"string", DATA_STRING},   {"text", DATA_STRING},
        {"select", DATA_STRING},   {"select1", DATA_STRING},
        {"rank", DATA_STRING},     {"int", DATA_INTEGER},
        {"integer", DATA_INTEGER}, {"decimal", DATA_DECIMAL},
        {"boolean", DATA_TRUTH},   {"date", DATA_DATE},
        {"time", DATA_TIME},       {"dateTime", DATA_DATE_TIME},
    };
    static const char *const refused[] = {"geopoint",    "geotrace", "geoshape",
                                          "binary",      "barcode",  "intent",
                                          "base64Binary"};
    const char *name = xml_attribute(bind, "type");
    if (!name || field->is_meta) { /* nobody is asked for what lies in the meta block */
        return true;
    }
    const char *colon = strchr(name, ':');
    const char *local = !colon ? name : colon + 1;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(local, types[i].name) == 0) {
            field->type = types[i].type;
            return true;
        }
    }
    /* A type that nobody knows is text, as the specification says. */
    size_t i = 0;
    while (i < sizeof refused / sizeof *refused && strcmp(local, refused[i]) != 0) {
        i++;
    }
    return i == sizeof refused / sizeof *refused ||
           loader_refuse(loader, bind,
                         "the question /%s/%s is of the type \"%.40s\", which a kiosk "
                         "cannot ask",
                         loader->form->root->name, field->path, name);
}

/* Who and where the kiosk is must never be part of an answer, so such preloads stay
 * empty. */
static void
load_preload(const struct xml_node *bind, struct field *field)
{
    const char *preload = xml_jr_attribute(bind, "preload");
    if (!preload) {
        return;
    }
    field->preload = strcmp(preload, "timestamp") == 0 ? PRELOAD_NOW
                     : strcmp(preload, "date") == 0    ? PRELOAD_TODAY
                     : strcmp(preload, "uid") == 0     ? PRELOAD_IDENTITY
                                                       : PRELOAD_EMPTY;
}

static bool
load_bind(struct loader *loader, const struct xml_node *bind)
{
    const char *path = xml_attribute(bind, "nodeset");
    if (!path) {
        return loader_refuse(loader, bind,
                             "it does not say which question it is about "
                             "(nodeset)");
    }
    path += strspn(path, " \t\r\n");
    struct field *field = form_find_from(loader->form, loader->form->root, path);
    if (!field) {
        return loader_refuse(loader, bind, "there is no question %.120s", path);
    }
    if (field->is_bound) {
        return loader_refuse(loader, bind, "%.120s has two binds", path);
    }
    field->is_bound = true;
    load_preload(bind, field);
    return load_type(loader, bind, field) &&
           loader_term(loader, bind, "relevant", &field->relevant) &&
           loader_term(loader, bind, "required", &field->required) &&
           loader_term(loader, bind, "constraint", &field->constraint) &&
           loader_term(loader, bind, "readonly", &field->readonly) &&
           loader_term(loader, bind, "calculate", &field->calculate) &&
           label_load_message(loader, bind, "requiredMsg", &field->required_message) &&
           label_load_message(loader, bind, "constraintMsg",
                              &field->constraint_message);
}

bool
bind_load(struct loader *loader)
{
    for (const struct xml_node *bind = xml_child(loader->model, "bind"); bind;
         bind = xml_next(bind, "bind")) {
        if (!load_bind(loader, bind)) {
            return false;
        }
    }
    return true;
}
