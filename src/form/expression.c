#include "townline/expression.h"

#include "function.h"
#include "lexer.h"
#include "pattern.h"
#include "term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    struct lexer lexer;
    struct pool *pool;
    unsigned nesting; /* of the parser's own recursion */
    struct error *err;
};

static bool parse_level(struct parser *parser, size_t level, const struct term **out);

static bool
expected(struct parser *parser, const char *what)
{
    const struct token *token = &parser->lexer.token;
    if (token->kind == TOKEN_END)
        return error_set(parser->err, ERROR_INPUT, "at the end: expected %s", what);
    return error_set(parser->err, ERROR_INPUT,
                     "at character %zu: expected %s, found \"%.*s\"", token->at + 1,
                     what, token->size > 40 ? 40 : (int)token->size, token->text);
}

static bool
no_memory(struct parser *parser)
{
    return error_set(parser->err, ERROR_FULL, "the expression is too large");
}

static bool
next(struct parser *parser)
{
    return lexer_next(&parser->lexer, parser->err);
}

static struct term *
new_term(struct parser *parser, enum term_kind kind)
{
    struct term *term = pool_take(parser->pool, sizeof *term);
    if (term == NULL) {
        no_memory(parser);
        return NULL;
    }
    term->kind = kind;
    term->depth = 1;
    return term;
}

/* Evaluation recurses as deep as the tree is; so the depth is limited here. */
static bool
deepen(struct parser *parser, struct term *term, unsigned below)
{
    if (below + 1 > term->depth)
        term->depth = below + 1;
    return term->depth <= TERM_MAX_DEPTH ||
           error_set(parser->err, ERROR_INPUT, "the expression is nested too deeply");
}

static bool
parse_predicates(struct parser *parser, struct term *owner,
                 const struct predicate **out)
{
    const struct predicate **tail = out;
    while (parser->lexer.token.kind == TOKEN_OPEN_SQUARE) {
        struct predicate *predicate = pool_take(parser->pool, sizeof *predicate);
        if (predicate == NULL)
            return no_memory(parser);
        if (!next(parser) || !parse_level(parser, 0, &predicate->term))
            return false;
        if (parser->lexer.token.kind != TOKEN_CLOSE_SQUARE)
            return expected(parser, "\"]\"");
        if (!deepen(parser, owner, predicate->term->depth) || !next(parser))
            return false;
        *tail = predicate;
        tail = &predicate->next;
    }
    return true;
}

static bool
copy_local_name(struct parser *parser, const char **out)
{
    const struct token *token = &parser->lexer.token;
    const char *colon = memchr(token->text, ':', token->size);
    const char *from = colon == NULL ? token->text : colon + 1;
    *out = pool_copy(parser->pool, from, (size_t)(token->text + token->size - from));
    return *out != NULL || no_memory(parser);
}

static bool
parse_axis(struct parser *parser, struct step *step)
{
    static const struct {
        const char *name;
        enum axis axis;
    } axes[] = {{"child", AXIS_CHILD},
                {"parent", AXIS_PARENT},
                {"self", AXIS_SELF},
                {"descendant-or-self", AXIS_DESCENDANT_OR_SELF}};
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++) {
        if (token_is(&parser->lexer.token, TOKEN_AXIS, axes[i].name)) {
            step->axis = axes[i].axis;
            return next(parser);
        }
    }
    return expected(parser, "one of the axes child, parent and self");
}

/* The name after an axis, or the node test "node()". */
static bool
parse_node_test(struct parser *parser, struct step *step)
{
    if (parser->lexer.token.kind == TOKEN_ANY)
        return next(parser);
    if (parser->lexer.token.kind != TOKEN_NAME)
        return expected(parser, "the name of a question");
    bool is_node = token_is(&parser->lexer.token, TOKEN_NAME, "node");
    if (!copy_local_name(parser, &step->name) || !next(parser))
        return false;
    if (parser->lexer.token.kind != TOKEN_OPEN)
        return true;
    if (!is_node)
        return expected(parser, "\"/\" or an operator");
    step->name = NULL;
    if (!next(parser))
        return false;
    if (parser->lexer.token.kind != TOKEN_CLOSE)
        return expected(parser, "\")\"");
    return next(parser);
}

