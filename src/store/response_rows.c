/* response_rows: loads responses from the rows of store.db. */
#include "response_rows.h"

#include "townline/codec.h"

#include <stdlib.h>
#include <string.h>

static bool
is_damaged(struct error *err)
{
    return error_set(err, ERROR_INPUT, "store.db is damaged: a response is broken");
}

/* A response while its rows are read. Its strings and boxes lie in `bytes`, which moves
 * as it grows; so until all are read, `starts` says where they begin. */
struct loading {
    struct response response;
    struct buffer bytes;
    size_t *starts;
    size_t capacity;
};

static void
loading_finish(struct loading *loading)
{
    free(loading->response.answers);
    free(loading->starts);
    buffer_finish(&loading->bytes);
}

static size_t
keep_text(struct loading *loading, struct statement *statement, int column)
{
    size_t start = loading->bytes.size;
    const char *text = statement_text(statement, column);
    if (text) {
        buffer_add(&loading->bytes, text, statement_size(statement, column));
    }
    buffer_add_u8(&loading->bytes, 0);
    return start;
}

static bool
load_head(struct database *database, const uint8_t id[RESPONSE_ID_BYTES],
          struct loading *loading, size_t names[3], struct error *err)
{
    struct statement *row = database_prepare(
        database, err,
        "SELECT round, event, language, half_day, clock_trusted, channel, duration,"
        " straight_line, complete, after_results, assisted, first_time, order_seed"
        " FROM responses WHERE id = ?",
        "b", id, (size_t)RESPONSE_ID_BYTES);
    if (!row) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    if (result == STATEMENT_ROW) {
        struct response_head *head = &loading->response.head;
        memcpy(head->id, id, RESPONSE_ID_BYTES);
        for (int i = 0; i < 3; i++) {
            names[i] = keep_text(loading, row, i);
        }
        head->half_day = (uint32_t)statement_int64(row, 3);
        head->clock_trusted = statement_int(row, 4) != 0;
        head->channel = (enum channel)statement_int(row, 5);
        head->duration = (enum duration_band)statement_int(row, 6);
        head->straight_line = (enum straight_line)statement_int(row, 7);
        head->complete = statement_int(row, 8) != 0;
        head->after_results = statement_int(row, 9) != 0;
        head->assisted = (enum said)statement_int(row, 10);
        head->first_time = (enum said)statement_int(row, 11);
        head->order_seed = (uint8_t)statement_int(row, 12);
    } else if (result == STATEMENT_DONE) {
        is_damaged(err);
    }
    statement_finish(row);
    return result == STATEMENT_ROW;
}

static bool
make_room(struct loading *loading, struct error *err)
{
    if (loading->response.answer_count < loading->capacity) {
        return true;
    }
    size_t capacity = loading->capacity ? 2 * loading->capacity : 64;
    struct answer *answers =
        realloc(loading->response.answers, capacity * sizeof *answers);
    if (answers) {
        loading->response.answers = answers;
    }
    size_t *starts = realloc(loading->starts, capacity * sizeof *starts);
    if (starts) {
        loading->starts = starts;
    }
    if (!answers || !starts) {
        return error_no_memory(err);
    }
    loading->capacity = capacity;
    return true;
}

static bool
load_answer(struct database *database, struct statement *row, struct loading *loading,
            struct loaded_responses *loaded, struct error *err)
{
    if (!make_room(loading, err)) {
        return false;
    }
    size_t at = loading->response.answer_count++;
    struct answer *answer = &loading->response.answers[at];
    int64_t packed = statement_int64(row, 1);
    *answer = (struct answer){.question = (size_t)statement_int64(row, 0),
                              .state = (enum answer_state)statement_int(row, 2)};
    for (int i = 0; i < DESCRIPTOR_MAX_DEPTH; i++) {
        answer->instance[i] = (uint16_t)(packed >> (16 * i));
    }
    if (answer->state == ANSWER_VALUE) {
        loading->starts[at] = keep_text(loading, row, 3);
    }
    if (answer->state != ANSWER_SEALED) {
        return true;
    }
    struct sealed_text *sealed = &answer->sealed;
    if (!statement_bytes(row, 4, sealed->epoch_id, 16, err) ||
        !statement_bytes(row, 5, sealed->row_id, 16, err) ||
        !met_epochs_add(&loaded->epochs, database, sealed->epoch_id, err)) {
        if (!loaded->is_lenient) {
            return false;
        }
        answer->state = ANSWER_EMPTY;
        loaded->texts_lost++;
        return true;
    }
    sealed->box_size = statement_size(row, 6);
    loading->starts[at] = loading->bytes.size;
    buffer_add(&loading->bytes, statement_blob(row, 6), sealed->box_size);
    return true;
}

