/*
 * term: an expression after parsing, a tree of terms. Built by expression.c, walked by
 * evaluate.c and reference.c. Everything lies in the arena it was parsed into.
 */
#ifndef TOWNLINE_TERM_H
#define TOWNLINE_TERM_H

#include "townline/arena.h"

#include "townline/error.h"

#define EXPRESSION_MAX_BYTES ((size_t)32 << 10)
#define TERM_MAX_DEPTH 40

struct field;
struct form;
struct function;
struct regex;

enum axis { AXIS_CHILD, AXIS_PARENT, AXIS_SELF, AXIS_DESCENDANT_OR_SELF };

struct predicate {
    const struct term *term;
    const struct predicate *next;
};

struct step {
    enum axis axis;
    const char *name; /* without prefix; NULL: any */
    const struct predicate *predicates;
    const struct step *next;
};

enum path_start { START_ROOT, START_CONTEXT, START_TERM };

struct path {
    enum path_start start;
    const struct term *term;            /* START_TERM: what the steps begin at */
    const struct predicate *predicates; /* of that term */
    const struct step *steps;
    /* Where an absolute path of plain names leads; NULL where it has to be walked. */
    const struct field *field;
};

enum operation {
    OPERATION_OR,
    OPERATION_AND,
    OPERATION_EQUAL,
    OPERATION_NOT_EQUAL,
    OPERATION_LESS,
    OPERATION_LESS_EQUAL,
    OPERATION_GREATER,
    OPERATION_GREATER_EQUAL,
    OPERATION_ADD,
    OPERATION_SUBTRACT,
    OPERATION_MULTIPLY,
    OPERATION_DIVIDE,
    OPERATION_MODULO,
    OPERATION_UNION,
};

/* What follows the first operand of a chain, from left to right: "a - b + c" is one
 * chain, so that a long sum needs no deep recursion. */
struct link {
    enum operation operation;
    const struct term *term;
    const struct link *next;
};

enum term_kind {
    TERM_NUMBER,
    TERM_TEXT,
    TERM_PATH,
    TERM_CALL,
    TERM_NEGATE, /* of `first` */
    TERM_CHAIN,  /* `first` and the links; all of one precedence */
};

struct term {
    enum term_kind kind;
    unsigned depth;
    double number;
    const char *text;
    const struct path *path;
    const struct function *function;
    const struct regex *pattern; /* of regex() with a pattern written out */
    const struct term *const *arguments;
    size_t argument_count;
    const struct term *first;
    const struct link *links;
};

/* Parses into `arena`; the text need not outlive the call. Absolute paths are looked up
 * in the form, which may be NULL or have no questions yet. */
bool term_parse(const char *text, const struct form *form, struct arena *arena,
                const struct term **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
