/* Takes the answers of version 2 over into the tables of version 3. */
#include "archive_upgrade.h"

#include "archive_counted.h"
#include "archive_schema.h"
#include "archive_tables.h"
#include "archive_tally.h"
#include "archive_write.h"

#include <stdlib.h>
#include <string.h>

#define RESPONSE_STRINGS_MAX ((size_t)64 << 20)

/* Reads responses as version 2 kept them: a row for each answer. */
struct old_reader {
    struct statement *answers;
    const struct descriptor *descriptor;
    struct answer *list;     /* owned, with room for `capacity` */
    size_t *offsets;         /* owned; of the values in `strings` */
    uint8_t *comment_states; /* owned; of the answers that are texts */
    size_t capacity;
    struct buffer strings;
};
#define OLD_COLUMNS                                                                    \
    "r.response, r.position, r.round, r.event, r.language, r.half_day, "               \
    "r.clock_trusted, r.channel, r.duration, r.straight_line, r.complete, "            \
    "r.after_results, r.assisted, r.first_time, r.order_seed"

static bool
old_reader_init(struct old_reader *reader, struct archive *archive,
                const struct descriptor *descriptor, struct error *err)
{
    *reader = (struct old_reader){.descriptor = descriptor};
    buffer_init(&reader->strings, RESPONSE_STRINGS_MAX);
    return (reader->answers = database_prepare(
                &archive->database, err,
                "SELECT a.question, a.place, a.state, a.value, c.text, c.row, c.state "
                "FROM old_answer a LEFT JOIN old_comment c USING (response, seq) "
                "WHERE a.response = $1 ORDER BY a.seq",
                "")) != NULL;
}

static void
old_reader_finish(struct old_reader *reader)
{
    statement_finish(reader->answers);
    free(reader->list);
    free(reader->offsets);
    free(reader->comment_states);
    buffer_finish(&reader->strings);
    *reader = (struct old_reader){.answers = NULL};
}

static bool
grow(struct old_reader *reader, size_t count, struct error *err)
{
    if (count < reader->capacity) {
        return true;
    }
    size_t wanted = reader->capacity == 0 ? 64 : reader->capacity * 2;
    struct answer *list = realloc(reader->list, wanted * sizeof *list);
    if (list) {
        reader->list = list;
    }
    size_t *offsets = realloc(reader->offsets, wanted * sizeof *offsets);
    if (offsets) {
        reader->offsets = offsets;
    }
    uint8_t *states = realloc(reader->comment_states, wanted);
    if (states) {
        reader->comment_states = states;
    }
    if (!list || !offsets || !states) {
        return error_no_memory(err);
    }
    reader->capacity = wanted;
    return true;
}

/* Adds a column's text to `strings` and returns where it begins. `strings` moves as it
 * grows, so the pointers to the texts are set only after the last one was added. */
static size_t
keep_string(struct old_reader *reader, struct statement *row, int column)
{
    size_t at = reader->strings.size;
    const char *text = statement_text(row, column);
    if (text) {
        buffer_add(&reader->strings, text, statement_size(row, column));
    }
    buffer_add_u8(&reader->strings, 0);
    return at;
}

static bool
read_answer(struct old_reader *reader, size_t i, struct error *err)
{
    struct statement *row = reader->answers;
    int64_t question = statement_int64(row, 0);
    if (question < 0 || (uint64_t)question >= reader->descriptor->question_count) {
        return error_set(err, ERROR_INPUT,
                         "the file is damaged: an answer to no question");
    }
    struct answer answer = {.question = (size_t)question};
    place_split(statement_int64(row, 1), answer.instance);
    answer.state = (enum answer_state)statement_int(row, 2);
    bool is_text = answer.state == ANSWER_SEALED;
    if (is_text) {
        answer.state = ANSWER_VALUE;
        if (!statement_bytes(row, 5, answer.sealed.row_id, sizeof answer.sealed.row_id,
                             err)) {
            return false;
        }
        reader->comment_states[i] = (uint8_t)statement_int(row, 6);
    }
    reader->offsets[i] = keep_string(reader, row, is_text ? 4 : 3);
    reader->list[i] = answer;
    return true;
}

