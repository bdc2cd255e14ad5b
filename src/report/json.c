/* Writes JSON into a buffer. */
#include "json.h"

#include <inttypes.h>

static void
add_text(struct buffer *out, const char *text)
{
    buffer_add_u8(out, '"');
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            buffer_add_format(out, "\\%c", *at);
        } else if (*at < 0x20) {
            buffer_add_format(out, "\\u%04x", *at);
        } else {
            buffer_add_u8(out, *at);
        }
    }
    buffer_add_u8(out, '"');
}

static void
begin_value(struct json *json, const char *key)
{
    if (json->needs_comma) {
        buffer_add(json->out, ",\n", 2);
    }
    if (key) {
        add_text(json->out, key);
        buffer_add_u8(json->out, ':');
    }
    json->needs_comma = true;
}

static void
open_bracket(struct json *json, const char *key, char bracket)
{
    begin_value(json, key);
    buffer_add_u8(json->out, (uint8_t)bracket);
    json->needs_comma = false;
}

static void
close_bracket(struct json *json, char bracket)
{
    buffer_add_u8(json->out, (uint8_t)bracket);
    json->needs_comma = true;
}

void
json_open_object(struct json *json, const char *key)
{
    open_bracket(json, key, '{');
}

void
json_close_object(struct json *json)
{
    close_bracket(json, '}');
}

void
json_open_array(struct json *json, const char *key)
{
    open_bracket(json, key, '[');
}

void
json_close_array(struct json *json)
{
    close_bracket(json, ']');
}

void
json_number(struct json *json, const char *key, int64_t number)
{
    begin_value(json, key);
    buffer_add_format(json->out, "%" PRId64, number);
}

void
json_truth(struct json *json, const char *key, bool truth)
{
    begin_value(json, key);
    buffer_add_format(json->out, "%s", truth ? "true" : "false");
}

void
json_text(struct json *json, const char *key, const char *text)
{
    begin_value(json, key);
    if (text) {
        add_text(json->out, text);
    } else {
        buffer_add_format(json->out, "null");
    }
}
