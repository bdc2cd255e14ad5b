/* instance: makes, grows and frees the tree of nodes that holds one response's
 * answers. */
#include "instance_state.h"
#include "townline/calendar.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct evaluation
instance_evaluation(const struct instance *instance, struct form_node *node,
                    size_t *work, struct error *err)
{
    arena_clear(instance->scratch);
    return (struct evaluation){
        .form = instance->form,
        .root = instance->top,
        .singles = instance->singles,
        .arena = instance->scratch,
        .work = work,
        .half_day = instance->options.half_day,
        .seed = instance->options.seed,
        .current = node,
        .context = node,
        .position = 1,
        .size = 1,
        .err = err,
    };
}

static void
wipe_value(struct form_node *node)
{
    if (node->value[0] == '\0') {
        return;
    }
    char *value = (char *)node->value;
    volatile char *at = value;
    while (*at != '\0') {
        *at++ = '\0';
    }
    free(value);
    node->value = "";
}

bool
instance_put(struct instance *instance, struct form_node *node, const char *value,
             struct error *err)
{
    (void)instance;
    if (strcmp(node->value, value) == 0) {
        return true;
    }
    char *copy = NULL;
    if (value[0] != '\0') {
        size_t size = strlen(value) + 1;
        copy = malloc(size);
        if (!copy) {
            return error_no_memory(err);
        }
        memcpy(copy, value, size);
    }
    wipe_value(node);
    if (copy) {
        node->value = copy;
    }
    return true;
}

/* The element of the form that has the defaults of a repeat's instance `index`; NULL
 * when the form has only the template. */
static const struct xml_node *
given_instance(const struct xml_node *around, const struct field *repeat, size_t index)
{
    const struct xml_node *at = xml_child(around, repeat->name);
    for (; at; at = xml_next(at, repeat->name)) {
        if (!xml_jr_attribute(at, "template") && index-- == 0) {
            break;
        }
    }
    return at;
}

/* Puts the default that stands in `xml` into the node. One that is no valid answer to
 * its question is left out. */
static bool
put_default(struct instance *instance, struct form_node *node,
            const struct xml_node *xml, struct error *err)
{
    const struct form *form = instance->form;
    const struct field *field = node->field;
    const char *text = field->value;
    if (xml && xml != field->xml && !field->first) {
        text = xml_text(xml, &instance->nodes);
    }
    if (!text) {
        return error_no_memory(err);
    }
    char kept[RESPONSE_VALUE_MAX_BYTES + 1];
    if (field->control < 0 || form->controls[field->control].kind == CONTROL_NOTE) {
        return instance_put(instance, node, text, err);
    }
    if (!answer_normalize(&form->controls[field->control],
                          &form->details[field->control], text, kept, NULL)) {
        kept[0] = '\0';
    }
    return instance_put(instance, node, kept, err);
}

/* Makes a node and all that lies in it; `xml` holds the defaults. Repeats whose number
 * a count decides get their instances later. Recurses as deep as the form is nested,
 * which is limited. */
static struct form_node *
new_node(struct instance *instance, const struct field *field,
         const struct xml_node *xml, struct error *err)
{
    struct form_node *node = arena_take(&instance->nodes, 1, sizeof *node);
    if (!node) {
        error_set(err, ERROR_FULL, "the form repeats too much");
        return NULL;
    }
    node->name = field->name;
    node->field = field;
    node->value = "";
    const struct field *around = field;
    while (around && !around->is_repeat) {
        around = around->parent;
    }
    if (!around) {
        instance->singles[field->index] = node;
    }
    if (!put_default(instance, node, xml, err)) {
        return NULL;
    }
    for (const struct field *child = field->first; child; child = child->next) {
        const struct xml_node *at = !xml ? NULL : xml_child(xml, child->name);
        if (child->count) {
            continue;
        }
        if (child->is_repeat) {
            at = !xml ? NULL : given_instance(xml, child, 0);
        }
        if (child->is_repeat && !at && child->is_fixed) {
            /* The form has only a template, and nobody may add an instance. So the
             * template becomes the first one. */
            at = child->xml;
        }
        for (size_t i = 1; !child->is_repeat || at != NULL; i++) {
            struct form_node *below = new_node(instance, child, at, err);
            if (!below) {
                return NULL;
            }
            node_add(node, below);
            if (!child->is_repeat) {
                break;
            }
            at = !xml ? NULL : given_instance(xml, child, i);
        }
    }
    return node;
}

/* Puts an instance behind the other instances of its repeat, or where the first one
 * belongs. */
static void
insert_instance(struct form_node *parent, struct form_node *node)
{
    struct form_node *after = NULL;
    for (struct form_node *at = parent->first; at; at = at->next) {
        if (at->field->index <= node->field->index) {
            after = at;
        }
    }
    node->parent = parent;
    node->next = after ? after->next : parent->first;
    if (!after) {
        parent->first = node;
    } else {
        after->next = node;
    }
    if (parent->last == after) {
        parent->last = node;
    }
}

