/*
 * order: sorts what has to be worked out after a change, so that everything comes after
 * what it reads. A form in which questions depend on each other in a circle is refused,
 * and the error names them.
 */
#include "loader.h"
#include "reference.h"

#include <stdio.h>
#include <string.h>

#define ORDER_MAX_BYTES ((size_t)64 << 20)
#define ORDER_WORK ((size_t)50000000)
#define NONE (-1)

struct edge {
    int to;
    const struct edge *next;
};

struct vertex {
    struct target target;
    const struct edge *reads; /* these come before it */
    const struct edge *read_by;
    size_t waits_for;
    bool done;
};

/* By field: the numbers of the vertices that decide on it. */
struct decides {
    int relevant, calculate, count, choices;
};

struct graph {
    struct loader *loader;
    struct arena arena;
    struct vertex *vertices;
    size_t count;
    struct decides *decides;
    size_t work; /* steps left to find what expressions read */
};

static bool
no_memory(struct graph *graph)
{
    return loader_no_memory(graph->loader);
}

static bool
add_edge(struct graph *graph, int from, int to)
{
    if (from == NONE) {
        return true;
    }
    struct edge *reads = arena_take(&graph->arena, 1, sizeof *reads);
    struct edge *read_by = arena_take(&graph->arena, 1, sizeof *read_by);
    if (!reads || !read_by) {
        return no_memory(graph);
    }
    *reads = (struct edge){from, graph->vertices[to].reads};
    graph->vertices[to].reads = reads;
    *read_by = (struct edge){to, graph->vertices[from].read_by};
    graph->vertices[from].read_by = read_by;
    graph->vertices[to].waits_for++;
    return true;
}

static int
add_vertex(struct graph *graph, enum target_kind kind, const struct field *field)
{
    const struct form *form = graph->loader->form;
    graph->vertices[graph->count].target = (struct target){
        .kind = kind,
        .field = field,
        .detail = field->control < 0 ? NULL : &form->details[field->control],
    };
    return (int)graph->count++;
}

static void
add_vertices(struct graph *graph)
{
    const struct form *form = graph->loader->form;
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = form->fields[i];
        bool filtered =
            field->control >= 0 && form->details[field->control].is_filtered;
        graph->decides[i] = (struct decides){
            .count =
                field->count != NULL ? add_vertex(graph, TARGET_COUNT, field) : NONE,
            .relevant = field->relevant != NULL
                            ? add_vertex(graph, TARGET_RELEVANT, field)
                            : NONE,
            .calculate = field->calculate != NULL
                             ? add_vertex(graph, TARGET_CALCULATE, field)
                             : NONE,
            .choices = filtered ? add_vertex(graph, TARGET_CHOICES, field) : NONE,
        };
    }
}

static const struct term *
term_of(const struct target *target)
{
    switch (target->kind) {
    case TARGET_RELEVANT:
        return target->field->relevant;
    case TARGET_CALCULATE:
        return target->field->calculate;
    case TARGET_COUNT:
        return target->field->count;
    case TARGET_CHOICES:
        return target->detail->itemset;
    }
    return NULL;
}

/* A question may read its own values in other instances of its repeat, such as a total
 * so far: the instances are worked out from the first on. */
static bool
is_own_elsewhere(const struct vertex *vertex, const struct referenced *referenced)
{
    const struct field *field = vertex->target.field;
    if (!referenced->elsewhere || referenced->field != field) {
        return false;
    }
    while (field && !field->is_repeat) {
        field = field->parent;
    }
    return field != NULL;
}

static bool
add_reads(struct graph *graph, int to, const struct referenced *referenced)
{
    const struct field *field = referenced->field;
    const struct decides *decides = &graph->decides[field->index];
    const struct field *own = graph->vertices[to].target.field;
    enum target_kind kind = graph->vertices[to].target.kind;
    /* The choices that stay may depend on the answer they belong to. Nothing else may
     * depend on itself. */
    if (field == own && kind == TARGET_CHOICES) {
        return true;
    }
    if (field == own && kind == TARGET_RELEVANT && !add_edge(graph, to, to)) {
        return false;
    }
    if (!is_own_elsewhere(&graph->vertices[to], referenced) &&
        (!add_edge(graph, decides->calculate, to) ||
         !add_edge(graph, decides->choices, to))) {
        return false;
    }
    /* A question sees the groups around it whether or not they are relevant, so it does
     * not have to wait for their relevance. */
    bool is_around = own == field;
    for (const struct field *at = own; at && !is_around; at = at->parent) {
        is_around = at == field;
    }
    bool is_count = kind == TARGET_COUNT;
    for (; field; field = field->parent) {
        decides = &graph->decides[field->index];
        if ((!is_around && !add_edge(graph, decides->relevant, to)) ||
            (!(is_count && field == own) && !add_edge(graph, decides->count, to))) {
            return false;
        }
    }
    return true;
}

