/* response_save: saves a session's response with its texts sealed, and removes it. */
#include "meta.h"
#include "store_state.h"

#include "townline/codec.h"
#include "townline/comment.h"

#include <stdlib.h>
#include <string.h>

void
kept_texts_finish(struct kept_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free((void *)texts->texts[i].sealed.box);
    }
    free(texts->texts);
    *texts = (struct kept_texts){0};
}

static void
hash_text(const struct store *store, const struct answer *answer,
          uint8_t out[SEAL_HASH_BYTES])
{
    seal_mac(store->epoch.key, answer->value, strlen(answer->value), out);
}

static bool
copy_kept(struct kept_text *out, const struct sealed_text *sealed, struct error *err)
{
    uint8_t *box = malloc(sealed->box_size);
    if (!box) {
        return error_no_memory(err);
    }
    memcpy(box, sealed->box, sealed->box_size);
    out->sealed = *sealed;
    out->sealed.box = box;
    return true;
}

/* The box that the same text of this session already has, or NULL. */
static const struct sealed_text *
find_kept(const struct store *store, const struct response *response,
          const struct answer *answer, const uint8_t hash[SEAL_HASH_BYTES])
{
    const struct kept_texts *kept = &store->texts;
    if (memcmp(kept->response, response->head.id, RESPONSE_ID_BYTES) != 0) {
        return NULL;
    }
    for (size_t i = 0; i < kept->count; i++) {
        const struct kept_text *text = &kept->texts[i];
        if (text->question == answer->question &&
            memcmp(text->instance, answer->instance, sizeof text->instance) == 0 &&
            seal_equal(text->hash, hash, SEAL_HASH_BYTES) &&
            memcmp(text->sealed.epoch_id, store->epoch.record.id, 16) == 0) {
            return &text->sealed;
        }
    }
    return NULL;
}

static bool
seal_one(struct store *store, const struct response *response, struct answer *answer,
         struct kept_texts *fresh, struct error *err)
{
    const struct question *question = &store->descriptor->questions[answer->question];
    struct kept_text *text = &fresh->texts[fresh->count];
    text->question = answer->question;
    memcpy(text->instance, answer->instance, sizeof text->instance);
    hash_text(store, answer, text->hash);

    struct buffer box;
    buffer_init(&box, COMMENT_MAX_BYTES + 256);
    struct sealed_text sealed;
    const struct sealed_text *kept = find_kept(store, response, answer, text->hash);
    bool ok = kept || comment_seal(store->model, store->epoch.key,
                                   store->epoch.record.id, question->path,
                                   answer->value, store->random, &box, &sealed, err);
    ok = ok && copy_kept(text, kept ? kept : &sealed, err);
    buffer_finish(&box);
    if (!ok) {
        return false;
    }
    fresh->count++;
    answer->state = ANSWER_SEALED;
    answer->value = NULL;
    answer->sealed = text->sealed;
    return true;
}

/* Replaces every free text by a box. `fresh` owns the boxes that are new. */
static bool
seal_texts(struct store *store, const struct response *response, struct answer *answers,
           struct kept_texts *fresh, struct error *err)
{
    memcpy(fresh->response, response->head.id, RESPONSE_ID_BYTES);
    fresh->texts = calloc(response->answer_count + 1, sizeof(*fresh->texts));
    if (!fresh->texts) {
        return error_no_memory(err);
    }
    for (size_t i = 0; i < response->answer_count; i++) {
        struct answer *answer = &answers[i];
        if (answer->state == ANSWER_SEALED) {
            return error_set(err, ERROR_INPUT, "a text was sealed before it was saved");
        }
        if (store->descriptor->questions[answer->question].type == QUESTION_TEXT &&
            answer->state == ANSWER_VALUE &&
            !seal_one(store, response, answer, fresh, err)) {
            return false;
        }
    }
    return true;
}

/* Refuses a response that could not be put into a bundle later, since it would keep all
 * others from leaving. */