static bool
parse_step(struct parser *parser, struct term *owner, struct step *step)
{
    bool ok = true;
    switch (parser->lexer.token.kind) {
    case TOKEN_DOT:
        step->axis = AXIS_SELF;
        ok = next(parser);
        break;
    case TOKEN_DOTS:
        step->axis = AXIS_PARENT;
        ok = next(parser);
        break;
    case TOKEN_AXIS:
        ok = parse_axis(parser, step) && parse_node_test(parser, step);
        break;
    case TOKEN_AT:
        return error_set(parser->err, ERROR_INPUT,
                         "at character %zu: attributes (@) cannot be read here",
                         parser->lexer.token.at + 1);
    default:
        ok = parse_node_test(parser, step);
    }
    return ok && parse_predicates(parser, owner, &step->predicates);
}

static bool
begins_step(const struct token *token)
{
    return token->kind == TOKEN_NAME || token->kind == TOKEN_ANY ||
           token->kind == TOKEN_DOT || token->kind == TOKEN_DOTS ||
           token->kind == TOKEN_AXIS || token->kind == TOKEN_AT;
}

static struct step *
add_step(struct parser *parser, const struct step ***tail, enum axis axis)
{
    struct step *step = pool_take(parser->pool, sizeof *step);
    if (step == NULL) {
        no_memory(parser);
        return NULL;
    }
    step->axis = axis;
    **tail = step;
    *tail = &step->next;
    return step;
}

/* Steps divided by "/" or "//"; the current token begins the first. */
static bool
parse_steps(struct parser *parser, struct term *owner, const struct step **tail)
{
    for (;;) {
        struct step *step = add_step(parser, &tail, AXIS_CHILD);
        if (step == NULL || !parse_step(parser, owner, step))
            return false;
        enum token_kind kind = parser->lexer.token.kind;
        if (kind != TOKEN_SLASH && kind != TOKEN_SLASHES)
            return true;
        if (kind == TOKEN_SLASHES &&
            add_step(parser, &tail, AXIS_DESCENDANT_OR_SELF) == NULL)
            return false;
        if (!next(parser))
            return false;
    }
}

static bool
parse_path(struct parser *parser, enum path_start start, const struct term *from,
           const struct term **out)
{
    struct term *term = new_term(parser, TERM_PATH);
    struct path *path = pool_take(parser->pool, sizeof *path);
    if (term == NULL || path == NULL)
        return no_memory(parser);
    term->path = path;
    path->start = start;
    path->term = from;
    *out = term;
    if (from != NULL && (!deepen(parser, term, from->depth) ||
                         !parse_predicates(parser, term, &path->predicates)))
        return false;
    const struct step **tail = &path->steps;
    enum token_kind kind = parser->lexer.token.kind;
    if (kind == TOKEN_SLASH || kind == TOKEN_SLASHES) {
        if (kind == TOKEN_SLASHES &&
            add_step(parser, &tail, AXIS_DESCENDANT_OR_SELF) == NULL)
            return false;
        if (!next(parser))
            return false;
        if (kind == TOKEN_SLASH && start == START_ROOT &&
            !begins_step(&parser->lexer.token))
            return true; /* "/" alone */
    } else if (start == START_TERM) {
        return true; /* a term with predicates and no steps */
    }
    return parse_steps(parser, term, tail);
}

static bool
check_arguments(struct parser *parser, const struct function *function, size_t count)
{
    if (count >= function->arguments_min && count <= function->arguments_max)
        return true;
    return error_set(parser->err, ERROR_INPUT,
                     "%s() takes %zu to %zu values in its brackets, not %zu",
                     function->name, function->arguments_min, function->arguments_max,
                     count);
}

/* So that a pattern which is none is refused with the form, and read once. */
static bool
prepare_pattern(struct parser *parser, struct term *term)
{
    if (strcmp(term->function->name, "regex") != 0 ||
        term->arguments[1]->kind != TERM_TEXT)
        return true;
    struct pattern *pattern;
    if (!pattern_parse(term->arguments[1]->text, parser->pool, &pattern, parser->err))
        return false;
    term->pattern = pattern;
    return true;
}

