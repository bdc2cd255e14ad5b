/* instance_path: finds the place that a path such as "/data/about[2]/service" names,
 * and writes the path of a place. */
#include "instance_state.h"
#include "townline/characters.h"

#include <stdlib.h>
#include <string.h>

/* One step of a path, "about" or "about[2]", without its prefix. */
struct path_step {
    const char *name;
    size_t size;
    size_t position; /* from 1 */
};

/* Takes the first step off *path; false when it is not a step. */
static bool
take_step(const char **path, struct path_step *out)
{
    const char *at = *path, *colon = at;
    size_t size = strcspn(at, "/[");
    colon = memchr(at, ':', size);
    out->name = !colon ? at : colon + 1;
    out->size = size - (size_t)(out->name - at);
    out->position = 1;
    at += size;
    if (*at == '[') {
        size_t digits = strspn(at + 1, "0123456789");
        if (digits == 0 || digits > 5 || at[1 + digits] != ']') {
            return false;
        }
        out->position = strtoul(at + 1, NULL, 10);
        at += digits + 2;
    }
    if (out->size == 0 || (*at != '/' && *at != '\0')) {
        return false;
    }
    *path = at + (*at == '/');
    return *at == '\0' || **path != '\0';
}

static struct form_node *
find_child(const struct form_node *parent, const struct path_step *step)
{
    struct form_node *node = node_present(parent->first);
    size_t left = step->position;
    for (; node; node = node_present(node->next)) {
        if (strlen(node->name) == step->size &&
            memcmp(node->name, step->name, step->size) == 0 && --left == 0) {
            break;
        }
    }
    return node;
}

/* Follows a path as far as it leads and returns the last node found, NULL when it is no
 * path. *missing_out is the step that leads nowhere; its name is NULL when all steps
 * lead on. */
static struct form_node *
follow(const struct instance *instance, const char *path, struct path_step *missing_out)
{
    const char *at = path + (*path == '/');
    struct form_node *node = *path == '/' ? instance->top : instance->top->first;
    *missing_out = (struct path_step){0};
    if (*path == '\0') {
        return NULL;
    }
    while (*at != '\0') {
        struct path_step step;
        if (!take_step(&at, &step)) {
            return NULL;
        }
        struct form_node *next = find_child(node, &step);
        if (!next) {
            *missing_out = step;
            return *at == '\0' ? node : NULL;
        }
        node = next;
    }
    return node;
}

static bool
not_there(const char *path, struct error *err)
{
    return error_set(err, ERROR_MISSING, "there is no question %.120s in the form now",
                     path);
}

static struct form_node *
find_node(const struct instance *instance, const char *path, struct error *err)
{
    struct path_step missing;
    struct form_node *node = follow(instance, path, &missing);
    if (node && !missing.name && node->field) {
        return node;
    }
    not_there(path, err);
    return NULL;
}

/* Writes the number of each repeat's instance around the node and of its own, the
 * outermost first; returns how many there are. */
static size_t
find_indexes(const struct form_node *node, uint16_t indexes[DESCRIPTOR_MAX_DEPTH])
{
    size_t depth = 0, count;
    for (const struct form_node *at = node; at->field; at = at->parent) {
        depth += at->field->is_repeat;
    }
    count = depth;
    memset(indexes, 0, DESCRIPTOR_MAX_DEPTH * sizeof *indexes);
    for (const struct form_node *at = node; at->field; at = at->parent) {
        if (at->field->is_repeat && --depth < DESCRIPTOR_MAX_DEPTH) {
            indexes[depth] = (uint16_t)(node_position(at) - 1);
        }
    }
    return count;
}

/* The repeat that a step names while it has no instance; it has a place all the same.
 */
static const struct field *
missing_repeat(const struct form_node *around, const struct path_step *step)
{
    const struct field *field = around->field ? around->field->first : NULL;
    for (; field; field = field->next) {
        if (field->is_repeat && strlen(field->name) == step->size &&
            memcmp(field->name, step->name, step->size) == 0) {
            break;
        }
    }
    return step->position == 0 ? NULL : field;
}

/* The first control of a field; for a repeat its own control; -1 when there is none. */
static int
control_of(const struct form *form, const struct field *field)
{
    for (size_t i = 0; i < form->control_count; i++) {
        if (form->details[i].field == field &&
            (!field->is_repeat || form->controls[i].kind == CONTROL_REPEAT)) {
            return (int)i;
        }
    }
    return -1;
}

