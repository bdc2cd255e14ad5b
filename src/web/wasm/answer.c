/* answer: the one answer of the page, and JSON. */
#include "answer.h"

#include "page_calls.h"
#include "townline/characters.h"
#include "townline/seal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct buffer answer = {.max = ANSWER_MAX_BYTES};
static struct error fault;

struct buffer *
answer_begin(void)
{
    /* A key or a large report does not stay longer than it has to. */
    buffer_finish(&answer);
    buffer_init(&answer, ANSWER_MAX_BYTES);
    fault = (struct error){0};
    return &answer;
}

struct error *
answer_error(void)
{
    return &fault;
}

bool
answer_end(bool ok)
{
    return ok && answer.failed ? error_no_memory(&fault) : ok;
}

static void
begin_value(struct buffer *out, const char *name)
{
    uint8_t last = out->size == 0 ? '[' : out->data[out->size - 1];
    if (last != '[' && last != '{') {
        buffer_add_u8(out, ',');
    }
    if (name) {
        buffer_add_format(out, "\"%s\":", name);
    }
}

void
answer_open(struct buffer *out, const char *name, char bracket)
{
    begin_value(out, name);
    buffer_add_u8(out, (uint8_t)bracket);
}

void
answer_close(struct buffer *out, char bracket)
{
    buffer_add_u8(out, (uint8_t)bracket);
}

void
answer_bytes(struct buffer *out, const char *name, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    begin_value(out, name);
    buffer_add_u8(out, '"');
    for (size_t i = 0; i < size;) {
        size_t whole = character_well_formed_bytes(at + i, size - i);
        if (whole == 0) {
            buffer_add_format(out, at[i] == 0 ? "\\u0000" : "\xef\xbf\xbd");
            i++;
        } else if (at[i] < 0x20 || at[i] == '"' || at[i] == '\\' || at[i] == 0x7f) {
            buffer_add_format(out, "\\u%04x", (unsigned)at[i]);
            i++;
        } else {
            buffer_add(out, at + i, whole);
            i += whole;
        }
    }
    buffer_add_u8(out, '"');
}

void
answer_text(struct buffer *out, const char *name, const char *text)
{
    answer_bytes(out, name, text, strlen(text));
}

void
answer_number(struct buffer *out, const char *name, uint64_t number)
{
    begin_value(out, name);
    buffer_add_format(out, "%" PRIu64, number);
}

void
answer_flag(struct buffer *out, const char *name, bool flag)
{
    begin_value(out, name);
    buffer_add_format(out, flag ? "true" : "false");
}

void
answer_hex(struct buffer *out, const char *name, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    begin_value(out, name);
    buffer_add_u8(out, '"');
    for (size_t i = 0; i < size; i++) {
        buffer_add_format(out, "%02x", (unsigned)at[i]);
    }
    buffer_add_u8(out, '"');
}

bool
page_start(void)
{
    answer_begin();
    return seal_start() ||
           error_set(&fault, ERROR_SYSTEM, "there is no source of random numbers here");
}

void *
page_alloc(size_t size)
{
    return calloc(size + 1, 1);
}

void
page_free(void *bytes, size_t size)
{
    if (bytes) {
        seal_wipe(bytes, size);
    }
    free(bytes);
}

const uint8_t *
page_answer(void)
{
    return answer.data;
}

size_t
page_answer_size(void)
{
    return answer.size;
}

int
page_error_code(void)
{
    return (int)fault.code;
}

const char *
page_error_text(void)
{
    return fault.text;
}
