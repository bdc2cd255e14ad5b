/* reference: finds the questions that an expression reads, without evaluating it. */
#include "reference.h"

#include "function.h"
#include "term.h"

#include <string.h>

#define SET_MAX 4096

/* The fields that a part of a path may lead to. */
struct field_set {
    const struct field **fields; /* NULL among them stands for what is above the root */
    size_t count, capacity;
    bool foreign; /* the path may also lead to nodes of secondary instances */
};

struct walk {
    struct references *references;
    const struct field *current;
    bool elsewhere; /* inside of indexed-repeat(), whose paths mean other instances */
    bool keeps;     /* the expression may give back the value that its question has */
};

static bool refer(struct walk *walk, const struct term *term,
                  const struct field_set *context, struct field_set *out);

static bool
too_large(struct walk *walk)
{
    return error_set(walk->references->err, ERROR_FULL,
                     "an expression of the form reads too many questions");
}

static bool
spend(struct walk *walk, size_t steps)
{
    size_t *work = walk->references->work;
    if (steps > *work) {
        return too_large(walk);
    }
    *work -= steps;
    return true;
}

static bool
add_to_set(struct walk *walk, struct field_set *set, const struct field *field)
{
    if (!spend(walk, 1 + set->count)) {
        return false;
    }
    for (size_t i = 0; i < set->count; i++) {
        if (set->fields[i] == field) {
            return true;
        }
    }
    if (set->count == set->capacity) {
        size_t capacity = set->capacity == 0 ? 4 : set->capacity * 2;
        const struct field **fields =
            arena_take(walk->references->arena, capacity, sizeof(struct field *));
        if (!fields || set->count >= SET_MAX) {
            return too_large(walk);
        }
        if (set->count > 0) {
            memcpy(fields, set->fields, set->count * sizeof(struct field *));
        }
        set->fields = fields;
        set->capacity = capacity;
    }
    set->fields[set->count++] = field;
    return true;
}

static bool
add_found(struct walk *walk, const struct field *field, bool elsewhere)
{
    struct references *references = walk->references;
    if (references->count == references->capacity) {
        size_t capacity = references->capacity == 0 ? 8 : references->capacity * 2;
        struct referenced *found =
            arena_take(references->arena, capacity, sizeof *found);
        if (!found) {
            return too_large(walk);
        }
        if (references->count > 0) {
            memcpy(found, references->found, references->count * sizeof *found);
        }
        references->found = found;
        references->capacity = capacity;
    }
    references->found[references->count++] = (struct referenced){field, elsewhere};
    return true;
}

static bool
matches(const struct step *step, const struct field *field)
{
    return !step->name || strcmp(step->name, field->name) == 0;
}

static bool
add_children(struct walk *walk, const struct step *step, const struct field *from,
             struct field_set *out)
{
    const struct field *child = from ? from->first : walk->references->form->root;
    while (child) {
        if (matches(step, child) && !add_to_set(walk, out, child)) {
            return false;
        }
        child = from ? child->next : NULL;
    }
    return true;
}

/* Adds the fields that lie in `from`, at any depth. All fields of a form lie in one
 * array. */
static bool
add_descendants(struct walk *walk, const struct step *step, const struct field *from,
                struct field_set *out)
{
    const struct form *form = walk->references->form;
    if (!spend(walk, form->field_count) ||
        (!from && !step->name && !add_to_set(walk, out, NULL))) {
        return false;
    }
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *at = form->fields[i];
        while (at && at != from) {
            at = at->parent;
        }
        if (at == from && matches(step, form->fields[i]) &&
            !add_to_set(walk, out, form->fields[i])) {
            return false;
        }
    }
    return true;
}

static bool
add_axis(struct walk *walk, const struct step *step, const struct field *from,
         struct field_set *out)
{
    switch (step->axis) {
    case AXIS_SELF:
        return (from && !matches(step, from)) || add_to_set(walk, out, from);
    case AXIS_PARENT:
        return !from || (from->parent && !matches(step, from->parent)) ||
               add_to_set(walk, out, from->parent);
    case AXIS_CHILD:
        return add_children(walk, step, from, out);
    case AXIS_DESCENDANT_OR_SELF:
        return add_descendants(walk, step, from, out);
    }
    return true;
}

static bool
no_such_question(struct walk *walk, const struct step *step)
{
    return error_set(walk->references->err, ERROR_INPUT,
                     "there is no question \"%.80s\" where it is looked for",
                     !step->name ? ".." : step->name);
}

static bool
refer_predicates(struct walk *walk, const struct predicate *predicate,
                 const struct field_set *context)
{
    for (; predicate; predicate = predicate->next) {
        struct field_set ignored = {0};
        if (!refer(walk, predicate->term, context, &ignored)) {
            return false;
        }
    }
    return true;
}

