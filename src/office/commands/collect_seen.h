/*
 * collect_seen: what `collect` saw in pictures and films, and what it tells of that:
 * what was read, what shows no code, what is damaged, and what cannot be read, with the
 * way out.
 */
#ifndef COLLECT_SEEN_H
#define COLLECT_SEEN_H

#include "sources.h"

#include <jansson.h>

struct collect_seen {
    size_t pictures, without_code;
    size_t films, films_without_code, film_pictures;
    size_t foreign, forged, crowded; /* codes; see frame.h */
    size_t unread;
    bool is_told[SOURCE_KINDS]; /* one file says it for all of its kind */
    json_t *films_told,
        *unread_told; /* with --json, owned; else NULL: say it in words */
};
void collect_seen_finish(struct collect_seen *seen);

void collect_seen_picture(struct collect_seen *seen, size_t codes);
/* False when the film gave nothing because it is damaged: it has to be filmed again. */
bool collect_seen_film(struct collect_seen *seen, const char *path,
                       const struct film_seen *film);
void collect_seen_unread(struct collect_seen *seen, const char *path,
                         enum source_kind kind);

/* "0:12 of 0:40" */
struct place_words {
    char text[64];
};
struct place_words collect_seen_place(const struct film_seen *film);
/* At the end. */
void collect_seen_tell(const struct collect_seen *seen);
/* Adds "pictures", "films" and "unread". */
void collect_seen_json(const struct collect_seen *seen, json_t *object);

#endif