bool
instance_find(const struct instance *instance, const char *path, struct place *out,
              struct error *err)
{
    struct path_step missing;
    const struct form_node *node = follow(instance, path, &missing);
    if (!node) {
        return not_there(path, err);
    }
    const struct field *field =
        !missing.name ? node->field : missing_repeat(node, &missing);
    if (!field) {
        return not_there(path, err);
    }
    int control = control_of(instance->form, field);
    if (control < 0) {
        return error_set(err, ERROR_MISSING, "%.120s is not asked anywhere", path);
    }
    struct place place = {.control = (size_t)control};
    size_t depth = find_indexes(node, place.instance);
    if (missing.name && depth < DESCRIPTOR_MAX_DEPTH) {
        place.instance[depth] = (uint16_t)(missing.position - 1);
    }
    *out = place;
    return true;
}

bool
instance_set_path(struct instance *instance, const char *path, const char *value,
                  struct error *err)
{
    struct place place;
    struct form_node *node = find_node(instance, path, err);
    if (!node) {
        return false;
    }
    if (node->field->control >= 0) {
        return instance_find(instance, path, &place, err) &&
               instance_set(instance, &place, value, err);
    }
    if (node->field->first || node->field->calculate) {
        return error_set(err, ERROR_INPUT, "%.120s cannot be changed", path);
    }
    if (strlen(value) > RESPONSE_VALUE_MAX_BYTES || !characters_are_clean(value)) {
        return error_set(err, ERROR_INPUT,
                         "the value of %.120s is no text, or too long", path);
    }
    return instance_put(instance, node, value, err) &&
           instance_recalculate(instance, err);
}

size_t
instance_repeat_count(const struct instance *instance, const struct place *place)
{
    const struct form *form = instance->form;
    if (place->control >= form->control_count ||
        form->controls[place->control].kind != CONTROL_REPEAT) {
        return 0;
    }
    const struct field *repeat = form->details[place->control].field;
    struct form_node *parent = instance_node(instance, repeat->parent, place->instance);
    struct form_node *at = !parent ? NULL : node_present(parent->first);
    size_t count = 0;
    for (; at; at = node_present(at->next)) {
        count += at->field == repeat;
    }
    return count;
}

bool
instance_repeat(struct instance *instance, const struct place *place, size_t count,
                struct error *err)
{
    const struct form *form = instance->form;
    if (!control_is_open_repeat(form, place->control)) {
        return error_set(err, ERROR_INPUT, "the form says how often this repeats");
    }
    const struct field *repeat = form->details[place->control].field;
    struct form_node *parent = instance_node(instance, repeat->parent, place->instance);
    if (!parent || !node_is_relevant(parent)) {
        return error_set(err, ERROR_INPUT, "this repeat is not there now");
    }
    if (count > RESPONSE_INSTANCE_MAX) {
        return error_set(err, ERROR_INPUT, "it repeats at most %d times",
                         RESPONSE_INSTANCE_MAX);
    }
    size_t before = instance_repeat_count(instance, place);
    bool ok = instance_grow(instance, parent, repeat, count, err) &&
              instance_recalculate(instance, err);
    if (!ok) { /* back to the state before, which could be worked out */
        bool restored = instance_grow(instance, parent, repeat, before, NULL) &&
                        instance_recalculate(instance, NULL);
        (void)restored;
    }
    return ok;
}

static void
write_path(const struct field *field, const struct place *place, size_t depth,
           struct buffer *out)
{
    if (field->parent) {
        write_path(field->parent, place, depth - field->is_repeat, out);
    }
    buffer_add_format(out, "/%s", field->name);
    if (field->is_repeat && depth > 0 && depth <= DESCRIPTOR_MAX_DEPTH) {
        buffer_add_format(out, "[%u]", place->instance[depth - 1] + 1U);
    }
}

void
instance_path(const struct instance *instance, const struct place *place,
              struct buffer *out)
{
    if (place->control >= instance->form->control_count) {
        return;
    }
    const struct field *field = instance->form->details[place->control].field;
    size_t depth = 0;
    for (const struct field *at = field; at; at = at->parent) {
        depth += at->is_repeat;
    }
    write_path(field, place, depth, out);
}