static bool
take_step(struct walk *walk, const struct step *step, struct field_set *set)
{
    struct field_set next = {.foreign = set->foreign};
    for (size_t i = 0; i < set->count; i++) {
        if (!add_axis(walk, step, set->fields[i], &next)) {
            return false;
        }
    }
    if (next.count == 0 && !set->foreign) {
        return no_such_question(walk, step);
    }
    *set = next;
    return refer_predicates(walk, step->predicates, set);
}

static bool
begin(struct walk *walk, const struct path *path, const struct field_set *context,
      struct field_set *set)
{
    *set = (struct field_set){0};
    if (path->start == START_ROOT) {
        return add_to_set(walk, set, NULL);
    }
    if (path->start == START_TERM) {
        return refer(walk, path->term, context, set) &&
               refer_predicates(walk, path->predicates, set);
    }
    set->foreign = context->foreign;
    for (size_t i = 0; i < context->count; i++) {
        if (!add_to_set(walk, set, context->fields[i])) {
            return false;
        }
    }
    return true;
}

static bool
is_bare_self(const struct term *term)
{
    const struct path *path = term->kind == TERM_PATH ? term->path : NULL;
    return path && path->start == START_CONTEXT && path->steps &&
           path->steps->axis == AXIS_SELF && !path->steps->name &&
           !path->steps->predicates && !path->steps->next;
}

static bool
keeps_itself(const struct term *term)
{
    return term->kind == TERM_CALL && strcmp(term->function->name, "if") == 0 &&
           (is_bare_self(term->arguments[1]) || is_bare_self(term->arguments[2]));
}

static bool
refer_path(struct walk *walk, const struct path *path, const struct field_set *context,
           struct field_set *out)
{
    if (!begin(walk, path, context, out)) {
        return false;
    }
    bool elsewhere = walk->elsewhere || path->predicates != NULL;
    for (const struct step *step = path->steps; step; step = step->next) {
        if (!take_step(walk, step, out)) {
            return false;
        }
        elsewhere = elsewhere || step->predicates != NULL;
    }
    for (size_t i = 0; i < out->count; i++) {
        const struct field *field = out->fields[i];
        if (field && !add_found(walk, field, elsewhere)) {
            return false;
        }
    }
    return true;
}

static bool
refer_call(struct walk *walk, const struct term *term, const struct field_set *context,
           struct field_set *out)
{
    const char *name = term->function->name;
    bool indexed = strcmp(name, "indexed-repeat") == 0;
    bool before = walk->elsewhere;
    if (strcmp(name, "current") == 0) {
        return add_to_set(walk, out, walk->current);
    }
    /* position(.) asks where the node stands and does not read its value */
    if (strcmp(name, "position") == 0 && term->argument_count > 0 &&
        is_bare_self(term->arguments[0])) {
        return true;
    }
    if (strcmp(name, "instance") == 0) {
        out->foreign = true;
        if (term->arguments[0]->kind == TERM_TEXT &&
            !form_find_list(walk->references->form, term->arguments[0]->text)) {
            return error_set(walk->references->err, ERROR_INPUT,
                             "there is no list \"%.80s\" in the form",
                             term->arguments[0]->text);
        }
    }
    for (size_t i = 0; i < term->argument_count; i++) {
        struct field_set set = {0};
        walk->elsewhere = before || indexed;
        bool ok = refer(walk, term->arguments[i], context, &set);
        walk->elsewhere = before;
        if (!ok) {
            return false;
        }
        if (i == 0 && (indexed || strcmp(name, "randomize") == 0)) {
            *out = set;
        }
    }
    return true;
}

static bool
merge(struct walk *walk, struct field_set *out, const struct field_set *more)
{
    out->foreign = out->foreign || more->foreign;
    for (size_t i = 0; i < more->count; i++) {
        if (!add_to_set(walk, out, more->fields[i])) {
            return false;
        }
    }
    return true;
}

static bool
refer(struct walk *walk, const struct term *term, const struct field_set *context,
      struct field_set *out)
{
    struct field_set set = {0};
    switch (term->kind) {
    case TERM_PATH:
        if (walk->keeps && is_bare_self(term) && context->count == 1 &&
            context->fields[0] == walk->current) {
            return add_to_set(walk, out, walk->current);
        }
        return refer_path(walk, term->path, context, out);
    case TERM_CALL:
        return refer_call(walk, term, context, out);
    case TERM_NEGATE:
        return refer(walk, term->first, context, &set);
    case TERM_CHAIN:
        if (!refer(walk, term->first, context, out)) {
            return false;
        }
        for (const struct link *link = term->links; link; link = link->next) {
            set = (struct field_set){0};
            if (!refer(walk, link->term, context, &set) || !merge(walk, out, &set)) {
                return false;
            }
        }
        return true;
    default:
        return true;
    }
}

bool
references_add(struct references *references, const struct term *term,
               const struct field *current)
{
    struct walk walk = {
        .references = references, .current = current, .keeps = keeps_itself(term)};
    struct field_set context = {0}, ignored = {0};
    return add_to_set(&walk, &context, current) &&
           refer(&walk, term, &context, &ignored);
}
