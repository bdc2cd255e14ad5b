/* parse: makes a tree of terms from the operators, values and calls of an
 * expression. */
#include "parse.h"

#include "function.h"
#include "regex.h"
#include "townline/expression.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_level(struct parser *parser, size_t level, const struct term **out);

bool
parser_expected(struct parser *parser, const char *what)
{
    const struct token *token = &parser->lexer.token;
    if (token->kind == TOKEN_END) {
        return error_set(parser->err, ERROR_INPUT, "at the end: expected %s", what);
    }
    return error_set(parser->err, ERROR_INPUT,
                     "at character %zu: expected %s, found \"%.*s\"", token->at + 1,
                     what, token->size > 40 ? 40 : (int)token->size, token->text);
}

bool
parser_no_memory(struct parser *parser)
{
    return error_set(parser->err, ERROR_FULL, "the expression is too large");
}

bool
parser_next(struct parser *parser)
{
    return lexer_next(&parser->lexer, parser->err);
}

struct term *
parser_term(struct parser *parser, enum term_kind kind)
{
    struct term *term = arena_take(parser->arena, 1, sizeof *term);
    if (!term) {
        parser_no_memory(parser);
        return NULL;
    }
    term->kind = kind;
    term->depth = 1;
    return term;
}

bool
parser_deepen(struct parser *parser, struct term *term, unsigned below)
{
    if (below + 1 > term->depth) {
        term->depth = below + 1;
    }
    return term->depth <= TERM_MAX_DEPTH ||
           error_set(parser->err, ERROR_INPUT, "the expression is nested too deeply");
}

static bool
check_arguments(struct parser *parser, const struct function *function, size_t count)
{
    if (count >= function->arguments_min && count <= function->arguments_max) {
        return true;
    }
    if (function->arguments_min == function->arguments_max) {
        return error_set(parser->err, ERROR_INPUT,
                         "%s() takes %zu values in its brackets, not %zu",
                         function->name, function->arguments_min, count);
    }
    if (function->arguments_max == ARGUMENTS_ANY && count < ARGUMENTS_ANY) {
        return error_set(parser->err, ERROR_INPUT,
                         "%s() takes at least %zu values in its brackets, not %zu",
                         function->name, function->arguments_min, count);
    }
    return error_set(parser->err, ERROR_INPUT,
                     "%s() takes %zu to %zu values in its brackets, not %zu",
                     function->name, function->arguments_min, function->arguments_max,
                     count);
}

static bool
may_be_nodes(const struct term *term)
{
    switch (term->kind) {
    case TERM_PATH:
        return true;
    case TERM_CALL:
        return function_gives_nodes(term->function);
    case TERM_CHAIN:
        return term->links->operation == OPERATION_UNION;
    default:
        return false;
    }
}

/* Refuses count(1) and the like: nothing but nodes can become a node set (XPath 1.0,
 * section 3.2). */
static bool
check_nodes(struct parser *parser, const struct term *call)
{
    if (call->argument_count == 0 || !function_takes_nodes(call->function) ||
        may_be_nodes(call->arguments[0])) {
        return true;
    }
    return error_set(parser->err, ERROR_INPUT,
                     "%s() takes questions or groups in its brackets: a path",
                     call->function->name);
}

/* Reads a pattern that is written out in the form here, so that a wrong pattern is
 * refused with the form, and each pattern is read only once. */
static bool
prepare_pattern(struct parser *parser, struct term *term)
{
    if (strcmp(term->function->name, "regex") != 0 ||
        term->arguments[1]->kind != TERM_TEXT) {
        return true;
    }
    struct regex *pattern;
    if (!regex_parse(term->arguments[1]->text, parser->arena, &pattern, parser->err)) {
        return false;
    }
    term->pattern = pattern;
    return true;
}

static bool
no_function(struct parser *parser, const struct token *name)
{
    const char *reason = function_refusal(name->text, name->size);
    int size = name->size > 40 ? 40 : (int)name->size;
    if (reason) {
        return error_set(parser->err, ERROR_INPUT, "%.*s() cannot be used here: %s",
                         size, name->text, reason);
    }
    return error_set(parser->err, ERROR_INPUT,
                     "at character %zu: there is no function \"%.*s\" here",
                     name->at + 1, size, name->text);
}

