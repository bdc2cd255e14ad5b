/*
 * parser: what the two halves of parsing an expression share: expression.c knows
 * operators, values and calls, parser_path.c knows paths.
 */
#ifndef TOWNLINE_PARSE_H
#define TOWNLINE_PARSE_H

#include "lexer.h"
#include "term.h"

struct parser {
    struct lexer lexer;
    const struct form *form; /* or NULL */
    struct arena *arena;
    unsigned nesting; /* of the parser's own recursion */
    struct error *err;
};

/* All of these return false with the error set. */
bool parser_expected(struct parser *parser, const char *what);
bool parser_no_memory(struct parser *parser);
bool parser_next(struct parser *parser); /* moves to the next token */

/* NULL when memory is out. */
struct term *parser_term(struct parser *parser, enum term_kind kind);
/* Evaluation recurses as deep as the tree is; so the depth is limited here. */
bool parser_deepen(struct parser *parser, struct term *term, unsigned below);

/* A whole expression, such as stands in brackets. */
bool parser_expression(struct parser *parser, const struct term **out);
bool parser_begins_step(const struct token *token);
/* A path from the root, from the context or from the term `from`; the current token
 * begins its steps, or the predicates of the term. */
bool parser_path(struct parser *parser, enum path_start start, const struct term *from,
                 const struct term **out);

#endif