static bool
check_exportable(const struct store *store, const struct response *sealed,
                 struct response_set *set, struct error *err)
{
    if (!response_set_add_checked(set, store->descriptor, sealed, err)) {
        return false;
    }
    struct buffer scratch;
    buffer_init(&scratch, BUNDLE_MAX_BYTES / 2);
    bool ok = codec_encode(store->descriptor, set->responses, 1, &scratch, err);
    buffer_finish(&scratch);
    return ok;
}

static bool
write_head(struct store *store, const struct response_head *head, uint32_t half_day,
           struct error *err)
{
    bool clock_trusted =
        head->clock_trusted && store->clock_trusted && head->half_day == half_day;
    return database_run(
        &store->responses.database, err,
        "INSERT INTO responses (id, terms, round, event, language, half_day,"
        " clock_trusted, channel, duration, straight_line, complete, after_results,"
        " assisted, first_time, order_seed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET round = excluded.round,"
        " event = excluded.event, language = excluded.language,"
        " half_day = excluded.half_day, clock_trusted = excluded.clock_trusted,"
        " channel = excluded.channel, duration = excluded.duration,"
        " straight_line = excluded.straight_line, complete = excluded.complete,"
        " after_results = excluded.after_results, assisted = excluded.assisted,"
        " first_time = excluded.first_time, order_seed = excluded.order_seed",
        "bitttiiiiiiiiii", head->id, (size_t)RESPONSE_ID_BYTES, store->terms,
        head->round, head->event, head->language, (int64_t)half_day,
        (int64_t)clock_trusted, (int64_t)head->channel, (int64_t)head->duration,
        (int64_t)head->straight_line, (int64_t)head->complete,
        (int64_t)head->after_results, (int64_t)head->assisted,
        (int64_t)head->first_time, (int64_t)head->order_seed);
}

static int64_t
packed_instance(const struct answer *answer)
{
    int64_t packed = 0;
    for (int i = DESCRIPTOR_MAX_DEPTH - 1; i >= 0; i--) {
        packed = packed << 16 | answer->instance[i];
    }
    return packed;
}

static bool
write_answer(struct statement *insert, const uint8_t response[RESPONSE_ID_BYTES],
             const struct answer *answer, struct error *err)
{
    const struct sealed_text *sealed = &answer->sealed;
    bool has_value = answer->state == ANSWER_VALUE;
    bool is_sealed = answer->state == ANSWER_SEALED;
    return statement_run(insert, err, "biiitbbb", response, (size_t)RESPONSE_ID_BYTES,
                         (int64_t)answer->question, packed_instance(answer),
                         (int64_t)answer->state,
                         has_value ? answer->value : (const char *)NULL,
                         is_sealed ? sealed->epoch_id : (const uint8_t *)NULL,
                         (size_t)16, is_sealed ? sealed->row_id : (const uint8_t *)NULL,
                         (size_t)16, is_sealed ? sealed->box : (const uint8_t *)NULL,
                         is_sealed ? sealed->box_size : (size_t)0);
}

