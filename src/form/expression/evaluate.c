/* evaluate: computes the value of a term: operators, comparisons, calls and random
 * numbers. */
#include "evaluate.h"

#include "function.h"
#include "townline/hash.h"
#include "townline/random.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool
evaluate_over_limit(struct evaluation *evaluation)
{
    return error_set(evaluation->err, ERROR_FULL,
                     "an expression of the form asks for too much work or memory");
}

bool
evaluate_work(struct evaluation *evaluation, size_t steps)
{
    if (steps > *evaluation->work) {
        return evaluate_over_limit(evaluation);
    }
    *evaluation->work -= steps;
    return true;
}

/* A hash of the names and positions from the node up to the root. It is the same for
 * the whole session, so the same node always draws the same random numbers. */
static uint64_t
node_hash(const struct form_node *node)
{
    uint64_t hash = HASH_BEGIN;
    for (; node; node = node->parent) {
        hash = hash_bytes(hash, node->name, strlen(node->name));
        hash = hash_number(hash, node_position(node));
    }
    return hash;
}

uint64_t
evaluate_random(struct evaluation *evaluation)
{
    if (!evaluation->random_begun) {
        evaluation->random = evaluation->seed ^ node_hash(evaluation->current);
    }
    evaluation->random_begun = true;
    return random_splitmix64(&evaluation->random);
}

void
evaluate_uuid(struct evaluation *evaluation, char out[UUID_TEXT_BYTES])
{
    uint64_t high = evaluate_random(evaluation), low = evaluate_random(evaluation);
    snprintf(out, UUID_TEXT_BYTES, "%08x-%04x-4%03x-%04x-%012llx",
             (unsigned)(high >> 32), (unsigned)(high >> 16 & 0xffff),
             (unsigned)(high & 0xfff), (unsigned)(low >> 48 & 0x3fff) | 0x8000,
             (unsigned long long)(low & 0xffffffffffff));
}

bool
node_list_add(struct evaluation *evaluation, struct node_list *list,
              struct form_node *node)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        if (list->count >= EVALUATE_MAX_NODES) {
            return evaluate_over_limit(evaluation);
        }
        struct form_node **nodes =
            arena_take(evaluation->arena, capacity, sizeof(struct form_node *));
        if (!nodes) {
            return evaluate_over_limit(evaluation);
        }
        if (list->count > 0) {
            memcpy(nodes, list->nodes, list->count * sizeof(struct form_node *));
        }
        list->nodes = nodes;
        list->capacity = capacity;
    }
    list->nodes[list->count++] = node;
    return evaluate_work(evaluation, 1);
}

static bool
compare_numbers(enum operation operation, double a, double b)
{
    switch (operation) {
    case OPERATION_EQUAL:
        return a == b;
    case OPERATION_NOT_EQUAL:
        return a != b;
    case OPERATION_LESS:
        return a < b;
    case OPERATION_LESS_EQUAL:
        return a <= b;
    case OPERATION_GREATER:
        return a > b;
    default:
        return a >= b;
    }
}

/* Compares two values that are no node sets. */
static bool
compare_values(struct evaluation *evaluation, enum operation operation,
               const struct value *a, const struct value *b, bool *out)
{
    bool equality = operation == OPERATION_EQUAL || operation == OPERATION_NOT_EQUAL;
    if (equality && (a->type == VALUE_TRUTH || b->type == VALUE_TRUTH)) {
        *out = (value_truth(a) == value_truth(b)) == (operation == OPERATION_EQUAL);
        return true;
    }
    bool texts = a->type == VALUE_TEXT && b->type == VALUE_TEXT;
    if (!equality || !texts) {
        *out = compare_numbers(operation, value_number(a), value_number(b));
        return true;
    }
    *out = (strcmp(a->text, b->text) == 0) == (operation == OPERATION_EQUAL);
    return evaluate_work(evaluation, 1);
}

/* A node set is empty when its question is not relevant. ODK clients then compare with
 * a blank text, and forms count on it: they ask "${x} = ''". So such a set is replaced
 * by a blank text, and any other value is given back as it is. */
static const struct value *
or_blank(const struct value *value)
{
    static const struct value blank = {.type = VALUE_TEXT, .text = ""};
    return value->type == VALUE_NODES && value->is_blank ? &blank : value;
}

/* XPath 1.0, section 3.4: a comparison with a node set is true when any of its nodes
 * makes it true. */
static bool
compare(struct evaluation *evaluation, enum operation operation, const struct value *a,
        const struct value *b, bool *out)
{
    bool as_truth = a->type == VALUE_TRUTH || b->type == VALUE_TRUTH;
    if (as_truth || (a->type != VALUE_NODES && b->type != VALUE_NODES)) {
        struct value left = a->type == VALUE_NODES ? value_of_truth(a->count > 0) : *a;
        struct value right = b->type == VALUE_NODES ? value_of_truth(b->count > 0) : *b;
        return compare_values(evaluation, operation, &left, &right, out);
    }
    a = or_blank(a);
    b = or_blank(b);
    if (a->type != VALUE_NODES && b->type != VALUE_NODES) {
        return compare_values(evaluation, operation, a, b, out);
    }
    *out = false;
    const struct value *set = a->type == VALUE_NODES ? a : b;
    for (size_t i = 0; i < set->count && !*out; i++) {
        struct value text = {.type = VALUE_TEXT};
        if (!evaluate_work(evaluation, 1) ||
            !evaluate_node_text(evaluation, set->nodes[i], &text.text) ||
            !compare(evaluation, operation, set == a ? &text : a, set == a ? b : &text,
                     out)) {
            return false;
        }
    }
    return true;
}

