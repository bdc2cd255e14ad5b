/* regex: makes a machine of states from a pattern, and runs it over a text. */
#include "regex.h"

#include "regex_tree.h"
#include "townline/characters.h"

#include <string.h>

#define COMPILE_MAX_STEPS 50000

enum state_kind { STATE_ONE, STATE_SPLIT, STATE_START, STATE_END, STATE_MATCH };
struct state {
    enum state_kind kind;
    /* of STATE_ONE: its ranges say which characters pass */
    const struct regex_tree *tree;
    size_t next, other; /* `other` of STATE_SPLIT alone */
};

struct regex {
    struct state *states;
    size_t count, first;
};

struct regex_compiler {
    struct regex *pattern;
    struct arena *arena;
    size_t capacity, steps;
    bool failed;
};

static size_t
add_state(struct regex_compiler *compiler, struct state state)
{
    struct regex *pattern = compiler->pattern;
    if (pattern->count == compiler->capacity) {
        size_t capacity = compiler->capacity == 0 ? 32 : compiler->capacity * 2;
        struct state *states = arena_take(compiler->arena, capacity, sizeof *states);
        if (!states || pattern->count >= REGEX_MAX_STATES) {
            compiler->failed = true;
            return 0;
        }
        if (pattern->count > 0) {
            memcpy(states, pattern->states, pattern->count * sizeof *states);
        }
        pattern->states = states;
        compiler->capacity = capacity;
    }
    pattern->states[pattern->count] = state;
    return pattern->count++;
}

static size_t compile(struct regex_compiler *compiler, const struct regex_tree *tree,
                      size_t next);

static size_t
compile_either(struct regex_compiler *compiler, const struct regex_tree *tree,
               size_t next)
{
    size_t all = compile(compiler, tree->right, next);
    for (tree = tree->left; tree->kind == REGEX_EITHER && !compiler->failed;
         tree = tree->left) {
        size_t one = compile(compiler, tree->right, next);
        all = add_state(compiler,
                        (struct state){.kind = STATE_SPLIT, .next = one, .other = all});
    }
    size_t first = compile(compiler, tree, next);
    return add_state(compiler,
                     (struct state){.kind = STATE_SPLIT, .next = first, .other = all});
}

static size_t
compile_repeat(struct regex_compiler *compiler, const struct regex_tree *tree,
               size_t next)
{
    size_t at = next;
    if (tree->max == REGEX_NO_END) {
        at = add_state(compiler, (struct state){.kind = STATE_SPLIT, .other = next});
        size_t inside = compile(compiler, tree->left, at);
        compiler->pattern->states[at].next = inside;
    }
    for (unsigned i = tree->min; i < tree->max && !compiler->failed; i++) {
        size_t inside = compile(compiler, tree->left, at);
        at = add_state(
            compiler,
            (struct state){.kind = STATE_SPLIT, .next = inside, .other = next});
    }
    for (unsigned i = 0; i < tree->min && !compiler->failed; i++) {
        at = compile(compiler, tree->left, at);
    }
    return at;
}

/* Adds the states of a tree, the last one first, since each state names the one that
 * follows. Returns the first state; the last one goes on at `next`. */
static size_t
compile(struct regex_compiler *compiler, const struct regex_tree *tree, size_t next)
{
    if (++compiler->steps > COMPILE_MAX_STEPS) {
        compiler->failed = true;
    }
    for (; tree->kind == REGEX_BOTH && !compiler->failed; tree = tree->left) {
        next = compile(compiler, tree->right, next);
    }
    if (compiler->failed) {
        return 0;
    }
    switch (tree->kind) {
    case REGEX_RANGES:
        return add_state(compiler,
                         (struct state){.kind = STATE_ONE, .tree = tree, .next = next});
    case REGEX_START:
        return add_state(compiler, (struct state){.kind = STATE_START, .next = next});
    case REGEX_END:
        return add_state(compiler, (struct state){.kind = STATE_END, .next = next});
    case REGEX_EITHER:
        return compile_either(compiler, tree, next);
    case REGEX_REPEAT:
        return compile_repeat(compiler, tree, next);
    default:
        return next;
    }
}

