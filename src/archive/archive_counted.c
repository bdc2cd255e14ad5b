/* Keeps counts in the tables, and proves them. */
#include "archive_counted.h"

#include "archive_schema.h"

#include "townline/hash.h"

#include <stdlib.h>
#include <string.h>

/* Half-days of one kiosk and round that are kept in memory. */
#define ORIGIN_SLOTS 4096
#define ORIGINS_MAX 2048

struct origin {
    int64_t half_day; /* -1: an empty slot */
    struct origin_numbers numbers;
};
struct count_writer {
    struct archive *archive; /* borrowed */
    struct count_options options;
    struct counter *counter;
    struct terms terms;
    int64_t round, kiosk; /* 0 before the first response */
    struct origin *origins;
    size_t origin_count;
    struct statement *add_cell, *add_origin;
    uint64_t sum; /* of what is being kept */
};

/* The finalizer of splitmix64, so that no two shares differ by little. */
static uint64_t
mix(uint64_t hash)
{
    hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
    return hash ^ hash >> 31;
}

uint64_t
counted_share(const struct counts_cell *cell, const char *text, int64_t n)
{
    uint64_t hash = hash_number(HASH_BEGIN, (uint64_t)cell->part);
    hash = hash_number(hash, (uint64_t)(int64_t)cell->member);
    hash = mix(hash_number(hash, (uint64_t)(int64_t)cell->question));
    hash = hash_number(hash, (uint64_t)(int64_t)cell->instance);
    hash = hash_number(hash, (uint64_t)cell->kind);
    hash = text ? hash_bytes(hash, text, strlen(text))
                : hash_number(hash, (uint64_t)(int64_t)cell->value);
    return mix(hash) * (uint64_t)n;
}

uint64_t
origin_share(int64_t kiosk, int64_t half_day, const struct origin_numbers *numbers)
{
    uint64_t hash = mix(hash_number(HASH_BEGIN, (uint64_t)kiosk));
    hash = mix(hash_number(hash, (uint64_t)half_day) + 1);
    return mix(hash + 1) * (uint64_t)numbers->responses +
           mix(hash + 2) * (uint64_t)numbers->complete +
           mix(hash + 3) * (uint64_t)numbers->after_results +
           mix(hash + 4) * (uint64_t)numbers->clock_untrusted;
}

uint64_t *
round_sums_find(struct round_sums *sums, int64_t round)
{
    for (size_t i = sums->count; i-- > 0;) {
        if (sums->list[i].round == round) {
            return &sums->list[i].sum;
        }
    }
    if (sums->count == sums->capacity) {
        size_t capacity = sums->capacity ? 2 * sums->capacity : 16;
        struct round_sum *more = realloc(sums->list, capacity * sizeof *more);
        if (!more) {
            return NULL;
        }
        sums->list = more;
        sums->capacity = capacity;
    }
    sums->list[sums->count] = (struct round_sum){.round = round};
    return &sums->list[sums->count++].sum;
}

static void
clear_origins(struct count_writer *writer)
{
    for (size_t i = 0; i < ORIGIN_SLOTS; i++) {
        writer->origins[i] = (struct origin){.half_day = -1};
    }
    writer->origin_count = 0;
}