static double
calculate(enum operation operation, double a, double b)
{
    switch (operation) {
    case OPERATION_ADD:
        return a + b;
    case OPERATION_SUBTRACT:
        return a - b;
    case OPERATION_MULTIPLY:
        return a * b;
    case OPERATION_DIVIDE:
        return a / b;
    default:
        return b == 0 ? NAN : fmod(a, b);
    }
}

/* Makes the union of two node sets ("a | b"). Both are in the order of the document,
 * and so is the union. */
static bool
unite(struct evaluation *evaluation, struct value *left, const struct value *right)
{
    if (left->type != VALUE_NODES || right->type != VALUE_NODES) {
        *left = (struct value){.type = VALUE_NODES};
        return true;
    }
    struct node_list list = {0};
    size_t i = 0, j = 0, steps = 0;
    while (i < left->count || j < right->count) {
        struct form_node *a = i < left->count ? left->nodes[i] : NULL;
        struct form_node *b = j < right->count ? right->nodes[j] : NULL;
        bool same = a == b;
        bool first = !b || (a && node_is_before(a, b, &steps));
        if (!evaluate_work(evaluation, steps) ||
            !node_list_add(evaluation, &list, same || first ? a : b)) {
            return false;
        }
        i += same || first;
        j += same || !first;
        steps = 0;
    }
    *left = (struct value){.type = VALUE_NODES,
                           .nodes = list.nodes,
                           .count = list.count,
                           .is_blank =
                               list.count == 0 && (left->is_blank || right->is_blank)};
    return true;
}

static bool
apply(struct evaluation *evaluation, enum operation operation, struct value *left,
      const struct term *term)
{
    if (operation == OPERATION_OR || operation == OPERATION_AND) {
        bool truth = value_truth(left);
        if (truth == (operation == OPERATION_AND) &&
            !evaluate_truth(evaluation, term, &truth)) {
            return false;
        }
        *left = value_of_truth(truth);
        return true;
    }
    struct value right;
    if (!evaluate_term(evaluation, term, &right)) {
        return false;
    }
    bool truth;
    switch (operation) {
    case OPERATION_UNION:
        return unite(evaluation, left, &right);
    case OPERATION_ADD:
    case OPERATION_SUBTRACT:
    case OPERATION_MULTIPLY:
    case OPERATION_DIVIDE:
    case OPERATION_MODULO:
        *left = value_of_number(
            calculate(operation, value_number(left), value_number(&right)));
        return true;
    default:
        if (!compare(evaluation, operation, left, &right, &truth)) {
            return false;
        }
        *left = value_of_truth(truth);
        return true;
    }
}

static bool
evaluate_kind(struct evaluation *evaluation, const struct term *term, struct value *out)
{
    switch (term->kind) {
    case TERM_NUMBER:
        *out = value_of_number(term->number);
        return true;
    case TERM_TEXT:
        *out = value_of_text(term->text);
        return true;
    case TERM_PATH:
        return evaluate_path(evaluation, term->path, out);
    case TERM_CALL:
        return term->function->body(evaluation, term, out);
    case TERM_NEGATE:
        if (!evaluate_term(evaluation, term->first, out)) {
            return false;
        }
        *out = value_of_number(-value_number(out));
        return true;
    case TERM_CHAIN:
        if (!evaluate_term(evaluation, term->first, out)) {
            return false;
        }
        for (const struct link *link = term->links; link; link = link->next) {
            if (!apply(evaluation, link->operation, out, link->term)) {
                return false;
            }
        }
        return true;
    }
    return false;
}

bool
evaluate_term(struct evaluation *evaluation, const struct term *term, struct value *out)
{
    if (evaluation->depth >= EVALUATE_MAX_DEPTH) {
        return evaluate_over_limit(evaluation);
    }
    evaluation->depth++;
    bool ok = evaluate_work(evaluation, 1) && evaluate_kind(evaluation, term, out);
    evaluation->depth--;
    return ok;
}

bool
evaluate_node_text(struct evaluation *evaluation, const struct form_node *node,
                   const char **out)
{
    *out = node->value;
    if (!node->first) {
        return true;
    }
    size_t steps = 0, size = node_write_text(node, NULL, 0, &steps);
    char *text = evaluate_work(evaluation, steps + size / 16)
                     ? arena_take(evaluation->arena, 1, size + 1)
                     : NULL;
    *out = text;
    if (!text) {
        return evaluate_over_limit(evaluation);
    }
    node_write_text(node, text, size + 1, &steps);
    return true;
}

bool
evaluate_as_text(struct evaluation *evaluation, const struct value *value,
                 const char **out)
{
    if (value->type == VALUE_NODES && value->count > 0) {
        return evaluate_node_text(evaluation, value->nodes[0], out);
    }
    *out = value_text(value, evaluation->arena);
    return *out || evaluate_over_limit(evaluation);
}

bool
evaluate_text(struct evaluation *evaluation, const struct term *term, const char **out)
{
    struct value value;
    return evaluate_term(evaluation, term, &value) &&
           evaluate_as_text(evaluation, &value, out);
}

bool
evaluate_number(struct evaluation *evaluation, const struct term *term, double *out)
{
    struct value value;
    if (!evaluate_term(evaluation, term, &value)) {
        return false;
    }
    *out = value_number(&value);
    return true;
}

bool
evaluate_truth(struct evaluation *evaluation, const struct term *term, bool *out)
{
    struct value value;
    if (!evaluate_term(evaluation, term, &value)) {
        return false;
    }
    *out = value_truth(&value);
    return true;
}
