/* Puts responses together from their rows, and hashes them. */
#include "archive_read.h"

#include "archive_schema.h"
#include "archive_write.h"

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
response_reader_open(struct response_reader *reader, struct archive *archive,
                     int64_t form, const struct descriptor *descriptor,
                     enum archive_texts texts, struct error *err)
{
    *reader = (struct response_reader){.texts = texts};
    arena_init(&reader->strings, RESPONSE_STRINGS_MAX);
    return form_tables_init(&reader->tables, form, descriptor, err) &&
           row_reader_open(archive, &reader->tables, &reader->rows, err) &&
           (reader->comment = database_prepare(
                &archive->database, err,
                "SELECT c.text, d.state, c.id, c.row FROM comment c LEFT JOIN decision "
                "d"
                " ON d.office = c.office AND d.id = c.id WHERE c.office = $1"
                " AND c.bundle = $2 AND c.position = $3 AND c.question = $4"
                " AND c.place = $5",
                "")) != NULL;
}

void
response_reader_close(struct response_reader *reader)
{
    row_reader_close(reader->rows);
    statement_finish(reader->comment);
    form_tables_finish(&reader->tables);
    arena_finish(&reader->strings);
    free(reader->items);
    free(reader->answers);
    *reader = (struct response_reader){.rows = NULL};
}

bool
response_reader_begin(struct response_reader *reader, int64_t bundle, struct error *err)
{
    reader->bundle = bundle;
    return row_reader_begin(reader->rows, bundle, err);
}

/* The codes of the choices whose bits are set, divided by spaces. */
static const char *
write_bits(struct response_reader *reader, const struct question *question,
           uint64_t bits)
{
    char text[RESPONSE_VALUE_MAX_BYTES + 1];
    size_t size = 0;
    for (size_t i = 0; i < question->choice_count; i++) {
        size_t length = strlen(question->choices[i]);
        if ((bits >> i & 1) == 0 || length + 1 > sizeof text - size) {
            continue;
        }
        if (size > 0) {
            text[size++] = ' ';
        }
        memcpy(text + size, question->choices[i], length);
        size += length;
    }
    return arena_text(&reader->strings, text, size);
}

static bool
read_comment(struct response_reader *reader, int64_t position, struct answer *answer,
             struct error *err)
{
    answer->state = ANSWER_SEALED;
    if (reader->texts == TEXTS_NONE) {
        return true;
    }
    struct statement *row = reader->comment;
    if (!statement_bind(row, err, "iiiii", ARCHIVE_OFFICE, reader->bundle, position,
                        (int64_t)answer->question, place_of(answer->instance))) {
        return false;
    }
    enum statement_result result = statement_step(row, err);
    bool ok = result != STATEMENT_FAILED &&
              (result == STATEMENT_ROW ||
               error_set(err, ERROR_INPUT, "the file is damaged: a comment is gone")) &&
              comment_check(row, 2, statement_text(row, 0), NULL, err);
    if (ok &&
        (reader->texts == TEXTS_ALL || statement_int(row, 1) == COMMENT_ALLOWED)) {
        answer->state = ANSWER_VALUE;
        answer->value = arena_text(&reader->strings, statement_text(row, 0),
                                   statement_size(row, 0));
    }
    statement_reset(row);
    return ok;
}

static bool
read_cell(struct response_reader *reader, const struct column *column,
          const struct cell *cell, int64_t position, struct answer *answer,
          struct error *err)
{
    const struct question *question =
        &reader->tables.layout.descriptor->questions[column->question];
    if (cell->state == CELL_EMPTY) {
        return true;
    }
    if (column->kind == COLUMN_COMMENT) {
        return read_comment(reader, position, answer, err);
    }
    answer->state = ANSWER_VALUE;
    if (cell->state != CELL_NUMBER) {
        answer->value = arena_text(&reader->strings, cell->text, strlen(cell->text));
    } else if (column->kind == COLUMN_CHOICE) {
        answer->value = question->choices[cell->number];
    } else {
        answer->value = write_bits(reader, question, (uint64_t)cell->number);
    }
    return true;
}

struct read_item {
    const struct descriptor *descriptor; /* for comparing */
    struct answer answer;
};

static bool
make_room(struct response_reader *reader, size_t count, struct error *err)
{
    if (reader->count + count <= reader->capacity) {
        return true;
    }
    size_t wanted = reader->capacity == 0 ? 64 : reader->capacity * 2;
    while (wanted < reader->count + count) {
        wanted *= 2;
    }
    struct read_item *items = realloc(reader->items, wanted * sizeof *items);
    if (items) {
        reader->items = items;
    }
    struct answer *answers = realloc(reader->answers, wanted * sizeof *answers);
    if (answers) {
        reader->answers = answers;
    }
    if (!items || !answers) {
        return error_no_memory(err);
    }
    reader->capacity = wanted;
    return true;
}

static bool
add_row(void *context, size_t table, const uint16_t instance[DESCRIPTOR_MAX_DEPTH],
        const struct cell *cells, size_t count, struct error *err)
{
    struct response_reader *reader = context;
    const struct layout *layout = &reader->tables.layout;
    if (!make_room(reader, count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &layout->tables[table].columns[cells[i].column];
        struct read_item *item = &reader->items[reader->count++];
        *item = (struct read_item){.descriptor = layout->descriptor,
                                   .answer = {.question = column->question}};
        memcpy(item->answer.instance, instance, sizeof item->answer.instance);
        if (!read_cell(reader, column, &cells[i], reader->position, &item->answer,
                       err)) {
            return false;
        }
    }
    return true;
}

static int
compare_items(const void *a, const void *b)
{
    const struct read_item *left = a, *right = b;
    return answer_compare(left->descriptor, &left->answer, &right->answer);
}

bool
response_read(struct response_reader *reader, struct response *out, bool *end_out,
              struct error *err)
{
    static const uint16_t outside[DESCRIPTOR_MAX_DEPTH] = {0};
    const struct response_row *row;
    arena_clear(&reader->strings);
    reader->count = 0;
    if (!row_reader_next(reader->rows, &row, err)) {
        return false;
    }
    *end_out = !row;
    if (!row) {
        return true;
    }
    reader->position = row->position;
    if (!add_row(reader, 0, outside, row->cells, row->count, err) ||
        !row_reader_repeats(reader->rows, add_row, reader, err) ||
        (reader->strings.failed && !error_no_memory(err))) {
        return false;
    }
    if (reader->count > 0) {
        qsort(reader->items, reader->count, sizeof *reader->items, compare_items);
    }
    for (size_t i = 0; i < reader->count; i++) {
        reader->answers[i] = reader->items[i].answer;
    }
    *out = (struct response){
        .head = row->head, .answers = reader->answers, .answer_count = reader->count};
    return true;
}

bool
archive_digest_bundle(struct archive *archive, int64_t bundle, int64_t form,
                      const struct descriptor *descriptor,
                      uint8_t digest[SEAL_HASH_BYTES], int64_t *count_out,
                      struct error *err)
{
    struct response_reader reader;
    bool ok =
        response_reader_open(&reader, archive, form, descriptor, TEXTS_ALL, err) &&
        response_reader_begin(&reader, bundle, err);
    memset(digest, 0, SEAL_HASH_BYTES);
    *count_out = 0;
    while (ok) {
        struct response response;
        bool is_end = false;
        ok = response_read(&reader, &response, &is_end, err);
        if (is_end) {
            break;
        }
        ok = ok && digest_add(digest, (size_t)reader.position, &response, err);
        ++*count_out;
    }
    response_reader_close(&reader);
    return ok;
}
