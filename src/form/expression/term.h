/*
 * term: an expression after parsing, as a tree of terms. parse.c makes it, evaluate.c
 * and reference.c read it. All of it lies in the arena that it was parsed into.
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
    const char *name; /* without its prefix; NULL for any name */
    const struct predicate *predicates;
    const struct step *next;
};

enum path_start { START_ROOT, START_CONTEXT, START_TERM };

struct path {
    enum path_start start;
    /* of START_TERM: the steps begin at its nodes */
    const struct term *term;
    const struct predicate *predicates; /* of that term */
    const struct step *steps;
    /* The field that an absolute path of plain names leads to; NULL for any other path,
     * which has to be followed step by step. */
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

/* One operator and what stands behind it. A chain of them is evaluated from left to
 * right: "a - b + c" is one chain, so that a long sum needs no deep recursion. */
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
    TERM_CHAIN,  /* `first` and the links, whose operators bind equally */
};

struct term {
    enum term_kind kind;
    unsigned depth;
    double number;
    const char *text;
    const struct path *path;
    const struct function *function;
    /* of regex() when its pattern is written out in the form */
    const struct regex *pattern;
    const struct term *const *arguments;
    size_t argument_count;
    const struct term *first;
    const struct link *links;
};

/* Parses into `arena`; the text is not needed afterwards. Absolute paths are looked up
 * in the form, which may be NULL or have no questions yet. */
bool term_parse(const char *text, const struct form *form, struct arena *arena,
                const struct term **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
