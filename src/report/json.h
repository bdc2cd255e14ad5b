/*
 * json: writes JSON (RFC 8259), one value after the other, into a buffer. Keys and
 * commas are put where they belong; texts are escaped. In an array keys are NULL.
 */
#ifndef TOWNLINE_JSON_H
#define TOWNLINE_JSON_H

#include "townline/buffer.h"

struct json {
    struct buffer *out; /* borrowed */
    bool needs_comma;
};

void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_array(struct json *json, const char *key);
void json_close_array(struct json *json);
void json_number(struct json *json, const char *key, int64_t number);
void json_truth(struct json *json, const char *key, bool truth);
/* NULL becomes null. */
void json_text(struct json *json, const char *key, const char *text);

#endif
