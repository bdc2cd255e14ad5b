/* repeat: finds which node a repeat is bound to, and loads how often it is asked. */
#include "loader.h"

#include <stdio.h>
#include <string.h>

const char *
control_reference(const struct xml_node *xml)
{
    const char *ref = xml_attribute(xml, "ref");
    if (!ref) {
        ref = xml_attribute(xml, "nodeset");
    }
    return !ref ? NULL : ref + strspn(ref, " \t\r\n");
}

/* The node that a repeat is bound to. A relative path begins at the group around the
 * repeat; where that group has the repeat's own name, it begins at the node around
 * both. */
static struct field *
repeat_field(const struct form *form, const struct field *group,
             const struct field *around, const struct xml_node *repeat)
{
    const char *ref = !repeat ? NULL : control_reference(repeat);
    struct field *field = NULL;
    if (ref && group) {
        field = form_find_from(form, group, ref);
    }
    if (ref && !field) {
        field = form_find_from(form, around, ref);
    }
    return field;
}

/* The node that the group names itself; NULL when it names none. */
static struct field *
group_field(const struct form *form, const struct field *around,
            const struct xml_node *group)
{
    const char *ref = xml_is(group, "group") ? control_reference(group) : NULL;
    return !ref ? NULL : form_find_from(form, around, ref);
}

bool
repeat_is_inside(const struct form *form, const struct field *around,
                 const struct xml_node *group)
{
    const struct field *own = group_field(form, around, group);
    return own && repeat_field(form, own, around, xml_child(group, "repeat")) == own;
}

struct field *
control_bound_field(const struct form *form, const struct field *around,
                    const struct xml_node *xml)
{
    if (xml_is(xml, "repeat")) {
        return repeat_field(form, group_field(form, around, xml->parent), around, xml);
    }
    const char *ref = control_reference(xml);
    return !ref ? NULL : form_find_from(form, around, ref);
}

static const char *
absolute_path(struct loader *loader, const struct field *field)
{
    const char *root = loader->form->root->name;
    size_t size = strlen(root) + strlen(field->path) + 3;
    char *path = arena_take(&loader->form->arena, 1, size);
    if (path) {
        snprintf(path, size, "/%s/%s", root, field->path);
    }
    return path;
}

/* Rewrites the paths of a count. They begin at the repeat, but the count is worked out
 * at the node around it, which is one step nearer: "../n + 1" becomes "./n + 1". */
static const char *
seen_from_around(struct loader *loader, const char *count)
{
    static const char up[] = "../", current[] = "current()/../";
    char *out = arena_take(&loader->form->arena, strlen(count) + 1, 1);
    char quote = '\0', before = ' ';
    unsigned brackets = 0; /* a path inside of brackets begins at another node */
    for (char *to = out; out && *count != '\0'; before = count[-1]) {
        size_t skip = 0;
        if (quote == '\0' && brackets == 0 &&
            strncmp(count, current, strlen(current)) == 0) {
            skip = strlen(current);
        } else if (quote == '\0' && brackets == 0 &&
                   strncmp(count, up, strlen(up)) == 0 && !strchr("/.", before)) {
            skip = strlen(up);
        }
        if (skip > 0) {
            *to++ = '.';
            *to++ = '/';
            count += skip;
            continue;
        }
        if (quote != '\0' ? *count == quote : *count == '"' || *count == '\'') {
            quote = quote == '\0' ? *count : '\0';
        }
        brackets += quote == '\0' && *count == '[';
        brackets -= quote == '\0' && *count == ']' && brackets > 0;
        *to++ = *count++;
    }
    return out;
}

/* A relative path in a count begins at the repeat, which may have no instance yet. A
 * count that is only a path is made absolute, which means the same; in any other count
 * the paths are rewritten to begin at the node around the repeat. */
bool
repeat_load(struct loader *loader, const struct xml_node *xml, struct field *field)
{
    const char *count = xml_jr_attribute(xml, "count");
    if (field->is_repeat) {
        return loader_refuse(loader, xml, "%s is repeated twice", field->path);
    }
    if (!field->parent || !field->first) {
        return loader_refuse(loader, xml, "there is nothing in it to repeat");
    }
    field->is_repeat = true;
    const char *fixed = xml_jr_attribute(xml, "noAddRemove");
    field->is_fixed = fixed && strncmp(fixed, "true", 4) == 0;
    if (!count) {
        return true;
    }
    count += strspn(count, " \t\r\n");
    if (count[0] == '/' || strncmp(count, "../", 3) == 0 ||
        strncmp(count, "current()/", 10) == 0) {
        field->counter = form_find_from(loader->form, field, count);
    }
    if (count[0] != '/' && field->counter) {
        count = absolute_path(loader, field->counter);
    } else {
        count = seen_from_around(loader, count);
    }
    if (!count) {
        return loader_no_memory(loader);
    }
    return loader_parse(loader, xml, "jr:count", count, &field->count);
}
