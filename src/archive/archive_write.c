/* Writes the responses of one bundle into the tables. */
#include "archive_write.h"

#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX_BYTES ((size_t)64 << 20) /* of one response */

struct writer {
    struct archive *archive;
    const struct descriptor *descriptor;
    const struct text_opener *opener;
    struct statement *add_response, *add_answer, *add_comment, *add_place;
    int64_t bundle, form;
    struct answer *opened; /* of the response at hand, texts in clear */
    size_t *offsets;       /* where each text begins in `texts` */
    size_t capacity;
    struct buffer texts;
    struct written *out;
};

static const struct question *
question_of(const struct writer *writer, const struct answer *answer)
{
    return &writer->descriptor->questions[answer->question];
}

/* Copies the answers to `opened`, with the sealed texts replaced by the words in them.
 */
static bool
open_answers(struct writer *writer, const struct response *response, struct error *err)
{
    size_t count = response->answer_count;
    if (count > writer->capacity) {
        free(writer->opened);
        free(writer->offsets);
        writer->opened = calloc(count, sizeof *writer->opened);
        writer->offsets = calloc(count, sizeof *writer->offsets);
        writer->capacity = count;
        if (!writer->opened || !writer->offsets) {
            writer->capacity = 0;
            return error_no_memory(err);
        }
    }
    buffer_clear(&writer->texts);
    for (size_t i = 0; i < count; i++) {
        const struct answer *answer = &response->answers[i];
        writer->opened[i] = *answer;
        writer->offsets[i] = writer->texts.size;
        if (answer->state == ANSWER_SEALED &&
            !text_open(writer->opener, &answer->sealed,
                       question_of(writer, answer)->path, &writer->texts, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        struct answer *answer = &writer->opened[i];
        if (answer->state == ANSWER_SEALED) {
            answer->state = ANSWER_VALUE;
            answer->value = (const char *)writer->texts.data + writer->offsets[i];
        }
    }
    return true;
}

/* "library", or "fire/2" for the second of a positional repeat inside. */
static bool
add_place(struct writer *writer, const struct answer *answer, struct error *err)
{
    int repeat = question_of(writer, answer)->repeat;
    if (repeat < 0) {
        return true;
    }
    int chain[DESCRIPTOR_MAX_DEPTH];
    size_t depth = 0;
    for (int r = repeat; r >= 0 && depth < DESCRIPTOR_MAX_DEPTH;
         r = writer->descriptor->repeats[r].parent) {
        chain[depth++] = r;
    }
    struct buffer name;
    buffer_init(&name, (size_t)1 << 16);
    for (size_t level = 0; level < depth; level++) {
        const struct repeat *at =
            &writer->descriptor->repeats[chain[depth - 1 - level]];
        uint16_t instance = answer->instance[level];
        if (level > 0) {
            buffer_add(&name, "/", 1);
        }
        if (at->keys && instance < at->key_count) {
            buffer_add_format(&name, "%s", at->keys[instance]);
        } else {
            buffer_add_format(&name, "%u", instance + 1u);
        }
    }
    buffer_add_u8(&name, 0);
    bool ok = name.failed ? error_no_memory(err)
                          : statement_run(writer->add_place, err, "iiit", writer->form,
                                          (int64_t)repeat, place_of(answer->instance),
                                          (const char *)name.data);
    buffer_finish(&name);
    return ok;
}

static bool
write_answer(struct writer *writer, int64_t response, size_t seq,
             const struct answer *sealed, const struct answer *opened,
             struct error *err)
{
    bool is_text = opened->state == ANSWER_VALUE &&
                   question_of(writer, opened)->type == QUESTION_TEXT;
    enum answer_state state = is_text ? ANSWER_SEALED : opened->state;
    const char *value = state == ANSWER_VALUE ? opened->value : NULL;
    if (!add_place(writer, opened, err) ||
        !statement_run(writer->add_answer, err, "iiiiit", response, (int64_t)seq,
                       (int64_t)opened->question, place_of(opened->instance),
                       (int64_t)state, value)) {
        return false;
    }
    if (!is_text) {
        return true;
    }
    writer->out->comments++;
    return statement_run(writer->add_comment, err, "iibt", response, (int64_t)seq,
                         sealed->sealed.row_id, sizeof sealed->sealed.row_id,
                         opened->value);
}

static bool
write_response(struct writer *writer, size_t position, const struct response *response,
               struct error *err)
{
    const struct response_head *head = &response->head;
    if (!open_answers(writer, response, err)) {
        return false;
    }
    struct response opened = *response;
    opened.answers = writer->opened;
    if (!digest_add(writer->out->digest, position, &opened, err) ||
        !statement_run(writer->add_response, err, "iitttiiiiiiiiii", writer->bundle,
                       (int64_t)position, head->round, head->event, head->language,
                       (int64_t)head->half_day, (int64_t)head->clock_trusted,
                       (int64_t)head->channel, (int64_t)head->duration,
                       (int64_t)head->straight_line, (int64_t)head->complete,
                       (int64_t)head->after_results, (int64_t)head->assisted,
                       (int64_t)head->first_time, (int64_t)head->order_seed)) {
        return false;
    }
    int64_t row = database_last_row(&writer->archive->database);
    for (size_t i = 0; i < response->answer_count; i++) {
        if (!write_answer(writer, row, i, &response->answers[i], &opened.answers[i],
                          err)) {
            return false;
        }
    }
    writer->out->responses++;
    return true;
}

static bool
prepare(struct writer *writer, struct error *err)
{
    struct database *database = &writer->archive->database;
    return (writer->add_response = database_prepare(
                database, err,
                "INSERT INTO response (bundle, position, round, event, language,"
                " half_day, clock_trusted, channel, duration, straight_line,"
                " complete, after_results, assisted, first_time, order_seed) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
                " ?14, ?15)",
                "")) &&
           (writer->add_answer = database_prepare(
                database, err,
                "INSERT INTO answer (response, seq, question, place, state, value)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                "")) &&
           (writer->add_comment =
                database_prepare(database, err,
                                 "INSERT INTO comment (response, seq, row, text)"
                                 " VALUES (?1, ?2, ?3, ?4)",
                                 "")) &&
           (writer->add_place = database_prepare(
                database, err,
                "INSERT OR IGNORE INTO place (form, repeat, place, name)"
                " VALUES (?1, ?2, ?3, ?4)",
                "")) != NULL;
}

bool
archive_write(struct archive *archive, int64_t bundle, int64_t form,
              const struct bundle_content *content, const struct text_opener *opener,
              const bool *skip, struct written *out, struct error *err)
{
    struct writer writer = {
        .archive = archive,
        .descriptor = content->descriptor,
        .opener = opener,
        .bundle = bundle,
        .form = form,
        .out = out,
    };
    *out = (struct written){0};
    buffer_init(&writer.texts, TEXTS_MAX_BYTES);
    bool ok = prepare(&writer, err);
    for (size_t i = 0; ok && i < content->responses.count; i++) {
        ok = (skip && skip[i]) ||
             write_response(&writer, i, &content->responses.responses[i], err);
    }
    statement_finish(writer.add_response);
    statement_finish(writer.add_answer);
    statement_finish(writer.add_comment);
    statement_finish(writer.add_place);
    free(writer.opened);
    free(writer.offsets);
    buffer_finish(&writer.texts);
    return ok;
}