static bool
prepare(struct count_writer *writer, struct error *err)
{
    struct database *database = &writer->archive->database;
    return writer->options.sums ||
           ((writer->add_cell = database_prepare(
                 database, err,
                 "INSERT INTO counted (office, form, round, part, member, question,"
                 " instance, kind, value, n)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                 " ON CONFLICT (office, form, round, part, member, question, instance,"
                 " kind, value) DO UPDATE SET n = counted.n + excluded.n",
                 "")) &&
            (writer->add_origin = database_prepare(
                 database, err,
                 "INSERT INTO origin (office, form, round, kiosk, half_day, responses,"
                 " complete, after_results, clock_untrusted)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                 " ON CONFLICT (office, form, round, kiosk, half_day) DO UPDATE SET"
                 " responses = origin.responses + excluded.responses,"
                 " complete = origin.complete + excluded.complete,"
                 " after_results = origin.after_results + excluded.after_results,"
                 " clock_untrusted = origin.clock_untrusted + excluded.clock_untrusted",
                 "")));
}

bool
count_writer_open(struct archive *archive, const struct count_options *options,
                  struct count_writer **out, struct error *err)
{
    struct count_writer *writer = calloc(1, sizeof *writer);
    if (!writer) {
        return error_no_memory(err);
    }
    writer->archive = archive;
    writer->options = *options;
    terms_init(&writer->terms, archive);
    writer->origins = calloc(ORIGIN_SLOTS, sizeof *writer->origins);
    if (!writer->origins) {
        count_writer_close(writer);
        return error_no_memory(err);
    }
    clear_origins(writer);
    if (!counter_create(options->layout, &writer->counter, err) ||
        !prepare(writer, err)) {
        count_writer_close(writer);
        return false;
    }
    *out = writer;
    return true;
}

void
count_writer_close(struct count_writer *writer)
{
    if (!writer) {
        return;
    }
    counter_close(writer->counter);
    statement_finish(writer->add_cell);
    statement_finish(writer->add_origin);
    free(writer->origins);
    free(writer);
}

static bool
keep_cell(void *context, const struct counts_cell *cell, const char *text, uint32_t n,
          struct error *err)
{
    struct count_writer *writer = context;
    int64_t signed_n = (int64_t)n * writer->options.sign, value = cell->value;
    writer->sum += counted_share(cell, text, signed_n);
    if (writer->options.sums) {
        return true;
    }
    if (text && !term_number(&writer->terms, text, &value, err)) {
        return false;
    }
    const int64_t values[] = {ARCHIVE_OFFICE, writer->options.form,
                              writer->round,  (int64_t)cell->part,
                              cell->member,   cell->question,
                              cell->instance, (int64_t)cell->kind,
                              value,          signed_n};
    for (int i = 0; i < (int)(sizeof values / sizeof *values); i++) {
        statement_set_int64(writer->add_cell, i + 1, values[i]);
    }
    return statement_run_set(writer->add_cell, err);
}

static bool
keep_origins(struct count_writer *writer, struct error *err)
{
    int64_t sign = writer->options.sign;
    bool ok = true;
    for (size_t i = 0; ok && i < ORIGIN_SLOTS && writer->origin_count > 0; i++) {
        const struct origin *origin = &writer->origins[i];
        const struct origin_numbers *numbers = &origin->numbers;
        if (origin->half_day < 0) {
            continue;
        }
        const struct origin_numbers given = {
            sign * numbers->responses, sign * numbers->complete,
            sign * numbers->after_results, sign * numbers->clock_untrusted};
        writer->sum += origin_share(writer->kiosk, origin->half_day, &given);
        ok = writer->options.sums ||
             statement_run(writer->add_origin, err, "iiiiiiiii", ARCHIVE_OFFICE,
                           writer->options.form, writer->round, writer->kiosk,
                           origin->half_day, given.responses, given.complete,
                           given.after_results, given.clock_untrusted);
    }
    clear_origins(writer);
    return ok;
}

/* Adds to the sum of the round, and takes out what came down to 0. */
static bool
keep_sum(struct count_writer *writer, struct error *err)
{
    struct database *database = &writer->archive->database;
    int64_t form = writer->options.form, sum = 0;
    if (writer->options.sums) {
        uint64_t *of_round = round_sums_find(writer->options.sums, writer->round);
        if (!of_round) {
            return error_no_memory(err);
        }
        *of_round += writer->sum;
        return true;
    }
    if (!database_number(database, 0, &sum, err,
                         "SELECT sum FROM round WHERE office = $1 AND form = $2"
                         " AND round = $3",
                         "iii", ARCHIVE_OFFICE, form, writer->round)) {
        return false;
    }
    sum = (int64_t)((uint64_t)sum + writer->sum);
    if (!database_run(database, err,
                      "INSERT INTO round (office, form, round, sum)"
                      " VALUES ($1, $2, $3, $4)"
                      " ON CONFLICT (office, form, round) DO UPDATE SET sum = $4",
                      "iiii", ARCHIVE_OFFICE, form, writer->round, sum)) {
        return false;
    }
    return writer->options.sign > 0 ||
           (database_run(database, err,
                         "DELETE FROM counted WHERE office = $1 AND form = $2"
                         " AND round = $3 AND n = 0",
                         "iii", ARCHIVE_OFFICE, form, writer->round) &&
            database_run(database, err,
                         "DELETE FROM origin WHERE office = $1 AND form = $2"
                         " AND round = $3 AND responses = 0",
                         "iii", ARCHIVE_OFFICE, form, writer->round));
}

bool
count_writer_flush(struct count_writer *writer, struct error *err)
{
    if (writer->round == 0) {
        return true;
    }
    writer->sum = 0;
    return counter_take(writer->counter, keep_cell, writer, err) &&
           keep_origins(writer, err) && keep_sum(writer, err);
}

static void
add_origin(struct count_writer *writer, const struct response_head *head)
{
    uint64_t at = mix(head->half_day) & (ORIGIN_SLOTS - 1);
    while (writer->origins[at].half_day >= 0 &&
           writer->origins[at].half_day != (int64_t)head->half_day) {
        at = (at + 1) & (ORIGIN_SLOTS - 1);
    }
    struct origin *origin = &writer->origins[at];
    writer->origin_count += origin->half_day < 0;
    origin->half_day = head->half_day;
    origin->numbers.responses++;
    origin->numbers.complete += head->complete;
    origin->numbers.after_results += head->after_results;
    origin->numbers.clock_untrusted += !head->clock_trusted;
}

bool
count_writer_response(struct count_writer *writer, int64_t kiosk, int64_t round,
                      const struct response_head *head, const struct cell *cells,
                      size_t count, struct error *err)
{
    const struct counter_head counted = counter_head_of(head);
    bool is_other = writer->round != round || counter_is_full(writer->counter);
    bool is_elsewhere = writer->kiosk != kiosk || writer->origin_count >= ORIGINS_MAX;
    if (writer->round != 0 && (is_other || is_elsewhere)) {
        writer->sum = 0;
        if ((is_other && !counter_take(writer->counter, keep_cell, writer, err)) ||
            !keep_origins(writer, err) || !keep_sum(writer, err)) {
            return false;
        }
    }
    writer->round = round;
    writer->kiosk = kiosk;
    add_origin(writer, head);
    return counter_response(writer->counter, &counted, cells, count, err);
}

bool
count_writer_row(struct count_writer *writer, size_t table, int instance,
                 const struct cell *cells, size_t count, struct error *err)
{
    return counter_row(writer->counter, table, instance, cells, count, err);
}
