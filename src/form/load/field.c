/* field: loads the primary instance: the nodes of the form's data and their
 * defaults. */
#include "loader.h"

#include <string.h>

static const char *
path_of(struct loader *loader, const struct field *field)
{
    const struct field *parent = field->parent;
    if (!parent) {
        return "";
    }
    size_t above = strlen(parent->path), own = strlen(field->name);
    char *path = arena_take(&loader->form->arena, 1, above + own + 2);
    if (!path) {
        return NULL;
    }
    memcpy(path, parent->path, above);
    if (above > 0) {
        path[above++] = '/';
    }
    memcpy(path + above, field->name, own);
    return path;
}

static struct field *
new_field(struct loader *loader, const struct xml_node *xml, struct field *parent)
{
    struct form *form = loader->form;
    struct field *field = arena_take(&form->arena, 1, sizeof *field);
    if (!field || form->field_count == FORM_MAX_FIELDS) {
        error_set(loader->err, ERROR_FULL, "the form has more than %d questions",
                  FORM_MAX_FIELDS);
        return NULL;
    }
    field->name = xml->name;
    field->xml = xml;
    field->parent = parent;
    field->path = path_of(loader, field);
    field->value = !xml_child(xml, NULL) ? xml_text(xml, &form->arena) : "";
    field->is_meta = parent && (parent->is_meta ||
                                (!parent->parent && strcmp(xml->name, "meta") == 0));
    field->repeat = field->question = field->control = -1;
    if (!field->path || !field->value) {
        loader_no_memory(loader);
        return NULL;
    }
    field->index = form->field_count;
    form->fields[form->field_count++] = field;
    if (!parent) {
        form->root = field;
    } else if (!parent->last) {
        parent->first = field;
    } else {
        parent->last->next = field;
    }
    if (parent) {
        parent->last = field;
    }
    return field;
}

/* A repeat may stand in the data several times: as a template and as its first
 * instances. They become one field; control.c refuses it later when the field is no
 * repeat. Recurses as deep as the XML is nested, which is limited. */
static bool
merge_fields(struct loader *loader, const struct xml_node *xml, struct field *field)
{
    if (xml_child(xml->parent, xml->name) != xml) {
        field->again = xml;
    }
    for (const struct xml_node *child = xml_child(xml, NULL); child;
         child = xml_next(child, NULL)) {
        struct field *there = field_child(field, child->name);
        if (!there) {
            return loader_refuse(loader, child, "the first /%s/%s does not have it",
                                 loader->form->root->name, field->path);
        }
        if (!merge_fields(loader, child, there)) {
            return false;
        }
    }
    return true;
}

static bool
load_fields(struct loader *loader, const struct xml_node *xml, struct field *parent)
{
    struct field *field = new_field(loader, xml, parent);
    if (!field) {
        return false;
    }
    for (const struct xml_node *child = xml_child(xml, NULL); child;
         child = xml_next(child, NULL)) {
        struct field *there = field_child(field, child->name);
        if (!there ? !load_fields(loader, child, field)
                   : !merge_fields(loader, child, there)) {
            return false;
        }
    }
    return true;
}

static const char *
any_attribute(const struct xml_node *node, const char *name)
{
    for (const struct xml_attribute *at = node->attributes; at; at = at->next) {
        if (strcmp(at->name, name) == 0) {
            return at->value;
        }
    }
    return "";
}

bool
field_load(struct loader *loader)
{
    struct form *form = loader->form;
    const struct xml_node *instance = xml_child(loader->model, "instance");
    const struct xml_node *root = xml_child(instance, NULL);
    if (!root) {
        return loader_refuse(loader, instance, "the form asks nothing");
    }
    form->id = any_attribute(root, "id");
    form->version = any_attribute(root, "version");
    if (form->id[0] == '\0') {
        return loader_refuse(loader, root, "the form has no id");
    }
    form->fields = arena_take(&form->arena, FORM_MAX_FIELDS, sizeof(struct field *));
    if (!form->fields) {
        return loader_no_memory(loader);
    }
    return load_fields(loader, root, NULL);
}
