/* setvalue: loads the <setvalue> elements of the model and of repeats: defaults that
 * are worked out when an instance of the form or of a repeat begins. */
#include "loader.h"

#include <string.h>

static bool
has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; *at != '\0';) {
        at += strspn(at, " \t\r\n");
        size_t length = strcspn(at, " \t\r\n");
        if (length == size && memcmp(at, word, size) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

static bool
load_event(struct loader *loader, const struct xml_node *xml, struct setter *setter)
{
    const char *event = xml_attribute(xml, "event");
    if (!event) {
        event = "";
    }
    /* xforms-ready is the old name of the event. */
    setter->at_load = has_word(event, "odk-instance-first-load") ||
                      has_word(event, "odk-instance-load") ||
                      has_word(event, "xforms-ready");
    setter->at_new_repeat = has_word(event, "odk-new-repeat");
    if (has_word(event, "xforms-value-changed")) {
        return loader_refuse(loader, xml,
                             "a kiosk cannot set a value when another changes (the "
                             "column trigger); use a calculation");
    }
    return setter->at_load || setter->at_new_repeat ||
           loader_refuse(loader, xml, "the event \"%.60s\" is not known here", event);
}

/* The field that a relative path in the element begins at: that of the question or
 * group around it. */
static const struct field *
around(const struct loader *loader, const struct xml_node *xml)
{
    for (const struct xml_node *at = xml->parent; at && at != loader->body;
         at = at->parent) {
        const char *path = xml_attribute(at, "ref");
        if (!path) {
            path = xml_attribute(at, "nodeset");
        }
        if (path) {
            return form_find_from(loader->form, around(loader, at), path);
        }
    }
    return loader->form->root;
}

static bool
load_setter(struct loader *loader, const struct xml_node *xml)
{
    struct form *form = loader->form;
    struct setter *setter = &form->setters[form->setter_count];
    const char *path = xml_attribute(xml, "ref");
    if (!path) {
        path = xml_attribute(xml, "bind");
    }
    if (!path) {
        return loader_refuse(loader, xml,
                             "it does not say which question it sets "
                             "(ref)");
    }
    setter->field = form_find_from(form, around(loader, xml), path);
    if (!setter->field || setter->field->first) {
        return loader_refuse(loader, xml, "there is no question %.120s", path);
    }
    if (!load_event(loader, xml, setter) ||
        !loader_term(loader, xml, "value", &setter->term)) {
        return false;
    }
    setter->text = xml_text(xml, &form->arena);
    if (!setter->text) {
        return loader_no_memory(loader);
    }
    form->setter_count++;
    return true;
}

/* Recurses as deep as the XML is nested, which is limited. */
static size_t
count_setters(const struct xml_node *xml)
{
    size_t count = xml_is(xml, "setvalue");
    for (const struct xml_node *at = xml_child(xml, NULL); at;
         at = xml_next(at, NULL)) {
        count += count_setters(at);
    }
    return count;
}

static bool
load_setters(struct loader *loader, const struct xml_node *xml)
{
    if (xml_is(xml, "setvalue")) {
        return load_setter(loader, xml);
    }
    if (xml_is(xml, "setgeopoint") || xml_is(xml, "recordaudio")) {
        return loader_refuse(loader, xml,
                             "a kiosk records no place and no sound; take it out");
    }
    for (const struct xml_node *at = xml_child(xml, NULL); at;
         at = xml_next(at, NULL)) {
        if (!load_setters(loader, at)) {
            return false;
        }
    }
    return true;
}

bool
setvalue_load(struct loader *loader)
{
    struct form *form = loader->form;
    size_t count = count_setters(loader->body);
    for (const struct xml_node *at = xml_child(loader->model, "setvalue"); at;
         at = xml_next(at, "setvalue")) {
        count++;
    }
    if (count > FORM_MAX_FIELDS) {
        return loader_refuse(loader, loader->model, "it sets more than %d values",
                             FORM_MAX_FIELDS);
    }
    form->setters = arena_take(&form->arena, count, sizeof *form->setters);
    if (!form->setters) {
        return loader_no_memory(loader);
    }
    for (const struct xml_node *at = xml_child(loader->model, "setvalue"); at;
         at = xml_next(at, "setvalue")) {
        if (!load_setter(loader, at)) {
            return false;
        }
    }
    return load_setters(loader, loader->body);
}
