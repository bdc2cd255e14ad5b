/*
 * lexer: the tokens of an expression. "*", "and", "or", "div" and "mod" are operators
 * or names; what stands before them decides (XPath 1.0, section 3.7).
 */
#ifndef TOWNLINE_LEXER_H
#define TOWNLINE_LEXER_H

#include "townline/error.h"

#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,     /* between quotes, given without them */
    TOKEN_NAME,     /* may have a prefix: "jr:itext" */
    TOKEN_ANY,      /* "*" in the place of a name */
    TOKEN_OPERATOR, /* or and = != < <= > >= + - * div mod | */
    TOKEN_SLASH,
    TOKEN_SLASHES, /* "//" */
    TOKEN_DOT,
    TOKEN_DOTS,
    TOKEN_AT,
    TOKEN_AXIS, /* a name before "::", given without the colons */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_OPEN_SQUARE,
    TOKEN_CLOSE_SQUARE,
    TOKEN_COMMA,
};

struct token {
    enum token_kind kind;
    const char *text; /* points into the expression */
    size_t size;
    size_t at; /* number of its first byte in the expression */
};

struct lexer {
    const char *text;
    size_t at;
    struct token token; /* the current one */
    /* a value stands before the current token, so an operator is due */
    bool after_operand;
};

bool lexer_init(struct lexer *lexer, const char *text, struct error *err);
bool lexer_next(struct lexer *lexer, struct error *err);
bool token_is(const struct token *token, enum token_kind kind, const char *text);

#endif
