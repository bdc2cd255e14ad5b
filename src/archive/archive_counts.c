/* The counts of a form, as reports read them. */
#include "archive_counted.h"
#include "archive_schema.h"

#include <stdlib.h>
#include <string.h>

struct loading {
    struct archive *archive;
    struct counts *counts;
    int64_t form, round;
    uint64_t sum;
    /* the number in `counts` of each term, and one more; 0: not asked for yet */
    int *texts;
    size_t text_count;
};

/* The text of a term, and its number in the counts. */
static bool
load_text(struct loading *loading, int64_t term, const char **text_out, int *number_out,
          struct error *err)
{
    if (term < 1 || term > INT32_MAX) {
        return error_set(err, ERROR_INPUT, "the file is damaged: a value is gone");
    }
    size_t at = (size_t)term;
    if (at >= loading->text_count) {
        size_t count = at + 1 < 256 ? 256 : 2 * at;
        int *more = realloc(loading->texts, count * sizeof *more);
        if (!more) {
            return error_no_memory(err);
        }
        memset(more + loading->text_count, 0,
               (count - loading->text_count) * sizeof *more);
        loading->texts = more;
        loading->text_count = count;
    }
    if (loading->texts[at] == 0) {
        struct statement *row =
            database_borrow(&loading->archive->database, err,
                            "SELECT text FROM term WHERE office = $1 AND term = $2",
                            "ii", ARCHIVE_OFFICE, term);
        enum statement_result result =
            row ? statement_step(row, err) : STATEMENT_FAILED;
        int number = 0;
        bool ok = result != STATEMENT_FAILED &&
                  (result == STATEMENT_ROW ||
                   error_set(err, ERROR_INPUT, "the file is damaged: a value is gone"));
        ok = ok &&
             counts_text_number(loading->counts, statement_text(row, 0), &number, err);
        statement_finish(row);
        if (!ok) {
            return false;
        }
        loading->texts[at] = number + 1;
    }
    *number_out = loading->texts[at] - 1;
    *text_out = counts_text(loading->counts, *number_out);
    return true;
}

static bool
load_cell(struct loading *loading, const struct statement *row, struct error *err)
{
    struct counts_cell cell = {.part = (enum counts_part)statement_int(row, 0),
                               .member = statement_int(row, 1),
                               .question = statement_int(row, 2),
                               .instance = statement_int(row, 3),
                               .kind = (enum counts_kind)statement_int(row, 4),
                               .value = statement_int(row, 5)};
    int64_t n = statement_int64(row, 6);
    const char *text = NULL;
    if (n <= 0 || n > UINT32_MAX) {
        return error_set(err, ERROR_INPUT, "the file is damaged: a count is wrong");
    }
    if (cell.kind == COUNTS_TEXT &&
        !load_text(loading, statement_int64(row, 5), &text, &cell.value, err)) {
        return false;
    }
    loading->sum += counted_share(&cell, text, n);
    return counts_add(loading->counts, &cell, (uint32_t)n, err);
}

static bool
load_cells(struct loading *loading, struct error *err)
{
    struct statement *row =
        database_prepare(&loading->archive->database, err,
                         "SELECT part, member, question, instance, kind, value, n"
                         " FROM counted WHERE office = $1 AND form = $2 AND round = $3",
                         "iii", ARCHIVE_OFFICE, loading->form, loading->round);
    bool ok = row != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = load_cell(loading, row, err);
    }
    statement_finish(row);
    return ok;
}

static bool
add_origins(struct loading *loading, struct error *err)
{
    struct statement *row = database_prepare(
        &loading->archive->database, err,
        "SELECT kiosk, half_day, responses, complete, after_results, clock_untrusted"
        " FROM origin WHERE office = $1 AND form = $2 AND round = $3",
        "iii", ARCHIVE_OFFICE, loading->form, loading->round);
    bool ok = row != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        const struct origin_numbers numbers = {
            statement_int64(row, 2), statement_int64(row, 3), statement_int64(row, 4),
            statement_int64(row, 5)};
        loading->sum +=
            origin_share(statement_int64(row, 0), statement_int64(row, 1), &numbers);
    }
    statement_finish(row);
    return ok;
}