static bool
read_answers(struct old_reader *reader, int64_t response, size_t *count_out,
             struct error *err)
{
    buffer_clear(&reader->strings);
    if (!statement_bind(reader->answers, err, "i", response)) {
        return false;
    }
    size_t count = 0;
    bool ok = true;
    for (;;) {
        enum statement_result result = statement_step(reader->answers, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = grow(reader, count, err) && read_answer(reader, count, err);
        if (!ok) {
            break;
        }
        count++;
    }
    statement_reset(reader->answers);
    if (ok && reader->strings.failed) {
        ok = error_no_memory(err);
    }
    for (size_t i = 0; ok && i < count; i++) {
        if (reader->list[i].state == ANSWER_VALUE) {
            reader->list[i].value =
                (const char *)reader->strings.data + reader->offsets[i];
        }
    }
    *count_out = count;
    return ok;
}

static bool
read_response(struct old_reader *reader, struct statement *row, size_t *position_out,
              struct response *out, struct error *err)
{
    size_t count = 0;
    if (!read_answers(reader, statement_int64(row, 0), &count, err)) {
        return false;
    }
    *position_out = (size_t)statement_int64(row, 1);
    *out = (struct response){
        .head =
            {
                .round = statement_text(row, 2),
                .event = statement_text(row, 3),
                .language = statement_text(row, 4),
                .half_day = (uint32_t)statement_int64(row, 5),
                .clock_trusted = statement_int(row, 6) != 0,
                .channel = (enum channel)statement_int(row, 7),
                .duration = (enum duration_band)statement_int(row, 8),
                .straight_line = (enum straight_line)statement_int(row, 9),
                .complete = statement_int(row, 10) != 0,
                .after_results = statement_int(row, 11) != 0,
                .assisted = (enum said)statement_int(row, 12),
                .first_time = (enum said)statement_int(row, 13),
                .order_seed = (uint8_t)statement_int(row, 14),
            },
        .answers = reader->list,
        .answer_count = count,
    };
    if (!out->head.round || !out->head.event || !out->head.language) {
        return error_no_memory(err);
    }
    return true;
}

/* A merged bundle, on its way. */
struct moving {
    struct archive *archive;
    struct old_reader reader;
    struct archive_writer *writer;
    int64_t bundle, form, kiosk, responses;
    bool is_counted;
    uint8_t digest[SEAL_HASH_BYTES], old_digest[SEAL_HASH_BYTES];
};

/* What was decided about the comments of a response. */
static bool
move_decisions(struct moving *moving, const struct response *response,
               struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        uint8_t state = moving->reader.comment_states[i], id[16];
        if (moving->reader.descriptor->questions[answer->question].type !=
                QUESTION_TEXT ||
            answer->state != ANSWER_VALUE || state == COMMENT_PENDING) {
            continue;
        }
        comment_id(answer->sealed.row_id, answer->value, id);
        ok = database_run(&moving->archive->database, err,
                          "INSERT INTO decision (office, id, state, reason, day)"
                          " SELECT $1, $2, $3, '', collected FROM bundle"
                          " WHERE bundle = $4 ON CONFLICT (office, id) DO NOTHING",
                          "ibii", ARCHIVE_OFFICE, id, sizeof id, (int64_t)state,
                          moving->bundle);
    }
    return ok;
}

static bool
move_response(struct moving *moving, struct statement *row, struct error *err)
{
    struct response response;
    size_t position = 0;
    if (!read_response(&moving->reader, row, &position, &response, err) ||
        !digest_add(moving->old_digest, position, &response, err)) {
        return false;
    }
    for (size_t i = 0; i < response.answer_count; i++) {
        struct answer *answer = &response.answers[i];
        if (answer->state == ANSWER_VALUE && answer->value[0] == '\0' &&
            moving->reader.descriptor->questions[answer->question].type !=
                QUESTION_TEXT) {
            answer->state = ANSWER_EMPTY;
        }
    }
    return archive_writer_add(moving->writer, position, &response, &response, err) &&
           move_decisions(moving, &response, err);
}

