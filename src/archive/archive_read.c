/* Reads single responses out of the tables, and hashes them. */
#include "archive_parts.h"

#include <stdlib.h>
#include <string.h>

#define RESPONSE_STRINGS_MAX ((size_t)64 << 20)

int64_t
place_of(const uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    /* Instances stay below 2^15, so the highest bit is free for the sign. */
    int64_t place = 0;
    for (size_t i = 0; i < DESCRIPTOR_MAX_DEPTH; i++) {
        place = place << 16 | instance[i];
    }
    return place;
}

void
place_split(int64_t place, uint16_t instance[DESCRIPTOR_MAX_DEPTH])
{
    for (size_t i = DESCRIPTOR_MAX_DEPTH; i-- > 0; place >>= 16) {
        instance[i] = (uint16_t)(place & 0xffff);
    }
}

bool
digest_add(uint8_t digest[SEAL_HASH_BYTES], size_t position,
           const struct response *response, struct error *err)
{
    const struct response_head *head = &response->head;
    struct buffer bytes;
    buffer_init(&bytes, RESPONSE_STRINGS_MAX);
    buffer_add(&bytes, digest, SEAL_HASH_BYTES);
    buffer_add_u64(&bytes, position);
    buffer_add_string(&bytes, head->round);
    buffer_add_string(&bytes, head->event);
    buffer_add_string(&bytes, head->language);
    buffer_add_u32(&bytes, head->half_day);
    buffer_add_u8(&bytes, head->clock_trusted);
    buffer_add_u8(&bytes, (uint8_t)head->channel);
    buffer_add_u8(&bytes, (uint8_t)head->duration);
    buffer_add_u8(&bytes, (uint8_t)head->straight_line);
    buffer_add_u8(&bytes, head->complete);
    buffer_add_u8(&bytes, head->after_results);
    buffer_add_u8(&bytes, (uint8_t)head->assisted);
    buffer_add_u8(&bytes, (uint8_t)head->first_time);
    buffer_add_u8(&bytes, head->order_seed);
    buffer_add_u64(&bytes, response->answer_count);
    for (size_t i = 0; i < response->answer_count; i++) {
        const struct answer *answer = &response->answers[i];
        buffer_add_u64(&bytes, answer->question);
        buffer_add_u64(&bytes, (uint64_t)place_of(answer->instance));
        buffer_add_u8(&bytes, answer->state == ANSWER_VALUE);
        buffer_add_string(&bytes, answer->state == ANSWER_VALUE ? answer->value : "");
    }
    bool ok = !bytes.failed;
    if (ok) {
        seal_hash(bytes.data, bytes.size, digest);
    }
    buffer_finish(&bytes);
    return ok || error_no_memory(err);
}

bool
response_reader_init(struct response_reader *reader, struct archive *archive,
                     const struct descriptor *descriptor, enum archive_texts texts,
                     struct error *err)
{
    *reader = (struct response_reader){.descriptor = descriptor, .texts = texts};
    buffer_init(&reader->strings, RESPONSE_STRINGS_MAX);
    return (reader->answers = database_prepare(
                &archive->database, err,
                "SELECT a.question, a.place, a.state, a.value, c.text, c.state "
                "FROM answer a LEFT JOIN comment c USING (response, seq) "
                "WHERE a.response = ?1 ORDER BY a.seq",
                "")) != NULL;
}

void
response_reader_finish(struct response_reader *reader)
{
    statement_finish(reader->answers);
    free(reader->list);
    free(reader->offsets);
    buffer_finish(&reader->strings);
    *reader = (struct response_reader){0};
}

static bool
grow(struct response_reader *reader, size_t count, struct error *err)
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
    if (!list || !offsets) {
        return error_no_memory(err);
    }
    reader->capacity = wanted;
    return true;
}

/* Adds a column's text to `strings` and returns where it begins. `strings` moves as it
 * grows, so the pointers to the texts are set only after the last one was added. */
static size_t
keep_string(struct response_reader *reader, struct statement *row, int column)
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
read_answer(struct response_reader *reader, size_t i, struct error *err)
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
    if (answer.state == ANSWER_SEALED) {
        bool allowed = statement_int(row, 5) == COMMENT_ALLOWED;
        if (reader->texts == TEXTS_ALL || (reader->texts == TEXTS_ALLOWED && allowed)) {
            answer.state = ANSWER_VALUE;
        }
        reader->offsets[i] = keep_string(reader, row, 4);
    } else {
        reader->offsets[i] = keep_string(reader, row, 3);
    }
    reader->list[i] = answer;
    return true;
}

static bool
read_answers(struct response_reader *reader, int64_t response, size_t *count_out,
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

bool
response_read(struct response_reader *reader, struct statement *row,
              size_t *position_out, struct response *out, struct error *err)
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
