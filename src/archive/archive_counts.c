/* The counts of a form, as reports read them. */
#include "archive_counter.h"
#include "archive_parts.h"

#include <stdlib.h>
#include <string.h>

struct counting {
    struct counter *counter;
    struct counts *counts;
    const char *round;
    struct error *err;
    bool failed;
};

static bool
add_cell(void *context, const struct counts_cell *given, const char *text, uint32_t n,
         struct error *err)
{
    struct counting *counting = context;
    struct counts_cell cell = *given;
    return (!text || counts_text_number(counting->counts, text, &cell.value, err)) &&
           counts_add(counting->counts, &cell, n, err);
}

static bool
count_response(void *context, const struct archive_response *row)
{
    struct counting *counting = context;
    if (counting->round && strcmp(row->response.head.round, counting->round) != 0) {
        return true;
    }
    counting->failed =
        !counter_answers(counting->counter, &row->response, counting->err) ||
        (counter_is_full(counting->counter) &&
         !counter_take(counting->counter, add_cell, counting, counting->err));
    return !counting->failed;
}

bool
archive_counts(struct archive *archive, const struct archive_form *form,
               const char *round, struct counts **out, struct error *err)
{
    struct layout layout;
    struct counting counting = {.round = round, .err = err};
    struct archive_each each = {.form = form, .texts = TEXTS_NONE};
    bool ok = layout_init(&layout, form->descriptor, err) &&
              counter_create(&layout, &counting.counter, err) &&
              counts_create(&counting.counts, err) &&
              archive_each_response(archive, &each, count_response, &counting, err) &&
              !counting.failed &&
              counter_take(counting.counter, add_cell, &counting, err);
    counter_close(counting.counter);
    layout_finish(&layout);
    if (!ok) {
        counts_close(counting.counts);
        return false;
    }
    *out = counting.counts;
    return true;
}

static bool
read_round(struct statement *row, void *item, struct error *err)
{
    struct archive_round *round = item;
    (void)err;
    statement_copy_text(row, 0, round->name, sizeof round->name);
    round->responses = (uint32_t)statement_int64(row, 1);
    round->first_half_day = (uint32_t)statement_int64(row, 2);
    round->last_half_day = (uint32_t)statement_int64(row, 3);
    return true;
}

bool
archive_rounds(struct archive *archive, const struct archive_form *form,
               struct archive_round **out, size_t *count_out, struct error *err)
{
    struct archive_rows rows;
    struct statement *row = NULL;
    if (!(row = database_prepare(&archive->database, err,
                                 "SELECT round, count(*), min(half_day), max(half_day)"
                                 " FROM counted_response WHERE form = $1 GROUP BY round"
                                 " ORDER BY min(half_day), round",
                                 "i", form->form))) {
        return false;
    }
    if (!archive_read_rows(row, sizeof(struct archive_round), read_round, &rows, err)) {
        free(rows.items);
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}
