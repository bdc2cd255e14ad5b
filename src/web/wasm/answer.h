/*
 * answer: what a call from JavaScript gives back: bytes, and the error where there was
 * one. There is one answer in the page; the next call overwrites and replaces it, so
 * JavaScript copies it first.
 *
 * Lists and records are answered as JSON. A text from outside that is not well-formed
 * UTF-8 has U+FFFD in the place of each wrong byte.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "townline/buffer.h"
#include "townline/error.h"

#define ANSWER_MAX_BYTES ((size_t)512 << 20)

/* Empties the answer and returns its bytes to write to. */
struct buffer *answer_begin(void);
/* The error of this call, which answer_begin cleared. */
struct error *answer_error(void);
/* Says how the call went and returns it: ERROR_FULL when the answer did not fit. */
bool answer_end(bool ok);

/* JSON into `out`. A name is NULL within a list. Commas come by themselves. */
void answer_open(struct buffer *out, const char *name, char bracket); /* { or [ */
void answer_close(struct buffer *out, char bracket);                  /* } or ] */
void answer_text(struct buffer *out, const char *name, const char *text);
void answer_bytes(struct buffer *out, const char *name, const void *bytes, size_t size);
void answer_number(struct buffer *out, const char *name, uint64_t number);
void answer_flag(struct buffer *out, const char *name, bool flag);
void answer_hex(struct buffer *out, const char *name, const void *bytes, size_t size);

#endif