static bool
load_answers(struct database *database, struct loading *loading,
             struct loaded_responses *loaded, struct error *err)
{
    struct statement *rows = database_prepare(
        database, err,
        "SELECT question, instance, state, value, epoch, row_id, box FROM answers"
        " WHERE response = ?",
        "b", loading->response.head.id, (size_t)RESPONSE_ID_BYTES);
    if (!rows) {
        return false;
    }
    enum statement_result result;
    while ((result = statement_step(rows, err)) == STATEMENT_ROW) {
        if (!load_answer(database, rows, loading, loaded, err)) {
            break;
        }
    }
    statement_finish(rows);
    return result == STATEMENT_DONE;
}

/* Sets the pointers, since `bytes` does not move any more. */
static void
set_pointers(struct loading *loading, const size_t names[3])
{
    const uint8_t *bytes = loading->bytes.data;
    loading->response.head.round = (const char *)bytes + names[0];
    loading->response.head.event = (const char *)bytes + names[1];
    loading->response.head.language = (const char *)bytes + names[2];
    for (size_t i = 0; i < loading->response.answer_count; i++) {
        struct answer *answer = &loading->response.answers[i];
        if (answer->state == ANSWER_VALUE) {
            answer->value = (const char *)bytes + loading->starts[i];
        }
        if (answer->state == ANSWER_SEALED) {
            answer->sealed.box = bytes + loading->starts[i];
        }
    }
}

bool
response_rows_load(struct database *database, const struct descriptor *descriptor,
                   const uint8_t id[RESPONSE_ID_BYTES], struct loaded_responses *loaded,
                   struct error *err)
{
    struct loading loading = {0};
    size_t names[3];
    buffer_init(&loading.bytes, CODEC_MEMORY_MAX);
    bool ok = load_head(database, id, &loading, names, err) &&
              load_answers(database, &loading, loaded, err);
    if (ok && loading.bytes.failed) {
        ok = error_no_memory(err);
    }
    if (ok) {
        set_pointers(&loading, names);
        loaded->weight += codec_weight(&loading.response);
        ok = response_set_add(&loaded->set, descriptor, &loading.response, err);
    }
    loading_finish(&loading);
    return ok;
}

void
loaded_responses_finish(struct loaded_responses *loaded)
{
    response_set_finish(&loaded->set);
    met_epochs_finish(&loaded->epochs);
    *loaded = (struct loaded_responses){0};
}

bool
response_rows_list(struct database *database, const char *sql, int64_t value,
                   uint8_t (**ids_out)[RESPONSE_ID_BYTES], size_t *count_out,
                   struct error *err)
{
    uint8_t(*ids)[RESPONSE_ID_BYTES] = NULL;
    size_t count = 0, capacity = 0;
    enum statement_result result = STATEMENT_FAILED;
    struct statement *rows = database_prepare(database, err, sql, "i", value);
    if (!rows) {
        return false;
    }
    while ((result = statement_step(rows, err)) == STATEMENT_ROW) {
        if (count == capacity) {
            capacity = capacity ? 2 * capacity : 256;
            void *more = realloc(ids, capacity * sizeof *ids);
            if (!more) {
                error_no_memory(err);
                break;
            }
            ids = more;
        }
        if (!statement_bytes(rows, 0, ids[count], RESPONSE_ID_BYTES, err)) {
            break;
        }
        count++;
    }
    statement_finish(rows);
    if (result == STATEMENT_DONE) {
        *ids_out = ids;
        *count_out = count;
        return true;
    }
    free(ids);
    return false;
}