static bool
parse_call(struct parser *parser, const struct token *name, const struct term **out)
{
    const struct function *function = function_find(name->text, name->size);
    if (!function) {
        return no_function(parser, name);
    }
    struct term *term = parser_term(parser, TERM_CALL);
    const struct term *arguments[ARGUMENTS_ANY];
    size_t count = 0;
    if (!term || !parser_next(parser)) {
        return false;
    }
    while (parser->lexer.token.kind != TOKEN_CLOSE) {
        if (count == ARGUMENTS_ANY) {
            return error_set(parser->err, ERROR_INPUT, "%s() has too many values",
                             function->name);
        }
        if (!parse_level(parser, 0, &arguments[count]) ||
            !parser_deepen(parser, term, arguments[count]->depth)) {
            return false;
        }
        count++;
        if (parser->lexer.token.kind == TOKEN_COMMA) {
            if (!parser_next(parser)) {
                return false;
            }
            if (parser->lexer.token.kind == TOKEN_CLOSE) {
                return parser_expected(parser, "a value");
            }
        } else if (parser->lexer.token.kind != TOKEN_CLOSE) {
            return parser_expected(parser, "\",\" or \")\"");
        }
    }
    if (!check_arguments(parser, function, count) || !parser_next(parser)) {
        return false;
    }
    const struct term **copy = arena_take(parser->arena, count, sizeof(struct term *));
    if (!copy) {
        return parser_no_memory(parser);
    }
    if (count > 0) {
        memcpy(copy, arguments, count * sizeof(struct term *));
    }
    term->function = function;
    term->arguments = copy;
    term->argument_count = count;
    *out = term;
    return check_nodes(parser, term) && prepare_pattern(parser, term);
}

static bool
parse_literal(struct parser *parser, const struct term **out)
{
    const struct token *token = &parser->lexer.token;
    bool is_text = token->kind == TOKEN_TEXT;
    struct term *term = parser_term(parser, is_text ? TERM_TEXT : TERM_NUMBER);
    if (!term) {
        return false;
    }
    term->text = arena_text(parser->arena, token->text, token->size);
    if (!term->text) {
        return parser_no_memory(parser);
    }
    if (!is_text) {
        term->number = strtod(term->text, NULL);
    }
    *out = term;
    return parser_next(parser);
}

/* Parses a value that may have predicates and steps behind it: (...) or f(...). */
static bool
parse_primary(struct parser *parser, const struct term **out)
{
    struct token name = parser->lexer.token;
    if (!parser_next(parser)) {
        return false;
    }
    if (name.kind == TOKEN_NAME) {
        return parse_call(parser, &name, out);
    }
    if (!parse_level(parser, 0, out)) {
        return false;
    }
    if (parser->lexer.token.kind != TOKEN_CLOSE) {
        return parser_expected(parser, "\")\"");
    }
    return parser_next(parser);
}

/* Whether a call begins here: a name with an opening bracket behind it, but not node().
 */
static bool
begins_call(const struct lexer *lexer)
{
    if (lexer->token.kind != TOKEN_NAME ||
        token_is(&lexer->token, TOKEN_NAME, "node")) {
        return false;
    }
    const char *at = lexer->text + lexer->at;
    return at[strspn(at, " \t\r\n")] == '(';
}

static bool
parse_value(struct parser *parser, const struct term **out)
{
    enum token_kind kind = parser->lexer.token.kind;
    if (kind == TOKEN_NUMBER || kind == TOKEN_TEXT) {
        return parse_literal(parser, out);
    }
    if (kind == TOKEN_SLASH || kind == TOKEN_SLASHES) {
        return parser_path(parser, START_ROOT, NULL, out);
    }
    if (kind == TOKEN_OPEN || begins_call(&parser->lexer)) {
        if (!parse_primary(parser, out)) {
            return false;
        }
        kind = parser->lexer.token.kind;
        if (kind == TOKEN_OPEN_SQUARE || kind == TOKEN_SLASH || kind == TOKEN_SLASHES) {
            return parser_path(parser, START_TERM, *out, out);
        }
        return true;
    }
    if (parser_begins_step(&parser->lexer.token)) {
        return parser_path(parser, START_CONTEXT, NULL, out);
    }
    return parser_expected(parser, "a value");
}

