/* parse_path: parses the paths of an expression, with their steps and predicates. */
#include "form_model.h"
#include "parse.h"

#include <string.h>

static bool
parse_predicates(struct parser *parser, struct term *owner,
                 const struct predicate **out)
{
    const struct predicate **tail = out;
    while (parser->lexer.token.kind == TOKEN_OPEN_SQUARE) {
        struct predicate *predicate = arena_take(parser->arena, 1, sizeof *predicate);
        if (!predicate) {
            return parser_no_memory(parser);
        }
        if (!parser_next(parser) || !parser_expression(parser, &predicate->term)) {
            return false;
        }
        if (parser->lexer.token.kind != TOKEN_CLOSE_SQUARE) {
            return parser_expected(parser, "\"]\"");
        }
        if (!parser_deepen(parser, owner, predicate->term->depth) ||
            !parser_next(parser)) {
            return false;
        }
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
    const char *from = !colon ? token->text : colon + 1;
    *out = arena_text(parser->arena, from, (size_t)(token->text + token->size - from));
    return *out || parser_no_memory(parser);
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
            return parser_next(parser);
        }
    }
    return parser_expected(parser, "one of the axes child, parent and self");
}

/* Parses what stands behind an axis: a name, "*" or "node()". */
static bool
parse_node_test(struct parser *parser, struct step *step)
{
    if (parser->lexer.token.kind == TOKEN_ANY) {
        return parser_next(parser);
    }
    if (parser->lexer.token.kind != TOKEN_NAME) {
        return parser_expected(parser, "the name of a question");
    }
    bool is_node = token_is(&parser->lexer.token, TOKEN_NAME, "node");
    if (!copy_local_name(parser, &step->name) || !parser_next(parser)) {
        return false;
    }
    if (parser->lexer.token.kind != TOKEN_OPEN) {
        return true;
    }
    if (!is_node) {
        return parser_expected(parser, "\"/\" or an operator");
    }
    step->name = NULL;
    if (!parser_next(parser)) {
        return false;
    }
    if (parser->lexer.token.kind != TOKEN_CLOSE) {
        return parser_expected(parser, "\")\"");
    }
    return parser_next(parser);
}

static bool
parse_step(struct parser *parser, struct term *owner, struct step *step)
{
    bool ok = true;
    switch (parser->lexer.token.kind) {
    case TOKEN_DOT:
        step->axis = AXIS_SELF;
        ok = parser_next(parser);
        break;
    case TOKEN_DOTS:
        step->axis = AXIS_PARENT;
        ok = parser_next(parser);
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

bool
parser_begins_step(const struct token *token)
{
    return token->kind == TOKEN_NAME || token->kind == TOKEN_ANY ||
           token->kind == TOKEN_DOT || token->kind == TOKEN_DOTS ||
           token->kind == TOKEN_AXIS || token->kind == TOKEN_AT;
}

static struct step *
add_step(struct parser *parser, const struct step ***tail, enum axis axis)
{
    struct step *step = arena_take(parser->arena, 1, sizeof *step);
    if (!step) {
        parser_no_memory(parser);
        return NULL;
    }
    step->axis = axis;
    **tail = step;
    *tail = &step->next;
    return step;
}

/* Parses steps that "/" or "//" divides. The current token begins the first step. */
static bool
parse_steps(struct parser *parser, struct term *owner, const struct step **tail)
{
    for (;;) {
        struct step *step = add_step(parser, &tail, AXIS_CHILD);
        if (!step || !parse_step(parser, owner, step)) {
            return false;
        }
        enum token_kind kind = parser->lexer.token.kind;
        if (kind != TOKEN_SLASH && kind != TOKEN_SLASHES) {
            return true;
        }
        if (kind == TOKEN_SLASHES &&
            !add_step(parser, &tail, AXIS_DESCENDANT_OR_SELF)) {
            return false;
        }
        if (!parser_next(parser)) {
            return false;
        }
    }
}

static const struct field *
find_field(const struct form *form, const struct step *step)
{
    const struct field *field = NULL;
    for (; step; step = step->next) {
        if (step->axis != AXIS_CHILD || !step->name || step->predicates) {
            return NULL;
        }
        if (!field) {
            field = form->root && strcmp(form->root->name, step->name) == 0 ? form->root
                                                                            : NULL;
        } else {
            field = field_child(field, step->name);
        }
        if (!field) {
            return NULL;
        }
    }
    return field;
}

bool
parser_path(struct parser *parser, enum path_start start, const struct term *from,
            const struct term **out)
{
    struct term *term = parser_term(parser, TERM_PATH);
    struct path *path = arena_take(parser->arena, 1, sizeof *path);
    if (!term || !path) {
        return parser_no_memory(parser);
    }
    term->path = path;
    path->start = start;
    path->term = from;
    *out = term;
    if (from && (!parser_deepen(parser, term, from->depth) ||
                 !parse_predicates(parser, term, &path->predicates))) {
        return false;
    }
    const struct step **tail = &path->steps;
    enum token_kind kind = parser->lexer.token.kind;
    if (kind == TOKEN_SLASH || kind == TOKEN_SLASHES) {
        if (kind == TOKEN_SLASHES &&
            !add_step(parser, &tail, AXIS_DESCENDANT_OR_SELF)) {
            return false;
        }
        if (!parser_next(parser)) {
            return false;
        }
        if (kind == TOKEN_SLASH && start == START_ROOT &&
            !parser_begins_step(&parser->lexer.token)) {
            return true; /* the path is "/" alone */
        }
    } else if (start == START_TERM) {
        return true; /* the term has predicates and no steps */
    }
    if (!parse_steps(parser, term, tail)) {
        return false;
    }
    if (start == START_ROOT && parser->form) {
        path->field = find_field(parser->form, path->steps);
    }
    return true;
}
