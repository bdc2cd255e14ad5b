/*
 * bench_columns: simulated responses as others would keep them: as lines of JSON, and
 * as the columns of their select and range questions with the entropy these have.
 */
#ifndef BENCH_COLUMNS_H
#define BENCH_COLUMNS_H

#include "townline/buffer.h"
#include "townline/response.h"

/* A line a response: the head's fields, and the answers by path, those of a repeat in
 * an object for each instance. */
bool bench_json_lines(const struct descriptor *form, const struct response_set *set,
                      struct buffer *out, struct error *err);

/* The select and range questions of a form with the answers to them. Heads are empty,
 * so that nothing else is coded. */
struct bench_columns {
    struct descriptor *form; /* owned, as all else */
    struct response *responses;
    size_t count, question_count;
    /* Empirical order-0 entropy over all responses. A column is a question (in all
     * instances together), or one choice of a select_multiple; its symbols are the
     * values and "left empty". */
    double entropy_bits;
    /* The same where "not asked", in an instance that has any answer, is a symbol too:
     * what the coded bytes say. */
    double entropy_with_absent_bits;
};

bool bench_columns_make(struct bench_columns *columns, const struct descriptor *form,
                        const struct response_set *set, struct error *err);
void bench_columns_finish(struct bench_columns *columns);

#endif
