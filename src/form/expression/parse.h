/*
 * parse: what the two files that parse an expression share. parse.c knows operators,
 * values and calls; parse_path.c knows paths.
 */
#ifndef TOWNLINE_PARSE_H
#define TOWNLINE_PARSE_H

#include "lexer.h"
#include "term.h"

struct parser {
    struct lexer lexer;
    const struct form *form; /* may be NULL */
    struct arena *arena;
    unsigned nesting; /* how deep the parser calls itself now */
    struct error *err;
};

/* These set the error and return false. */
bool parser_expected(struct parser *parser, const char *what);
bool parser_no_memory(struct parser *parser);
bool parser_next(struct parser *parser); /* moves to the next token */

/* A new term; NULL with the error set when memory is out. */
struct term *parser_term(struct parser *parser, enum term_kind kind);
/* Sets the depth of a term that has terms of depth `below` in it. Evaluation calls
 * itself as often as the tree is deep, so a tree that is too deep is refused here. */
bool parser_deepen(struct parser *parser, struct term *term, unsigned below);

/* Parses a whole expression, such as stands in brackets. */
bool parser_expression(struct parser *parser, const struct term **out);
bool parser_begins_step(const struct token *token);
/* Parses a path that begins at the root, at the context or at the term `from`. The
 * current token is the first of its steps, or of the predicates of `from`. */
bool parser_path(struct parser *parser, enum path_start start, const struct term *from,
                 const struct term **out);

#endif