/* The levels of binary operators, from those that bind loosest to those that bind
 * tightest. The unary minus binds tighter than all but the last, the union. */
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
    if (level == LEVEL_UNION) {
        return parse_value(parser, out);
    }
    if (level + 1 < LEVELS) {
        return parse_level(parser, level + 1, out);
    }
    bool negative = false;
    while (token_is(&parser->lexer.token, TOKEN_OPERATOR, "-")) {
        negative = !negative;
        if (!parser_next(parser)) {
            return false;
        }
    }
    if (!parse_level(parser, LEVEL_UNION, out)) {
        return false;
    }
    if (!negative) {
        return true;
    }
    struct term *term = parser_term(parser, TERM_NEGATE);
    if (!term) {
        return false;
    }
    term->first = *out;
    *out = term;
    return parser_deepen(parser, term, term->first->depth);
}

static bool
parse_chain(struct parser *parser, size_t level, const struct term **out)
{
    *out = NULL;
    if (!parse_operand(parser, level, out)) {
        return false;
    }
    struct term *chain = NULL;
    const struct link **tail = NULL;
    enum operation operation;
    while (operator_at(&parser->lexer.token, level, &operation)) {
        if (!chain) {
            chain = parser_term(parser, TERM_CHAIN);
            if (!chain || !parser_deepen(parser, chain, (*out)->depth)) {
                return false;
            }
            chain->first = *out;
            tail = &chain->links;
        }
        struct link *link = arena_take(parser->arena, 1, sizeof *link);
        if (!link) {
            return parser_no_memory(parser);
        }
        link->operation = operation;
        if (!parser_next(parser) || !parse_operand(parser, level, &link->term) ||
            !parser_deepen(parser, chain, link->term->depth)) {
            return false;
        }
        *tail = link;
        tail = &link->next;
    }
    if (chain) {
        *out = chain;
    }
    return true;
}

static bool
parse_level(struct parser *parser, size_t level, const struct term **out)
{
    if (parser->nesting > TERM_MAX_DEPTH * (LEVELS + 1)) {
        return error_set(parser->err, ERROR_INPUT,
                         "the expression is nested too deeply");
    }
    parser->nesting++;
    bool ok = parse_chain(parser, level, out);
    parser->nesting--;
    return ok;
}

bool
parser_expression(struct parser *parser, const struct term **out)
{
    return parse_level(parser, 0, out);
}

bool
term_parse(const char *text, const struct form *form, struct arena *arena,
           const struct term **out, struct error *err)
{
    if (strlen(text) > EXPRESSION_MAX_BYTES) {
        return error_set(err, ERROR_FULL, "the expression is too long");
    }
    struct parser parser = {.form = form, .arena = arena, .err = err};
    const struct term *term = NULL;
    if (!lexer_init(&parser.lexer, text, err) || !parse_level(&parser, 0, &term)) {
        return false;
    }
    if (parser.lexer.token.kind != TOKEN_END) {
        return parser_expected(&parser, "an operator or the end");
    }
    *out = term;
    return true;
}

struct expression {
    struct arena arena;
    const struct term *term;
};

bool
expression_parse(const char *text, struct expression **out, struct error *err)
{
    struct expression *expression = calloc(1, sizeof *expression);
    if (!expression) {
        return error_no_memory(err);
    }
    arena_init(&expression->arena, (size_t)8 << 20);
    if (!term_parse(text, NULL, &expression->arena, &expression->term, err)) {
        expression_destroy(expression);
        return false;
    }
    *out = expression;
    return true;
}

void
expression_destroy(struct expression *expression)
{
    if (!expression) {
        return;
    }
    arena_finish(&expression->arena);
    free(expression);
}
