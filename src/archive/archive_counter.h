/*
 * archive_counter: counts the answers of responses of one form and round, as counts.h
 * describes it, from the cells of their rows. Most numbers lie in blocks, one for each
 * question and instance; those of long lists and of other values lie in struct counts.
 */
#ifndef TOWNLINE_ARCHIVE_COUNTER_H
#define TOWNLINE_ARCHIVE_COUNTER_H

#include "archive_layout.h"
#include "townline/counts.h"

/* Longer values are not listed among COUNTS_TEXT. */
#define COUNTER_TEXT_MAX_BYTES 100
/* Of longer ranks the pairs are not counted. */
#define COUNTER_PAIRS_MAX_CHOICES 64

struct counter;
bool counter_create(const struct layout *layout, struct counter **out,
                    struct error *err) __attribute__((warn_unused_result));
void counter_close(struct counter *counter); /* takes NULL */

/* What is counted of the head of a response. */
struct counter_head {
    const char *language, *event;
    uint8_t channel, duration, straight_line, assisted, first_time;
    bool complete, after_results, clock_trusted;
};
struct counter_head counter_head_of(const struct response_head *head);

/* Counts a response with the cells of its row in table 0. Those of its instances
 * follow. */
bool counter_response(struct counter *counter, const struct counter_head *head,
                      const struct cell *cells, size_t count, struct error *err)
    __attribute__((warn_unused_result));
/* A row of another table; `instance` is that of the outermost repeat. */
bool counter_row(struct counter *counter, size_t table, int instance,
                 const struct cell *cells, size_t count, struct error *err)
    __attribute__((warn_unused_result));

/* True when so much is counted one by one that it should be taken soon. */
bool counter_is_full(const struct counter *counter);
/* Gives every number that is not 0, and begins again from 0. `text` is that of a cell
 * of COUNTS_TEXT, whose `value` means nothing here, and else NULL. */
typedef bool counter_sink(void *context, const struct counts_cell *cell,
                          const char *text, uint32_t n, struct error *err);
bool counter_take(struct counter *counter, counter_sink *sink, void *context,
                  struct error *err) __attribute__((warn_unused_result));

#endif