bool
regex_parse(const char *text, struct arena *arena, struct regex **out,
            struct error *err)
{
    const struct regex_tree *tree;
    struct regex *pattern = arena_take(arena, 1, sizeof *pattern);
    if (!pattern) {
        return error_set(err, ERROR_FULL, "the pattern of regex(): it is too large");
    }
    if (!regex_tree_parse(text, arena, &tree, err)) {
        return false;
    }
    struct regex_compiler compiler = {.pattern = pattern, .arena = arena};
    size_t match = add_state(&compiler, (struct state){.kind = STATE_MATCH});
    pattern->first = compile(&compiler, tree, match);
    if (compiler.failed) {
        return error_set(err, ERROR_INPUT, "the pattern of regex(): it is too large");
    }
    *out = pattern;
    return true;
}

size_t
regex_states(const struct regex *pattern)
{
    return pattern->count;
}

/* The states that the machine is in at one character, each once. */
struct state_set {
    size_t *states, count;
    size_t *seen; /* by state: the round in which it was last added */
    size_t round;
};

struct matcher {
    const struct regex *pattern;
    struct state_set now, then;
    size_t *stack;
    bool at_start, at_end;
};

static void
add_reachable(struct matcher *matcher, struct state_set *set, size_t from)
{
    size_t depth = 0;
    matcher->stack[depth++] = from;
    while (depth > 0) {
        size_t at = matcher->stack[--depth];
        if (set->seen[at] == set->round) {
            continue;
        }
        set->seen[at] = set->round;
        const struct state *state = &matcher->pattern->states[at];
        bool passes = (state->kind == STATE_START && matcher->at_start) ||
                      (state->kind == STATE_END && matcher->at_end);
        if (state->kind == STATE_SPLIT) {
            matcher->stack[depth++] = state->next;
            matcher->stack[depth++] = state->other;
        } else if (passes) {
            matcher->stack[depth++] = state->next;
        } else {
            set->states[set->count++] = at;
        }
    }
}

static bool
is_inside(const struct regex_tree *tree, uint32_t character)
{
    const struct regex_range *range = tree->ranges;
    while (range && (character < range->first || character > range->last)) {
        range = range->next;
    }
    return (range != NULL) != tree->negated;
}

static void
advance(struct matcher *matcher, uint32_t character)
{
    matcher->then.count = 0;
    matcher->then.round++;
    for (size_t i = 0; i < matcher->now.count; i++) {
        const struct state *state = &matcher->pattern->states[matcher->now.states[i]];
        if (state->kind == STATE_ONE && is_inside(state->tree, character)) {
            add_reachable(matcher, &matcher->then, state->next);
        }
    }
    struct state_set now = matcher->now;
    matcher->now = matcher->then;
    matcher->then = now;
}

static bool
take_sets(struct matcher *matcher, struct arena *arena)
{
    size_t count = matcher->pattern->count;
    struct state_set *sets[] = {&matcher->now, &matcher->then};
    for (size_t i = 0; i < 2; i++) {
        sets[i]->states = arena_take(arena, count, sizeof(size_t));
        sets[i]->seen = arena_take(arena, count, sizeof(size_t));
        sets[i]->round = 1;
    }
    /* Each state is handled once and puts at most two others on the stack. */
    matcher->stack = arena_take(arena, 2 * count + 2, sizeof(size_t));
    return matcher->stack != NULL;
}

static bool
has_match(const struct matcher *matcher)
{
    for (size_t i = 0; i < matcher->now.count; i++) {
        if (matcher->pattern->states[matcher->now.states[i]].kind == STATE_MATCH) {
            return true;
        }
    }
    return false;
}

bool
regex_match(const struct regex *pattern, const char *text, struct arena *arena,
            bool *failed)
{
    struct matcher matcher = {.pattern = pattern, .at_start = true};
    if (!take_sets(&matcher, arena)) {
        *failed = true;
        return false;
    }
    matcher.at_end = *text == '\0';
    add_reachable(&matcher, &matcher.now, pattern->first);
    matcher.at_start = false;
    while (*text != '\0' && !has_match(&matcher)) {
        size_t size;
        uint32_t character = character_at(text, &size);
        if (size == 0) {
            break;
        }
        matcher.at_end = text[size] == '\0';
        advance(&matcher, character);
        /* a match may begin at each character */
        add_reachable(&matcher, &matcher.now, pattern->first);
        text += size;
    }
    return has_match(&matcher);
}
