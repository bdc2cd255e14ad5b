/* descriptor_bytes: writes the records of a descriptor and reads them back. */
#include "descriptor_bytes.h"

#include "townline/arena.h"
#include "townline/characters.h"

#include <string.h>

/* A reader skips an unknown record with an even tag and refuses one with an odd tag. */
enum record_tag {
    TAG_FORM = 1,
    TAG_ROLE = 2, /* of the question before it */
    TAG_QUESTION = 3,
    TAG_REPEAT = 5,
    TAG_REPEAT_END = 7,
};

static size_t
varint_bytes(uint64_t value)
{
    size_t bytes = 1;
    for (; value > 127; value >>= 7) {
        bytes++;
    }
    return bytes;
}

static size_t
string_bytes(const char *text)
{
    size_t size = strlen(text);
    return varint_bytes(size) + size;
}

static uint64_t
zigzag(int64_t value)
{
    return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}

static int64_t
unzigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static void
add_codes(struct buffer *out, const char *const *codes, size_t count)
{
    buffer_add_varint(out, count);
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(out, codes[i]);
    }
}

static size_t
codes_bytes(const char *const *codes, size_t count)
{
    size_t bytes = varint_bytes(count);
    for (size_t i = 0; i < count; i++) {
        bytes += string_bytes(codes[i]);
    }
    return bytes;
}

void
descriptor_bytes_form(struct buffer *out, const char *id, const char *version)
{
    buffer_add_u8(out, DESCRIPTOR_VERSION);
    buffer_add_varint(out, TAG_FORM);
    buffer_add_varint(out, string_bytes(id) + string_bytes(version));
    buffer_add_string(out, id);
    buffer_add_string(out, version);
}

void
descriptor_bytes_question(struct buffer *out, const struct question *question)
{
    size_t size = string_bytes(question->path) + 1;
    uint64_t min = zigzag(question->range_min), max = zigzag(question->range_max),
             step = (uint64_t)question->range_step;
    if (question_has_choices(question->type)) {
        size += codes_bytes(question->choices, question->choice_count);
    }
    if (question->type == QUESTION_RANGE) {
        size += varint_bytes(min) + varint_bytes(max) + varint_bytes(step) + 1;
    }
    buffer_add_varint(out, TAG_QUESTION);
    buffer_add_varint(out, size);
    buffer_add_string(out, question->path);
    buffer_add_u8(out, (uint8_t)question->type);
    if (question_has_choices(question->type)) {
        add_codes(out, question->choices, question->choice_count);
    }
    if (question->type == QUESTION_RANGE) {
        buffer_add_varint(out, min);
        buffer_add_varint(out, max);
        buffer_add_varint(out, step);
        buffer_add_u8(out, (uint8_t)question->range_decimals);
    }
    if (question->role != ROLE_NONE) {
        buffer_add_varint(out, TAG_ROLE);
        buffer_add_varint(out, 1);
        buffer_add_u8(out, (uint8_t)question->role);
    }
}

void
descriptor_bytes_repeat(struct buffer *out, const struct repeat *repeat)
{
    size_t size = string_bytes(repeat->path) + 1;
    if (repeat->keys) {
        size += codes_bytes(repeat->keys, repeat->key_count);
    }
    buffer_add_varint(out, TAG_REPEAT);
    buffer_add_varint(out, size);
    buffer_add_string(out, repeat->path);
    buffer_add_u8(out, repeat->keys != NULL);
    if (repeat->keys) {
        add_codes(out, repeat->keys, repeat->key_count);
    }
}

void
descriptor_bytes_repeat_end(struct buffer *out)
{
    buffer_add_varint(out, TAG_REPEAT_END);
    buffer_add_varint(out, 0);
}

/* What is being read. `scratch` holds the strings of a record until the descriptor has
 * copied them. */
struct reading {
    struct descriptor *descriptor;
    struct arena scratch;
    size_t open_repeats;
};

static bool
malformed(struct error *err)
{
    return error_set(err, ERROR_INPUT,
                     "The description of the form is damaged. Collect it again.");
}

static const char *
take_string(struct reading *reading, struct cursor *cursor)
{
    uint64_t size = cursor_varint(cursor);
    const uint8_t *bytes =
        size > cursor_left(cursor) ? NULL : cursor_take(cursor, (size_t)size);
    if (!bytes || !characters_are_well_formed(bytes, (size_t)size)) {
        return NULL;
    }
    return arena_text(&reading->scratch, bytes, (size_t)size);
}

static const char *const *
take_codes(struct reading *reading, struct cursor *cursor, size_t *count_out)
{
    uint64_t count = cursor_varint(cursor);
    /* Each code takes at least two bytes, so more codes than this cannot follow;
     * nothing larger is allocated. */
    if (count > DESCRIPTOR_MAX_CHOICES || count > cursor_left(cursor) / 2) {
        return NULL;
    }
    const char **codes = arena_take(&reading->scratch, (size_t)count, sizeof *codes);
    for (size_t i = 0; codes && i < count; i++) {
        codes[i] = take_string(reading, cursor);
        if (!codes[i]) {
            return NULL;
        }
    }
    *count_out = (size_t)count;
    return codes;
}

