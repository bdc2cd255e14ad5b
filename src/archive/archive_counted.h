/*
 * archive_counted: the counts of counts.h in the tables `counted` and `origin`, which
 * grow and shrink with the bundles that count.
 *
 * Each round has a sum that proves them: over all its numbers, the number times a hash
 * of what it counts, modulo 2^64. What a bundle adds to the numbers adds to the sum, so
 * that no merge reads them all, and the sum over the rows of all bundles must be the
 * same. It finds damage and slips, not somebody who works the sum out anew.
 */
#ifndef TOWNLINE_ARCHIVE_COUNTED_H
#define TOWNLINE_ARCHIVE_COUNTED_H

#include "archive_counter.h"
#include "archive_parts.h"
#include "archive_terms.h"

/* What one number adds to the sum. */
uint64_t counted_share(const struct counts_cell *cell, const char *text, int64_t n);
struct origin_numbers {
    int64_t responses, complete, after_results, clock_untrusted;
};
uint64_t origin_share(int64_t kiosk, int64_t half_day,
                      const struct origin_numbers *numbers);

/* The sums of the rounds of one form, when they are only worked out. */
struct round_sums {
    struct round_sum {
        int64_t round;
        uint64_t sum;
    } * list; /* owned */
    size_t count, capacity;
};
/* The sum of the round, made as 0 when it is new; NULL when memory is short. */
uint64_t *round_sums_find(struct round_sums *sums, int64_t round);

/* Counts responses of one form and keeps the numbers. */
struct count_writer;
struct count_options {
    int64_t form;
    const struct layout *layout; /* borrowed */
    int sign;                    /* 1 adds, -1 takes away */
    /* when it is set, nothing is written; the sums are added here */
    struct round_sums *sums;
};
bool count_writer_open(struct archive *archive, const struct count_options *options,
                       struct count_writer **out, struct error *err)
    __attribute__((warn_unused_result));
void count_writer_close(struct count_writer *writer); /* takes NULL */
/* A response from this kiosk, with the cells of its row in table 0. `round` is the term
 * of head->round. Those of its instances follow. */
bool count_writer_response(struct count_writer *writer, int64_t kiosk, int64_t round,
                           const struct response_head *head, const struct cell *cells,
                           size_t count, struct error *err)
    __attribute__((warn_unused_result));
bool count_writer_row(struct count_writer *writer, size_t table, int instance,
                      const struct cell *cells, size_t count, struct error *err)
    __attribute__((warn_unused_result));
/* What was counted and not kept yet. Call it at the end. */
bool count_writer_flush(struct count_writer *writer, struct error *err)
    __attribute__((warn_unused_result));

/* The responses of a bundle as they lie in the tables, added or taken away. Nothing
 * when it has none. */
bool archive_count_bundle(struct archive *archive, int64_t bundle, int sign,
                          struct error *err) __attribute__((warn_unused_result));
/* Works out the sums of a form from the rows of all bundles that count. The caller
 * frees sums->list. */
bool archive_count_sums(struct archive *archive, int64_t form,
                        const struct descriptor *descriptor, struct round_sums *sums,
                        struct error *err) __attribute__((warn_unused_result));

#endif
