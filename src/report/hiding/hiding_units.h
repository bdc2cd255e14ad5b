/*
 * hiding_units: what is told or hidden together: a list, a table, a single number. Each
 * figure of the model is in one unit.
 */
#ifndef TOWNLINE_HIDING_UNITS_H
#define TOWNLINE_HIDING_UNITS_H

#include "hiding.h"
#include "townline/disclosure.h"

enum unit_kind {
    UNIT_ABSENT,  /* the form does not ask it: nobody answered, as everybody knows */
    UNIT_SINGLE,  /* one cell, told when it is not small */
    UNIT_PART,    /* one cell of `total`, when the others are not few either */
    UNIT_LIST,    /* the cells together are `total` */
    UNIT_TICKS,   /* each cell is some of `total` */
    UNIT_FEW,     /* the cells may be some of `total`, or so many times all of it */
    UNIT_TABLE,   /* a main question by part; see members */
    UNIT_POOLED,  /* `total` is the sum of cells that other units hide */
    UNIT_OFFERED, /* the same of yes and maybe; cells are "no" and n in turn */
    UNIT_RANK,
    UNIT_PROMISES,
};
enum unit_question { UNIT_SHARE, UNIT_IDENTITY, UNIT_CONTROL };
struct hiding_unit {
    enum unit_kind kind;
    uint64_t name;
    int service;     /* -1: of no service */
    bool is_dropped; /* nothing of it is told, after an audit */
    bool is_leaking, is_dropped_now;
    struct figure *total;
    bool owns_total; /* and hides it when it is small */
    struct figure **cells;
    size_t count;
    bool prefer_first;
    struct model_list *list; /* asked outside of repeats: has one group more */
    /* of ticks by those who said yes or maybe: what is told of these */
    const struct model_share *share;
    /* of a table */
    enum unit_question question;
    struct model_main *all, *members;
    bool tells_rows; /* decided */
    struct model_values *rank;
    struct model_promises *promises;
};
struct hiding_name {
    struct figure *figure;
    uint64_t name;
    size_t unit;
    bool is_left_out; /* no place of the page has it */
};
struct hiding {
    struct model *model;
    struct ledger *ledger;
    uint32_t smallest;
    struct arena arena; /* units, cells and names lie in it */
    struct hiding_unit *units;
    size_t unit_count, unit_room;
    struct hiding_name *names; /* by figure */
    size_t name_count, name_room;
    bool is_full; /* memory was short; nothing that is here counts */
};

/* ---- making them ---- */

extern const struct hiding_unit hiding_nothing; /* what a new unit begins with */
/* With room for so many cells; `unit.cells` and `unit.count` are set. Until the next
 * one is added it may be changed through the pointer. */
struct hiding_unit *hiding_add_unit(struct hiding *hiding, struct hiding_unit unit,
                                    size_t count);
/* A figure of the newest unit. */
void hiding_put_name(struct hiding *hiding, struct figure *figure, uint64_t name);
/* The same, as a cell. */
void hiding_put_cell(struct hiding *hiding, struct hiding_unit *unit,
                     struct figure *cell, uint64_t name);
/* A cell that is in another unit. */
void hiding_put_other(struct hiding *hiding, struct hiding_unit *unit,
                      struct figure *cell);
void hiding_add_single(struct hiding *hiding, enum unit_kind kind, int service,
                       struct figure *figure, struct figure *total, uint64_t name);

/* Of the path of a question and the key of an instance: the number of an instance
 * changes with the list of services, its key does not. */
uint64_t hiding_name_of_answers(const struct hiding *hiding, uint64_t name,
                                int question, int instance);
void hiding_collect_list(struct hiding *hiding, struct model_list *list, int service,
                         uint64_t base);
void hiding_collect_service(struct hiding *hiding, size_t index, uint64_t base);
void hiding_collect_first_three(struct hiding *hiding, uint64_t base);
/* Over all services. */
void hiding_collect_concerns(struct hiding *hiding, uint64_t base);
void hiding_collect_partners(struct hiding *hiding, uint64_t base);
/* Fills `units` and `names`. */
bool hiding_collect(struct hiding *hiding, struct error *err);
void hiding_sort_names(struct hiding *hiding); /* once all are put */
/* NULL when the figure is in no unit. */
struct hiding_name *hiding_find(const struct hiding *hiding,
                                const struct figure *figure);
void hiding_leave_out(struct hiding *hiding, const struct figure *figure);
/* The name of those who left a list of answers out. */
uint64_t hiding_silent(const struct hiding_unit *unit);
/* The name of the list of days, weeks or other units. */
uint64_t hiding_when(enum model_unit unit);
uint64_t hiding_word(uint64_t name, const char *word);
uint64_t hiding_number(uint64_t name, uint64_t number);

/* Hides what this unit must not tell. Units are applied in their order. */
bool hiding_apply_unit(struct hiding *hiding, struct hiding_unit *unit,
                       struct error *err);
bool hiding_apply_table(struct hiding *hiding, struct hiding_unit *unit,
                        struct error *err);
bool hiding_apply_promises(struct hiding *hiding, struct hiding_unit *unit,
                           struct error *err);
void hiding_apply_rank(struct hiding *hiding, struct hiding_unit *unit);
/* What the last report told of the figure. */
enum ledger_before hiding_before(const struct hiding *hiding,
                                 const struct figure *figure, uint32_t *n_out);

/* Enters all figures and the sums among them. */
bool hiding_enter(struct hiding *hiding, struct error *err);

#endif