static bool
parse_call(struct parser *parser, const struct token *name, const struct term **out)
{
    const struct function *function = function_find(name->text, name->size);
    if (function == NULL)
        return error_set(parser->err, ERROR_INPUT,
                         "at character %zu: there is no function \"%.*s\" here",
                         name->at + 1, name->size > 40 ? 40 : (int)name->size,
                         name->text);
    struct term *term = new_term(parser, TERM_CALL);
    const struct term *arguments[ARGUMENTS_ANY];
    size_t count = 0;
    if (term == NULL || !next(parser))
        return false;
    while (parser->lexer.token.kind != TOKEN_CLOSE) {
        if (count == ARGUMENTS_ANY)
            return error_set(parser->err, ERROR_INPUT, "%s() has too many values",
                             function->name);
        if (!parse_level(parser, 0, &arguments[count]) ||
            !deepen(parser, term, arguments[count]->depth))
            return false;
        count++;
        if (parser->lexer.token.kind == TOKEN_COMMA) {
            if (!next(parser))
                return false;
            if (parser->lexer.token.kind == TOKEN_CLOSE)
                return expected(parser, "a value");
        } else if (parser->lexer.token.kind != TOKEN_CLOSE) {
            return expected(parser, "\",\" or \")\"");
        }
    }
    if (!check_arguments(parser, function, count) || !next(parser))
        return false;
    const struct term **copy = pool_take_array(parser->pool, count, sizeof *copy);
    if (copy == NULL)
        return no_memory(parser);
    if (count > 0)
        memcpy(copy, arguments, count * sizeof *copy);
    term->function = function;
    term->arguments = copy;
    term->argument_count = count;
    *out = term;
    return prepare_pattern(parser, term);
}

static bool
parse_literal(struct parser *parser, const struct term **out)
{
    const struct token *token = &parser->lexer.token;
    bool is_text = token->kind == TOKEN_TEXT;
    struct term *term = new_term(parser, is_text ? TERM_TEXT : TERM_NUMBER);
    if (term == NULL)
        return false;
    term->text = pool_copy(parser->pool, token->text, token->size);
    if (term->text == NULL)
        return no_memory(parser);
    if (!is_text)
        term->number = strtod(term->text, NULL);
    *out = term;
    return next(parser);
}

/* A value that may stand before predicates and steps: (...), f(...). */
static bool
parse_primary(struct parser *parser, const struct term **out)
{
    struct token name = parser->lexer.token;
    if (!next(parser))
        return false;
    if (name.kind == TOKEN_NAME)
        return parse_call(parser, &name, out);
    if (!parse_level(parser, 0, out))
        return false;
    if (parser->lexer.token.kind != TOKEN_CLOSE)
        return expected(parser, "\")\"");
    return next(parser);
}

/* A name with an opening bracket behind it is a call, except node(). */
static bool
begins_call(const struct lexer *lexer)
{
    if (lexer->token.kind != TOKEN_NAME || token_is(&lexer->token, TOKEN_NAME, "node"))
        return false;
    const char *at = lexer->text + lexer->at;
    return at[strspn(at, " \t\r\n")] == '(';
}

static bool
parse_value(struct parser *parser, const struct term **out)
{
    enum token_kind kind = parser->lexer.token.kind;
    if (kind == TOKEN_NUMBER || kind == TOKEN_TEXT)
        return parse_literal(parser, out);
    if (kind == TOKEN_SLASH || kind == TOKEN_SLASHES)
        return parse_path(parser, START_ROOT, NULL, out);
    if (kind == TOKEN_OPEN || begins_call(&parser->lexer)) {
        if (!parse_primary(parser, out))
            return false;
        kind = parser->lexer.token.kind;
        if (kind == TOKEN_OPEN_SQUARE || kind == TOKEN_SLASH || kind == TOKEN_SLASHES)
            return parse_path(parser, START_TERM, *out, out);
        return true;
    }
    if (begins_step(&parser->lexer.token))
        return parse_path(parser, START_CONTEXT, NULL, out);
    return expected(parser, "a value");
}

/* Binary operators from the loosest to the tightest; unary minus stands between the
 * last two. */
#define LEVELS 6
#define LEVEL_UNION 6