static bool
is_used_up(const struct cursor *cursor)
{
    return !cursor->failed && cursor_left(cursor) == 0;
}

static bool
read_form(struct reading *reading, struct cursor *body, struct error *err)
{
    const char *id = take_string(reading, body);
    const char *version = take_string(reading, body);
    if (!id || !version || !is_used_up(body) || reading->descriptor) {
        return malformed(err);
    }
    return descriptor_create(id, version, &reading->descriptor, err);
}

/* `role` comes from the record after the question's. */
static bool
read_question(struct reading *reading, struct cursor *body, enum question_role role,
              struct error *err)
{
    struct question question = {.path = take_string(reading, body), .role = role};
    question.type = cursor_u8(body);
    if (!question.path) {
        return malformed(err);
    }
    if (question_has_choices(question.type)) {
        question.choices = take_codes(reading, body, &question.choice_count);
        if (!question.choices) {
            return malformed(err);
        }
    }
    if (question.type == QUESTION_RANGE) {
        question.range_min = unzigzag(cursor_varint(body));
        question.range_max = unzigzag(cursor_varint(body));
        uint64_t step = cursor_varint(body);
        question.range_step = step > INT64_MAX ? 0 : (int64_t)step;
        question.range_decimals = cursor_u8(body);
    }
    if (!is_used_up(body)) {
        return malformed(err);
    }
    return descriptor_add_question(reading->descriptor, &question, err);
}

static bool
read_repeat(struct reading *reading, struct cursor *body, struct error *err)
{
    const char *path = take_string(reading, body);
    uint8_t keyed = cursor_u8(body);
    size_t key_count = 0;
    const char *const *keys = NULL;
    if (keyed == 1) {
        keys = take_codes(reading, body, &key_count);
    }
    if (!path || keyed > 1 || (keyed == 1 && !keys) || !is_used_up(body)) {
        return malformed(err);
    }
    reading->open_repeats++;
    return descriptor_begin_repeat(reading->descriptor, path, keys, key_count, err);
}

/* Takes the tag and the body of the next record. */
static uint64_t
take_record(struct cursor *cursor, struct cursor *body)
{
    uint64_t tag = cursor_varint(cursor);
    uint64_t size = cursor_varint(cursor);
    const uint8_t *bytes =
        size > cursor_left(cursor) ? NULL : cursor_take(cursor, (size_t)size);
    cursor->failed |= !bytes;
    cursor_init(body, bytes, bytes ? (size_t)size : 0);
    return tag;
}

/* A role of a later version counts as none here. */
static enum question_role
peek_role(struct cursor after)
{
    struct cursor body;
    if (cursor_left(&after) == 0 || take_record(&after, &body) != TAG_ROLE) {
        return ROLE_NONE;
    }
    uint8_t role = cursor_u8(&body);
    return role > ROLE_CONTROL ? ROLE_NONE : (enum question_role)role;
}

static bool
read_record(struct reading *reading, struct cursor *cursor, struct error *err)
{
    struct cursor body;
    uint64_t tag = take_record(cursor, &body);
    if (cursor->failed || (!reading->descriptor) != (tag == TAG_FORM)) {
        return malformed(err);
    }
    switch (tag) {
    case TAG_FORM:
        return read_form(reading, &body, err);
    case TAG_QUESTION:
        return read_question(reading, &body, peek_role(*cursor), err);
    case TAG_REPEAT:
        return read_repeat(reading, &body, err);
    case TAG_REPEAT_END:
        if (reading->open_repeats == 0 || !is_used_up(&body)) {
            return malformed(err);
        }
        reading->open_repeats--;
        descriptor_end_repeat(reading->descriptor);
        return true;
    default:
        if (tag % 2 == 0) {
            return true;
        }
        return error_set(err, ERROR_INPUT,
                         "The description of the form has a part that this version of "
                         "Townline does not know. Install the newest version.");
    }
}

bool
descriptor_read(const void *data, size_t size, struct descriptor **out,
                struct error *err)
{
    if (size > DESCRIPTOR_MAX_BYTES) {
        return error_set(err, ERROR_INPUT, "The description of the form is over 1 MB.");
    }
    struct cursor cursor;
    cursor_init(&cursor, data, size);
    uint8_t version = cursor_u8(&cursor);
    if (cursor.failed) {
        return malformed(err);
    }
    if (version != DESCRIPTOR_VERSION) {
        return error_set(err, ERROR_INPUT,
                         "The description of the form is of version %u, which this "
                         "program does not know. Install the newest version.",
                         version);
    }
    struct reading reading = {0};
    bool ok = true;
    while (ok && cursor_left(&cursor) > 0) {
        ok = read_record(&reading, &cursor, err);
    }
    if (ok && (!reading.descriptor || reading.open_repeats > 0)) {
        ok = malformed(err);
    }
    if (ok) {
        *out = reading.descriptor;
    } else {
        descriptor_close(reading.descriptor);
    }
    arena_finish(&reading.scratch);
    return ok;
}