static bool
move_rows(struct moving *moving, struct error *err)
{
    struct statement *row = database_prepare(&moving->archive->database, err,
                                             "SELECT " OLD_COLUMNS
                                             " FROM old_response r WHERE r.bundle = $1"
                                             " ORDER BY r.position",
                                             "i", moving->bundle);
    bool ok = row != NULL;
    while (ok) {
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        ok = move_response(moving, row, err);
    }
    statement_finish(row);
    return ok;
}

static bool
move_bundle(struct moving *moving, struct error *err)
{
    struct descriptor *descriptor = NULL;
    struct written written;
    memset(moving->old_digest, 0, sizeof moving->old_digest);
    bool ok = archive_form_load(moving->archive, moving->form, &descriptor, err);
    const struct writer_options options = {.bundle = moving->bundle,
                                           .form = moving->form,
                                           .kiosk = moving->kiosk,
                                           .is_counted = moving->is_counted,
                                           .descriptor = descriptor,
                                           .out = &written};
    ok = ok && archive_writer_open(moving->archive, &options, &moving->writer, err) &&
         old_reader_init(&moving->reader, moving->archive, descriptor, err) &&
         move_rows(moving, err) && archive_writer_end(moving->writer, err);
    ok = ok && ((memcmp(moving->digest, moving->old_digest, SEAL_HASH_BYTES) == 0 &&
                 moving->responses == (int64_t)written.responses) ||
                error_set(err, ERROR_INPUT,
                          "the file is damaged: answers are not those that were "
                          "merged, so it was left as it is"));
    ok = ok && database_run(&moving->archive->database, err,
                            "UPDATE bundle SET digest = $2 WHERE bundle = $1", "ib",
                            moving->bundle, written.digest, sizeof written.digest);
    old_reader_finish(&moving->reader);
    archive_writer_close(moving->writer);
    moving->writer = NULL;
    descriptor_close(descriptor);
    return ok;
}

static bool
make_tables(struct archive *archive, struct error *err)
{
    struct archive_form *forms;
    size_t count;
    if (!archive_forms_apart(archive, &forms, &count, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = form_tables_create(archive, forms[i].form, forms[i].descriptor, err);
    }
    archive_forms_finish(forms, count);
    return ok;
}

static bool
move_bundles(struct archive *archive, struct error *err)
{
    struct moving moving = {.archive = archive};
    int64_t total = 0, done = 0;
    struct statement *row = NULL;
    bool ok = database_number(&archive->database, 0, &total, err,
                              "SELECT count(*) FROM bundle"
                              " WHERE place = 1 AND form IS NOT NULL",
                              "") &&
              (row = database_prepare(&archive->database, err,
                                      "SELECT bundle, form, kiosk, counted, digest,"
                                      " responses FROM bundle WHERE place = 1"
                                      " AND form IS NOT NULL ORDER BY bundle",
                                      "")) != NULL;
    while (ok) {
        if (archive->progress) {
            archive->progress(archive->progress_context, (size_t)done++, (size_t)total);
        }
        enum statement_result result = statement_step(row, err);
        ok = result != STATEMENT_FAILED;
        if (result != STATEMENT_ROW) {
            break;
        }
        moving.bundle = statement_int64(row, 0);
        moving.form = statement_int64(row, 1);
        moving.kiosk = statement_int64(row, 2);
        moving.is_counted = statement_int(row, 3) != 0;
        moving.responses = statement_int64(row, 5);
        ok = statement_bytes(row, 4, moving.digest, sizeof moving.digest, err) &&
             move_bundle(&moving, err);
    }
    statement_finish(row);
    return ok;
}

bool
archive_upgrade(void *context, int version, struct error *err)
{
    struct archive *archive = context;
    return (version != 2 || archive_tally_check_old(archive, err)) &&
           (version == 0 ||
            (make_tables(archive, err) && move_bundles(archive, err))) &&
           database_script(&archive->database,
                           "DROP TABLE old_comment; DROP TABLE old_answer;"
                           "DROP TABLE old_response;",
                           err);
}