static bool
operator_at(const struct token *token, size_t level, enum operation *out)
{
    static const struct {
        const char *text;
        size_t level;
        enum operation operation;
    } operators[] = {
        {"or", 0, OPERATION_OR},      {"and", 1, OPERATION_AND},
        {"=", 2, OPERATION_EQUAL},    {"!=", 2, OPERATION_NOT_EQUAL},
        {"<", 3, OPERATION_LESS},     {"<=", 3, OPERATION_LESS_EQUAL},
        {">", 3, OPERATION_GREATER},  {">=", 3, OPERATION_GREATER_EQUAL},
        {"+", 4, OPERATION_ADD},      {"-", 4, OPERATION_SUBTRACT},
        {"*", 5, OPERATION_MULTIPLY}, {"div", 5, OPERATION_DIVIDE},
        {"mod", 5, OPERATION_MODULO}, {"|", LEVEL_UNION, OPERATION_UNION},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (operators[i].level == level &&
            token_is(token, TOKEN_OPERATOR, operators[i].text)) {
            *out = operators[i].operation;
            return true;
        }
    }
    return false;
}

static bool
parse_operand(struct parser *parser, size_t level, const struct term **out)
{
    if (level == LEVEL_UNION)
        return parse_value(parser, out);
    if (level + 1 < LEVELS)
        return parse_level(parser, level + 1, out);
    bool negative = false;
    while (token_is(&parser->lexer.token, TOKEN_OPERATOR, "-")) {
        negative = !negative;
        if (!next(parser))
            return false;
    }
    if (!parse_level(parser, LEVEL_UNION, out))
        return false;
    if (!negative)
        return true;
    struct term *term = new_term(parser, TERM_NEGATE);
    if (term == NULL)
        return false;
    term->first = *out;
    *out = term;
    return deepen(parser, term, term->first->depth);
}

static bool
parse_chain(struct parser *parser, size_t level, const struct term **out)
{
    *out = NULL;
    if (!parse_operand(parser, level, out))
        return false;
    struct term *chain = NULL;
    const struct link **tail = NULL;
    enum operation operation;
    while (operator_at(&parser->lexer.token, level, &operation)) {
        if (chain == NULL) {
            chain = new_term(parser, TERM_CHAIN);
            if (chain == NULL || !deepen(parser, chain, (*out)->depth))
                return false;
            chain->first = *out;
            tail = &chain->links;
        }
        struct link *link = pool_take(parser->pool, sizeof *link);
        if (link == NULL)
            return no_memory(parser);
        link->operation = operation;
        if (!next(parser) || !parse_operand(parser, level, &link->term) ||
            !deepen(parser, chain, link->term->depth))
            return false;
        *tail = link;
        tail = &link->next;
    }
    if (chain != NULL)
        *out = chain;
    return true;
}

static bool
parse_level(struct parser *parser, size_t level, const struct term **out)
{
    if (parser->nesting > TERM_MAX_DEPTH * (LEVELS + 1))
        return error_set(parser->err, ERROR_INPUT,
                         "the expression is nested too deeply");
    parser->nesting++;
    bool ok = parse_chain(parser, level, out);
    parser->nesting--;
    return ok;
}

bool
term_parse(const char *text, struct pool *pool, const struct term **out,
           struct error *err)
{
    if (strlen(text) > EXPRESSION_MAX_BYTES)
        return error_set(err, ERROR_FULL, "the expression is too long");
    struct parser parser = {.pool = pool, .err = err};
    const struct term *term = NULL;
    if (!lexer_init(&parser.lexer, text, err) || !parse_level(&parser, 0, &term))
        return false;
    if (parser.lexer.token.kind != TOKEN_END)
        return expected(&parser, "an operator or the end");
    *out = term;
    return true;
}

struct expression {
    struct pool pool;
    const struct term *term;
};

bool
expression_parse(const char *text, struct expression **out, struct error *err)
{
    struct expression *expression = calloc(1, sizeof *expression);
    if (expression == NULL)
        return error_set(err, ERROR_FULL, "there is no memory for the expression");
    pool_init(&expression->pool, (size_t)8 << 20);
    if (!term_parse(text, &expression->pool, &expression->term, err)) {
        expression_destroy(expression);
        return false;
    }
    *out = expression;
    return true;
}

void
expression_destroy(struct expression *expression)
{
    if (expression == NULL)
        return;
    pool_finish(&expression->pool);
    free(expression);
}
