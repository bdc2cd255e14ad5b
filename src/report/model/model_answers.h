/*
 * model_answers: the answers to one question as figures: the choices of a list, the
 * places of a rank, the values of a number. Parts of the model (model.h).
 */
#ifndef TOWNLINE_MODEL_ANSWERS_H
#define TOWNLINE_MODEL_ANSWERS_H

#include "figure.h"

#include <stddef.h>

struct model_item {
    const char *code;  /* of a choice; of another answer the value as it was given */
    const char *last;  /* of values that are joined: the last of them; else NULL */
    const char *label; /* in the language of the report, else the code */
    struct figure n;
    bool is_none; /* "none of these", "no opinion": its code is none */
    /* decided: in percent of those who answered */
    bool has_percent;
    uint32_t percent;
};

/* What residents wrote at a question: comments that were let through, drawn by lot. */
struct model_comment {
    int question, instance;
    const char *text, *language;
};
#define MODEL_DRAWN_MAX 6
/* where fewer are let through, none is given */
#define MODEL_COMMENTS_FEWEST 10
struct model_words {
    struct figure written; /* people who wrote something */
    uint32_t let_through;  /* 0 where fewer than MODEL_COMMENTS_FEWEST */
    /* `count` of them, in the order in which they were drawn */
    const struct model_comment *drawn[MODEL_DRAWN_MAX];
    size_t count;
};

enum model_list_kind {
    LIST_ONE,      /* each person is in one item */
    LIST_MULTIPLE, /* in any number of items */
    LIST_VALUES,   /* numbers, days or times in their order; many are joined */
    LIST_RANK,     /* see `rank` */
    LIST_TEXTS,    /* free texts: only how many people wrote something */
};
struct model_values;
struct model_list {
    int question; /* -1: not asked */
    int instance; /* of the outermost repeat, 0 outside of repeats */
    enum model_list_kind kind;
    const char *instance_label; /* NULL outside of repeats */
    const char *label;          /* of the question, or its path */
    struct figure answered, empty;
    /* set by the hiding: so few left it out that `answered` is not told, and percents
     * are of all people */
    bool of_people;
    struct model_item *items; /* in the order of the form */
    size_t count;
    /* decided: items by percent, the most first; "none" and hidden ones last */
    size_t *order;
    bool is_cut;               /* more values were given than are listed */
    struct model_values *rank; /* of LIST_RANK; else NULL */
    struct model_words words;  /* of LIST_TEXTS */
};

/* Best-worst: how often each promise was named most and least important, of the times
 * it was shown. */
struct model_promise {
    const char *code, *label;
    struct figure shown, most, least;
    bool has_score;
    int32_t score; /* 100 * (most - least) / shown, half-up: -100 to 100 */
};
struct model_promises {
    int question; /* -1: not asked, or without picks */
    struct figure answered;
    struct model_promise *items; /* in the order of the form */
    size_t count;
    size_t *order; /* the most important first; without a score last */
};

/* A rank of c choices. */
struct model_value {
    const char *code, *label;
    struct figure *places; /* c of them: how many put it first, second, ... */
    bool has_borda;
    /* points c - 1, c - 2, ... 0 by place, in percent of (c - 1) * n, half-up; whoever
     * put only some in order gives the others no points */
    uint32_t borda;
    uint64_t borda_points;
    uint32_t borda_place; /* from 1; equal points have the same place */
    uint32_t wins;        /* others before which more people put it than after */
    uint32_t pairs_place; /* from 1; equal wins have the same place */
    bool is_in_cycle;     /* a beats b, b beats c, and c beats a */
};
/* Borda puts `above` before `below`, but more people put `below` before `above`. */
struct model_difference {
    size_t above, below; /* items */
    struct figure *below_first, *above_first;
};
#define MODEL_PAIRS_MAX 64 /* choices; a longer rank has no pairs */
struct model_values {
    int question; /* -1: not asked */
    struct figure answered;
    struct model_value *items; /* in the order of the form */
    size_t count;
    size_t *order;         /* by Borda, the most points first */
    struct figure *before; /* [a * count + b]: put a before b; NULL: no pairs */
    bool has_pairs;        /* every pair is told */
    bool has_cycle;
    size_t tied_pairs;
    struct model_difference *differences;
    size_t difference_count;
};

#endif