bool
instance_grow(struct instance *instance, struct form_node *parent,
              const struct field *repeat, size_t count, struct error *err)
{
    size_t there = 0;
    for (struct form_node *at = parent->first; at; at = at->next) {
        if (at->field == repeat) {
            /* its answers are kept, in case it is needed again */
            at->absent = there++ >= count;
        }
    }
    for (; there < count; there++) {
        const struct xml_node *xml = given_instance(repeat->parent->xml, repeat, there);
        struct form_node *node =
            new_node(instance, repeat, xml ? xml : repeat->xml, err);
        if (!node) {
            return false;
        }
        node->fresh = instance->has_fresh = true;
        insert_instance(parent, node);
    }
    return true;
}

static bool
make_tree(struct instance *instance, struct error *err)
{
    struct form_node *top = arena_take(&instance->nodes, 1, sizeof *top);
    if (!top) {
        return error_no_memory(err);
    }
    top->name = top->value = "";
    instance->top = top;
    instance->singles = arena_take(&instance->nodes, instance->form->field_count,
                                   sizeof(struct form_node *));
    if (!instance->singles) {
        return error_no_memory(err);
    }
    struct form_node *root =
        new_node(instance, instance->form->root, instance->form->root->xml, err);
    if (!root) {
        return false;
    }
    node_add(top, root);
    return true;
}

#define IDENTITY_BYTES 48
static_assert(IDENTITY_BYTES >= CALENDAR_TEXT_BYTES, "either fits");

static void
write_identity(const struct instance *instance, struct form_node *node,
               char out[IDENTITY_BYTES])
{
    size_t work = INSTANCE_WORK;
    struct evaluation evaluation = instance_evaluation(instance, node, &work, NULL);
    char uuid[UUID_TEXT_BYTES];
    evaluate_uuid(&evaluation, uuid);
    snprintf(out, IDENTITY_BYTES, "uuid:%s", uuid);
}

/* Fills in the times of the session, which are no more exact than half a day. */
static bool
preload(struct instance *instance, struct form_node *node, struct error *err)
{
    for (; node; node = node->next) {
        enum preload kind = node->field->preload;
        char text[IDENTITY_BYTES] = "";
        if (kind == PRELOAD_NOW || kind == PRELOAD_TODAY) {
            calendar_write(instance->options.half_day / 2.0, kind == PRELOAD_NOW, text);
        }
        if (kind == PRELOAD_IDENTITY) {
            write_identity(instance, node, text);
        }
        if (kind != PRELOAD_NONE && !instance_put(instance, node, text, err)) {
            return false;
        }
        if (!preload(instance, node->first, err)) {
            return false;
        }
    }
    return true;
}

static bool
prepare(struct instance *instance, struct error *err)
{
    instance->scratch = calloc(1, sizeof *instance->scratch);
    instance->choices = calloc(1, sizeof *instance->choices);
    if (!instance->scratch || !instance->choices) {
        return error_no_memory(err);
    }
    arena_init(instance->scratch, INSTANCE_SCRATCH_BYTES);
    arena_init(&instance->choices->arena, INSTANCE_SCRATCH_BYTES);
    instance->scratch->is_secret = instance->choices->arena.is_secret = true;
    return make_tree(instance, err) && preload(instance, instance->top->first, err) &&
           instance_recalculate(instance, err) && instance_begin(instance, err);
}

bool
instance_create(const struct form *form, const struct instance_options *options,
                struct instance **out, struct error *err)
{
    struct instance *instance = calloc(1, sizeof *instance);
    if (!instance) {
        return error_no_memory(err);
    }
    instance->form = form;
    instance->options = *options;
    arena_init(&instance->nodes, INSTANCE_MAX_BYTES);
    if (!prepare(instance, err)) {
        instance_destroy(instance);
        return false;
    }
    *out = instance;
    return true;
}

static void
wipe_tree(struct form_node *node)
{
    for (; node; node = node->next) {
        wipe_value(node);
        wipe_tree(node->first);
    }
}

void
instance_destroy(struct instance *instance)
{
    if (!instance) {
        return;
    }
    wipe_tree(instance->top);
    arena_finish(&instance->nodes);
    arena_finish(instance->scratch);
    if (instance->choices) {
        arena_finish(&instance->choices->arena);
    }
    free(instance->scratch);
    free(instance->choices);
    free(instance->answers);
    free(instance);
}

struct form_node *
instance_node(const struct instance *instance, const struct field *field,
              const uint16_t indexes[DESCRIPTOR_MAX_DEPTH])
{
    if (!field->parent) {
        return instance->top->first;
    }
    struct form_node *parent = instance_node(instance, field->parent, indexes);
    size_t depth = 0, skip = 0;
    for (const struct field *at = field->parent; at; at = at->parent) {
        depth += at->is_repeat;
    }
    if (field->is_repeat && depth < DESCRIPTOR_MAX_DEPTH) {
        skip = indexes[depth];
    }
    struct form_node *node = !parent ? NULL : node_present(parent->first);
    for (; node; node = node_present(node->next)) {
        if (node->field == field && skip-- == 0) {
            break;
        }
    }
    return node;
}

struct form_node *
instance_place_node(const struct instance *instance, const struct place *place)
{
    if (place->control >= instance->form->control_count) {
        return NULL;
    }
    return instance_node(instance, instance->form->details[place->control].field,
                         place->instance);
}