static bool
add_edges(struct graph *graph, int to)
{
    const struct form *form = graph->loader->form;
    const struct target target = graph->vertices[to].target;
    bool is_count = target.kind == TARGET_COUNT;
    /* The count of a repeat is worked out at the node around the repeat. */
    const struct field *current = is_count ? target.field->parent : target.field;
    struct references references = {.form = form,
                                    .arena = &graph->arena,
                                    .work = &graph->work,
                                    .err = graph->loader->err};
    if (!references_add(&references, term_of(&target), current)) {
        return error_prefix(graph->loader->err, "/%s/%s", form->root->name,
                            target.field->path);
    }
    for (size_t i = 0; i < references.count; i++) {
        if (!add_reads(graph, to, &references.found[i])) {
            return false;
        }
    }
    for (const struct field *around = current; around; around = around->parent) {
        if (!add_edge(graph, graph->decides[around->index].count, to)) {
            return false;
        }
    }
    return true;
}

/* Checks the paths of expressions that are evaluated only when they are asked for, such
 * as constraints. The order does not depend on them. */
static bool
check_others(struct graph *graph)
{
    const struct form *form = graph->loader->form;
    struct references references = {.form = form,
                                    .arena = &graph->arena,
                                    .work = &graph->work,
                                    .err = graph->loader->err};
    for (size_t i = 0; i < form->field_count; i++) {
        const struct field *field = form->fields[i];
        const struct term *terms[] = {
            field->required, field->constraint, field->readonly,
            field->control < 0 ? NULL : form->details[field->control].itemset};
        for (size_t j = 0; j < sizeof terms / sizeof(struct term *); j++) {
            if (terms[j] && !references_add(&references, terms[j], field)) {
                return error_prefix(graph->loader->err, "/%s/%s", form->root->name,
                                    field->path);
            }
        }
    }
    for (size_t i = 0; i < form->setter_count; i++) {
        struct setter *setter = &form->setters[i];
        references.count = 0;
        if (setter->term && !references_add(&references, setter->term, setter->field)) {
            return error_prefix(graph->loader->err, "the default of /%s/%s",
                                form->root->name, setter->field->path);
        }
        setter->reads = references.count > 0;
    }
    return true;
}

/* Tells the circle. Every vertex that is not done waits for another one that is not
 * done, so following these must come back to where it was. */
static bool
refuse_circle(struct graph *graph)
{
    const struct form *form = graph->loader->form;
    size_t at = 0;
    while (graph->vertices[at].done) {
        at++;
    }
    /* after so many steps it is on the circle */
    for (size_t i = 0; i < graph->count; i++) {
        const struct edge *edge = graph->vertices[at].reads;
        while (graph->vertices[edge->to].done) {
            edge = edge->next;
        }
        at = (size_t)edge->to;
    }
    char text[ERROR_TEXT_MAX_BYTES] = "";
    size_t size = 0, from = at;
    do {
        const struct edge *edge = graph->vertices[at].reads;
        while (graph->vertices[edge->to].done) {
            edge = edge->next;
        }
        const char *path = graph->vertices[at].target.field->path;
        if (size < sizeof text) {
            size += (size_t)snprintf(text + size, sizeof text - size,
                                     "/%s/%s depends on ", form->root->name, path);
        }
        at = (size_t)edge->to;
    } while (at != from);
    return error_set(graph->loader->err, ERROR_INPUT,
                     "the form goes round in a circle: %.220s/%s/%s", text,
                     form->root->name, graph->vertices[from].target.field->path);
}

static bool
sort(struct graph *graph)
{
    struct form *form = graph->loader->form;
    form->targets = arena_take(&form->arena, graph->count, sizeof *form->targets);
    int *ready = arena_take(&graph->arena, graph->count, sizeof *ready);
    if (!form->targets || !ready) {
        return no_memory(graph);
    }
    size_t first = 0, end = 0;
    for (size_t i = 0; i < graph->count; i++) {
        if (graph->vertices[i].waits_for == 0) {
            ready[end++] = (int)i;
        }
    }
    while (first < end) {
        struct vertex *vertex = &graph->vertices[ready[first++]];
        vertex->done = true;
        form->targets[form->target_count++] = vertex->target;
        for (const struct edge *edge = vertex->read_by; edge; edge = edge->next) {
            if (--graph->vertices[edge->to].waits_for == 0) {
                ready[end++] = edge->to;
            }
        }
    }
    return form->target_count == graph->count || refuse_circle(graph);
}

static bool
order(struct graph *graph)
{
    size_t fields = graph->loader->form->field_count;
    graph->vertices = arena_take(&graph->arena, 4 * fields, sizeof *graph->vertices);
    graph->decides = arena_take(&graph->arena, fields, sizeof *graph->decides);
    if (!graph->vertices || !graph->decides) {
        return no_memory(graph);
    }
    add_vertices(graph);
    for (size_t i = 0; i < graph->count; i++) {
        if (!add_edges(graph, (int)i)) {
            return false;
        }
    }
    return check_others(graph) && sort(graph);
}

bool
order_load(struct loader *loader)
{
    struct graph graph = {.loader = loader, .work = ORDER_WORK};
    arena_init(&graph.arena, ORDER_MAX_BYTES);
    bool ok = order(&graph);
    arena_finish(&graph.arena);
    return ok;
}