static bool
write_answers(struct store *store, const struct response *response, struct error *err)
{
    struct database *database = &store->responses.database;
    if (!database_run(database, err, "DELETE FROM answers WHERE response = ?", "b",
                      response->head.id, (size_t)RESPONSE_ID_BYTES)) {
        return false;
    }
    struct statement *insert = database_borrow(
        database, err,
        "INSERT INTO answers (response, question, instance, state, value, epoch,"
        " row_id, box) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "");
    bool ok = insert != NULL;
    for (size_t i = 0; ok && i < response->answer_count; i++) {
        ok = write_answer(insert, response->head.id, &response->answers[i], err);
    }
    statement_finish(insert);
    return ok;
}

/* Refuses to change a response that is in a bundle. *new_out: it was not there before.
 */
static bool
check_open(struct store *store, const uint8_t id[RESPONSE_ID_BYTES], bool *new_out,
           struct error *err)
{
    struct statement *statement = database_borrow(
        &store->responses.database, err, "SELECT bundle FROM responses WHERE id = ?",
        "b", id, (size_t)RESPONSE_ID_BYTES);
    if (!statement) {
        return false;
    }
    enum statement_result result = statement_step(statement, err);
    bool ok = result == STATEMENT_ROW || result == STATEMENT_DONE;
    if (result == STATEMENT_ROW && !statement_is_null(statement, 0)) {
        ok = error_set(err, ERROR_INPUT,
                       "the response is in a bundle already and cannot change");
    }
    *new_out = result == STATEMENT_DONE;
    statement_finish(statement);
    return ok;
}

static bool
write_response(struct store *store, const struct response *response, bool texts,
               struct error *err)
{
    struct database *database = &store->responses.database;
    const struct response_head *head = &response->head;
    uint32_t half_day =
        head->half_day > store->half_day ? head->half_day : store->half_day;
    bool is_new;
    bool ok = check_open(store, head->id, &is_new, err) &&
              (!texts || store_epoch_keep(&store->epoch, database, err)) &&
              write_head(store, head, half_day, err) &&
              write_answers(store, response, err);
    if (ok && is_new) {
        ok = database_run(database, err,
                          "UPDATE meta SET value = value + 1"
                          " WHERE name = 'sessions_begun'",
                          "");
    }
    if (ok && half_day > store->newest_half_day) {
        ok = meta_set_number(database, "newest_half_day", half_day, err);
    }
    return ok;
}

bool
store_save(struct store *store, const struct response *response, struct error *err)
{
    struct kept_texts fresh = {0};
    struct response_set set = {0};
    bool ok = false;
    if (!store_has_questions(store, err)) {
        return false;
    }
    struct response sealed = *response;
    sealed.answers = calloc(response->answer_count + 1, sizeof(*sealed.answers));
    if (!sealed.answers) {
        return error_no_memory(err);
    }
    if (response->answer_count > 0) {
        memcpy(sealed.answers, response->answers,
               response->answer_count * sizeof(*sealed.answers));
    }
    if (!response_check(store->descriptor, response, err) ||
        !seal_texts(store, response, sealed.answers, &fresh, err) ||
        !check_exportable(store, &sealed, &set, err) ||
        !database_begin(&store->responses.database, err)) {
        goto out;
    }
    ok = write_response(store, &set.responses[0], fresh.count > 0, err);
    ok = database_end(&store->responses.database, ok, err);
    if (!ok) {
        goto out;
    }
    if (fresh.count > 0) {
        store->epoch.stored = true;
    }
    if (response->head.half_day > store->half_day) {
        store->half_day = response->head.half_day;
    }
    if (store->half_day > store->newest_half_day) {
        store->newest_half_day = store->half_day;
    }
    store->session_seen = true;
    kept_texts_finish(&store->texts);
    store->texts = fresh;
    fresh = (struct kept_texts){0};
out:
    response_set_finish(&set);
    kept_texts_finish(&fresh);
    free(sealed.answers);
    return ok;
}

bool
store_remove(struct store *store, const uint8_t id[RESPONSE_ID_BYTES],
             struct error *err)
{
    bool is_new;
    if (!database_begin(&store->responses.database, err)) {
        return false;
    }
    /* Counting the session makes this a commit in any case. When saving had failed,
     * there is no row to delete, but its frames may lie in the WAL; the commit writes
     * over them. */
    bool ok = check_open(store, id, &is_new, err) &&
              database_run(&store->responses.database, err,
                           "DELETE FROM responses WHERE id = ?", "b", id,
                           (size_t)RESPONSE_ID_BYTES) &&
              database_run(&store->responses.database, err,
                           "INSERT INTO meta (name, value) VALUES ('removals', 1)"
                           " ON CONFLICT (name) DO UPDATE SET value = value + 1",
                           "");
    if (!database_end(&store->responses.database, ok, err)) {
        return false;
    }
    kept_texts_finish(&store->texts);
    store->session_seen = false;
    /* The resident was told that the answers are gone, so the WAL must not keep them
     * either. */
    store_file_truncate_wal(&store->responses);
    return true;
}
