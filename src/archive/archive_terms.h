/*
 * archive_terms: the numbers of short texts that stand in many rows: names of rounds,
 * events and languages, and values that are counted.
 */
#ifndef TOWNLINE_ARCHIVE_TERMS_H
#define TOWNLINE_ARCHIVE_TERMS_H

#include "archive_parts.h"

/* Remembers the last texts that were asked for. */
#define TERMS_KEPT 16
struct terms {
    struct archive *archive; /* borrowed */
    struct {
        char text[RESPONSE_NAME_MAX_BYTES + 1];
        int64_t term; /* 0: nothing here */
    } kept[TERMS_KEPT];
    size_t next;
};
void terms_init(struct terms *terms, struct archive *archive);
/* The number of a text, made when it is new, inside the caller's transaction. */
bool term_number(struct terms *terms, const char *text, int64_t *out, struct error *err)
    __attribute__((warn_unused_result));
/* The number of a text, or 0. */
bool term_find(struct archive *archive, const char *text, int64_t *out,
               struct error *err) __attribute__((warn_unused_result));
/* The text of a number; borrowed until TERMS_KEPT others were asked for. Only for texts
 * of at most RESPONSE_NAME_MAX_BYTES. */
bool term_name(struct terms *terms, int64_t term, const char **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
