/*
 * sources: what `collect` is pointed at: bundle files, pictures and films of frames,
 * and folders searched for all three. In a folder the ending of a name decides what a
 * file is, hidden files are passed over and links are not followed; a file named by
 * itself is looked into.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include "film.h"
#include "source_kind.h"
#include "townline/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOURCES_MAX_DEPTH 8
#define SOURCES_MAX_ENTRIES 100000 /* of one folder */

struct film_seen {
    struct film_place place;
    size_t codes;     /* that were read in its pictures */
    bool is_too_long; /* the rest was not looked at */
};
/* Each returns false to stop. Data is borrowed for the call. */
struct sources_visitor {
    bool (*on_bundle)(void *context, const char *path, const void *data, size_t size);
    /* One QR code's payload. */
    bool (*on_payload)(void *context, const char *path, const void *data, size_t size);
    /* After a picture with so many codes. */
    bool (*on_picture)(void *context, const char *path, size_t codes);
    /* After each picture of a film, to show how far it is, and after its last. */
    bool (*on_film_picture)(void *context, const char *path,
                            const struct film_seen *seen);
    bool (*on_film)(void *context, const char *path, const struct film_seen *seen);
    /* A picture or film of a kind that is not read; it is passed over. */
    bool (*on_unread)(void *context, const char *path, enum source_kind kind);
    /* A file that could not be read or was refused. */
    bool (*on_fault)(void *context, const char *path, const struct error *fault);
    void *context;
};
/* False when a visitor stopped it. */
bool sources_each(const char *path, const struct sources_visitor *visitor);

#endif