static bool
load_round(struct loading *loading, int64_t round, uint64_t sum, struct error *err)
{
    loading->round = round;
    loading->sum = 0;
    return load_cells(loading, err) && add_origins(loading, err) &&
           (loading->sum == sum ||
            error_set(err, ERROR_INPUT,
                      "the file is damaged: the counts are not as they were written"));
}

/* `only` is a term, or 0: all rounds. */
static bool
load_form(struct loading *loading, int64_t only, struct error *err)
{
    struct statement *row =
        database_prepare(&loading->archive->database, err,
                         "SELECT round, sum FROM round WHERE office = $1 AND form = $2"
                         " AND ($3 = 0 OR round = $3) ORDER BY round",
                         "iii", ARCHIVE_OFFICE, loading->form, only);
    bool ok = row != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = load_round(loading, statement_int64(row, 0),
                        (uint64_t)statement_int64(row, 1), err);
    }
    statement_finish(row);
    return ok;
}

bool
archive_counts(struct archive *archive, const struct archive_form *form,
               const char *round, struct counts **out, struct error *err)
{
    struct loading loading = {.archive = archive};
    int64_t only = 0;
    if (!counts_create(&loading.counts, err)) {
        return false;
    }
    bool ok = !round || term_find(archive, round, &only, err);
    /* A round that nobody ever named has no responses. */
    for (size_t i = 0; ok && i < form->part_count && (!round || only != 0); i++) {
        loading.form = form->parts[i].form;
        ok = load_form(&loading, only, err);
    }
    free(loading.texts);
    if (!ok) {
        counts_close(loading.counts);
        return false;
    }
    *out = loading.counts;
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
    struct buffer sql;
    buffer_init(&sql, (size_t)1 << 20);
    buffer_add_format(
        &sql, "SELECT t.text, sum(o.responses), min(o.half_day), max(o.half_day)"
              " FROM origin o JOIN term t ON t.office = o.office AND t.term = o.round"
              " WHERE o.office = $1 AND o.form IN ");
    add_parts(&sql, form);
    buffer_add_format(&sql, " GROUP BY t.text ORDER BY min(o.half_day), t.text");
    buffer_add_u8(&sql, 0);
    struct statement *row = NULL;
    if (!sql.failed || error_no_memory(err)) {
        row = database_prepare(&archive->database, err, (const char *)sql.data, "i",
                               ARCHIVE_OFFICE);
    }
    buffer_finish(&sql);
    if (!archive_list_rows(row, sizeof(struct archive_round), read_round, &rows, err)) {
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}

static bool
read_sessions(struct statement *row, void *item, struct error *err)
{
    struct archive_sessions *sessions = item;
    statement_copy_text(row, 1, sessions->kiosk_name, sizeof sessions->kiosk_name);
    sessions->begun = (uint32_t)statement_int64(row, 2);
    sessions->finished = (uint32_t)statement_int64(row, 3);
    sessions->timed_out = (uint32_t)statement_int64(row, 4);
    return statement_bytes(row, 0, sessions->kiosk.bytes, sizeof sessions->kiosk.bytes,
                           err);
}

bool
archive_sessions(struct archive *archive, struct archive_sessions **out,
                 size_t *count_out, struct error *err)
{
    struct archive_rows rows;
    struct statement *row = database_prepare(
        &archive->database, err,
        "SELECT k.key, k.name, sum(b.sessions_begun), sum(b.sessions_finished),"
        " sum(b.sessions_timed_out) FROM bundle b JOIN kiosk k USING (kiosk)"
        " WHERE b.place = 1 AND b.test = 0 AND b.recovered IS NULL"
        " GROUP BY k.key, k.name ORDER BY k.name, k.key",
        "");
    if (!archive_list_rows(row, sizeof(struct archive_sessions), read_sessions, &rows,
                           err)) {
        return false;
    }
    *out = rows.items;
    *count_out = rows.count;
    return true;
}
