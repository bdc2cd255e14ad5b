/*
 * model_parts: what the files of the model share. Memory lies in the model's arena;
 * whoever takes some returns false with `err` set when there is none.
 */
#ifndef TOWNLINE_MODEL_PARTS_H
#define TOWNLINE_MODEL_PARTS_H

#include "model.h"

/* Zeroed; NULL with `err` set when memory is short. */
void *model_take(struct model *model, size_t count, size_t size, struct error *err);

/* ---- labels ---- */

/* NULL where the form says nothing or there is no form. */
const char *model_question_label(const struct model *model, int question);
/* The label of each choice, in the order of the descriptor; the code where there is
 * none. */
bool model_choice_labels(struct model *model, int question, const char ***out,
                         struct error *err);
/* That of one choice; NULL where the form says nothing. */
const char *model_choice_label(const struct model *model, int question,
                               const char *code);
/* A column of the services sheet; NULL where it is empty. */
const char *model_staff_text(const struct model *model,
                             const struct model_service *service, const char *column);
/* Whether the code means no choice: "none". */
bool model_is_none(const char *code);
/* The last part of a question's path. */
const char *model_question_name(const struct question *question);

/* ---- reading ---- */

/* Whose answers are counted. */
struct model_who {
    const struct counts *counts;
    enum counts_part part;
    int member;
};
uint32_t model_count(const struct model_who *who, int question, int instance,
                     enum counts_kind kind, int value);
/* The question of that name and type in that repeat (-1: outside of repeats); -1: none.
 */
int model_find(const struct descriptor *descriptor, const char *name,
               enum question_type type, int repeat);

/* The points of a scale among the choices of a statement: of each choice its part, or
 * -1. NULL when it is no scale. */
bool model_scale(struct model *model, int question, int **parts_out, struct error *err);
/* Which choice of "share" means what; -1: none. */
struct model_share_choices {
    int yes, maybe, no;
};
struct model_main_reader {
    const struct model *model;
    struct model_share_choices share;
    int *identity_parts, *control_parts; /* see model_scale */
};
bool model_main_begin(struct model *model, struct model_main_reader *out,
                      struct error *err);
void model_main_read(const struct model_main_reader *reader,
                     const struct model_who *who, int instance, struct model_main *out);
void model_main_add(struct model_main *to, const struct model_main *from);

/* A value that is no choice. */
struct model_text_cell {
    int question, instance;
    const char *text; /* borrowed from the counts */
    uint32_t n;
};
/* Fills model->texts; before any other model_read_*. */
bool model_read_texts(struct model *model, struct error *err);
/* Those of a question in an instance. */
const struct model_text_cell *model_find_texts(const struct model *model, int question,
                                               int instance, size_t *count_out);
bool model_read_people(struct model *model, struct error *err);
bool model_read_services(struct model *model, struct error *err);
void model_read_staff(struct model *model);
/* Whether staff offer the partner for the service. Where they name partners of no
 * service at all, or there is no pack, every partner counts as offered. */
bool model_is_offered(const struct model *model, const struct model_service *service,
                      const char *partner);
bool model_read_partners(struct model *model, struct error *err);
bool model_read_concerns(struct model *model, struct error *err);
/* A select in one instance; nothing is set but `question` when it is -1. */
bool model_read_choices(struct model *model, int question, int instance,
                        struct model_list *out, struct error *err);
bool model_read_promises(struct model *model, struct error *err);
bool model_read_rank(struct model *model, int question, int instance,
                     struct model_values *out, struct error *err);
bool model_read_lists(struct model *model, struct error *err);
/* The values of a question that has no choices, in their order, many of them joined. */
bool model_read_values(struct model *model, struct model_list *list, struct error *err);
void model_read_written(const struct model *model, int question, int instance,
                        struct model_words *out);

/* ---- deciding ---- */

void model_decide_groups(struct model *model);
void model_decide_factors(struct model *model);
void model_points_of(const struct model *model, const struct model_service *service,
                     const uint32_t weights[RULES_WEIGHTS], struct model_points *out);
bool model_decide_order(struct model *model, struct error *err);
bool model_decide_towns(struct model *model, struct error *err);
bool model_decide_partners(struct model *model, struct error *err);
void model_decide_few(struct model *model);
bool model_decide_list(struct model *model, struct model_list *list, struct error *err);
bool model_decide_promises(struct model *model, struct error *err);
bool model_decide_rank(struct model *model, struct model_values *values,
                       struct error *err);
void model_decide_words(const struct model *model, int question, int instance,
                        struct model_words *words);

/* Puts indexes 0 to count - 1 into the order of `compare`; equal ones stay in order. */
typedef int model_compare(const void *context, size_t a, size_t b);
bool model_sort(struct model *model, size_t count, model_compare *compare,
                const void *context, size_t **out, struct error *err);

#endif
